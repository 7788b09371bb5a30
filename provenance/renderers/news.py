"""What a drop brought, as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from provenance.model import Skipped, Tally
from provenance.news import News


def written(found: News, drop: tuple[str, Tally], skipped: Sequence[Skipped]) -> bytes:
    """Return a drop's news: pairs and groups by ids, quotes and facts whole."""
    plain = {
        "drop": drop[0],
        "tally": asdict(drop[1]),
        "articles": found.articles,
        "copies": [
            {"left": pair.left, "right": pair.right, "relation": pair.relation} for pair in found.copies
        ],
        "grown": [{"kind": group.kind, "articles": list(group.members)} for group in found.grown],
        "quotes": [asdict(family) for family in found.quotes],
        "altered": found.altered,
        "facts": [asdict(fact) for fact in found.facts],
        "skipped": [asdict(each) for each in skipped],
    }
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()
