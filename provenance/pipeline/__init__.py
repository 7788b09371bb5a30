"""The order of the steps: the only package that knows it.

Path ─load→ Article ─read→ Readings ─sketch→ Sketches ─propose→ Candidates ─align→ Passage ─judge→ Pair
Pair ─gather→ Group ─trace→ Lineage      Readings ─quote→ Quote ─match→ QuoteFamily
everything ─collect→ Facts → Comparison

`comparing` walks it over a folder, `ingest` over a drop against a store.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provenance.pipeline.comparing import (
        STEPS,
        WORK,
        align,
        compare,
        every_pair,
        paraphrase_scores,
        quotes_in,
        scorer,
        sentences,
    )

# Loaded when first asked for: who looks something up in a store needs few of the steps.
__all__ = [
    "STEPS",
    "WORK",
    "align",
    "compare",
    "every_pair",
    "paraphrase_scores",
    "quotes_in",
    "scorer",
    "sentences",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.comparing"), name)
