"""How much of each article is derived, where that stands, and what each outlet's text is made of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from provenance.lineage.credits import Credit
from provenance.lineage.directions import COPIES
from provenance.lineage.shares import Shares
from provenance.model import Article, Derivation, Group, OutletShare, Pair
from provenance.naming import same

# METER's annotators called a story wholly derived when an agency's copy was its only source.
_WHOLLY, _PARTLY = 0.8, 0.05
_LEAD, _END = 0.2, 0.8  # shares of an article's length where its lead ends and its end begins


def derivations(
    articles: Sequence[Article],
    partners: Mapping[str, Mapping[str, Pair]],
    credited: Mapping[str, tuple[Credit, ...]],
    shares: Shares,
) -> tuple[Derivation, ...]:
    """Measure every article: what it took from or has in common with others, unless they took it from it."""
    known = {article.id: article for article in articles}
    covers, counts = shares.covers.tolist(), shares.words.tolist()
    found = []
    for article in articles:
        mine = partners.get(article.id, {})
        given = [other for other, pair in mine.items() if _given(pair, other)]
        taken = [
            other for other, pair in mine.items() if pair.relation in COPIES and not _given(pair, article.id)
        ]
        looked = list(dict.fromkeys((*taken, *given)))
        if not looked:
            found.append(Derivation(article.id, "not", 0.0, 0.0, 0.0, 0.0))
            continue
        rows = {other: shares.partners(article.id)[other] for other in looked}
        words = {other: counts[row] for other, row in rows.items()}
        sources = sorted(taken, key=lambda other: (-words[other], other))
        names = _names_source(article, sources, known, credited)
        near = {other: words[other] * min(covers[row], covers[row ^ 1]) for other, row in rows.items()}
        derived = _derivation(article.id, shares.union(article.id, taken), sources, names)
        found.append(_with_source(derived, given, mine, near))
    return tuple(found)


def _given(pair: Pair, source: str) -> bool:
    """Say whether the text of a pair came from one of its articles."""
    return pair.direction is not None and pair.direction.source == source


def _with_source(
    derived: Derivation, given: Sequence[str], pairs: Mapping[str, Pair], near: Mapping[str, float]
) -> Derivation:
    """Name the likely source: a copy before a statement, then what likely gave most and has little else."""

    def rank(other: str) -> tuple[bool, float, str]:
        way = pairs[other].direction
        return pairs[other].relation not in COPIES, -near[other] * (way.confidence if way else 0.0), other

    source = min(given, key=rank, default=None)
    way = pairs[source].direction if source else None
    return replace(derived, source=source, strength=way.strength) if way else derived


def _derivation(
    article: str, marked: NDArray[np.bool_], sources: Sequence[str], credited: bool
) -> Derivation:
    share = _share(marked)
    kind: Literal["wholly", "partly", "not"] = (
        "wholly" if share >= _WHOLLY else "partly" if share >= _PARTLY else "not"
    )
    lead, end = round(_LEAD * len(marked)), round(_END * len(marked))
    return Derivation(
        article,
        kind,
        share,
        _share(marked[:lead]),
        _share(marked[lead:end]),
        _share(marked[end:]),
        tuple(sources),
        credited if kind != "not" else None,
    )


def _share(marked: NDArray[np.bool_]) -> float:
    return int(np.count_nonzero(marked)) / len(marked) if len(marked) else 0.0


def _names_source(
    article: Article,
    sources: Iterable[str],
    articles: Mapping[str, Article],
    credited: Mapping[str, tuple[Credit, ...]],
) -> bool:
    """Say whether an article names an agency or one of the outlets it has text from."""
    return any(
        credit.agency or any(same(articles[source].outlet, credit.name) for source in sources)
        for credit in credited.get(article.id, ())
    )


def outlet_shares(
    articles: Sequence[Article],
    found: Sequence[Derivation],
    groups: Sequence[Group],
    words: Sequence[int],
) -> tuple[OutletShare, ...]:
    """Add up what each outlet's text is made of, by name."""
    wired = {
        member
        for group in groups
        if group.kind in {"wire copy", "likely wire copy"}
        for member in group.members
    }
    rows: defaultdict[str, list[tuple[int, Derivation]]] = defaultdict(list)
    for article, count, each in zip(articles, words, found, strict=True):
        rows[article.outlet].append((count, each))
    shares = []
    for outlet, carried in sorted(rows.items()):
        total = sum(count for count, _ in carried)
        derived = sum(count * each.share for count, each in carried)
        wire = sum(count * each.share for count, each in carried if each.article in wired)
        told = [each.credited for _, each in carried if each.credited is not None]
        scale = max(total, 1)
        shares.append(
            OutletShare(
                outlet,
                len(carried),
                total,
                original=1 - derived / scale,
                wire=wire / scale,
                shared=(derived - wire) / scale,
                credits=sum(told) / len(told) if told else None,
            )
        )
    return tuple(shares)
