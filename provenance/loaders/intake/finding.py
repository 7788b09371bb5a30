"""Which files there are to read, under which ids, and which are left alone and why."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from provenance.errors import PathMissingError
from provenance.loaders.draft import printable
from provenance.model import Skipped

PACKED = (".gz", ".zst", ".zip")
_APART = ("truth.json", "metadata.csv")  # what stands beside articles, by this package's own conventions
_APART_BEGIN = ("readme", "license", "licence", "__macosx")
_REPORT = ("comparison.json", "summary.md")  # a folder that holds both is the report of an earlier run


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may hold articles.

    Attributes
    ----------
    path : Path
    id : str
        Its path inside the given folder, without suffix.
    root : Path
        The given folder, or the folder of a file that was given itself; absolute, links resolved.
    inside : str
        Its path below `root`, with suffix: the name by which a ``metadata.csv`` there knows it.
    rank : tuple
        Which of two ways to the same file is the one to keep; the smaller.
    """

    path: Path
    id: str
    root: Path
    inside: str
    rank: tuple[bool, bool, int]

    @property
    def origin(self) -> str:
        """Name the file for messages."""
        return printable(self.path.as_posix())


def find(paths: Iterable[Path]) -> tuple[list[Found], list[Skipped]]:
    """List the files under the given paths, sorted by id, whatever order the paths come in.

    Raises
    ------
    PathMissingError
        If a given path does not exist.
    """
    files: list[Found] = []
    skipped: list[Skipped] = []
    given: dict[Path, Path] = {}
    for path in map(Path, paths):
        if not path.exists():
            raise PathMissingError(path)
        real = path.resolve()
        given[real] = min(path, given.get(real, path))
    for real, path in sorted(given.items()):
        for each in _walk(path, real) if path.is_dir() else _alone(path, real):
            if isinstance(each, Skipped):
                skipped.append(each)
            else:
                files.append(each)
    files = _once(files, skipped) if len(given) > 1 or any(each.rank[0] for each in files) else files
    return sorted(_distinct(files), key=lambda each: (each.id, each.origin)), sorted(skipped)


def split_name(name: str) -> tuple[str, str, str]:
    """Cut a file's name into stem, suffix and packing: ``a.jsonl.gz`` is ``a``, ``.jsonl``, ``.gz``."""
    packing = next((each for each in PACKED if name.lower().endswith(each)), "")
    bare = name[: len(name) - len(packing)] if packing else name
    if packing == ".zip":
        return bare, "", packing
    stem, suffix = os.path.splitext(bare)  # noqa: PTH122 - names inside archives are no paths
    return stem, suffix.lower(), packing


def apart(name: str) -> bool:
    """Tell what stands beside articles and is none."""
    return name.lower().startswith((".", *_APART_BEGIN)) or name in _APART


def _alone(path: Path, real: Path) -> Iterator[Found | Skipped]:
    """Take a file that was given itself."""
    if apart(path.name):
        return
    if not path.is_file():
        yield Skipped(printable(path.as_posix()), "load", "not a regular file (a pipe, a socket or a device)")
        return
    yield Found(path, printable(split_name(path.name)[0]), real.parent, path.name, (False, True, 0))


def _walk(folder: Path, root: Path) -> Iterator[Found | Skipped]:
    """Take what is in a folder and below; links are followed to files inside the folder only."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                inside = sorted(entries, key=lambda each: each.name)
        except OSError as error:
            yield Skipped(printable(here.as_posix()), "load", f"cannot be opened: {error.strerror}")
            continue
        names = {each.name for each in inside}
        if names.issuperset(_REPORT):
            yield Skipped(printable(here.as_posix()), "load", "the report of an earlier run, not articles")
            continue
        for entry in inside:
            if apart(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(here / entry.name)
            else:
                yield _entry(entry, here / entry.name, folder, root)


def _entry(entry: os.DirEntry[str], path: Path, folder: Path, root: Path) -> Found | Skipped:
    """Judge one entry that is no folder."""
    origin = printable(path.as_posix())
    if entry.is_symlink():
        target = Path(os.path.realpath(path))
        if not target.exists():
            return Skipped(origin, "load", "a link that leads nowhere")
        if not target.is_relative_to(root):
            return Skipped(origin, "load", "a link that leads out of the folder")
        if target.is_dir():
            return Skipped(origin, "load", "a link to a folder that is read in its own place")
    if not entry.is_file():
        return Skipped(origin, "load", "not a regular file (a pipe, a socket or a device)")
    inside = path.relative_to(folder)
    article_id = printable((inside.parent / split_name(path.name)[0]).as_posix())
    return Found(path, article_id, root, inside.as_posix(), (entry.is_symlink(), False, len(root.parts)))


def _once(files: list[Found], skipped: list[Skipped]) -> list[Found]:
    """Keep one of several ways to the same file."""
    kept: dict[str, Found] = {}
    for each in sorted(files, key=lambda each: (each.rank, each.id, each.origin)):
        first = kept.setdefault(os.path.realpath(each.path), each)
        if first is not each:
            skipped.append(Skipped(each.origin, "load", f"the same file as {first.origin}, which is read"))
    return list(kept.values())


def _distinct(files: list[Found]) -> list[Found]:
    """Put the folder's name in front of ids where ids of several folders clash."""
    roots: dict[str, set[Path]] = defaultdict(set)
    for each in files:
        roots[each.id].add(each.root)
    if all(len(each) == 1 for each in roots.values()):
        return files
    every = {each.root for each in files}
    parts = 1
    while len({each.parts[-parts:] for each in every}) < len(every):
        parts += 1
    return [replace(each, id="/".join((*_named(each.root, parts), each.id))) for each in files]


def _named(root: Path, parts: int) -> tuple[str, ...]:
    """Take the last parts of a folder's path, without what only says where paths begin."""
    return tuple(part for part in root.parts[-parts:] if part != root.anchor)
