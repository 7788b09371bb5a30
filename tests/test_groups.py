import random
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.groups import gather
from provenance.model import Pair


def copied(left, right, relation="wire copy", cover=0.6):
    left, right = sorted((left, right))
    return Pair(left, right, 0.8, cover, cover, cover, cover, 40, (), relation)


def groups(edges, **changes):
    return [set(group.members) for group in gather([copied(*edge, **changes) for edge in edges])]


def test_articles_that_copy_one_another_are_one_group():
    assert groups([("a", "b"), ("b", "c"), ("a", "c")]) == [{"a", "b", "c"}]


def test_a_chain_does_not_pull_strangers_together():
    chain = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")]
    assert all(len(group) < 4 for group in groups(chain))


def test_two_circles_joined_by_one_copy_stay_two():
    left, right = combinations("abcd", 2), combinations("wxyz", 2)
    assert groups([*left, *right, ("d", "w")]) == [set("abcd"), set("wxyz")]


def test_a_chain_of_nearly_identical_articles_holds():
    chain = [(f"a{n}", f"a{n + 1}") for n in range(9)]
    assert groups(chain, relation="reprint", cover=0.97) == [{f"a{n}" for n in range(10)}]


def test_shared_statements_join_nothing():
    assert gather([copied("a", "b", relation="shared statement")]) == []


@pytest.mark.parametrize("seed", range(20))
def test_groups_lie_inside_the_connected_components_of_networkx(seed):
    chance = random.Random(seed)
    drawn = nx.gnp_random_graph(18, chance.choice((0.05, 0.15, 0.3)), seed=seed)
    edges = [(f"n{one:02}", f"n{other:02}") for one, other in drawn.edges]
    components = [{f"n{node:02}" for node in found} for found in nx.connected_components(drawn)]
    for group in groups(edges):
        assert any(group <= component for component in components)
        inside = sum({one, other} <= group for one, other in edges)
        assert 2 * inside >= len(group) * (len(group) - 1) / 2


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda ends: ends[0] < ends[1])))
def test_the_order_of_pairs_does_not_matter(edges):
    named = [(f"n{one}", f"n{other}") for one, other in sorted(edges)]
    assert groups(named) == groups(named[::-1])
    members = [member for group in groups(named) for member in group]
    assert len(members) == len(set(members))
