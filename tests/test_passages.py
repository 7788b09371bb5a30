"""Step `align`: what two articles share, with exact edges."""

import random
import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from provenance.model import Article, Candidates
from provenance.passages import align
from provenance.passages.differences import gaps, longest_common
from provenance.passages.finding import Finding, columns, spliced
from provenance.reading import read
from provenance.settings import Settings

COPIED = (
    "the harbour authority will close the northern quay for eleven weeks while divers replace "
    "the rotten oak piles beneath it"
)
LEFT = (
    "Ferries to the islands will leave from a car park next month. On Tuesday officials said "
    f"{COPIED}, a decision that angered fishing crews. Nobody had asked the crews beforehand."
)
RIGHT = (
    "Shopkeepers fear a poor summer. According to a notice pinned to the town hall door, "
    f"{COPIED}. The mayor could not be found. Hotels have already lost bookings."
)


def never(_readings, left, _right):
    return np.zeros(len(left))


def always(_readings, left, _right):
    return np.full(len(left), 0.97)


def aligned(left, right, score=never, **changes):
    articles = [Article("a", "One", "", left), Article("b", "Two", "", right)]
    chosen = Settings(**changes)
    candidates = Candidates(np.array([0], np.int32), np.array([1], np.int32))
    return align(read(articles, chosen), candidates, score, chosen)[0]


def mirrored(passages):
    return sorted(
        (p.right, p.left, p.kind, p.similarity, p.quoted, tuple((d.right, d.left) for d in p.differences))
        for p in passages
    )


def plain(passages):
    return sorted(
        (p.left, p.right, p.kind, p.similarity, p.quoted, tuple((d.left, d.right) for d in p.differences))
        for p in passages
    )


def test_half_a_sentence_copied_is_half_a_sentence_marked():
    (passage,) = aligned(LEFT, RIGHT)
    assert passage.kind == "verbatim"
    assert LEFT[passage.left.begin : passage.left.end] == COPIED
    assert RIGHT[passage.right.begin : passage.right.end] == COPIED
    assert passage.similarity == 1.0
    assert passage.differences == ()


def test_an_edited_passage_shows_exactly_the_words_that_changed():
    edited = COPIED.replace("rotten oak", "decayed oak").replace("eleven weeks", "about eleven weeks")
    right = RIGHT.replace(COPIED, edited)
    (passage,) = aligned(LEFT, right)
    assert passage.kind == "edited"
    changes = [
        (LEFT[d.left.begin : d.left.end], right[d.right.begin : d.right.end]) for d in passage.differences
    ]
    assert changes == [("", "about"), ("rotten", "decayed")]
    assert 0.8 < passage.similarity < 1


def test_a_passage_reaches_the_first_and_the_last_character_of_a_text():
    text = COPIED.capitalize() + "."
    (passage,) = aligned(text, f"{text} Hotels have already lost bookings.")
    assert (passage.left.begin, passage.left.end) == (0, len(text))
    (passage,) = aligned(text, f"Shopkeepers fear a poor summer. {text}")
    assert (passage.left.begin, passage.left.end) == (0, len(text))


def test_two_equal_texts_are_one_passage():
    (passage,) = aligned(LEFT, LEFT)
    assert passage.left == passage.right
    assert passage.kind == "verbatim"
    assert passage.left.end == len(LEFT)


def test_eight_words_in_a_row_are_found_in_any_surroundings():
    run = "nine herons waited patiently behind the abandoned cannery"
    left = f"The tide was out. Walkers saw that {run} before noon."
    right = f"It rained again and later {run} while trains stood still near Oslo."
    (passage,) = aligned(left, right)
    assert left[passage.left.begin : passage.left.end] == run


def test_a_stock_phrase_is_no_passage():
    left = "The firm did not immediately respond to a request for comment. Its shares rose a little."
    right = "Two banks did not immediately respond to a request for comment. Rain is likely on Sunday."
    assert aligned(left, right) == ()


