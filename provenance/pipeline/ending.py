"""The end of the line, the same for a folder and for a store: from verified pairs to the result."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from provenance import __version__, facts, quotations
from provenance.comparison import Comparison
from provenance.groups import gather
from provenance.lineage import Findings, trace
from provenance.model import (
    Article,
    Candidates,
    Kind,
    Pair,
    QuoteFamily,
    Readings,
    Skipped,
    Span,
    Stretch,
)
from provenance.pairs import body_words
from provenance.pipeline.means import Means
from provenance.pipeline.proposing import overheard
from provenance.settings import Settings
from provenance.stories import tell

# Pairs from which facts are packed, and collected on another core while lineage is traced: that of 1,500
# takes a second, and a copy of the process that holds all of them costs more than it gains.
_TRACED = 5_000


def statements(
    readings: Readings, candidates: Candidates, settings: Settings
) -> tuple[tuple[QuoteFamily, ...], tuple[QuoteFamily, ...]]:
    """Follow what is said from article to article; list what one alone quotes, of few articles."""
    # A class also wants to see who is quoted once; of a large corpus that would be a list of everything.
    if len(readings.articles) <= settings.small_corpus:
        quotes = quotations.quote(readings, settings)
        families = quotations.match(readings, quotes, settings)
        return families, quotations.lone(readings, quotes, families)
    echoing, quoted = _echoing(readings, candidates, settings)
    sought = quotations.Sought(readings, settings, echoing, quoted)
    return quotations.match(readings, sought.quotes(), settings, echoing, sought.between), ()


def _echoing(
    readings: Readings, candidates: Candidates, settings: Settings
) -> tuple[Candidates, quotations.Rows]:
    """Return the pairs of articles that may have a statement in common, and what these quote."""
    said = quotations.marked(readings)  # of 12,000 articles 140 MB, so it is held no longer
    heard = overheard(readings, candidates, said, settings)
    echoing = quotations.echoes(readings, heard, settings, said)
    return echoing, quotations.in_a_row(said, echoing, len(readings.articles))


def ended(
    readings: Readings,
    pairs: Sequence[Pair],
    heard: Callable[[], tuple[tuple[QuoteFamily, ...], tuple[QuoteFamily, ...]]],
    skipped: Sequence[Skipped],
    means: Means,
) -> Comparison:
    """Make the result of verified pairs: quotes, stories, groups, lineage and facts.

    `heard` returns what `statements` found. Facts of many pairs are collected while lineage is traced: of
    pairs they need what they share, which lineage leaves as it is.
    """
    means.begin("quote")
    families, lone = heard()
    means.begin("trace")
    settings = means.settings
    stories = tell(readings.articles, pairs, settings)
    many = len(pairs) >= _TRACED
    collect = partial(facts.collect, readings, stories, pairs, settings, packed=many)
    collected = means.aside(collect, readings) if many else collect
    lineage = trace(readings, Findings(pairs, gather(pairs), stories, families), settings)
    means.begin("collect")
    return Comparison(
        settings=means.settings,
        version=__version__,
        articles=in_language(readings),
        words=tuple(body_words(readings)),
        stretches=stretches(readings),
        pairs=lineage.pairs,
        stories=lineage.stories,
        groups=lineage.groups,
        quotes=(*families, *lone),
        facts=collected(),
        skipped=tuple(sorted(skipped)),
        derivations=lineage.derivations,
        outlet_shares=lineage.outlets,
    )


def in_language(readings: Readings) -> tuple[Article, ...]:
    """Return the articles, each with the language it was found to be in where its source named none."""
    return tuple(
        article
        if article.language or language == "und"
        else replace(article, language=language, inferred=article.inferred | {"language"})
        for article, language in zip(readings.articles, readings.languages, strict=True)
    )


def stretches(readings: Readings) -> tuple[tuple[Stretch, ...], ...]:
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
