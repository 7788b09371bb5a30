"""Everything this package raises on purpose, under one base class.

Each message says what was found, what was expected and what to do.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

_SHOWN = 8  # names or reasons in one message; more would bury it


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
    """Fewer than two articles are left to compare; `reasons` says why others were left out."""

    def __init__(self, count: int, reasons: Sequence[str] = ()) -> None:
        found = f"found {count} usable article{'s' if count != 1 else ''}; comparing needs at least two"
        shown = "".join(f"\n  left out: {reason}" for reason in reasons[:_SHOWN])
        more = f"\n  … and {len(reasons) - _SHOWN} more" if len(reasons) > _SHOWN else ""
        super().__init__(f"{found}. Add another article.{shown}{more}")


class DuplicateIdError(ProvenanceError):
    """Two articles with different texts claim the same id."""

    def __init__(self, article_id: str, one: str, other: str) -> None:
        super().__init__(
            f"two articles have the id {article_id!r}: {one} and {other}. "
            "Ids must differ; rename one of them."
        )


class UnknownArticleError(ProvenanceError):
    """An article was asked for by an id that is not in the comparison, or the store."""

    def __init__(self, wanted: str, known: Iterable[str], where: str = "comparison") -> None:
        names = sorted(known)
        shown = ", ".join(names[:_SHOWN]) + (
            f" … and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        )
        super().__init__(f"no article {wanted!r} in this {where}; there are: {shown}.")


class SettingError(ProvenanceError):
    """A setting is outside its range."""

    def __init__(self, name: str, found: object, expected: str) -> None:
        super().__init__(f"setting {name!r} is {found!r}; expected {expected}.")


class NotAFolderError(ProvenanceError):
    """The place for the report cannot be a folder."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path}: expected a folder to write the report to, but {reason}. Choose one with --out."
        )


class BrokenModelError(ProvenanceError):
    """A file of trained numbers is not what this version expects."""

    def __init__(self, path: Path, found: str, expected: str) -> None:
        super().__init__(f"{path}: found {found}, expected {expected}. Reinstall the package or retrain.")


class UnknownRendererError(ProvenanceError):
    """A kind of report was asked for that does not exist."""

    def __init__(self, wanted: str, known: Iterable[str]) -> None:
        super().__init__(f"no report of the kind {wanted!r}; there are: {', '.join(sorted(known))}.")


class SemanticModelError(ProvenanceError):
    """A folder given as semantic model holds none that can be used."""

    def __init__(self, folder: Path, found: str) -> None:
        super().__init__(
            f"{folder}: found {found}; expected a folder that model2vec or sentence-transformers saved, and "
            "the package that reads it (pip install 'news-provenance[semantic]')."
        )


class MissingExtraError(ProvenanceError):
    """Something was asked for that needs a package which is installed only on request."""

    def __init__(self, wanted: str, extra: str) -> None:
        install = f"pip install 'news-provenance[{extra}]'"
        super().__init__(f"{wanted} needs a package that is not installed. Install it: {install}.")


class NoStoreError(ProvenanceError):
    """A store was asked for that does not exist."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: there is no store. Expected a file that `provenance ingest … --store {path}` made."
        )


class NotAStoreError(ProvenanceError):
    """A file given as store is none."""

    def __init__(self, path: Path, found: str) -> None:
        super().__init__(
            f"{path}: found {found}; expected a store that `provenance ingest` made. Give another --store."
        )


class StoreBusyError(ProvenanceError):
    """Another process is writing to the store."""

    def __init__(self, path: Path, waited: float) -> None:
        super().__init__(
            f"{path}: another process has held this store for {waited:g} s. Expected it to be free; "
            "try again later, or give it longer with --wait SECONDS."
        )


class StoreSchemaError(ProvenanceError):
    """A store was written by another version."""

    def __init__(self, path: Path, found: str, expected: str) -> None:
        super().__init__(
            f"{path}: found {found}, expected {expected}. Move it on with "
            f"`provenance migrate --store {path}`, which keeps a copy."
        )


class OtherSettingsError(ProvenanceError):
    """A store was written with other settings than were asked for."""

    def __init__(self, path: Path, differing: Mapping[str, tuple[object, object]]) -> None:
        shown = "; ".join(f"{name} {there}, not {here}" for name, (there, here) in sorted(differing.items()))
        super().__init__(
            f"{path}: this store was written with {shown}. What it holds would not be comparable: leave out "
            "--set, or start another store."
        )


class StoreWriteError(ProvenanceError):
    """The store could not be written to; what was finished before is whole."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path}: writing failed ({reason}). Every batch finished before is in the store, "
            "nothing half is. Make room and run the same command again; it goes on where it stopped."
        )


class DateError(ProvenanceError):
    """A date was given that cannot be read."""

    def __init__(self, option: str, found: str) -> None:
        super().__init__(
            f"{option}: found {found!r}; expected a day, month or year as ISO 8601 writes it. "
            "Give one such as 2026-03-01, 2026-03 or 2026."
        )


class EmptySliceError(ProvenanceError):
    """No article of a store is within what was asked for."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"none of the {count:,} articles in the store fits. Expected at least one; ask for more days, "
            "another outlet, story or drop (`provenance outlets`, `provenance stories` list them)."
        )


class UnknownDropError(ProvenanceError):
    """A drop was asked for that is not in the store."""

    def __init__(self, wanted: str, known: Iterable[str]) -> None:
        super().__init__(f"no drop {wanted!r} in the store; there are: {', '.join(known) or 'none'}.")


class NothingToTraceError(ProvenanceError):
    """No text was given to look for."""

    def __init__(self) -> None:
        super().__init__(
            'found no text to look for. Expected some words, as in `provenance trace "at least six weeks"`, '
            "or a file, as in `--file press-release.txt`."
        )


class IndexUrlError(ProvenanceError):
    """An address of a live index was given that is none."""

    def __init__(self, found: str) -> None:
        scheme = found.partition("://")[0] if "://" in found else "no scheme"
        super().__init__(
            f"--index: found an address with {scheme}; expected a Redis server, such as "
            "redis://localhost:6379, redis://localhost:6379/2 or redis+unix:///run/redis.sock. Correct it."
        )


class IndexPackageError(ProvenanceError):
    """A live index was asked for and what talks to it is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "--index: found no package `redis`; expected version 5 or later. Install it with "
            "`pip install '.[redis]'`, or leave --index out: the store then keeps the index itself."
        )


class IndexServerError(ProvenanceError):
    """The server of a live index does not answer as it should."""

    def __init__(self, server: str, reason: str) -> None:
        super().__init__(
            f"--index {server}: {reason}. Expected a Redis server that answers there; start it, or correct "
            "the address, and run the same command again: it goes on where it stopped."
        )


class IndexLostError(ProvenanceError):
    """A live index lacks what a store put there."""

    def __init__(self, server: str, lost: int, asked: int) -> None:
        super().__init__(
            f"--index {server}: {lost} of {asked} sentences of the store that were looked up are not there; "
            "expected all. Give the server and database the store was begun with, as they were; if they are "
            "lost, `provenance migrate` makes a store that keeps the index itself."
        )


class IndexMissingError(ProvenanceError):
    """A store with a live index was to be used without it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: found no --index; expected the one that this store was begun with. Give it, such as "
            "--index redis://localhost:6379, or set PROVENANCE_INDEX."
        )


class IndexMixedError(ProvenanceError):
    """A live index was given for a store that keeps its index itself."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: found a store that keeps its index itself; expected one begun with --index. Leave "
            "--index out, or begin another store with it."
        )
