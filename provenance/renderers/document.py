"""Renderer `json`: everything that was found, as one document."""

import json

from provenance.comparison import Comparison


def render(comparison: Comparison) -> dict[str, bytes]:
    """Return ``comparison.json``: names in the documented order, equal bytes for equal results."""
    text = json.dumps(comparison.to_dict(), ensure_ascii=False, indent=1, allow_nan=False)
    # A lone surrogate has no UTF-8 form; "backslashreplace" writes it as \udXXX, which is JSON's own escape.
    return {"comparison.json": (text + "\n").encode("utf-8", errors="backslashreplace")}
