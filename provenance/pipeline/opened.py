"""A store opened, with its live index if it has one."""

from functools import partial
from pathlib import Path

from provenance.settings import Settings
from provenance.sketches import recipe
from provenance.store import Store
from provenance.store.signed import LiveIndex

WAIT = 10.0  # seconds for another process to finish its batch


def open_store(
    path: str | Path,
    settings: Settings | None = None,
    *,
    wait: float = WAIT,
    writing: bool = False,
    live: str = "",
) -> Store:
    """Open a store, `live` being the address of its live index if it has one; see `Store`, `LiveIndex`."""
    made = partial(_live, live) if live else None
    return Store(Path(path), recipe, settings, wait=wait, writing=writing, live=made)


def _live(url: str, settings: Settings) -> LiveIndex:
    from provenance.sketches import live

    return live.LiveIndex(url, settings)
