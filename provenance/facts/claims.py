"""The claims of one story: body sentences with what they hold, in columns."""

import re
import zlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.facts.few import Few
from provenance.facts.figures import figures, value
from provenance.facts.index import Index, runs
from provenance.facts.lexemes import Word, words
from provenance.facts.numbers import DIVISORS, NUMBER_WORDS, PLURALS, SCALES
from provenance.model import Figure, Kind, Mark, Readings, Span

# Words in more than half of all news articles ("said", "people") tell nothing; their weight is zero.
_COMMON = 0.7
_FIGURE_WEIGHT = 5.0  # about the idf of a word in one article of a hundred, such as a written-out number
_KEY = 32  # bits of a key
_SHORTEST = 4  # words; shorter sentences are the same by chance
_MOST_FIGURES = 20  # of one sentence; more are a table that lost its lines
_WRITTEN_OUT = Few.of({*NUMBER_WORDS, *SCALES, *DIVISORS, *PLURALS})  # numbers without a digit
_EMBEDDED = re.compile(r"pic\.twitter\.com|https?://|\(@\w+\)")
_OF_EMBEDDED = ("pic.twitter", "://", "(@")  # one of which it holds
_MODEL = re.compile(r"\b[A-Z]{1,4}-\d{1,4}[A-Z]?\b")


@dataclass(frozen=True, slots=True, eq=False)
class Claims:
    """N body sentences of a story, in order, their W words, and the T distinct things each one holds.

    Attributes
    ----------
    sentence : int64 (N,)
        The sentence's number in the readings.
    article, outlet : int64 (N,)
        Article number in the readings; outlet number within the story.
    place : int64 (N,)
        How many body sentences of the article come before it.
    items : int64 (N + 1,)
        Things of claim n: ``items[n]`` up to ``items[n + 1]``.
    key : int64 (T,)
        Hash of a word's stem, or of a figure's value.
    weight : float64 (T,)
        How much the thing tells: its idf above that of everyday words.
    name, figure, quoted : bool (T,)
    owner : int64 (T,)
        The claim each thing belongs to.
    index : Index
        In which claims each thing stands.
    words : int64 (N,)
        Words of each claim.
    row : int64 (W,)
        The words' numbers in the readings.
    holder : int64 (W,)
        The claim each word belongs to.
    hash, stem : uint32 (W,)
        Of each word, see `Readings.word_hash`; and of its stem.
    figures : tuple, length N
        The figures of each claim, with spans.
    begins : list, length N + 1
        Words of claim n: ``begins[n]`` up to ``begins[n + 1]``.
    articles, outlets, texts, spans : lists, length N
        The article and the outlet again, the article's text, and where in it the claim stands: as Python's
        own values, for what is asked claim by claim.
    parsed : dict
        The words of the claims that were looked at closely so far, see `said`.
    """

    sentence: NDArray[np.int64]
    article: NDArray[np.int64]
    outlet: NDArray[np.int64]
    place: NDArray[np.int64]
    items: NDArray[np.int64]
    key: NDArray[np.int64]
    weight: NDArray[np.float64]
    name: NDArray[np.bool_]
    figure: NDArray[np.bool_]
    quoted: NDArray[np.bool_]
    owner: NDArray[np.int64]
    index: Index
    words: NDArray[np.int64]
    row: NDArray[np.int64]
    holder: NDArray[np.int64]
    hash: NDArray[np.uint32]
    stem: NDArray[np.uint32]
    figures: tuple[tuple[Figure, ...], ...]
    begins: list[int]
    articles: list[int]
    outlets: list[int]
    texts: list[str]
    spans: list[Span]
    parsed: dict[int, list[Word]] = field(default_factory=dict)


def claims(readings: Readings, members: Sequence[int]) -> Claims:
    """Gather the claims of a story's articles (article numbers, in order)."""
    sentence, article = _body(readings, members)
    rows, owner = _rows(readings, sentence)
    hinted = np.bincount(owner, _numeric(readings, rows), len(sentence)) > 0
    begins, ends = readings.word_begin[rows].tolist(), readings.word_end[rows].tolist()
    starts = np.searchsorted(owner, np.arange(len(sentence) + 1)).tolist()
    found = _figures(readings, (article.tolist(), sentence.tolist(), hinted.tolist()), (starts, begins, ends))
    in_figure = np.zeros(len(rows), dtype=bool)
    extra: list[tuple[int, int, int]] = []
    for claim, group in enumerate(found):
        low, high = starts[claim], starts[claim + 1]
        if hinted[claim]:
            text, span = readings.articles[int(article[claim])].text, span_of(readings, int(sentence[claim]))
            extra += [(claim, key, 1) for key, _ in models(text, span)]
        for figure in group:
            first, last = (
                bisect_left(begins, end, low, high) for end in (figure.span.begin, figure.span.end)
            )
            in_figure[first:last] = True
            extra.append((claim, figure_key(figure), 0))
    return _columns(readings, (sentence, article), (rows, owner, in_figure), extra, found)


