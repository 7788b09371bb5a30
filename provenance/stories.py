"""Step `tell`: gather the articles that tell one event.

Average linkage over the pairs found, so that a chain of half-similar articles does not become one story.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from provenance.model import Article, Pair, Story
from provenance.settings import Settings

_COPYING = {"reprint", "wire copy"}
_SHARING = {"excerpt", "shared statement"}
_NEARER = 0.1  # cosine that a shared statement is worth; pairs of BASIL and of the trade press gain by it
_LEAST = 0.05  # a fainter cosine is chance and would only fill memory


def tell(articles: Sequence[Article], pairs: Sequence[Pair], settings: Settings) -> list[Story]:
    """Gather articles into stories.

    Two stories become one while the mean cosine between their members is at least
    ``settings.story_threshold``. Pairs that were not found count as zero; so do pairs further apart in time
    than ``settings.story_days`` unless they share copied text. Two that share a statement are closer by a
    tenth, copies are as close as can be.

    Returns
    -------
    list of Story
        Every article is in exactly one. `origins` is not yet known.
    """
    dates = {article.id: _day(article.published) for article in articles}
    members: dict[str, list[str]] = {article.id: [article.id] for article in articles}
    links: dict[str, dict[str, float]] = {article.id: {} for article in articles}
    for pair in pairs:
        weight = _closeness(pair)
        near = _within(dates[pair.left], dates[pair.right], settings.story_days)
        if weight >= _LEAST and (near or pair.relation in _COPYING):
            links[pair.left][pair.right] = links[pair.right][pair.left] = weight
    _merge(members, links, settings.story_threshold)
    gathered = sorted(tuple(sorted(group)) for group in members.values())
    return [Story(f"story-{number}", group, None) for number, group in enumerate(gathered, start=1)]


def _closeness(pair: Pair) -> float:
    if pair.relation in _COPYING:
        return 1.0
    return min(1.0, pair.tfidf + (_NEARER if pair.relation in _SHARING else 0.0))


def _merge(members: dict[str, list[str]], links: dict[str, dict[str, float]], threshold: float) -> None:
    """Join the two closest clusters again and again; `links` holds sums of weights between clusters."""
    import heapq

    def closeness(one: str, other: str) -> float:
        return links[one][other] / (len(members[one]) * len(members[other]))

    heap = [
        (-weight, one, other)
        for one, found in links.items()
        for other, weight in found.items()
        if one < other and weight >= threshold
    ]
    heapq.heapify(heap)
    while heap:
        negative, one, other = heapq.heappop(heap)
        if one not in members or other not in members or other not in links[one]:
            continue
        mean = closeness(one, other)
        if mean < threshold:
            continue
        if mean != -negative:
            heapq.heappush(heap, (-mean, one, other))
            continue
        members[one] += members.pop(other)
        for third, weight in links.pop(other).items():
            if third == one:
                continue
            links[third].pop(other)
            links[one][third] = links[third][one] = links[one].get(third, 0.0) + weight
        links[one].pop(other)
        for third in links[one]:
            mean = closeness(one, third)
            if mean >= threshold:  # what is less is not joined before it changes, and then it is here again
                heapq.heappush(heap, (-mean, one, third) if one < third else (-mean, third, one))


def _day(published: str | None) -> datetime | None:
    if not published:
        return None
    padded = published if len(published) > len("2026-01") else (published + "-01-01")[: len("2026-01-01")]
    try:
        return datetime.fromisoformat(padded).replace(tzinfo=None)
    except ValueError:
        return None


def _within(one: datetime | None, other: datetime | None, days: float) -> bool:
    """Say whether two days are close; an unknown day is close to every other."""
    return one is None or other is None or abs(one - other) <= timedelta(days=days)
