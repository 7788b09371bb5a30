"""Run the steps up to lineage on articles that a test wrote."""

from collections.abc import Collection, Sequence
from functools import partial

import numpy as np

from provenance import paraphrase, passages, quotations, reading
from provenance.candidates import propose
from provenance.groups import gather
from provenance.lineage import Findings, trace
from provenance.model import Article, Candidates, Lineage, Pair
from provenance.pairs import judge
from provenance.settings import Settings
from provenance.similarity import weigh
from provenance.sketches import band_keys, sketch
from provenance.stories import tell


def traced(
    articles: Sequence[Article],
    wanted: Collection[tuple[str, str]] | None = None,
    settings: Settings | None = None,
) -> Lineage:
    """Trace articles; look only at the wanted pairs of ids if some are given."""
    settings = settings or Settings()
    ordered = sorted(articles, key=lambda article: article.id)
    readings = reading.read(ordered, settings)
    similar = weigh(readings, settings)
    if wanted is None:
        sketches = sketch(readings, settings)
        alike = (similar.left, similar.right)
        candidates, _ = propose(readings, sketches, partial(band_keys, settings=settings), alike, settings)
    else:
        place = {article.id: number for number, article in enumerate(ordered)}
        found = np.array(sorted({tuple(sorted((place[a], place[b]))) for a, b in wanted}), np.int32)
        candidates = Candidates(found[:, 0].copy(), found[:, 1].copy())
    shared = passages.align(readings, candidates, partial(paraphrase.score, settings=settings), settings)
    cosine = similar.of(candidates.left, candidates.right)
    small = len(ordered) <= settings.small_corpus
    pairs = judge(readings, candidates, shared, cosine, settings, listed=small)
    families = quotations.match(readings, quotations.quote(readings, settings), settings)
    stories = tell(ordered, pairs, settings)
    return trace(readings, Findings(pairs, gather(pairs), stories, families), settings)


def between(lineage: Lineage, one: str, other: str) -> Pair:
    """Return one pair."""
    left, right = sorted((one, other))
    return next(pair for pair in lineage.pairs if (pair.left, pair.right) == (left, right))
