"""Renderer `svg`: every picture as SVG, for print and for slides. Made on request only."""

from provenance.comparison import Comparison
from provenance.renderers import factboard, factsheet, heatmap, lineage, timeline


def render(comparison: Comparison) -> dict[str, bytes]:
    """Return the files of every picture, with the suffix ``.svg``."""
    return {
        name: drawn
        for each in (heatmap, factsheet, factboard, lineage, timeline)
        for name, drawn in each.render(comparison, "svg").items()
    }
