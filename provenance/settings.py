"""Every number a run depends on: once, with its unit, its range and why it has this value.

The command line's help, the README's table of settings and the report read them from here.
"""

from dataclasses import dataclass, field, fields
from typing import Any

from provenance.errors import SettingError


def number(default: float, unit: str, low: float, high: float, why: str) -> Any:  # noqa: ANN401
    """Declare one setting: its default, unit, range (both ends included) and the reason for the default."""
    return field(default=default, metadata={"unit": unit, "low": low, "high": high, "why": why})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The numbers a run depends on. A new threshold is a new `Settings`, hence a new result."""

    # ── sketches and candidates
    shingle_size: int = number(
        3, "words", 1, 12, "short enough to survive an edit every four words, long enough to be rare"
    )
    permutations: int = number(
        128, "hash functions", 16, 1024, "error of a Jaccard estimate about 1/sqrt(128) = .09"
    )
    seed: int = number(1, "", 0, 2**32 - 1, "datasketch's own default, so that signatures can be exchanged")
    lsh_threshold: float = number(
        0.5,
        "Jaccard",
        0.1,
        0.95,
        "bands and rows follow from it; at .5 a pair at .5 is found with 97 % chance",
    )
    min_sentence_words: int = number(
        4, "words", 1, 50, "shorter sentences are names, captions and exclamations"
    )
    anchor_words: int = number(5, "words", 3, 12, "anchors are runs of this many words")
    guaranteed_run: int = number(
        8, "words", 5, 50, "a run this long shared by two articles always leaves a common anchor (winnowing)"
    )
    # ── articles
    tfidf_threshold: float = number(
        0.1, "cosine", 0.0, 1.0, "pairs below it that share no passage are not listed in a large corpus"
    )
    story_threshold: float = number(
        0.25, "cosine", 0.0, 1.0, "articles at least this similar, and within story_days, tell one story"
    )
    story_days: float = number(
        4.0, "days", 0.0, 3650.0, "news on one event rarely stays the same story for longer"
    )
    small_corpus: int = number(
        60, "articles", 2, 10_000, "up to this many, every pair of articles is listed, shared text or not"
    )
    # ── input
    max_file_bytes: int = number(
        200_000_000, "bytes", 1_000, 10**12, "no single news file is larger; a bomb is"
    )
    max_article_characters: int = number(
        1_000_000, "characters", 1_000, 10**9, "longer than any article; a longer text is a book or a dump"
    )

    def __post_init__(self) -> None:
        for each in fields(self):
            found = getattr(self, each.name)
            low, high = each.metadata["low"], each.metadata["high"]
            if isinstance(found, bool) or not isinstance(found, int | float) or not low <= found <= high:
                unit = f" {each.metadata['unit']}" if each.metadata["unit"] else ""
                raise SettingError(each.name, found, f"a number from {low} to {high}{unit}")
