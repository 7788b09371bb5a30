"""A folder followed: what appears in it is ingested, whole files only."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

from provenance.errors import NothingFoundError, ProvenanceError
from provenance.loaders import load
from provenance.model import Article, Skipped
from provenance.pipeline.ingest import Drop, ingest, open_store
from provenance.settings import Settings
from provenance.watching import unchanged, whole_files


def follow(  # noqa: PLR0913
    folder: Path, store: Path, *, settle: float, wait: float, live: str = "", stop: Event | None = None
) -> Iterator[Drop | Skipped]:
    """Ingest the files of a folder as they become whole; yield each drop, and each file that is none.

    The store is open only while a drop is ingested, so that others can use it in between.

    Parameters
    ----------
    folder, store : Path
    settle : float
        Seconds that a file must stay as it is before it is read.
    wait : float
        Seconds to wait while another process uses the store.
    live : str
        Address of the store's live index, if it has one.
    stop : Event, optional
        Set it to end.

    Raises
    ------
    ProvenanceError
        Of the store. A file that cannot be read is yielded as `Skipped`.
    """
    with open_store(store, wait=wait, writing=True, live=live) as made:
        settings = made.settings
    for ready in whole_files(folder, settle, stop):
        found: list[Article] = []
        for path, state in ready.items():
            articles, skipped = _read(folder, path, settings)
            if unchanged(path, state):  # if not, it comes again, or went away
                found += articles
                yield from skipped
        if found:
            with open_store(store, wait=wait, writing=True, live=live) as there:
                yield ingest(_once(found), there)


def _read(folder: Path, path: Path, settings: Settings) -> tuple[list[Article], list[Skipped]]:
    """Read a file; its articles have the ids they would have if the folder were read."""
    try:
        articles, skipped = load([path], settings)
    except NothingFoundError:
        return [], [Skipped(str(path), "load", "no loader reads it")]
    except ProvenanceError as error:  # one file that is wrong ends no watch
        return [], [Skipped(str(path), "load", str(error))]
    except OSError:
        return [], []  # it went away; if it comes back, it is new
    inside = path.relative_to(folder).parent.as_posix()
    if inside == ".":
        return articles, skipped
    stem = path.name.split(".")[0]
    return [
        replace(each, id=f"{inside}/{each.id}") if each.id.startswith(stem) else each for each in articles
    ], skipped


def _once(articles: list[Article]) -> list[Article]:
    """Keep the last of several articles with one id: the file was written again meanwhile."""
    return list({each.id: each for each in articles}.values())
