"""What is measured of many pairs at once, held together with slow, obvious twins that take one at a time."""

import re
from dataclasses import replace
from functools import partial

import numpy as np
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from provenance import paraphrase, passages, reading
from provenance.model import Article, Candidates, Difference, Passage, Span
from provenance.pairs import judge
from provenance.pairs.bodies import Bodies
from provenance.pairs.documents import _FIRST, Paragraphs, documents
from provenance.pairs.listing import in_columns
from provenance.pairs.matches import _RUN, matched
from provenance.pairs.mirrors import mirrored
from provenance.settings import Settings

_WORDS = 30  # of each of two articles; a word is as wide as two characters
_KINDS = ("verbatim", "edited", "paraphrase")


@st.composite
def _spans(draw):
    begin = draw(st.integers(0, _WORDS - 1))
    return begin, draw(st.integers(begin + 1, _WORDS))


@st.composite
def _passages(draw):
    """Draw a passage, in words; what is edited differs in one word on the left."""
    left, right = draw(_spans()), draw(_spans())
    kind = draw(st.sampled_from(_KINDS))
    differs = ()
    if kind == "edited":
        at, other = draw(st.integers(*left)), draw(st.integers(*right))
        differs = (Difference(Span(2 * at, 2 * min(at + 1, left[1])), Span(2 * other, 2 * other)),)
    return Passage(
        *(Span(2 * begin, 2 * end) for begin, end in (left, right)), kind, 1.0, differences=differs
    )


def _once(pairs):
    """Match the words of one pair of articles passage by passage, as sets and lists."""
    seen = set(), set()
    rows = []
    for number, those in enumerate(pairs):
        new = [(one, other) for one, other in those if one not in seen[0] and other not in seen[1]]
        seen[0].update(one for one, _ in new)
        seen[1].update(other for _, other in new)
        rows += [(one, other, number) for one, other in new]
    return rows


