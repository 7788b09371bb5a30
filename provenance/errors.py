"""Everything this package raises on purpose, under one base class.

Each message says what was found, what was expected and what to do.
"""

from collections.abc import Iterable
from pathlib import Path


class ProvenanceError(Exception):
    """The base of every error that is raised on purpose."""


class NothingFoundError(ProvenanceError):
    """An input holds no file that could be an article."""

    def __init__(self, where: str, known: Iterable[str]) -> None:
        super().__init__(
            f"{where}: no article found there. Expected files ending in {', '.join(sorted(known))}; "
            "give a folder or files that have some."
        )


class PathMissingError(ProvenanceError):
    """A path that was asked for does not exist."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: there is no such file or folder. Check the spelling of the path.")


class TooFewArticlesError(ProvenanceError):
    """Fewer than two articles are left to compare."""

    def __init__(self, count: int, skipped: int) -> None:
        found = f"{count} usable article{'s' if count != 1 else ''}"
        also = f" ({skipped} skipped: see the reasons above)" if skipped else ""
        super().__init__(f"found {found}{also}; comparing needs at least two. Add another article.")


class DuplicateIdError(ProvenanceError):
    """Two articles with different texts claim the same id."""

    def __init__(self, article_id: str, one: str, other: str) -> None:
        super().__init__(
            f"two articles have the id {article_id!r}: {one} and {other}. "
            "Ids must differ; rename one of them."
        )


class UnknownFormatError(ProvenanceError):
    """A file has a suffix that no loader reads."""

    def __init__(self, path: Path, known: Iterable[str]) -> None:
        super().__init__(f"{path}: no loader reads {path.suffix!r}; known: {', '.join(sorted(known))}.")


class UnknownArticleError(ProvenanceError):
    """An article was asked for by an id that is not in the comparison."""

    def __init__(self, wanted: str, known: Iterable[str]) -> None:
        names = sorted(known)
        shown = ", ".join(names[:8]) + (f" … and {len(names) - 8} more" if len(names) > 8 else "")  # noqa: PLR2004
        super().__init__(f"no article {wanted!r} in this comparison; there are: {shown}.")


class SettingError(ProvenanceError):
    """A setting is outside its range."""

    def __init__(self, name: str, found: object, expected: str) -> None:
        super().__init__(f"setting {name!r} is {found!r}; expected {expected}.")


class OutputExistsError(ProvenanceError):
    """A run would write over files of an earlier one."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} already holds a report. Choose another folder with --out, or --force to replace it."
        )


class BrokenModelError(ProvenanceError):
    """A file of trained numbers is not what this version expects."""

    def __init__(self, path: Path, found: str, expected: str) -> None:
        super().__init__(f"{path}: found {found}, expected {expected}. Reinstall the package or retrain.")
