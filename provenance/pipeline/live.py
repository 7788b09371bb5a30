"""A drop's sentences against a live index: what the keys of bands are in the store, bucket for bucket."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from provenance.candidates import sentences_of
from provenance.hashing import stored
from provenance.model import Sketches
from provenance.settings import Settings
from provenance.sketches import signatures
from provenance.store import Store, signed
from provenance.store.index import Keys

if TYPE_CHECKING:
    from provenance.pipeline.fresh import Fresh


def exchanged(store: Store, fresh: "Fresh", sketches: Sketches, settings: Settings) -> Keys | None:
    """Ask a store's live index who shares a band with a drop or with what leaves, and bring it up to date.

    Returns
    -------
    Keys or None
        Rows as `store.index.sharing` returns them; None if there is no live index.
    """
    live, con = store.live, store.connection
    if live is None:
        return None
    mine = signatures(sketches, settings)
    leaving = live.banded(signed.names_of(con, fresh.out))
    keys, numbers, names = live.sharing(np.concatenate([mine[:, : leaving.shape[1]], leaving]))
    there = signed.resolved(con, stored(keys), numbers, names)
    signed.leave(con, fresh.out)
    row, article, context = sentences_of(fresh.readings, sketches)
    ids = [fresh.ids[each] for each in article.tolist()]
    live.insert(signed.add(con, fresh.numbers[article], ids, context), mine[row])
    return there


def carrying(store: Store, sketches: Sketches, settings: Settings) -> NDArray[np.int32]:
    """Return the articles that share bands with some sentences, each as often as it shares a key.

    Raises
    ------
    IndexMissingError
        If the store has a live index that was not given.
    """
    if store.live is None:
        signed.agreed(store, None, writing=True)
        return np.zeros(0, dtype=np.int32)
    keys, numbers, names = store.live.sharing(signatures(sketches, settings))
    rows = signed.resolved(store.connection, stored(keys), numbers, names)
    pairs = np.unique(np.stack([rows.keys, rows.articles.astype(np.uint64)], axis=1), axis=0)
    return pairs[:, 1].astype(np.int32)
