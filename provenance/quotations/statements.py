"""Single statements: quotations cut into sentences, as columns of words that can be compared."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.model import Article, Kind, Mark, Quote, Readings, Span
from provenance.quotations.marks import Quoted, scan
from provenance.quotations.vocabulary import vocabulary
from provenance.quotations.wording import plain
from provenance.reading.words import fold, word_hash

_EDGES = " \t\n\u00a0,;:–—-\"“”‘’'«»`"
_OPENING = frozenset("\"“„«‘'`")
TERM_WORDS = 4  # words in marks; more are hardly ever the name of a thing
_NAMED = re.compile(
    r"\b(?:a|an|the|so-called|called|dubbed|known as|as|words?|terms?|phrases?) [\"“„«‘'`]+\Z"
)
_MODIFIED = re.compile(r"[\"”»’']+ ([a-z]+)")  # the word after the closing mark
_LONE_WORDS = 6  # words; a shorter quotation that nobody is said to have said is a title …
_LONE_PART = 2  # … unless it begins small: part of a sentence
LONGEST = 400  # words; longer pieces are documents in quotation marks, compared by their beginning


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, or part of one, that an article reports.

    `spans` are characters of the article; `first` and `stop` number words of the readings, one pair a span.
    """

    article: int
    spans: tuple[Span, ...]
    words: tuple[tuple[int, int], ...]
    who: str | None
    direct: bool
    order: int
    term: bool = False  # a name for a thing: the so-called “fiscal cliff”, “red flag” laws


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Words of all statements in a row: statement s owns ``begin[s]`` up to ``begin[s + 1]``."""

    begin: NDArray[np.int64]
    word: NDArray[np.int64]
    stem: NDArray[np.uint32]
    weight: NDArray[np.float64]
    named: NDArray[np.bool_]


def statements(
    readings: Readings, quotes: Iterable[tuple[Quote, ...]], where: NDArray[np.bool_] | None = None
) -> list[Statement]:
    """Cut what articles (of `where`) quote into statements; those nobody was found for have no speaker."""
    found: list[Statement] = []
    for number, (article, said) in enumerate(zip(readings.articles, quotes, strict=True)):
        pieces: list[tuple[tuple[Span, ...], str | None, bool]] = []
        if where is not None and not where[number]:
            continue
        cuts = _cuts(readings, number)
        quoted = scan(article.text)
        for each in said:
            pieces += _pieces(article, each, quoted, cuts)
        pieces += _alone(readings, number, quoted, pieces)
        pieces.sort(key=lambda piece: piece[0])
        first, stop = readings.sentence_words[readings.article_sentences[number : number + 2]].tolist()
        edges = [span for spans, _, _ in pieces for span in spans]
        begins = readings.word_begin[first:stop]
        wanted = np.array([(span.begin, span.end) for span in edges], begins.dtype).reshape(-1)
        places = first + np.searchsorted(begins, wanted)
        words_of = zip(places[::2].tolist(), places[1::2].tolist(), strict=True)
        for order, (spans, who, direct) in enumerate(pieces):
            words = tuple((low, high) for low, high in islice(words_of, len(spans)) if low < high)
            if words:
                term = direct and _term(article.text, spans[0])
                found.append(Statement(number, spans, words, who, direct, order, term))
    return found


def _cuts(readings: Readings, number: int) -> list[int]:
    """Return where an article's sentences begin."""
    first, stop = readings.article_sentences[number : number + 2].tolist()
    return readings.sentence_begin[first:stop].tolist()  # type: ignore[no-any-return]


def _term(text: str, span: Span) -> bool:
    """Tell whether a few words in marks name a thing instead of reporting what was said."""
    if text.count(" ", span.begin, span.end) + 1 > TERM_WORDS:
        return False
    if _NAMED.search(text, max(0, span.begin - 20), span.begin):
        return True
    behind = _MODIFIED.match(text, span.end)
    words = vocabulary()
    return behind is not None and not any(
        behind.group(1) in known
        for known in (words.prepositions, words.finite, words.opens, words.small, words.adverb, words.cues)
    )


def _pieces(
    article: Article, said: Quote, quoted: Sequence[Quoted], cuts: list[int]
) -> list[tuple[tuple[Span, ...], str | None, bool]]:
    """Cut one quote: an indirect one stays whole, a direct one gives its quoted parts by sentence."""
    text = article.text
    found: list[tuple[tuple[Span, ...], str | None, bool]] = []
    if not said.direct:
        return [((_trimmed(text, span.begin, span.end),), said.who, False) for span in said.content]
    for span in said.content:
        whole = text[span.begin - 1 : span.begin] in _OPENING and span.begin > 0
        parts = (
            [span]
            if whole
            else [
                Span(max(each.inner, span.begin), min(each.stop, span.end))
                for each in quoted
                if each.inner < span.end and each.stop > span.begin
            ]
        )
        for part in parts:
            sentences = _sentences(text, part, cuts)
            if sentences and found and found[-1][2] and _goes_on(text, found[-1][0][-1], sentences[0]):
                found[-1] = ((*found[-1][0], sentences.pop(0)), said.who, True)
            found += [((each,), said.who, True) for each in sentences]
    return found


