"""What is read and guessed of 12,000 real articles, against what their file states."""

import gzip
import json
import re

import pytest

from provenance.loaders import load
from provenance.loaders.metadata.dates import published
from provenance.loaders.metadata.outlets import outlets
from provenance.loaders.metadata.signs import of_address, signs
from provenance.settings import Settings

WORD = re.compile(r"[^\W\d_]{4,}")


def _same_title(guess, stated):
    """Judge two headlines the same if a good part of their words is: the file's are often edited."""
    one, other = ({word[:5].lower() for word in WORD.findall(title)} for title in (guess, stated))
    return len(one & other) >= 0.4 * min(len(one), len(other))


def _share(values):
    values = list(values)
    return sum(values) / len(values)


@pytest.mark.quality
def test_articles_are_loaded_and_signs_agree_with_what_is_stated(data, hold):
    file = data / "news-12k.jsonl.gz"
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    articles, skipped = load([file], Settings())
    names = outlets()
    hints = [signs(row["text"], names) for row in rows]
    dated = [row for row in rows if row["published"]]
    addresses = [(of_address(row["url"] or ""), published(row["published"])) for row in dated]
    for each in skipped:
        print(f"  {each.origin.rpartition('/')[2]}: {each.reason}")
    hold(
        "loading",
        {
            "articles loaded": len(articles) / len(rows),
            "stated times read to the day": _share(
                len(article.published or "") >= len("2026-01-22")
                for article in articles
                if "published" not in article.inferred and article.published
            ),
            "days in addresses that agree": _share(
                guess.iso == stated.iso for guess, stated in addresses if guess and not stated.doubt
            ),
            "outlets in copyright lines that agree": _share(
                names.name(hint["outlet"]) == names.name(row["outlet"])
                for hint, row in zip(hints, rows, strict=True)
                if "outlet" in hint
            ),
            "headlines guessed that agree": _share(
                _same_title(hint["title"], row["title"])
                for hint, row in zip(hints, rows, strict=True)
                if "title" in hint
            ),
        },
        file,
    )
