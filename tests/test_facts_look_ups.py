"""What looks many things up at once, against asking for each."""

from dataclasses import astuple, replace
from datetime import date
from itertools import combinations

import numpy as np
import pytest

from provenance import reading
from provenance.facts.claims import claims
from provenance.facts.comparable import proposed
from provenance.facts.copies import copies
from provenance.facts.counterparts import end, is_rough, slip
from provenance.facts.denials import denials
from provenance.facts.dispute import pairs_within, sharing
from provenance.facts.evidence import Held
from provenance.facts.figures import measure, value, worth
from provenance.facts.occasions import occasions
from provenance.facts.opposites import opposites
from provenance.facts.people import ages
from provenance.facts.quantities import Quantity, quantities
from provenance.facts.reasons import reasons
from provenance.facts.votes import votes
from provenance.model import Article, Figure, Span
from provenance.settings import Settings


def held_as_in_a_set(holder, key, asked_holder, asked_key):
    held = set(zip(holder.tolist(), key.tolist(), strict=True))
    return [each in held for each in zip(asked_holder.tolist(), asked_key.tolist(), strict=True)]


@pytest.mark.parametrize("keys", [6, 2**32])
@pytest.mark.parametrize("things", [0, 1, 7, 300])
def test_what_a_holder_has_is_found_as_in_a_set(things, keys):
    draw = np.random.default_rng(things)
    holder, key = draw.integers(0, 40, things), draw.integers(0, keys, things)
    others = draw.integers(-1, 40, 500), draw.integers(0, keys, 500)
    asked = np.r_[holder, others[0], np.full(things, -1)], np.r_[key, others[1], key]
    assert Held(holder, key)(*asked).tolist() == held_as_in_a_set(holder, key, *asked)


def quantity(draw):
    """Make a figure at random, of few enough kinds that many have one measure and order."""
    unit = str(draw.choice(["", "%", "days", "weeks"]))
    size = float(draw.choice([2, 3, 7, 150, 200, 400, 15_000, 2_000_000, 2_000_000_000]))
    low, high = [(size, size), (size / 3, 2 * size), (size, np.inf), (0.0, size)][draw.integers(4)]
    figure = Figure(str(size), low, high, unit, "", Span(0, 1))
    years = frozenset(draw.choice([2016, 2017, 2018], draw.integers(0, 2)).tolist())
    none = frozenset[str]()
    return Quantity(
        *(0, 0, int(draw.integers(3)), figure, value(figure)),
        *(bool(draw.random() < 0.2), False, int(draw.choice([1, 1, 2, 3]))),
        *(none, none, none, none),
        dict.fromkeys(draw.choice(list("abcdefgh"), 3).tolist(), 1.0),
        *(none, none, bool(draw.random() < 0.2)),
        *(None if draw.random() < 0.2 else 736_000 + int(draw.integers(0, 20)), years, none),
    )


def comparable_by_hand(one, other):
    """Do for two figures what `comparable` does for all at once."""
    if one.outlet == other.outlet or measure(one.figure) != measure(other.figure):
        return False
    small, large = sorted((one, other), key=lambda each: each.value * worth(each.figure))
    low = end(small, upper=True)
    high = worth(large.figure) / worth(small.figure) * end(large, upper=False)
    mine, theirs = (
        each.years or ({date.fromordinal(each.day).year} if each.day else set()) for each in (one, other)
    )
    named = one.years or other.years
    return (
        one.part == other.part
        and max(one.crowd, other.crowd) <= 2
        and (0 < high <= 3 * low or slip(low, high))
        and not (one.polled and other.polled)
        and not (is_rough(one) and is_rough(other))
        and not (named and mine and theirs and not mine & theirs)
        and (one.day is None or other.day is None or abs(one.day - other.day) <= 10)
        and not (one.figure.unit == "%" and (one.polled or other.polled))
    )


@pytest.mark.parametrize("seed", range(6))
def test_figures_are_compared_in_columns_as_two_by_two(seed):
    draw = np.random.default_rng(seed)
    found = [quantity(draw) for _ in range(150)]
    slow = [
        (a, b)
        for a, b in combinations(range(len(found)), 2)
        if found[a].around.keys() & found[b].around.keys() and comparable_by_hand(found[a], found[b])
    ]
    left, right = proposed(found)
    assert len(slow) > 20
    assert list(zip(left.tolist(), right.tolist(), strict=True)) == slow


def test_no_figures_are_compared_where_there_are_none():
    assert [len(each) for each in proposed([])] == [0, 0]


def test_claims_in_the_same_words_are_copies_also_at_the_end_of_a_story():
    same = "The harbour master closed both lanes."
    texts = (f"{same} Divers came at noon.", f"{same} Nobody saw the tug leave.", f"A horn. {same}\n\n…")
    made = [Article(str(n), str(n), "", text, "2026-02-02") for n, text in enumerate(texts)]
    told = claims(reading.read(made, Settings()), range(3))
    (group,) = copies(told)
    assert [told.texts[each][slice(*astuple(told.spans[each]))] for each in group] == [same] * 3


CARRIED = (
    "The Senate voted to reject the dredging bill 52-47 on Friday or Saturday.",
    "Ines Duarte, 47, was fired on Tuesday because of the 120 lost crates.",
    "Ines Duarte was not fired, and no charges have been filed.",
    "The Senate voted to approve the dredging bill 53-46 on Monday, after 180 crates were lost.",
    "The reason Ines Duarte was fired is not clear.",
    "Ines Duarte, 49, will leave the port in two weeks.",
)


def carried(seed):
    """Make a story whose outlets carry the same few sentences, on several days."""
    draw = np.random.default_rng(seed)
    return claims(
        reading.read(
            [
                Article(
                    str(n),
                    f"outlet {n % 5}",
                    "",
                    "\n\n".join(draw.permutation(CARRIED)[: draw.integers(3, 6)].tolist()),
                    f"2026-02-{1 + int(draw.integers(9)):02}",
                )
                for n in range(12)
            ],
            Settings(),
        ),
        range(12),
    )


@pytest.mark.parametrize("seed", range(3))
def test_each_claim_stands_in_its_article_where_its_text_says(seed):
    told = carried(seed)
    assert len(set(told.twin)) <= 3 * len(CARRIED) < len(told.twin)
    for source, text, span, shift in zip(told.sources, told.texts, told.spans, told.shift, strict=True):
        assert text[span.begin : span.end] in CARRIED
        assert source.text.startswith(text, shift)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_read_once_for_several_outlets_is_what_each_of_them_says(seed):
    told = carried(seed)
    apart = replace(told, twin=list(range(len(told.twin))), parsed={})
    for find in (quantities, occasions):
        together = [astuple(each) for each in find(told)]
        assert together == [astuple(each) for each in find(apart)]
        assert len(together) > len(CARRIED)
    for detect in (denials, opposites, reasons, ages, votes):
        assert detect(told) == detect(apart) != []


@pytest.mark.parametrize("seed", range(4))
def test_numbers_that_share_a_key_are_paired_as_two_by_two(seed):
    draw = np.random.default_rng(seed)
    keys = [set(draw.choice(list("abcdefghijkl"), draw.integers(0, 4)).tolist()) for _ in range(40)]
    slow = [(a, b) for a, b in combinations(range(len(keys)), 2) if keys[a] & keys[b]]
    assert list(map(tuple, sharing(keys).tolist())) == slow


def test_without_groups_there_are_no_pairs():
    assert pairs_within([]).shape == sharing([{"a"}, {"b"}, set()]).shape == (0, 2)
