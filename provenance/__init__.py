"""Find what news articles share, where it came from, what was changed and who adds something.

>>> import provenance
>>> found = provenance.align("The bridge closed at noon.", "Police said the bridge closed at noon.")
>>> [passage.kind for passage in found]
['verbatim']
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provenance.comparison import Comparison
    from provenance.errors import ProvenanceError
    from provenance.model import Article, Passage, Quote, Span
    from provenance.pipeline import align, compare, paraphrase_scores, sentences
    from provenance.pipeline import quotes_in as quotes
    from provenance.pipeline.ingest import ingest, open_store, stored
    from provenance.settings import Settings

__version__ = "0.1.0"

# Loaded when first asked for: `provenance --help` and `provenance.Article` need no NumPy.
_HOMES = {
    "Article": ("model", "Article"),
    "Comparison": ("comparison", "Comparison"),
    "Passage": ("model", "Passage"),
    "ProvenanceError": ("errors", "ProvenanceError"),
    "Quote": ("model", "Quote"),
    "Settings": ("settings", "Settings"),
    "Span": ("model", "Span"),
    "align": ("pipeline", "align"),
    "compare": ("pipeline", "compare"),
    "ingest": ("pipeline.ingest", "ingest"),
    "open_store": ("pipeline.ingest", "open_store"),
    "stored": ("pipeline.ingest", "stored"),
    "paraphrase_scores": ("pipeline", "paraphrase_scores"),
    "quotes": ("pipeline", "quotes_in"),
    "sentences": ("pipeline", "sentences"),
}

__all__ = [
    "Article",
    "Comparison",
    "Passage",
    "ProvenanceError",
    "Quote",
    "Settings",
    "Span",
    "align",
    "compare",
    "ingest",
    "open_store",
    "paraphrase_scores",
    "quotes",
    "sentences",
    "stored",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    module, attribute = _HOMES[name]
    found = getattr(import_module(f"{__name__}.{module}"), attribute)
    globals()[name] = found
    return found
