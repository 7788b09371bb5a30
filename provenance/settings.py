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
        "25 bands of 5 rows follow: .7 is found with 99 %, .5 with 55 %; shared runs find the rest",
    )
    min_sentence_words: int = number(
        4, "words", 1, 50, "shorter sentences are names, captions and exclamations"
    )
    guaranteed_run: int = number(
        8,
        "words",
        5,
        50,
        "two articles that share a run this long are always looked at (superfastmatch's is about 6)",
    )
    quoted_run: int = number(
        5,
        "words",
        3,
        50,
        "inside quotation marks a shorter shared run is worth a look: speech is rarely repeated by chance",
    )
    quoted_rarity: float = number(
        9.0,
        "nats of idf",
        0.0,
        200.0,
        "a quoted run lighter than this is everyday speech ('I don't want to'); at 6 a twelfth more are "
        "looked at for one quotation in 300",
    )
    quoted_frame: float = number(
        2.0,
        "nats of idf",
        0.0,
        200.0,
        "two words at either end of a quotation, whatever was changed between; lighter: 'it is … of that'",
    )
    one_sided_run: int = number(
        5, "words", 3, 50, "the same where only one article has the run in quotation marks: they get lost"
    )
    one_sided_rarity: float = number(
        12.0, "nats of idf", 0.0, 200.0, "at 8 four times as many pairs are looked at for 3 % more quotations"
    )
    quoted_parts: float = number(
        3.0,
        "nats of idf",
        0.0,
        200.0,
        "two runs of three words near each other in a quotation; lighter: 'I want to … that it is'",
    )
    unquoted_parts: float = number(
        9.0,
        "nats of idf",
        0.0,
        200.0,
        "the same where one article lost the marks and one word differs; at 8 more pairs, no more finds",
    )
    # ── passages
    paraphrase_threshold: float = number(
        0.8, "probability", 0.0, 1.0, "sentences that state the same with this probability are a passage"
    )
    # ── articles
    tfidf_threshold: float = number(
        0.3,
        "cosine",
        0.0,
        1.0,
        "articles this similar are aligned and listed even if they share no run of words",
    )
    story_threshold: float = number(
        0.2,
        "mean cosine",
        0.0,
        1.0,
        "no wrong pair on 50 events of BASIL from .16 on; F1 .91 on 4,950 trade-press pairs to .24",
    )
    story_days: float = number(
        4.0, "days", 0.0, 3650.0, "news on one event rarely stays the same story for longer"
    )
    small_corpus: int = number(
        60, "articles", 2, 10_000, "up to this many, every pair of articles is listed, shared text or not"
    )
    # ── relations
    copied_words: int = number(
        25,
        "words",
        5,
        1000,
        "fewer copied words outside quotation marks are a phrase, a title or a name of an office",
    )
    reprint_cover: float = number(0.8, "share", 0.0, 1.0, "nearly all of one article stands in the other")
    wire_cover: float = number(
        0.2, "share", 0.0, 1.0, "this much copied prose is a common source, less is a block that was lifted"
    )
    max_expanded: int = number(
        50,
        "articles",
        2,
        10_000,
        "a run or sentence in more articles is looked at in its context, not expanded",
    )
    max_linked: int = number(
        400,
        "articles",
        2,
        100_000,
        "more articles with one and the same text are linked in a chain, not pairwise",
    )
    compile_above: int = number(
        200_000, "words", 0, 10**12, "below it NumPy answers before a compiled kernel has even been loaded"
    )
    # ── quotes
    quote_trust: float = number(
        0.2, "probability", 0.0, 1.0, "speech in quotation marks is kept unless it is likely misread"
    )
    indirect_trust: float = number(
        0.45, "probability", 0.0, 1.0, "reported speech needs more: at .45 three of four are right on PolNeAR"
    )
    # ── input
    max_file_bytes: int = number(
        200_000_000,
        "bytes",
        1_000,
        10**12,
        "no single news file is larger; what is read row by row is not bound by it",
    )
    max_page_bytes: int = number(
        20_000_000, "bytes", 1_000, 10**9, "an HTML page or XML item; trafilatura's own limit for a download"
    )
    max_page_elements: int = number(
        20_000, "HTML elements", 100, 10**7, "news pages have 500 to 5,000; at 25,000 extraction takes 4 s"
    )
    max_unpacked_bytes: int = number(
        50_000_000_000,
        "bytes",
        1_000,
        10**15,
        "what one packed file may hold: a large web archive has 5 GB",
    )
    max_unpack_ratio: float = number(
        100.0,
        "times",
        2.0,
        10_000.0,
        "news packs 3 to 8 fold, very uniform JSON lines 30 fold, a bomb 1,000 fold",
    )
    max_article_characters: int = number(
        1_000_000, "characters", 1_000, 10**9, "longer than any article; a longer text is a book or a dump"
    )
    # ── output
    report_bytes: int = number(
        10_000_000, "bytes", 300_000, 10**9, "report.html opens within seconds and can still be mailed"
    )

    def __post_init__(self) -> None:
        for each in fields(self):
            found = getattr(self, each.name)
            low, high = each.metadata["low"], each.metadata["high"]
            if isinstance(found, bool) or not isinstance(found, int | float) or not low <= found <= high:
                unit = f" {each.metadata['unit']}" if each.metadata["unit"] else ""
                raise SettingError(each.name, found, f"a number from {low} to {high}{unit}")
