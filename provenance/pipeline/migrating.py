"""A store moved on: what its articles give under this version and its settings."""

import shutil
from pathlib import Path

from provenance.model import Article
from provenance.pipeline import scorer
from provenance.pipeline.ingest import added, open_store
from provenance.pipeline.means import Means, Progress, unheard
from provenance.settings import Settings
from provenance.store import moving
from provenance.store.drops import Arrived


def migrate(
    path: Path, settings: Settings | None = None, *, wait: float, progress: Progress | None = None
) -> Path:
    """Make a store anew from its own articles, drop by drop, and keep the old file beside it.

    Parameters
    ----------
    path : Path
    settings : Settings, optional
        Those of the new store; by default what the old one had, as far as this version knows them.
    wait : float
        Seconds to wait while another process uses the store.

    Returns
    -------
    Path
        Where the old store is kept.
    """
    old = moving.contents(path, wait)
    chosen = settings or old.settings
    building = path.with_name(f".{path.name}.building")
    for leftover in (building, building.with_name(building.name + ".wal")):
        leftover.unlink(missing_ok=True)
    with open_store(building, chosen, wait=wait, writing=True) as store:
        means = Means(store.settings, scorer(store.settings, None), progress or unheard)
        for drop in old.drops:
            arrived = Arrived(tuple(Article(**each) for each in drop.articles), {}, {}, ())
            added(store, drop.name, drop.called, arrived, means)
        moving.bring_versions(store.connection, old)
        store.connection.execute("CHECKPOINT")
    kept = moving.free_name(path)
    shutil.copy2(path, kept)
    building.replace(path)
    return kept
