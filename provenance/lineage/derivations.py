"""How much of each article is derived, where that stands, and what each outlet's text is made of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from provenance.lineage.credits import Credit
from provenance.lineage.texts import Texts
from provenance.model import Article, Derivation, Group, OutletShare, Pair, Relation
from provenance.naming import same

COPIES: frozenset[Relation] = frozenset({"reprint", "wire copy", "excerpt"})
# METER's annotators called a story wholly derived when an agency's copy was its only source.
_WHOLLY, _PARTLY = 0.8, 0.05
_LEAD, _END = 0.2, 0.8  # shares of an article's length where its lead ends and its end begins


def derivations(
    articles: Sequence[Article],
    partners: Mapping[str, Mapping[str, Pair]],
    credited: Mapping[str, tuple[Credit, ...]],
    texts: Texts,
) -> tuple[Derivation, ...]:
    """Measure every article: what it took from or has in common with others, unless they took it from it."""
    known = {article.id: article for article in articles}
    found = []
    for article in articles:
        taken = {
            other: pair
            for other, pair in partners.get(article.id, {}).items()
            if pair.relation in COPIES and not (pair.direction and pair.direction.source == article.id)
        }
        if not taken:
            found.append(Derivation(article.id, "not", 0.0, 0.0, 0.0, 0.0))
            continue
        marks = {other: texts.shared(pair, article.id) for other, pair in taken.items()}
        marked = np.logical_or.reduce(list(marks.values()))
        sources = sorted(marks, key=lambda other: (-int(marks[other].sum()), other))
        found.append(
            _derivation(article.id, marked, sources, _names_source(article, sources, known, credited))
        )
    return tuple(found)


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
    return float(marked.mean()) if len(marked) else 0.0


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