def _matches(passage, left, right):
    """Return the words of one passage that are the same on both sides."""
    begins = [passage.left.begin // 2, passage.right.begin // 2]
    ends = [passage.left.end // 2, passage.right.end // 2]
    if passage.kind == "paraphrase":
        return _runs(range(begins[0], ends[0]), range(begins[1], ends[1]), left, right)
    found = []
    for each in (*passage.differences, None):
        stops = [each.left.begin // 2, each.right.begin // 2] if each else ends
        found += zip(range(begins[0], stops[0]), range(begins[1], stops[1]), strict=False)
        begins = [each.left.end // 2, each.right.end // 2] if each else ends
    return found


def _runs(here, there, left, right):
    """Return the words of runs of eight or more that two stretches share, from their first place there."""
    found, one = [], here.start
    while one + _RUN <= here.stop:
        starts = range(there.start, there.stop - _RUN + 1)
        other = next((each for each in starts if right[each : each + _RUN] == left[one : one + _RUN]), None)
        if other is None:
            one += 1
            continue
        while one < here.stop and other < there.stop and left[one] == right[other]:
            found.append((one, other))
            one, other = one + 1, other + 1
    return found


@hypothesis_settings(max_examples=150, deadline=None)
@given(
    st.lists(st.integers(0, 1), min_size=2 * _WORDS, max_size=2 * _WORDS),
    st.lists(st.lists(_passages(), min_size=1, max_size=4), min_size=1, max_size=3),
)
def test_words_of_many_pairs_match_as_they_do_one_pair_after_the_other(words, found):
    articles = tuple(Article(name, name, "", " " * 2 * _WORDS) for name in ("a", "b"))
    begin = np.concatenate([(slot << 32) | 2 * np.arange(_WORDS, dtype=np.int64) for slot in (0, 1)])
    bodies = Bodies(
        articles,
        np.array([0, _WORDS, 2 * _WORDS]),
        begin,
        begin + 2,
        np.zeros(2 * _WORDS, np.bool_),
        np.array(words, np.uint32),
    )
    within = in_columns(np.tile([0, 1], (len(found), 1)), found)
    same = matched(within, bodies)
    expected, number = [], 0
    for those in found:
        spans = sorted(
            those, key=lambda each: (each.left.begin - each.left.end, *_ends(each.left), *_ends(each.right))
        )
        rows = _once([_matches(each, words[:_WORDS], words[_WORDS:]) for each in spans])
        expected += [(one, other + _WORDS, number + place) for one, other, place in rows]
        number += len(those)
    rows = zip(same.left.tolist(), same.right.tolist(), same.passage.tolist(), strict=True)
    assert list(rows) == expected


@hypothesis_settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(_passages(), max_size=4).map(tuple), max_size=3))
def test_passages_of_many_pairs_are_mirrored_as_each_one_alone(found):
    assert mirrored(found) == [
        tuple(
            replace(
                each,
                left=each.right,
                right=each.left,
                differences=tuple(Difference(other.right, other.left) for other in each.differences),
            )
            for each in those
        )
        for those in found
    ]


def _ends(span):
    return span.begin, span.end


def test_pairs_judged_together_are_judged_as_each_one_alone():
    letter = "Dear all,\n\nWe thank you, and we hope that you join us at our pier.\n\nSincerely, Ida"
    report = "The harbour will close for nine days while divers mend the northern wall and its old lamps."
    texts = [
        f"{report} Traders were told on Friday.\n\n{letter}",
        f"Nobody in town had been asked, the Heron says. {report}\n\nThe letter reads:\n\n{letter}",
        f"A comet was seen above the ridge before dawn.\n\nBRANDT: {report}",
        "A comet was seen above the ridge before dawn. Schools stay open and trams run as they always do.",
        f"As the Gull's story begins:\n\n{report} Nothing more is known.",
    ]
    settings = Settings()
    outlets = ("Gull", "Heron", "Tern", "Gull", "Kite")
    articles = [
        Article(name, outlet, "", text) for name, outlet, text in zip("dbaec", outlets, texts, strict=True)
    ]
    readings = reading.read(articles, settings)
    left, right = (side.astype(np.int32) for side in np.triu_indices(len(articles), 1))
    score = partial(paraphrase.score, settings=settings)
    found = passages.align(readings, Candidates(left, right), score, settings)
    cosines = np.linspace(0.0, 0.4, len(left))
    together = judge(readings, Candidates(left, right), found, cosines, settings, listed=True)
    alone = [
        pair
        for place in range(len(left))
        for pair in judge(
            readings,
            Candidates(left[place : place + 1], right[place : place + 1]),
            found[place : place + 1],
            cosines[place : place + 1],
            settings,
            listed=True,
        )
    ]
    assert len({pair.relation for pair in together}) > 1
    assert together == sorted(alone, key=lambda pair: (pair.left, pair.right))


@given(st.text(st.sampled_from("IiWweMmYyOoUuRrSs .,'’\nx"), max_size=60))
def test_the_first_person_is_found_as_a_list_of_its_words_finds_it(text):
    words = "I|[Ww]e|[Mm]y|[Oo]ur|[Uu]s|[Mm]e|[Yy]ou|[Yy]our|[Oo]urs|[Mm]yself"
    slow = re.compile(rf"(?<![\w.])(?:{words})(?![\w.])")
    assert [each.span() for each in _FIRST.finditer(text)] == [each.span() for each in slow.finditer(text)]


def test_a_paragraph_is_looked_at_alone_as_with_all_others():
    parts = (
        "Dear all,",
        "The pier closes.",
        "Sincerely, Ida",
        "Divers came.",
        "She wrote:",
        "No boat sails.",
        "Rain.",
    )
    text = "\n\n".join(parts)
    every = documents(text)
    spans = [Span(*span) for span in Paragraphs(text).spans.tolist()]
    assert [place for place, span in enumerate(spans) if span in every] == [0, 1, 2, 5]
    assert [span for place, span in enumerate(spans) if Paragraphs(text).told(place)] == every
