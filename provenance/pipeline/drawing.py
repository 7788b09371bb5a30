"""The permutations and bands of a store: datasketch draws them once, and the store keeps them."""

import json

import numpy as np

from provenance.sketches import Drawn, draw
from provenance.store import Store, opening

_NAME = "drawn"  # in the table `meta`


def keep(store: Store) -> None:
    """Write what datasketch draws for a store's settings, unless it was written."""
    if opening.told(store.connection, _NAME) is None:
        made = draw(store.settings)
        value = {
            "factors": made.factors.tolist(),
            "offsets": made.offsets.tolist(),
            "bands": made.bands,
            "rows": made.rows,
        }
        opening.tell(store.connection, _NAME, json.dumps(value))


def kept(store: Store) -> Drawn | None:
    """Return what was written; None if the store was made before any was."""
    found = opening.told(store.connection, _NAME)
    if found is None:
        return None
    value = json.loads(found)
    factors, offsets = (np.array(value[each], dtype=np.uint32) for each in ("factors", "offsets"))
    return Drawn(factors, offsets, value["bands"], value["rows"])
