"""The claims of one story: body sentences with what they hold, in columns."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from provenance.facts.few import Few
from provenance.facts.index import Index
from provenance.facts.lexemes import Word, words
from provenance.facts.numbers import DIVISORS, NUMBER_WORDS, PLURALS, SCALES
from provenance.facts.sentences import Sentences
from provenance.facts.things import counted, things
from provenance.model import Article, Figure, Kind, Mark, Readings, Span

_WRITTEN_OUT = Few.of({*NUMBER_WORDS, *SCALES, *DIVISORS, *PLURALS})  # numbers without a digit


class _Of(Protocol):
    """Something that a claim tells."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def claim(self) -> int: ...
    @property
    def outlet(self) -> int: ...


_Read = TypeVar("_Read", bound=_Of)


@dataclass(frozen=True, slots=True, eq=False)
class Claims:
    """N body sentences of a story, in order, their W words, and the T distinct things each one holds.

    Attributes
    ----------
    sentence : int64 (N,)
        The sentence's number in the readings.
    article, outlet : int64 (N,)
        Article number in the readings; outlet number within the story.
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
    holder : int64 (W,)
        The claim each word belongs to.
    hash, stem : uint32 (W,)
        Of each word, see `Readings.word_hash`; and of its stem.
    marks : uint8 (W,)
    begin, end : int64 (W,)
        Where each word stands in the text of its claim.
    figures : list of tuples, length N
        The figures of each claim, with spans in its text.
    begins : list, length N + 1
        Words of claim n: ``begins[n]`` up to ``begins[n + 1]``.
    articles, outlets : lists, length N
        The article and the outlet again, as Python's own values, for what is asked claim by claim.
    sources : list, length N
        The article itself.
    texts, spans : lists, length N
        The sentence with a character or two around it, and where in that text it stands.
    shift : list, length N
        How far into its article each text begins.
    twin : list, length N
        The first claim of the story with the same text. Of an event that is told in the words of an agency
        half of the sentences are another's, and what is read off a text is read once.
    parsed : dict
        The words of the texts that were looked at closely so far, see `said`.
    """

    sentence: NDArray[np.int64]
    article: NDArray[np.int64]
    outlet: NDArray[np.int64]
    items: NDArray[np.int64]
    key: NDArray[np.int64]
    weight: NDArray[np.float64]
    name: NDArray[np.bool_]
    figure: NDArray[np.bool_]
    quoted: NDArray[np.bool_]
    owner: NDArray[np.int64]
    index: Index
    words: NDArray[np.int64]
    holder: NDArray[np.int64]
    hash: NDArray[np.uint32]
    stem: NDArray[np.uint32]
    marks: NDArray[np.uint8]
    begin: NDArray[np.int64]
    end: NDArray[np.int64]
    figures: list[tuple[Figure, ...]]
    begins: list[int]
    articles: list[int]
    outlets: list[int]
    sources: list[Article]
    texts: list[str]
    spans: list[Span]
    shift: list[int]
    twin: list[int]
    parsed: dict[int, list[Word]] = field(default_factory=dict)


def claims(readings: Readings, members: Sequence[int]) -> Claims:
    """Gather the claims of a story's articles (article numbers, in order)."""
    sentence, article = _body(readings, members)
    row, holder = _rows(readings, sentence)
    articles = article.tolist()
    read = Sentences.of(readings, articles, sentence)
    moved = np.array(read.shift, dtype=np.int64)[holder]
    begin, end = readings.word_begin[row] - moved, readings.word_end[row] - moved
    lengths = np.bincount(holder, minlength=len(sentence))
    begins = [0, *np.cumsum(lengths).tolist()]
    hashes, marks = readings.word_hash[row], readings.word_marks[row]
    numeric = ((marks & Mark.NUMBER) > 0) | _WRITTEN_OUT.among(hashes)
    hinted = np.flatnonzero(np.bincount(holder, numeric, len(sentence))).tolist()
    found = read.figures(hinted, (begins, begin, end))
    held = things((hashes, marks, holder), counted(read, hinted, found, (begins, begin)))
    names = {each: outlet_of(readings, each) for each in set(articles)}
    numbers = {outlet: n for n, outlet in enumerate(sorted(set(names.values())))}
    outlets = [numbers[names[each]] for each in articles]
    return Claims(
        sentence=sentence,
        article=article,
        outlet=np.array(outlets, dtype=np.int64),
        items=np.searchsorted(held.owner, np.arange(len(sentence) + 1)),
        key=held.key,
        weight=held.weight,
        name=held.name,
        figure=held.figure,
        quoted=held.quoted,
        owner=held.owner,
        index=Index.of(held.key, held.owner),
        words=lengths,
        holder=holder,
        hash=hashes,
        stem=held.stem,
        marks=marks,
        begin=begin,
        end=end,
        figures=found,
        begins=begins,
        articles=articles,
        outlets=outlets,
        sources=[readings.articles[each] for each in articles],
        texts=read.texts,
        spans=read.spans,
        shift=read.shift,
        twin=read.twin,
    )


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


def said(claims: Claims, claim: int) -> list[Word]:
    """Return a claim's words, in order. Callers share the list and leave it as it is."""
    twin = claims.twin[claim]
    if twin not in claims.parsed:
        own = slice(claims.begins[twin], claims.begins[twin + 1])
        claims.parsed[twin] = words(claims.texts[twin], claims.begin[own].tolist(), claims.end[own].tolist())
    return claims.parsed[twin]


def read_once(
    claims: Claims, chosen: Iterable[int], read: Callable[[int], Iterable[_Read]]
) -> Iterator[_Read]:
    """Yield what `read` finds in some claims, in their order; where several have one text it is read once."""
    known: dict[int, list[_Read]] = {}
    for claim in chosen:
        twin = claims.twin[claim]
        if twin in known:
            outlet = claims.outlets[claim]
            yield from [replace(each, claim=claim, outlet=outlet) for each in known[twin]]
        else:
            known[twin] = list(read(claim))
            yield from known[twin]


def within(claims: Claims, claim: int, span: Span) -> Span:
    """Return where a stretch of a claim's text stands in its article."""
    shift = claims.shift[claim]
    return Span(span.begin + shift, span.end + shift)


def outlet_of(readings: Readings, article: int) -> str:
    """Return an article's outlet; an article without one is an outlet of its own."""
    return readings.articles[article].outlet.casefold() or readings.articles[article].id
