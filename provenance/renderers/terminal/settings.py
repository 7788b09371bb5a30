"""Every number a run depends on."""

from dataclasses import fields

from provenance.renderers.terminal.screen import console, table
from provenance.settings import Settings


def print_settings() -> None:
    """Print each setting with its default, unit, range and reason."""
    made = table("", "setting", "default", "unit", "range", "why")
    for each in fields(Settings):
        meta = each.metadata
        ends = f"{meta['low']:g} to {meta['high']:g}"
        made.add_row(each.name, f"{each.default:g}", meta["unit"], ends, meta["why"])
    console().print(made)
