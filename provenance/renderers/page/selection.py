"""What has room on the page: the stories that matter most, whole where possible, up to a stated size."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from provenance.comparison import Comparison
from provenance.model import Pair, Story
from provenance.renderers.measures import MOST

# What a pair says about copying; a page for 12,000 articles should open with that.
_WEIGHT = {
    "reprint": 3.0,
    "wire copy": 3.0,
    "excerpt": 2.0,
    "shared statement": 1.0,
    "same story": 0.3,
    "unrelated": 0.1,
}
PAIRS_EACH = 8  # strongest pairs an article keeps on the page of a large corpus: 612 articles take 2.4 MB
# Bytes in the data block, measured on runs over news: of an article beside its text, a pair, a passage, a
# differing word, a fact, one outlet's version of a quote.
_ARTICLE, _PAIR, _PASSAGE, _DIFFERENCE, _FACT, _QUOTE = 340, 110, 110, 11, 30, 140
_SPAN = 18  # of a stretch that a member of a group cut or added


@dataclass(frozen=True, slots=True)
class Kept:
    """Places of the chosen articles and pairs in the comparison, ascending."""

    articles: tuple[int, ...]
    pairs: tuple[int, ...]


def select(comparison: Comparison, room: float) -> Kept:
    """Choose articles story by story, the weightiest first, until `room` bytes are full."""
    pairs = _worth_showing(comparison)
    places = {article.id: place for place, article in enumerate(comparison.articles)}
    costs = _costs(comparison, places, pairs)
    weights: defaultdict[int, float] = defaultdict(float)
    for pair in pairs:
        weight = _weight(comparison.pairs[pair])
        weights[places[comparison.pairs[pair].left]] += weight
        weights[places[comparison.pairs[pair].right]] += weight
    chosen: set[int] = set()
    for place in _in_order(comparison, places, weights):
        if costs[place] <= room:
            room -= costs[place]
            chosen.add(place)
    kept = [
        pair
        for pair in pairs
        if places[comparison.pairs[pair].left] in chosen and places[comparison.pairs[pair].right] in chosen
    ]
    return Kept(tuple(sorted(chosen)), tuple(kept))


def _embedded_size(text: str) -> int:
    """Return the bytes of a text in the data block, with its escapes."""
    short = text.count("\n") + text.count('"') + text.count("\\")
    return len(text.encode("utf-8", "replace")) + short


def _weight(pair: Pair) -> float:
    return _WEIGHT[pair.relation] * (0.1 + max(pair.left_cover, pair.right_cover))


def _in_order(comparison: Comparison, places: dict[str, int], weights: dict[int, float]) -> list[int]:
    """Return every article: story after story, the weightiest first, then those without a story."""

    def story_rank(story: Story) -> tuple[float, str]:
        return -sum(weights.get(places[member], 0.0) for member in story.members), story.id

    def rank(place: int) -> tuple[float, int]:
        return -weights.get(place, 0.0), place

    ordered = [
        place
        for story in sorted(comparison.stories, key=story_rank)
        for place in sorted((places[member] for member in story.members), key=rank)
    ]
    return list(dict.fromkeys([*ordered, *sorted(places.values(), key=rank)]))


def _worth_showing(comparison: Comparison) -> list[int]:
    """Return every pair of a small corpus; of a large one each article's strongest with a passage."""
    if len(comparison.articles) <= MOST:
        return list(range(len(comparison.pairs)))
    found: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
    for place, pair in enumerate(comparison.pairs):
        if pair.passages:
            found[pair.left].append((-_weight(pair), place))
            found[pair.right].append((-_weight(pair), place))
    return sorted({place for ranked in found.values() for _, place in sorted(ranked)[:PAIRS_EACH]})


def _costs(comparison: Comparison, places: dict[str, int], pairs: Sequence[int]) -> list[int]:
    """Return the bytes of each article with half of each of its pairs, its facts and its quotes."""
    costs = [_ARTICLE + len(article.title) + _embedded_size(article.text) for article in comparison.articles]
    for pair in (comparison.pairs[place] for place in pairs):
        differences = sum(len(passage.differences) for passage in pair.passages)
        cost = _PAIR + _PASSAGE * len(pair.passages) + _DIFFERENCE * differences
        costs[places[pair.left]] += cost // 2
        costs[places[pair.right]] += cost // 2
    for family in comparison.quotes:
        for member in family.members:
            costs[places[member.article]] += _QUOTE + len(family.text) // len(family.members)
    for text in (each for group in comparison.groups for each in group.texts):
        costs[places[text.article]] += _SPAN * (len(text.added) + len(text.cut))
    facts = comparison.facts
    for fact in facts.unique:
        costs[places[fact.article]] += _FACT
    tellers = [*(fact.members for fact in facts.shared), *(fact.members for fact in facts.conflicts)]
    for teller in (each for members in tellers for each in members):
        costs[places[teller.article]] += _FACT
    return costs
