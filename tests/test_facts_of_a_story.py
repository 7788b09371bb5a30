import random
import re
import time
from dataclasses import replace

import numpy as np
import pytest

from provenance import reading
from provenance.facts import collect
from provenance.facts.claims import claims
from provenance.facts.decision import decision
from provenance.facts.evidence import FEATURES
from provenance.facts.gathering import _close
from provenance.facts.names import names
from provenance.facts.units import overlaps, units
from provenance.model import Article, Facts, Pair, Passage, Span, Story
from provenance.settings import Settings

HARBOUR = (
    "A ferry carrying 120 passengers struck the northern pier at Port Ellery on Monday. "
    "The harbour master closed both lanes to traffic within minutes. "
    "Divers found a crack in the hull near the engine room."
)
COURIER = (
    "A ferry carrying 120 passengers struck the northern pier at Port Ellery on Monday. "
    "The harbour master closed both lanes to traffic within minutes. "
    "Captain Ines Duarte had asked for new radar equipment three times since 2019."
)
GAZETTE = (
    "A ferry carrying 180 passengers struck the northern pier at Port Ellery on Monday aboard a fog-bound "
    "convoy led by a KD-40 tug from Brindlemouth. "
    "Fishermen in the Sable estuary heard a long horn before dawn."
)


def article(name, text, outlet=None):
    return Article(name, outlet or name, "", text, "2026-02-02")


def facts_of(*articles, pairs=()):
    readings = reading.read(list(articles), Settings())
    story = Story("story-1", tuple(each.id for each in articles), None)
    return collect(readings, [story], pairs, Settings())


@pytest.fixture(scope="module")
def three():
    return facts_of(article("harbour", HARBOUR), article("courier", COURIER), article("gazette", GAZETTE))


def test_what_two_outlets_tell_is_shared(three):
    fact = next(fact for fact in three.shared if "both lanes" in fact.text)
    assert {member.article for member in fact.members} == {"harbour", "courier"}


def test_what_one_outlet_tells_is_unique(three):
    told = {fact.article: fact.text for fact in three.unique if "crack" in fact.text or "Duarte" in fact.text}
    assert set(told) == {"harbour", "courier"}
    assert not [fact for fact in three.unique if "both lanes" in fact.text]


def test_a_unique_fact_names_its_figures_and_names(three):
    fact = next(fact for fact in three.unique if "Duarte" in fact.text)
    assert "Captain Ines Duarte" in fact.names
    assert fact.figures == ("three",)


def test_a_new_part_of_a_shared_sentence_is_a_fact_within_it(three):
    fact = next(fact for fact in three.unique if "KD-40" in fact.text)
    assert "struck the northern pier" not in fact.text
    assert fact.sentence is not None
    assert fact.sentence.begin < fact.span.begin < fact.span.end <= fact.sentence.end


def test_outlets_that_count_differently_are_in_conflict(three):
    (conflict,) = three.conflicts
    assert {(member.article, member.figure) for member in conflict.members} >= {
        ("gazette", "180"),
        ("harbour", "120"),
    }


def test_figures_that_can_both_be_right_are_no_conflict():
    about = GAZETTE.replace("carrying 180", "carrying about 120")
    found = facts_of(article("harbour", HARBOUR), article("gazette", about))
    assert not found.conflicts


def test_different_events_are_different_quantities():
    found = facts_of(
        article("one", "Guards moved 150 prisoners from the old jail in Dunmere to the coast on Friday."),
        article("two", "Some 200 prisoners escaped from the old jail in Dunmere near the coast on Friday."),
    )
    assert not found.conflicts


def test_an_article_that_states_both_figures_settles_a_conflict():
    both = HARBOUR + " A second ferry carrying 180 passengers struck the northern pier at Port Ellery later."
    found = facts_of(article("harbour", both), article("gazette", GAZETTE))
    assert not found.conflicts


def test_a_part_is_not_set_against_the_whole():
    found = facts_of(
        article(
            "one", "Police in Dunmere had caught 81 of the 120 inmates who broke out of the Dunmere jail."
        ),
        article("two", "Of the 120 inmates who broke out of the Dunmere jail, police in Dunmere caught 81."),
    )
    assert not found.conflicts


def test_an_outlet_shares_nothing_with_itself():
    found = facts_of(article("one", HARBOUR, "Harbour Post"), article("two", COURIER, "Harbour Post"))
    assert found == Facts()


