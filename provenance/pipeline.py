"""The order of the steps: the only module that knows it.

Path ─load→ Article ─read→ Readings ─sketch→ Sketches ─propose→ Candidates ─align→ Passage ─judge→ Pair
Pair ─gather→ Group ─trace→ Lineage      Readings ─quote→ Quote ─match→ QuoteFamily
everything ─collect→ Facts → Comparison
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from provenance import __version__, facts, paraphrase, passages, quotations, reading
from provenance.candidates import propose
from provenance.comparison import Comparison
from provenance.errors import DuplicateIdError, TooFewArticlesError
from provenance.groups import gather
from provenance.lineage import Findings, trace
from provenance.loaders import load
from provenance.model import (
    Article,
    Candidates,
    Kind,
    Passage,
    Quote,
    Readings,
    Skipped,
    Span,
    Stretch,
)
from provenance.pairs import body_words, judge
from provenance.paraphrase.semantic import Embed
from provenance.paraphrase.semantic import load as load_model
from provenance.reading.sentences import split
from provenance.settings import Settings
from provenance.similarity import weigh
from provenance.sketches import band_keys, sketch
from provenance.stories import tell

Source = str | Path | Iterable[str | Path] | Iterable[Article]
Progress = Callable[[str], None]  # told the name of each step as it begins

STEPS = ("load", "read", "weigh", "sketch", "propose", "align", "judge", "quote", "trace", "collect")


def compare(
    source: Source,
    settings: Settings | None = None,
    *,
    progress: Progress | None = None,
    mapping: dict[str, str] | None = None,
    semantic: Path | None = None,
) -> Comparison:
    """Compare all articles of a source with each other.

    Parameters
    ----------
    source : path, paths, or articles
        Files and folders, or ready `Article` values with different ids.
    settings : Settings, optional
    progress : callable, optional
        Called with the name of each step as it begins; see `STEPS`.
    mapping : dict, optional
        Which columns of a table mean what, such as ``{"text": "body"}``.
    semantic : Path, optional
        Folder of a sentence-transformers or model2vec model: a second opinion on paraphrases.

    Returns
    -------
    Comparison

    Raises
    ------
    ProvenanceError
        If a path is missing, fewer than two articles can be used, or two share an id.
    """
    settings = settings or Settings()
    told = progress or _unheard
    told("load")
    articles, skipped = _articles(source, settings, mapping)
    told("read")
    readings = reading.read(articles, settings)
    told("weigh")
    similar = weigh(readings, settings)
    told("sketch")
    sketches = sketch(readings, settings)
    told("propose")
    alike = (similar.left, similar.right)
    candidates, capped = propose(readings, sketches, band_keys(sketches, settings), alike, settings)
    candidates = _all_if_small(candidates, len(articles), settings)
    told("align")
    score = partial(paraphrase.score, settings=settings, embed=_embedding(semantic))
    found = passages.align(readings, candidates, score, settings)
    told("judge")
    pairs = judge(readings, candidates, found, similar.of(candidates.left, candidates.right), settings)
    told("quote")
    found_quotes = quotations.quote(readings, settings)
    families = quotations.match(readings, found_quotes, settings)
    # A class also wants to see who is quoted once; of a large corpus that would be a list of everything.
    small = len(articles) <= settings.small_corpus
    lone = quotations.lone(readings, found_quotes, families) if small else ()
    told("trace")
    findings = Findings(pairs, gather(pairs), tell(articles, pairs, settings), families)
    lineage = trace(readings, findings, settings)
    told("collect")
    collected = facts.collect(readings, lineage.stories, lineage.pairs, score, settings)
    return Comparison(
        settings=settings,
        version=__version__,
        articles=_in_language(readings),
        words=body_words(readings),
        stretches=_stretches(readings),
        pairs=lineage.pairs,
        stories=lineage.stories,
        groups=lineage.groups,
        quotes=(*families, *lone),
        facts=collected,
        skipped=tuple(sorted([*skipped, *capped])),
        derivations=lineage.derivations,
        outlet_shares=lineage.outlets,
    )


def align(left: str, right: str, settings: Settings | None = None) -> list[Passage]:
    """Find what two texts share.

    Returns
    -------
    list of Passage
        In the order of the left text; spans count characters of `left` and `right`.
        ``align(b, a)`` gives the same passages mirrored.
    """
    settings = settings or Settings()
    readings = reading.read(
        [Article("left", "left", "", left), Article("right", "right", "", right)], settings
    )
    candidates = Candidates(np.zeros(1, np.int32), np.ones(1, np.int32))
    score = partial(paraphrase.score, settings=settings)
    return list(passages.align(readings, candidates, score, settings)[0])


def quotes_in(text: str, settings: Settings | None = None) -> list[Quote]:
    """Find who says what in a text: direct, partial and indirect speech, in order."""
    settings = settings or Settings()
    return list(quotations.quote(reading.read([Article("text", "text", "", text)], settings), settings)[0])


def sentences(text: str) -> list[Span]:
    """Split a text into sentences, in order, without the white space around them."""
    return split(text)


def paraphrase_scores(
    pairs: Iterable[tuple[str, str]], settings: Settings | None = None
) -> NDArray[np.float64]:
    """Return for each pair of sentences the probability (0-1) that both state the same."""
    settings = settings or Settings()
    texts = [text for pair in pairs for text in pair]
    readings = reading.read_whole(texts, settings)
    numbers = np.arange(len(texts), dtype=np.int32)
    return paraphrase.score(readings, numbers[::2], numbers[1::2], settings)


def _embedding(semantic: Path | None) -> Embed | None:
    """Load the model that was asked for."""
    return None if semantic is None else load_model(semantic)


def _unheard(step: str) -> None:
    """Listen to nobody's progress."""


