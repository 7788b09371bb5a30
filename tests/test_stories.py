from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from provenance.model import Article, Pair
from provenance.settings import Settings
from provenance.stories import tell


def article(name, published=None):
    return Article(name, f"Outlet {name}", "", "text", published=published)


def alike(left, right, cosine, relation="same story"):
    return Pair(left, right, cosine, 0.0, 0.0, 0.0, 0.0, 0, (), relation)


def members(articles, pairs):
    return [story.members for story in tell(articles, pairs, Settings())]


def test_every_article_is_in_exactly_one_story():
    names = "abcd"
    found = members([article(name) for name in names], [alike("a", "b", 0.6)])
    assert found == [("a", "b"), ("c",), ("d",)]


def test_a_chain_of_half_similar_articles_is_not_one_story():
    pairs = [alike("a", "b", 0.3), alike("b", "c", 0.3), alike("c", "d", 0.3), alike("d", "e", 0.3)]
    assert max(len(story) for story in members([article(name) for name in "abcde"], pairs)) < 5


def test_news_of_other_weeks_is_another_story_unless_it_copies():
    articles = [article("a", "2026-01-02"), article("b", "2026-02-20")]
    assert members(articles, [alike("a", "b", 0.6)]) == [("a",), ("b",)]
    assert members(articles, [alike("a", "b", 0.6, "reprint")]) == [("a", "b")]


def test_a_shared_statement_brings_two_articles_nearer():
    articles = [article("a"), article("b")]
    assert members(articles, [alike("a", "b", 0.15)]) == [("a",), ("b",)]
    assert members(articles, [alike("a", "b", 0.15, "shared statement")]) == [("a", "b")]


def _joined(names, weights, threshold):
    """Join the two closest of all clusters again and again, measuring all anew each time."""
    clusters = [(name,) for name in names]
    while True:
        means = [
            (sum(weights.get((min(ends), max(ends)), 0.0) for ends in _between(one, other)), one, other)
            for one, other in combinations(sorted(clusters), 2)
        ]
        close = [(-total / (len(one) * len(other)), one, other) for total, one, other in means]
        distance, one, other = min(close, default=(0.0, (), ()))
        if not one or -distance < threshold:
            return sorted(clusters)
        clusters = [each for each in clusters if each not in {one, other}]
        clusters.append(tuple(sorted((*one, *other))))


def _between(one, other):
    return [(mine, yours) for mine in one for yours in other]


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")).filter(
            lambda ends: ends[0] < ends[1]
        ),
        st.integers(4, 48).map(lambda step: step / 64),  # so that sums are exact in any order
        max_size=28,
    )
)
def test_the_two_closest_stories_are_joined_as_if_all_were_measured_anew(weights):
    names = "hgfedcba"
    pairs = [alike(*ends, cosine) for ends, cosine in weights.items()]
    found = members([article(name) for name in names], pairs)
    assert found == _joined(names, weights, Settings().story_threshold)