def test_a_long_name_is_no_passage():
    name = "the Northern Harbour and Coastal Fisheries Inspection Board of Greater Malmouth"
    left = f"She once worked for {name}. Now she paints."
    right = f"A lorry belonging to {name} was towed away."
    assert aligned(left, right) == ()


def test_a_short_rare_quotation_is_found_between_quotation_marks():
    left = 'The curator called the fresco "a scandalous botanical forgery indeed" at supper on Monday.'
    right = 'Its owner laughed. "A scandalous botanical forgery indeed," she had heard him say, and left.'
    (passage,) = aligned(left, right)
    assert passage.quoted
    assert "scandalous botanical forgery indeed" in left[passage.left.begin : passage.left.end]


def test_a_quotation_ends_with_its_mark_on_both_sides():
    said = "we shall count every single gull upon this rock before the winter storms arrive"
    left = f"“{said.capitalize()},” the warden said. The ferry turned."
    right = f'He told us: "{said.capitalize()}." The ferry was late.'
    (passage,) = aligned(left, right)
    assert left[passage.left.begin : passage.left.end].endswith("arrive,”")
    assert right[passage.right.begin : passage.right.end].endswith('arrive."')


def test_what_does_not_belong_to_the_next_sentence_is_left_out():
    left = f"{COPIED.capitalize()}. The mayor resigned on Friday."
    right = f"Earlier news follows here. {COPIED.capitalize()}. The gulls stayed where they were."
    (passage,) = aligned(left, right)
    assert left[passage.left.begin : passage.left.end] == f"{COPIED.capitalize()}."


def test_sentences_that_state_the_same_become_a_paraphrase_if_the_scorer_says_so():
    left = (
        "The weather was mild. The trawler Aldebaran sank off Cape Wrenford on Thursday with nineteen "
        "crates of smuggled porcelain aboard. Insurance premiums have risen since spring."
    )
    right = (
        "Nineteen crates of smuggled porcelain went down with the trawler Aldebaran, which was lost near "
        "Cape Wrenford. Schools will reopen in autumn. Tourists prefer the southern bays."
    )
    (passage,) = aligned(left, right, always)
    assert passage.kind == "paraphrase"
    assert left[passage.left.begin : passage.left.end].startswith("The trawler Aldebaran")
    assert right[passage.right.begin : passage.right.end].endswith("Wrenford.")
    assert aligned(left, right, never, paraphrase_threshold=0.9) == ()


def test_every_passage_says_why():
    (passage,) = aligned(LEFT, RIGHT)
    assert passage.reasons[0] == "20 words in a row are the same."
    assert all(reason.endswith(".") for reason in passage.reasons)


def test_an_article_without_words_shares_nothing():
    assert aligned("", RIGHT) == ()
    assert aligned("…", "…") == ()


def test_no_candidates_give_no_passages():
    readings = read([Article("a", "", "", LEFT)], Settings())
    nobody = np.zeros(0, np.int32)
    assert align(readings, Candidates(nobody, nobody), never, Settings()) == []


VOCABULARY = "gull rock tide ferry mayor quay crate storm heron oak piles divers said the of a".split()


@st.composite
def texts(draw):
    """Two texts that share some stretches of words."""
    words = st.lists(st.sampled_from(VOCABULARY), min_size=3, max_size=14)
    shared = draw(st.lists(words, min_size=0, max_size=3))

    def text():
        parts = []
        for stretch in draw(st.permutations(shared)):
            parts += [draw(words), stretch]
        parts.append(draw(words))
        flat = [word for part in parts for word in part]
        ends = draw(st.lists(st.integers(0, len(flat)), max_size=4))
        return " ".join(word + ("." if at in ends else "") for at, word in enumerate(flat)).capitalize()

    return text(), text()


@given(texts())
@hypothesis_settings(max_examples=150, deadline=None)
def test_both_ways_round_give_the_same_passages(two):
    left, right = two
    for score in (never, always):
        assert plain(aligned(left, right, score)) == mirrored(aligned(right, left, score))