def _goes_on(text: str, before: Span, after: Span) -> bool:
    """Tell whether an attribution only interrupts a sentence: “We will,” he said, “not pay.”."""
    return (
        text[before.end : before.end + 1] in {",", "-", "–", "—"}
        and text[after.begin : after.begin + 1].islower()
    )


def _sentences(text: str, part: Span, cuts: list[int]) -> list[Span]:
    inside = cuts[bisect_right(cuts, part.begin) : bisect_left(cuts, part.end)]
    found = [_trimmed(text, begin, end) for begin, end in pairwise([part.begin, *inside, part.end])]
    return [each for each in found if each.begin < each.end]


def _trimmed(text: str, begin: int, end: int) -> Span:
    """Return the span without quotation marks, commas and space at its ends."""
    words = text[begin:end].lstrip(_EDGES)
    return Span(end - len(words), end - len(words) + len(words.rstrip(_EDGES)))


def _alone(
    readings: Readings,
    number: int,
    quoted: Sequence[Quoted],
    taken: list[tuple[tuple[Span, ...], str | None, bool]],
) -> list[tuple[tuple[Span, ...], str | None, bool]]:
    """Return sentences in quotation marks that no attribution claims."""
    text = readings.articles[number].text
    first, stop = readings.article_sentences[number : number + 2].tolist()
    begins = readings.sentence_begin[first:stop].tolist()
    kinds = readings.sentence_kind[first:stop].tolist()
    claimed = {span.begin for spans, _, direct in taken if direct for span in spans}
    found: list[tuple[tuple[Span, ...], str | None, bool]] = []
    for each in quoted:
        least = _LONE_PART if text[each.inner : each.inner + 1].islower() else _LONE_WORDS
        if text.count(" ", each.inner, each.stop) + 1 < least:
            continue
        for span in _sentences(text, Span(each.inner, each.stop), begins):
            sentence = bisect_right(begins, span.begin) - 1
            if span.begin in claimed or sentence < 0 or kinds[sentence] != Kind.BODY:
                continue
            if text.count(" ", span.begin, span.end) + 1 >= least:
                found.append(((span,), None, True))
    return found


def wording(text: str, each: Statement) -> str:
    """Return the words of a statement, without a full stop and without the attribution inside it."""
    return " ".join(text[span.begin : span.end] for span in each.spans).rstrip(" .")


def columns(readings: Readings, found: list[Statement]) -> Columns:
    """Lay the words of all statements in a row, with stems and weights (rarity in general news)."""
    pieces = [
        np.arange(low, high, dtype=np.int64)[:LONGEST] for statement in found for low, high in statement.words
    ]
    word = np.concatenate(pieces) if pieces else np.zeros(0, np.int64)
    lengths = [sum(min(high - low, LONGEST) for low, high in statement.words) for statement in found]
    return words_of(readings, word, lengths)


def words_of(readings: Readings, word: NDArray[np.int64], lengths: Sequence[int]) -> Columns:
    """Describe words of the readings that stand in a row, `lengths` of them to a statement."""
    hashes = respelt(readings, word)
    marks = readings.word_marks[word]
    return Columns(
        begin=np.concatenate(([0], np.cumsum(lengths, dtype=np.int64))).astype(np.int64),
        word=word,
        stem=background().stem(hashes),
        weight=background().idf(hashes),
        named=(marks & Mark.CAPITAL != 0) & (marks & Mark.OPENS == 0),
    )


def respelt(readings: Readings, word: NDArray[np.int64]) -> NDArray[np.uint32]:
    """Return the hashes of words in the spelling in which they are compared: honour as honor, seven as 7."""
    hashes, first, back = np.unique(readings.word_hash[word], return_index=True, return_inverse=True)
    begins = readings.sentence_words[readings.article_sentences]
    articles = np.searchsorted(begins, word[first], "right") - 1
    places = zip(
        articles.tolist(),
        readings.word_begin[word[first]].tolist(),
        readings.word_end[word[first]].tolist(),
        strict=True,
    )
    for number, (article, begin, end) in enumerate(places):
        made = _respelt(readings.articles[article].text[begin:end])
        if made is not None:
            hashes[number] = made
    return hashes[back]


@lru_cache(maxsize=65_536)
def _respelt(word: str) -> int | None:
    """Return the hash of a word in the spelling in which it is compared; None if that is its own."""
    folded = fold(word)
    made = plain(folded)
    return word_hash(made) if made != folded and " " not in made else None