def copies(claims: Claims) -> tuple[tuple[int, ...], ...]:
    """Return the groups of claims that several outlets make in the very same words."""
    words, begins, hashes = claims.words, np.array(claims.begins), claims.hash
    # Claims of equal words are equal in this too, and few others are. The zero is for claims without a word.
    alike = np.add.reduceat(np.append(hashes, 0).astype(np.uint64), begins[:-1])
    alike = alike << np.uint64(8) | (words & 0xFF).astype(np.uint64)
    ordered = np.sort(alike)
    again = np.isin(alike, ordered[1:][ordered[1:] == ordered[:-1]])
    same: dict[bytes, list[int]] = defaultdict(list)
    for claim in np.flatnonzero(again & (words >= _SHORTEST)).tolist():
        same[hashes[begins[claim] : begins[claim + 1]].tobytes()].append(claim)
    return tuple(tuple(group) for group in same.values() if len({claims.outlets[each] for each in group}) > 1)


def _body(readings: Readings, members: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the body sentences of the members and their article numbers."""
    sentences, articles = [], []
    for member in members:
        low, high = readings.article_sentences[member : member + 2]
        body = np.arange(low, high)[readings.sentence_kind[low:high] == Kind.BODY]
        sentences.append(body)
        articles.append(np.full(len(body), member))
    return np.concatenate(sentences).astype(np.int64), np.concatenate(articles).astype(np.int64)


def _rows(readings: Readings, sentence: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the word numbers of the sentences, one after the other, and the claim each belongs to."""
    begin, end = readings.sentence_words[sentence], readings.sentence_words[sentence + 1]
    lengths = end - begin
    owner = np.repeat(np.arange(len(sentence)), lengths)
    shift = np.arange(len(owner)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return np.repeat(begin, lengths) + shift, owner


def _numeric(readings: Readings, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say which words may be part of a number."""
    return ((readings.word_marks[rows] & Mark.NUMBER) > 0) | _WRITTEN_OUT.among(readings.word_hash[rows])


def _figures(
    readings: Readings,
    of: tuple[list[int], list[int], list[bool]],
    words: tuple[list[int], list[int], list[int]],
) -> tuple[tuple[Figure, ...], ...]:
    """Return the figures of each sentence; a sentence that many outlets carry is read once.

    Parameters
    ----------
    of : lists
        Of each sentence its article, its number, and whether it holds a digit or a word for a number at all.
    words : lists
        The first word of each sentence, and where each word begins and ends.
    """
    known: dict[str, tuple[Figure, ...]] = {}
    result: list[tuple[Figure, ...]] = []
    starts, begins, ends = words
    for place, (article, sentence, hint) in enumerate(zip(*of, strict=True)):
        if not hint:
            result.append(())
            continue
        span = span_of(readings, sentence)
        text, begin = readings.articles[article].text[span.begin : span.end], span.begin
        if text not in known:
            own = slice(starts[place], starts[place + 1])
            inside = [at - begin for at in begins[own]], [at - begin for at in ends[own]]
            known[text] = figures(text, Span(0, len(text)), inside)[:_MOST_FIGURES]
        result.append(tuple(_moved(figure, begin) for figure in known[text]))
    return tuple(result)


def _moved(figure: Figure, by: int) -> Figure:
    """Return a figure of a sentence with its span in the article."""
    span = Span(figure.span.begin + by, figure.span.end + by)
    return Figure(figure.text, figure.low, figure.high, figure.unit, figure.counted, span)


def holding(claims: Claims, few: Few) -> list[int]:
    """Return the claims that hold one of a few words, in order."""
    found: list[int] = np.flatnonzero(np.bincount(claims.holder[few.among(claims.hash)])).tolist()
    return found


def places(claims: Claims, words: NDArray[np.intp]) -> dict[int, list[int]]:
    """Return which claims hold some words (numbers of columns, in order), and as which of theirs."""
    found: dict[int, list[int]] = {}
    for claim, word in zip(claims.holder[words].tolist(), words.tolist(), strict=True):
        found.setdefault(claim, []).append(word - claims.begins[claim])
    return found


def numbered(readings: Readings, claims: Claims, least: int) -> list[int]:
    """Return the claims with at least so many words in digits, in order."""
    digits = (readings.word_marks[claims.row] & Mark.NUMBER) > 0
    counts = np.bincount(claims.holder[digits], minlength=len(claims.sentence))
    found: list[int] = np.flatnonzero(counts >= least).tolist()
    return found


def said(readings: Readings, claims: Claims, claim: int) -> list[Word]:
    """Return a claim's words, in order. Callers share the list and leave it as it is."""
    if claim not in claims.parsed:
        low = int(claims.row[claims.begins[claim]]) if claims.words[claim] else 0
        high = low + int(claims.words[claim])
        begins, ends = readings.word_begin[low:high].tolist(), readings.word_end[low:high].tolist()
        claims.parsed[claim] = words(claims.texts[claim], begins, ends)
    return claims.parsed[claim]


def outlet_of(readings: Readings, article: int) -> str:
    """Return an article's outlet; an article without one is an outlet of its own."""
    return readings.articles[article].outlet.casefold() or readings.articles[article].id


def span_of(readings: Readings, sentence: int) -> Span:
    """Return where a sentence stands."""
    return Span(int(readings.sentence_begin[sentence]), int(readings.sentence_end[sentence]))


def embeds(text: str, span: Span) -> bool:
    """Say whether a stretch holds a pasted post or a link."""
    begin, end = span.begin, span.end
    may = any(text.find(piece, begin, end) >= 0 for piece in _OF_EMBEDDED)
    return may and _EMBEDDED.search(text, begin, end) is not None


def models(text: str, span: Span) -> list[tuple[int, int]]:
    """Return the names that are letters and a number ("C-17"): the hash of each and where it begins."""
    if text.find("-", span.begin, span.end) < 0:
        return []  # as most
    matches = _MODEL.finditer(text, span.begin, span.end)
    return [(zlib.crc32(b"#" + match.group().encode()), match.start()) for match in matches]


def figure_key(figure: Figure) -> int:
    """Hash a figure's value and unit, so that "150" meets "one hundred and fifty"."""
    return zlib.crc32(f"={value(figure):.6g}{figure.unit}".encode())


def _columns(
    readings: Readings,
    where: tuple[NDArray[np.int64], NDArray[np.int64]],
    rows: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]],
    extra: list[tuple[int, int, int]],
    found: tuple[tuple[Figure, ...], ...],
) -> Claims:
    """Put the words and figures of each claim into columns, each thing once."""
    (sentence, article), (places, owner, in_figure) = where, rows
    known = background()
    hashes, marks = readings.word_hash[places], readings.word_marks[places]
    index = Index.of(hashes, owner)
    which, distinct = index.place, np.empty(len(index.starts) - 1, dtype=np.uint32)
    distinct[which] = hashes
    weight = np.maximum(known.idf(distinct) - _COMMON, 0.0)[which]
    stems = known.stem(distinct)[which]
    name = _names(which, marks)
    keep = (weight > 0) & ~in_figure
    more = np.array(extra, dtype=np.int64).reshape(-1, 3)
    owners = np.concatenate([owner[keep], more[:, 0]])
    keys = np.concatenate([stems[keep].astype(np.int64), more[:, 1]])
    weights = np.concatenate([weight[keep], np.full(len(more), _FIGURE_WEIGHT)])
    flags = np.zeros((len(keys), 3), dtype=bool)
    flags[: keep.sum(), 0] = name[keep]
    flags[keep.sum() :, 0] = more[:, 2] == 1
    flags[keep.sum() :, 1] = more[:, 2] == 0
    flags[: keep.sum(), 2] = (marks[keep] & Mark.QUOTED) > 0
    whole = owners << _KEY | keys
    order = np.argsort(whole << 1 | ~flags[:, 0], kind="stable")  # names first
    _, first = runs(whole[order])
    order = order[first[:-1]]
    owners, keys = owners[order], keys[order]
    articles = article.tolist()
    names = {each: outlet_of(readings, each) for each in set(articles)}
    numbers = {outlet: n for n, outlet in enumerate(sorted(set(names.values())))}
    outlets = [numbers[names[each]] for each in articles]
    ends = (readings.sentence_begin[sentence].tolist(), readings.sentence_end[sentence].tolist())
    lengths = np.bincount(owner, minlength=len(sentence))
    return Claims(
        sentence=sentence,
        article=article,
        outlet=np.array(outlets, dtype=np.int64),
        place=np.arange(len(article)) - np.searchsorted(article, article),
        items=np.searchsorted(owners, np.arange(len(sentence) + 1)),
        key=keys,
        weight=weights[order],
        name=flags[order, 0],
        figure=flags[order, 1],
        quoted=flags[order, 2],
        owner=owners,
        index=Index.of(keys, owners),
        words=lengths,
        row=places,
        holder=owner,
        hash=hashes,
        stem=stems,
        figures=found,
        begins=[0, *np.cumsum(lengths).tolist()],
        articles=articles,
        outlets=outlets,
        texts=[readings.articles[each].text for each in articles],
        spans=list(map(Span, *ends)),
    )


def _names(which: NDArray[np.intp], marks: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Say which words are names: capitalised inside a sentence, or opening one and never in lower case.

    `which` numbers the words, equal ones alike.
    """
    capital, opens = (marks & Mark.CAPITAL) > 0, (marks & Mark.OPENS) > 0
    inside = (np.bincount(which, capital & ~opens) > 0)[which]
    lower = (np.bincount(which, ~capital) > 0)[which]
    return capital & (~opens | (inside & ~lower))