@given(texts())
@example(
    (
        "Gull gull gull rock gull gull rock gull gull gull gull gull gull gull",
        "Gull gull gull gull gull gull gull rock gull gull rock",
    )
)
@hypothesis_settings(max_examples=100, deadline=None)
def test_spans_lie_in_the_texts_and_verbatim_words_are_equal(two):
    left, right = two
    for passage in aligned(left, right, always):
        assert 0 <= passage.left.begin < passage.left.end <= len(left)
        assert 0 <= passage.right.begin < passage.right.end <= len(right)
        assert 0 <= passage.similarity <= 1
        if passage.kind == "verbatim":
            gaps = zip(*((each.left, each.right) for each in passage.differences), strict=True)
            mine, yours = list(gaps) or ((), ())
            assert kept(left, passage.left, mine) == kept(right, passage.right, yours)


def kept(text, span, gaps):
    """Return the words of a span outside its gaps."""
    chars = [*text[: span.end]]
    for gap in gaps:
        chars[gap.begin : gap.end] = " " * (gap.end - gap.begin)
    return [word.lower() for word in re.findall(r"\w+", "".join(chars[span.begin :]))]


def slow_longest_common(left, right):
    table = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            table[i + 1][j + 1] = table[i][j] + 1 if one == other else max(table[i][j + 1], table[i + 1][j])
    return table[-1][-1]


@given(st.lists(st.integers(0, 4), max_size=30), st.lists(st.integers(0, 4), max_size=30))
def test_the_bit_parallel_subsequence_is_as_long_as_the_slow_one(left, right):
    found = longest_common(left, right)
    assert len(found) == slow_longest_common(left, right)
    assert all(left[i] == right[j] for i, j in found)
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(found))


def test_gaps_are_what_lies_between_matches():
    matches = np.array([(1, 1), (3, 4), (7, 2)])
    owner, found = gaps(matches, np.array([2, 2, 3]), np.array([(0, 5, 0, 5), (3, 4, 6, 6), (7, 8, 2, 3)]))
    assert owner.tolist() == [0, 0, 0, 1]
    assert found.tolist() == [[0, 1, 0, 1], [2, 3, 2, 4], [4, 5, 5, 5], [3, 4, 6, 6]]


def slow_gaps(matches, end):
    """Go from match to match."""
    here = (0, 0)
    for match in [*matches, end]:
        if match[0] > here[0] or match[1] > here[1]:
            yield (here[0], match[0], here[1], match[1])
        here = match[0] + 1, match[1] + 1


STEPS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=6)


@given(st.lists(st.tuples(STEPS, st.tuples(st.integers(1, 3), st.integers(1, 3))), min_size=1, max_size=5))
def test_gaps_of_many_findings_are_those_of_each(findings):
    places, stretches, expected = [], [], []
    for steps, rest in findings:
        matches, here = [], (-1, -1)
        for step in steps:
            here = here[0] + 1 + step[0], here[1] + 1 + step[1]
            matches.append(here)
        end = here[0] + rest[0], here[1] + rest[1]
        places.append(matches)
        stretches.append((0, end[0], 0, end[1]))
        expected.append(list(slow_gaps(matches, end)))
    every = np.array([match for matches in places for match in matches], np.int64).reshape(-1, 2)
    owner, found = gaps(every, np.cumsum([len(each) for each in places]), np.array(stretches))
    assert owner.tolist() == [number for number, each in enumerate(expected) for _ in each]
    assert found.tolist() == [list(gap) for each in expected for gap in each]


@pytest.mark.slow
@pytest.mark.parametrize(
    "make",
    [
        lambda _: "word " * 200_000,
        lambda _: "Word. " * 160_000,
        lambda _: "Alpha beta gamma delta. " * 40_000,
        lambda rnd: " ".join(rnd.choice(["foo", "bar"]) for _ in range(250_000)),
        lambda rnd: " ".join(rnd.choice("abcdefghij") for _ in range(250_000)),
    ],
    ids=["one word", "one word a sentence", "one sentence", "two words at random", "ten words at random"],
)
def test_a_megabyte_of_hostile_text_is_aligned_in_bounded_time(make):
    rnd = random.Random(7)
    aligned(make(rnd), make(rnd) + " end")


