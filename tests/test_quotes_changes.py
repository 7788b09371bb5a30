"""Every change has its class, and style is not taken for alteration."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.model import Article, Span
from provenance.quotations.changes import alters, changes
from provenance.quotations.joints import joint
from provenance.quotations.names import fullest, same_speaker
from provenance.quotations.negated import denied
from provenance.quotations.official import official


def classes(was: str, now: str) -> list[str]:
    return [change.change_class for change in changes(was, now)]


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [
        ("We must act before winter comes", "We could act before winter comes", "modal or intensifier"),
        ("This is critical for the whole town", "This is crucial for the whole town", "modal or intensifier"),
        ("We sincerely thank the whole crew", "We truly thank the whole crew", "modal or intensifier"),
        ("We want an enduring peace for all", "We want a lasting peace for all", "rewording"),
        ("We want enduring peace for all", "We want lasting peace for all", "rewording"),
        ("We will pay for the new pier", "We will not pay for the new pier", "negation"),
        ("We won't pay for the new pier", "We will pay for the new pier", "negation"),
        ("It will take six weeks to mend", "It will take nine weeks to mend", "figure"),
        ("Some 1,400 people came to see it", "Some 4,100 people came to see it", "figure"),
        ("The keepers saved the old tower", "The keepers rescued the old tower", "rewording"),
        ("The keepers saved the old tower", "The keepers saved the very old tower", "modal or intensifier"),
        ("The keepers saved the old tower", "The keepers gladly saved the old tower", "insertion"),
        ("The keepers saved the old tower", "saved the old tower", "truncation"),
        ("The keepers saved the old tower", "The keepers … the old tower", "truncation"),
        ("She saved the old tower", "[Brandt] saved the old tower", "style"),
        (
            "We will pay for the pier. The barge was not ours at all. The owners must answer in court",
            "We will pay for the pier. The owners must answer in court",
            "splice",
        ),
    ],
)
def test_a_change_has_its_class(was, now, kind):
    assert classes(was, now) == [kind]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("It was not elegantly stated", "elegantly stated"),
        ("There was no such negligence", "negligence"),
        ("We have never been so proud of them", "so proud of them"),
        ("They trust nobody", "They trust"),
    ],
)
def test_words_cut_off_from_their_denial_are_altered(was, now):
    assert classes(was, now) == ["negation"]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("It was not only elegant but cheap", "elegant but cheap"),
        ("There is no doubt that the pier is safe", "the pier is safe"),
        ("It was not ours, but the barge was lost", "the barge was lost"),
        ("Not now. The barge was lost", "The barge was lost"),
        ("I did not know we were late", "we were late"),
        ("We must act now and not in a year", "We must act now"),
        ("This is not what the town has ever wanted from its harbour", "has ever wanted from its harbour"),
    ],
)
def test_a_cut_that_leaves_the_sense_is_a_truncation(was, now):
    assert set(classes(was, now)) == {"truncation"}


def test_a_denial_outside_the_marks_is_not_lost():
    around = ("The mayor said the speech was not ", ", to laughter")
    assert [
        each.change_class
        for each in changes("It was not elegantly stated", "elegantly stated", denied(around))
    ] == ["truncation"]


SPEECH = (
    "We will pay for the old pier. The barge came loose at night. The owners must answer in court. Go home."
)


@pytest.mark.parametrize(
    ("original", "version", "shown"),
    [
        (
            "We will pay for the old pier",
            "We will pay for the old pier and the owners must answer in court",
            ("old pier […] The owners", "old pier and the owners"),
        ),
        (
            "The owners must answer in court",
            "We will pay for the old pier and the owners must answer in court",
            ("old pier […] The owners", "pier and the owners"),
        ),
    ],
)
def test_two_sentences_printed_as_one_are_a_splice(original, version, shown):
    begin = SPEECH.index(original)
    (change,) = joint(SPEECH, Span(begin, begin + len(original)), original, version)
    assert change.change_class == "splice"
    assert (change.was, change.now) == shown


@pytest.mark.parametrize(
    "version",
    [
        "We will pay for the old pier",
        "We will pay for the old pier. The owners must answer in court",
        "We will pay for the old pier … the owners must answer in court",
        "We will pay for the old pier, the lighthouse and the harbour wall",
    ],
)
def test_other_additions_are_no_splice(version):
    assert joint(SPEECH, Span(0, 28), SPEECH[:28], version) == ()


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("The color of the harbor", "The colour of the harbour"),
        ("We organize the defense", "We organise the defence"),
        ("It took seven days", "It took 7 days"),
        ("We're sure it isn't over", "We are sure it is not over"),
        ("It'd be over soon", "It would be over soon"),
        ("Ten percent of us", "Ten per cent of us"),
        ("Ten percent of us", "10% of us"),
        ("The U.S. Congress met", "The US congress met"),
        ("Wait - it is over", "Wait, it is over!"),
    ],
)
def test_style_is_no_alteration(was, now):
    assert not alters(changes(was, now))
    assert not alters(changes(now, was))


def test_both_sides_of_a_change_are_shown_as_printed():
    (change,) = changes("a breakout that would pose a threat", "a breakout that could pose a threat")
    assert (change.was, change.now) == ("would", "could")


def test_more_of_the_speech_is_no_change():
    assert changes("the keepers came back", "And we hope the keepers came back today") == ()


@given(st.text(alphabet="ab c.’'n1,", max_size=40))
def test_nothing_differs_from_itself(text):
    assert changes(text, text) == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Brad Cooper", "Cooper", True),
        ("Tom Barrack", "Thomas Barrack", True),
        ("J. Smith", "John Smith", True),
        ("Ada Smith", "John Smith", None),
        ("Ada Brandt", "Karl Voss", False),
        ("a spokesman", "Karl Voss", None),
        (None, "Karl Voss", None),
        ("White House", "Karl Voss", None),
        ("White House", "Senate Committee", False),
        ("Central Command", "U.S. Central Command", True),
    ],
)
def test_two_names_are_compared(one, other, same):
    assert same_speaker(one, other) is same
    assert same_speaker(other, one) is same


def test_the_fullest_name_is_chosen():
    assert fullest(["Cooper", "Brad Cooper", "admiral"]) == "Brad Cooper"
    assert fullest([]) is None


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        (Article("a", "Command Press Office", "", ""), True),
        (Article("a", "Harbour Authority", "", ""), True),
        (Article("a", "Harbour Post", "", ""), False),
        (Article("a", "Government News Daily", "", ""), False),
        (Article("a", "x", "", "", url="https://www.navy.mil/release/1"), True),
        (Article("a", "x", "Full transcript of the speech", ""), True),
        (Article("a", "x", "", "FOR IMMEDIATE RELEASE\nThe pier is open."), True),
        (Article("a", "Ada Brandt", "", ""), True),
    ],
)
def test_an_official_text_is_known_by_its_signs(article, expected):
    assert official(article, "Ada Brandt") is expected