def _articles(
    source: Source, settings: Settings, mapping: dict[str, str] | None
) -> tuple[list[Article], list[Skipped]]:
    """Return the usable articles by id, whatever kind of source they came from."""
    given = [source] if isinstance(source, str | Path) else list(source)
    ready = [each for each in given if isinstance(each, Article)]
    if ready and len(ready) == len(given):
        articles, skipped = _checked(ready, settings)
    else:
        articles, skipped = load([Path(each) for each in given], settings, mapping=mapping)  # type: ignore[arg-type]
    if len(articles) < 2:  # noqa: PLR2004 - a comparison has two sides
        raise TooFewArticlesError(len(articles), [f"{each.origin}: {each.reason}" for each in skipped])
    return sorted(articles, key=lambda article: article.id), skipped


def _checked(articles: Sequence[Article], settings: Settings) -> tuple[list[Article], list[Skipped]]:
    """Hold ready-made articles to the same rules as loaded ones."""
    known: dict[str, Article] = {}
    skipped = []
    for article in articles:
        origin = article.origin or article.id
        if article.id in known:
            raise DuplicateIdError(article.id, known[article.id].origin or article.id, origin)
        if not article.text.strip():
            skipped.append(Skipped(origin, "load", "it has no text"))
        elif len(article.text) > settings.max_article_characters:
            reason = f"{len(article.text):,} characters; the most is {settings.max_article_characters:,}"
            skipped.append(Skipped(origin, "load", reason))
        else:
            known[article.id] = article
    return list(known.values()), skipped


def _all_if_small(candidates: Candidates, count: int, settings: Settings) -> Candidates:
    """Look at every pair of a small corpus: a class wants to see why two articles share nothing."""
    if count > settings.small_corpus:
        return candidates
    left, right = np.triu_indices(count, 1)
    return Candidates(left.astype(np.int32), right.astype(np.int32))


def _in_language(readings: Readings) -> tuple[Article, ...]:
    """Return the articles, each with the language it was found to be in where its source named none."""
    return tuple(
        article
        if article.language or language == "und"
        else replace(article, language=language, inferred=article.inferred | {"language"})
        for article, language in zip(readings.articles, readings.languages, strict=True)
    )


def _stretches(readings: Readings) -> tuple[tuple[Stretch, ...], ...]:
    """Return what is not body, article by article."""
    found = []
    for first, last in zip(readings.article_sentences[:-1], readings.article_sentences[1:], strict=True):
        others = np.flatnonzero(readings.sentence_kind[first:last] != Kind.BODY) + first
        found.append(
            tuple(
                Stretch(
                    Span(int(readings.sentence_begin[place]), int(readings.sentence_end[place])),
                    Kind(int(readings.sentence_kind[place])).name.lower(),
                )
                for place in others
            )
        )
    return tuple(found)
