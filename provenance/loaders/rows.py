"""Rows of any table or JSON become drafts; those of the news industry's own kind are recognised."""

from collections.abc import Mapping
from typing import Any

from provenance.loaders import ninjs
from provenance.loaders.draft import Draft, Flaw
from provenance.loaders.metadata import fields


def draft(row: object, number: int | None, mapping: Mapping[str, str], where: str) -> Draft | Flaw:
    """Make a draft of one row; see `fields.draft`."""
    if isinstance(row, dict) and "text" not in mapping and ninjs.is_ninjs(row):
        row = ninjs.common(row)
    return fields.draft(row, number, mapping, where)


def is_article(row: Mapping[Any, Any]) -> bool:
    """Tell whether an object is an article itself, rather than holding a list of them."""
    return ninjs.is_ninjs(row) or isinstance(fields.draft(row, None, {}, ""), Draft)
