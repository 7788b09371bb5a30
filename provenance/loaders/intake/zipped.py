"""Files that hold files: each member of a zip is read as if it stood in a folder of the zip's name."""

import stat
import zipfile
from collections.abc import Callable, Iterator
from io import BufferedReader
from pathlib import PurePosixPath

from provenance.loaders.draft import Flaw, Source, Terms, UnusableError, printable
from provenance.loaders.intake.finding import PACKED, Found, apart, split_name
from provenance.loaders.intake.unpacking import BROKEN, Budget, bounded, opener
from provenance.loaders.metadata.sidecar import NAME, Sidecar, look_up, sidecar

_MOST_MEMBERS = 200_000  # of one zip; more are not articles somebody collected
_ENCRYPTED = 0x1


def sources(found: Found, columns: dict[str, str], terms: Terms) -> Iterator[Source | Flaw]:
    """Open a found file: itself, what is packed in it, or each member of a zip.

    Raises
    ------
    UnusableError
        If it is packed in a way that cannot be unpacked.
    """
    _, suffix, packing = split_name(found.path.name)
    if packing == ".zip":
        yield from _members(found, columns, terms)
    else:
        yield Source(found.id, found.origin, suffix, opener(found, packing, terms.settings), columns)


def _members(found: Found, columns: dict[str, str], terms: Terms) -> Iterator[Source | Flaw]:
    """Open each file in a zip; archives inside it stay closed."""
    budget = Budget(found.path.stat().st_size, terms.settings)
    try:
        archive = zipfile.ZipFile(found.path)
    except BROKEN as error:
        message = f"broken zip: {str(error)[:100]}"
        raise UnusableError(message) from error
    with archive:
        members = sorted(archive.infolist(), key=lambda each: each.filename)
        if len(members) > _MOST_MEMBERS:
            message = f"a zip of more than {_MOST_MEMBERS:,} files"
            raise UnusableError(message)
        sidecars = dict(_sidecars(archive, members, budget, found.origin, terms))
        yield from (flaw for each in sidecars.values() for flaw in each.flaws)
        for member in members:
            path = PurePosixPath(member.filename)
            if member.filename.endswith("/") or any(apart(part) for part in path.parts if part != ".."):
                continue
            reason = _refused(member, path)
            if reason:
                yield Flaw(printable(member.filename[:200]), reason)
                continue
            stem, suffix, _ = split_name(path.name)
            yield Source(
                f"{found.id}/{printable((path.parent / stem).as_posix())}",
                f"{found.origin}/{printable(member.filename)}",
                suffix,
                _opener(archive, member, budget),
                {**columns, **_columns(sidecars, path)},
            )


def _sidecars(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], budget: Budget, origin: str, terms: Terms
) -> Iterator[tuple[PurePosixPath, Sidecar]]:
    """Read each ``metadata.csv`` in the archive."""
    for member in members:
        path = PurePosixPath(member.filename)
        if path.name == NAME and not _refused(member, path):
            source = Source("", f"{origin}/{printable(str(path))}", ".csv", _opener(archive, member, budget))
            yield path.parent, sidecar(source, terms)


def _columns(sidecars: dict[PurePosixPath, Sidecar], path: PurePosixPath) -> dict[str, str]:
    """Collect what they say of one member, the nearest last."""
    columns: dict[str, str] = {}
    for folder in reversed(path.parents):
        if folder in sidecars:
            columns.update(look_up(sidecars[folder], path.relative_to(folder).as_posix())[1])
    return columns


def _opener(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget
) -> Callable[[], BufferedReader]:
    """Give the function that opens one member."""

    def opened() -> BufferedReader:
        try:
            inner = archive.open(member)
        except BROKEN as error:
            message = f"broken zip: {str(error)[:100]}"
            raise UnusableError(message) from error
        return bounded(inner, budget, "zip")

    return opened


def _refused(member: zipfile.ZipInfo, path: PurePosixPath) -> str | None:
    """Say why a member is not opened."""
    if not path.parts:
        return "a file without a name"
    if path.is_absolute() or ".." in path.parts or "\\" in member.filename or ":" in path.parts[0]:
        return "its path leads out of the archive"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "a link inside an archive is not followed"
    if member.flag_bits & _ENCRYPTED:
        return "encrypted"
    if path.name.lower().endswith(PACKED):
        return "an archive inside an archive is not opened"
    return None
