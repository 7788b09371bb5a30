import sys

import pytest
from lineage_steps import between, traced

from provenance.model import Article, Span
from provenance.naming import lowered, mentions, named, spoken
from provenance.pairs.documents import documents, introduced

REPORT = (
    "The city council voted late on Monday to close the old ferry terminal after two inspectors found rotten "
    "beams under the main hall. Builders will fence the site before the weekend. Commuters who use the early "
    "boat must walk to the northern pier, about ten minutes further along the quay. The closure "
    "could last until "
    "the autumn, the harbor master told members, because the timber has to be ordered from abroad."
)
QUOTE = (
    "“We will not put a single passenger at risk for the sake of a timetable, and I would rather "
    "explain a delay "
    "than an accident to the families of this town,” said Mayor Ida Brandt."
)
OTHER = (
    "Bakers along the waterfront fear for their morning trade. Some have begun to sell rolls from bicycles. "
    "A school nearby changed the hour of its first lesson, and teachers share cars with pupils."
)


def pair(left, right, **changes):
    articles = [
        Article("a", changes.get("left_outlet", "Gull"), "", left),
        Article("b", changes.get("right_outlet", "Heron"), "", right),
    ]
    return between(traced(articles, [("a", "b")]), "a", "b")


def test_a_whole_article_in_another_is_a_reprint():
    assert pair(REPORT, f"{REPORT}\n\nThe Heron will follow the works.").relation == "reprint"


def test_a_quote_that_both_have_is_a_shared_statement():
    found = pair(f"{REPORT}\n\n{QUOTE}", f"{OTHER}\n\n{QUOTE}")
    assert found.relation == "shared statement"
    assert "the same source" in found.reasons[0]


def test_a_block_in_an_independent_article_is_an_excerpt():
    block = REPORT.split(". ", 1)[1]
    long = f"{OTHER}\n\n{block}\n\n" + " ".join(
        f"Trader {n} counted {n + 3} fewer guests at noon." for n in range(30)
    )
    assert pair(
        f"{REPORT}\n\n{QUOTE}\n\nMore on this tomorrow, when the engineers report.", long
    ).relation in {
        "excerpt",
        "reprint",
    }


def test_a_statement_printed_without_quotation_marks_is_no_copying():
    letter = (
        "Dear neighbours,\n\nWe know how much you rely on our early boat, and we are sorry. Our "
        "engineers tell us "
        "that the beams must go, and we believe them. We will run a bus from your square every ten "
        "minutes, and "
        "you will not pay for it.\n\nSincerely, the harbor office"
    )
    found = pair(f"{OTHER}\n\nThe letter reads:\n\n{letter}", f"{QUOTE}\n\nHere it is in full:\n\n{letter}")
    assert found.relation == "shared statement"


def test_what_an_outlet_prints_under_everything_makes_no_pair():
    house = "Support the Gull with a yearly ticket and read every story before your neighbours do."
    comet = (
        "A comet was seen over the northern hills by two farmers. Astronomers in the capital measured "
        "its tail "
        "and expect it back in eighty years. Schoolchildren drew it with chalk, and an orchard sold "
        "pies in its "
        "shape until the snow came."
    )
    left, right = f"{REPORT} {OTHER}\n\n{house}", f"{comet}\n\n{house}"
    assert pair(left, right, right_outlet="Gull").relation in {"unrelated", "same story"}


@pytest.mark.parametrize(
    "text",
    [
        "We must act, and we must act now, because you asked us to do so.",
        "Never again. — Mayor Ida Brandt (@mayorbrandt) March 3, 2026",
        "BRANDT: Nobody asked for it before the storm came.",
    ],
)
def test_posts_transcripts_and_the_first_person_are_documents(text):
    assert documents(text) == [Span(0, len(text))]


def test_running_reports_are_no_documents():
    assert documents(REPORT) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Her statement reads:\n\n", True),
        ("As the magazine's story begins:\n\n", False),
        ("He walked home.\n\n", None),
    ],
)
def test_an_introduction_says_whether_a_document_or_a_story_follows(words, expected):
    assert introduced(words + "Words.", len(words)) is expected


def test_a_quotation_that_one_article_has_in_a_caption_is_a_shared_statement():
    said = "“We will not put a single passenger at risk for the sake of a timetable,”"
    caption = f"Photo: Mayor Ida Brandt at the pier on Monday, where she said {said} (Photo: Gull/Ada Holm)"
    found = pair(f"{caption}\n\n{REPORT}", f"{OTHER} {said} Mayor Ida Brandt told them.")
    assert found.relation == "shared statement"


@pytest.mark.parametrize(
    "text",
    [
        "THE HARBOUR POST said so.",
        "The Harbour  Post said so.",
        "Harbour po\u017ft and the M\u0130NER ask.",
        "Miner\u0131 and K\u212aL News",
        "The harbour post, in small letters; a harbour.",
        "Seen in KKL, and in the Zürcher Bote.",
        "Nobody is named.",
    ],
)
def test_a_quick_look_for_the_name_of_an_outlet_misses_nothing_that_the_search_finds(text):
    for outlet in ("The Harbour Post", "Miner", "KKL", "Kkl News", "Zürcher Bote"):
        assert named(outlet, text) == (spoken(outlet).search(text) is not None)
        assert list(mentions(outlet, text)) == [each.span() for each in spoken(outlet).finditer(text)]
    assert not named("The Harbour Post", "Nobody is named.")


def test_small_letters_stand_where_the_letters_stood():
    every = [chr(code) for code in range(sys.maxunicode + 1)]
    assert [each for each in every if len(lowered(each)) != 1] == []