def test_a_quotation_with_a_change_every_fourth_word_is_one_edited_passage():
    said = "the harbour is older than the town and we will not let it go under for a car park".split()
    altered = [f"other{n}" if n % 4 == 3 else word for n, word in enumerate(said)]
    left, right = f"“{' '.join(said)}” she wrote on Monday.", f"He read out “{' '.join(altered)}” to them."
    (found,) = aligned(left, right)
    assert found.kind == "edited"
    assert found.quoted
    assert len(found.differences) == 4


def test_a_catchword_in_quotation_marks_on_one_side_is_no_passage():
    left = "She said “the coming election matters to the whole valley” at noon."
    right = "Nobody in the hall doubted that the coming election matters to farmers."
    assert not aligned(left, right)


def test_a_short_quotation_is_found_by_what_agrees_around_its_longest_run():
    left = "“Nobody warned us about the lock until the water came over it,” said the keeper on Monday."
    right = "In a letter “Nobody warned folk about the gate until that water came over it” is all he wrote."
    (found,) = aligned(left, right)
    assert (found.kind, found.quoted) == ("edited", True)
    assert left[found.left.begin : found.left.end].startswith("“Nobody warned")
    assert left[: found.left.end].endswith("over it,”")


@pytest.mark.parametrize("compile_above", [0, 10**6])
def test_a_quotation_of_stock_phrases_is_found_where_most_of_its_words_are_the_same(compile_above):
    left = "“We do not believe that lockkeepers have the right to sell ferries,” she wrote on Monday."
    right = "In the hall “We do not believe nearly everybody have the right to sell ferries” could be read."
    (found,) = aligned(left, right, compile_above=compile_above)
    assert (found.kind, found.quoted) == ("edited", True)


def test_everyday_words_in_two_quotations_are_no_passage():
    left = "“I want to say that we are going to do this again,” she said."
    right = "“They want to be sure that you are going to stay with us,” he said."
    assert not aligned(left, right)


MOVED = (
    (
        "The lock keeper had warned the council twice about the old gate before the spring flood came. "
        "Divers found the hinges rusted through and the lower beam split from end to end. "
        "Repairs will cost the town more than the ferry earns in a whole summer."
    )
    .replace(". ", ".\n")
    .split("\n")
)


def test_sentences_copied_in_another_order_are_passages_of_their_own():
    found = aligned(" ".join(MOVED), " ".join([MOVED[1], MOVED[2], MOVED[0]]))
    assert {each.kind for each in found} == {"verbatim"}
    assert sum(each.left.end - each.left.begin for each in found) > 0.9 * len(" ".join(MOVED))


def test_furniture_between_copied_paragraphs_is_a_gap_and_no_edit():
    left = "\n\n".join(MOVED)
    right = f"{MOVED[0]}\n\nSign up for our newsletter\n\n{MOVED[1]}\n\n{MOVED[2]}"
    (found,) = aligned(left, right)
    assert found.kind == "verbatim"
    assert [right[each.right.begin : each.right.end] for each in found.differences] == [
        "Sign up for our newsletter"
    ]
    assert "gap" in found.reasons[0]


def test_findings_put_in_place_of_nothing_stand_where_their_pairs_do():
    def one(at, words=2):
        places = np.arange(words, dtype=np.int64)
        return Finding((at, at + words), (0, words), "edited", np.stack((places + at, places), axis=1), 0.5)

    whole = [[one(1), one(5, 3)], [one(2)], [], [one(9), one(3)], [one(4, 1)]]
    spliced_in = spliced(columns([whole[0], [], [], [], whole[4]]), {3: whole[3], 1: whole[1]})
    for found, expected in zip(spliced_in, columns(whole), strict=True):
        assert found.tolist() == expected.tolist()