def test_passages_bring_in_what_words_alone_do_not():
    one, two = article("one", HARBOUR), article("two", COURIER.replace("both lanes to traffic", "it all"))
    span = Span(HARBOUR.index("The harbour"), HARBOUR.index(" Divers"))
    pair = Pair("one", "two", 0, 0, 0, 0, 0, 0, (Passage(span, span, "paraphrase", 0.9),))
    assert len(facts_of(one, two, pairs=[pair]).unique) <= len(facts_of(one, two).unique)


def test_nothing_depends_on_the_order_of_articles(three):
    shuffled = [article("gazette", GAZETTE), article("harbour", HARBOUR), article("courier", COURIER)]
    random.Random(3).shuffle(shuffled)
    found = facts_of(*shuffled)
    assert found.unique == three.unique
    assert found.conflicts == three.conflicts
    assert [{m.article for m in fact.members} for fact in found.shared] == [
        {m.article for m in fact.members} for fact in three.shared
    ]


def test_scores_lie_between_nothing_and_all_and_rank_the_facts(three):
    scores = [fact.score for fact in three.unique]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_articles_without_a_body_have_no_facts():
    assert facts_of(article("one", ""), article("two", "")) == Facts()


def test_words_that_share_nothing_make_no_units():
    readings = reading.read(
        [article("one", "Alpine goats climb."), article("two", "Sirens wailed.")], Settings()
    )
    found = units(claims(readings, [0, 1]))
    assert not len(found.claim)


def test_overlaps_are_what_counting_by_hand_gives():
    readings = reading.read([article("a", HARBOUR), article("b", COURIER), article("c", GAZETTE)], Settings())
    told = claims(readings, range(3))
    held = [
        dict(zip(told.key[a:b].tolist(), told.weight[a:b].tolist(), strict=True))
        for a, b in zip(told.items[:-1], told.items[1:], strict=True)
    ]
    slow = {
        (one, other): sum(mine[key] for key in mine.keys() & theirs.keys())
        for one, mine in enumerate(held)
        for other, theirs in enumerate(held)
        if told.outlet[one] != told.outlet[other] and mine.keys() & theirs.keys()
    }
    fast = dict(
        zip(zip(*(side.tolist() for side in overlaps(told)[:2]), strict=True), overlaps(told)[2], strict=True)
    )
    assert fast.keys() == slow.keys()
    assert all(fast[pair] == pytest.approx(slow[pair]) for pair in slow)


def test_the_decision_is_a_probability_for_every_feature():
    rows = np.random.default_rng(1).uniform(0, 1, (50, len(FEATURES)))
    chance = decision()(rows)
    assert chance.shape == (50,)
    assert ((chance > 0) & (chance < 1)).all()


def test_a_sentence_s_first_word_is_no_name_of_its_own():
    text = "Officials met Ana Lopes near a C-17 on Monday in Rio de Janeiro."
    capitals = [match.span() for match in re.finditer(r"\b[A-Z]\w*", text)]
    assert names(text, Span(0, len(text)), capitals) == ("Ana Lopes", "C-17", "Rio", "Janeiro")


def test_a_hundred_copies_cost_no_more_than_their_sentences():
    copies = [replace(article(f"a{n}", HARBOUR), outlet=f"outlet {n}") for n in range(100)]
    found = facts_of(*copies, article("gazette", GAZETTE))
    assert {fact.article for fact in found.unique} == {"gazette"}


@pytest.mark.parametrize(
    "text",
    [
        "1 2 3 4 5 " * 4_000,
        "and in on at by " * 4_000,
        "A" + " " * 20_000 + "ferry carrying 120 passengers struck the pier.",
        "Alpha Beta Gamma " * 4_000,
        "more than up to about 7, " * 3_000,
        "“" * 10_000 + "Jan. " * 3_000,
    ],
)
def test_hostile_text_takes_no_more_than_its_length_deserves(text):
    begun = time.process_time()
    facts_of(article("one", text), article("two", HARBOUR + text), article("three", text + " So it ended."))
    assert time.process_time() - begun < 30  # a guard against hanging: quadratic work would take minutes


def test_a_chain_of_likenesses_makes_no_row_of_what_its_ends_do_not_share():
    one, two, three = [0], [1], [2]
    linked = {(0, 1), (1, 2)}

    def tells(a, b):
        return (a, b) in linked

    assert _close(one, two, tells)
    assert _close([0, 1], three, tells), "half of the links are there"
    assert not _close([0, 1], [2, 3], tells), "a quarter of them is a chain"
