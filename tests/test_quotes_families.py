"""The same statement across outlets: found, compared with the likely original, told in plain words."""

import random

import pytest

from provenance.model import Article, QuoteFamily
from provenance.quotations import lone, match, quote
from provenance.reading import read
from provenance.settings import Settings

WORDS = (
    "We will restore the damaged lighthouse before winter, and the keepers must return safely to their posts"
)
ABOUT = " The lighthouse at Saltmarsh was damaged when a barge drifted ashore in thick fog."


def families(*articles: tuple[str, str]) -> tuple[QuoteFamily, ...]:
    made = [Article(f"a{n}", outlet, "", text) for n, (outlet, text) in enumerate(articles)]
    readings = read(made, Settings())
    return match(readings, quote(readings, Settings()), Settings())


def says(words: str, who: str = "Ada Brandt") -> str:
    return f"“{words},” {who} said on Monday.{ABOUT}"


def test_one_statement_in_two_outlets_is_one_family():
    (family,) = families(("Post", says(WORDS)), ("Ledger", says(WORDS, "Mayor Ada Brandt")))
    assert family.speaker == "Ada Brandt"
    assert family.text == WORDS
    assert [member.article for member in family.members] == ["a0", "a1"]
    assert not any(member.changes or member.altered for member in family.members)


def test_a_member_s_text_stands_at_its_span():
    text = says(WORDS)
    (family,) = families(("Post", text), ("Ledger", says(WORDS)))
    member = family.members[0]
    assert text[member.span.begin : member.span.end] == member.text


def test_the_majority_s_wording_is_the_likely_original():
    changed = WORDS.replace("must", "could")
    (family,) = families(("Post", says(WORDS)), ("Ledger", says(changed)), ("Echo", says(WORDS)))
    assert family.decided_by == "majority"
    assert family.text == WORDS
    assert [member.altered for member in family.members] == [False, True, False]
    (change,) = family.members[1].changes
    assert (change.was, change.now, change.change_class) == ("must", "could", "modal or intensifier")
    assert family.notes == ("Only Ledger prints ‘could’; two others print ‘must’.",)


def test_of_two_that_differ_none_is_called_the_original():
    (family,) = families(("Post", says(WORDS)), ("Ledger", says(WORDS.replace("must", "could"))))
    assert family.decided_by == "undecided"
    assert "cannot be told" in family.notes[0]


def test_an_official_text_decides_against_a_majority():
    changed = WORDS.replace("restore", "replace")
    (family,) = families(
        ("Harbour Ministry", says(WORDS)), ("Post", says(changed)), ("Ledger", says(changed))
    )
    assert family.decided_by == "official text"
    assert family.text == WORDS
    assert "the official text has ‘restore’" in family.notes[0]


def test_a_part_of_a_statement_is_cut_not_altered():
    part = "Ada Brandt said the keepers “must return safely to their posts.”" + ABOUT
    (family,) = families(("Post", says(WORDS)), ("Ledger", part))
    assert family.text == WORDS
    assert [change.change_class for change in family.members[1].changes] == ["truncation"]
    assert not family.members[1].altered


def test_words_lifted_without_marks_are_found():
    bare = f"Work goes on. {WORDS.replace('We', 'The town')}, it was learned on Monday.{ABOUT}"
    (family,) = families(("Post", says(WORDS)), ("Ledger", bare))
    assert not family.members[1].direct
    assert not family.members[1].altered
    assert family.notes == ("Ledger has the words without quotation marks.",)


def test_first_and_last_words_printed_right_beside_the_rest_are_not_left_out():
    said = f"No one was hurt at the harbour. {WORDS} at one"
    said = said.replace("harbour. We", "harbour, and we")
    plain = said.replace("the damaged lighthouse", "the old lighthouse")
    text = f"The harbour master spoke. {plain}. Work goes on.{ABOUT}"
    (family,) = families(("Post", says(said)), ("Echo", text))
    member = family.members[1]
    assert member.text == plain
    assert text[member.span.begin : member.span.end].startswith("No one was hurt")
    assert "truncation" not in {change.change_class for change in member.changes}


def test_a_family_keeps_one_version_of_each_article():
    twice = says(WORDS) + "\n\n" + says(WORDS)
    (family,) = families(("Post", twice), ("Ledger", says(WORDS)))
    assert [member.article for member in family.members] == ["a0", "a1"]


def test_an_outlet_that_repeats_itself_makes_no_family():
    assert families(("Post", says(WORDS)), ("Post", says(WORDS))) == ()


def test_two_statements_printed_as_one_are_a_splice():
    behind = "The owners of the barge will have to answer for it in court"
    whole = f"“{WORDS}. {behind},” Ada Brandt said.{ABOUT}"
    joined = says(f"{WORDS}, and the owners of the barge will have to answer for it in court")
    found = families(("Harbour Ministry", whole), ("Post", joined))
    (family,) = [family for family in found if family.text == WORDS]
    assert [change.change_class for change in family.members[1].changes] == ["splice"]
    assert family.members[1].altered


def test_different_statements_stay_apart():
    other = "Nobody expected so much rain, and the river rose faster than any forecast had warned"
    assert families(("Post", says(WORDS)), ("Ledger", says(other))) == ()


def test_a_short_phrase_two_people_use_is_no_family():
    assert (
        families(
            ("Post", says("Thank you all", "Ada Brandt")), ("Ledger", says("Thank you all", "Karl Voss"))
        )
        == ()
    )


def test_outlets_that_name_different_speakers_are_told():
    (family,) = families(("Post", says(WORDS)), ("Ledger", says(WORDS, "Karl Voss")))
    assert any("different speakers" in note for note in family.notes)


def test_short_sentences_beside_a_shared_one_are_families_too():
    one = f"“{WORDS}. Why would he not do it?” Ada Brandt asked.{ABOUT}"
    other = f"“{WORDS}. Why would he not do that?” Ada Brandt asked.{ABOUT}"
    assert sorted(len(family.text) > 50 for family in families(("Post", one), ("Ledger", other))) == [
        False,
        True,
    ]


def test_the_sentence_behind_a_shared_one_is_found_without_its_marks():
    behind = "They knew it, and the conversation turned to quarrelsome matters"
    one = f"“{WORDS}. {behind},” Ada Brandt said.{ABOUT}"
    other = f"“{WORDS},” Ada Brandt said, before the conversation turned to quarrelsome matters.{ABOUT}"
    found = {family.text for family in families(("Post", one), ("Ledger", other))}
    assert found == {WORDS, behind}


def test_the_order_of_articles_changes_nothing():
    rows = [
        Article("x", "Post", "", says(WORDS)),
        Article("y", "Ledger", "", says(WORDS.replace("must", "could"))),
        Article("z", "Echo", "", says(WORDS.replace("damaged", "broken"))),
    ]
    results = []
    for seed in range(4):
        random.Random(seed).shuffle(rows)
        readings = read(rows, Settings())
        results.append(match(readings, quote(readings, Settings()), Settings()))
    assert all(result == results[0] for result in results)


def test_what_one_article_alone_quotes_is_listed_apart():
    other = "Nobody expected so much rain, and the river rose faster than any forecast had warned"
    rows = [
        Article("x", "Post", "", says(WORDS) + "\n\n" + says(other)),
        Article("y", "Ledger", "", says(WORDS)),
    ]
    readings = read(rows, Settings())
    found = quote(readings, Settings())
    shared = match(readings, found, Settings())
    assert [family.text for family in lone(readings, found, shared)] == [other]


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_articles_have_no_families(count):
    assert families(*[("Post", says(WORDS))] * count) == ()


def test_spelling_numerals_and_contractions_keep_no_statement_apart():
    british = "We will not honour the agreement and seven harbours must organise critical repairs"
    american = "We won't honor the agreement and 7 harbors must organize critical repairs"
    (family,) = families(("Post", says(british)), ("Ledger", says(american)))
    assert not any(member.altered for member in family.members)
    assert {change.change_class for member in family.members for change in member.changes} == {"style"}


def test_three_words_of_a_long_statement_are_part_of_it():
    whole = "The ceasefire on the quay has largely expired, and the skippers know it"
    part = f"Ada Brandt said the ceasefire on the quay “has largely expired”.{ABOUT}"
    (family,) = families(("Post", says(whole)), ("Ledger", part))
    assert family.text == whole
    assert not any(member.altered for member in family.members)


def test_of_two_outlets_the_one_that_joins_two_sentences_is_not_the_original():
    apart = "The harbour fund is empty. Only the parliament in Fjellvik can vote new guarantees"
    joined = apart.replace(". Only", " and only")
    (family,) = families(("Post", says(apart)), ("Ledger", says(joined)))
    assert family.text == "Only the parliament in Fjellvik can vote new guarantees"
    assert [member.altered for member in family.members] == [False, True]
    assert [change.change_class for change in family.members[1].changes] == ["splice"]


def test_one_sentence_laid_to_two_speakers_is_one_statement():
    said = "It was my duty to come and rescue the crew at the pier"
    (family,) = families(("Post", says(said)), ("Ledger", says(said, "Karl Voss")))
    assert any("different speakers" in note for note in family.notes)


def test_marks_of_different_kinds_make_no_difference():
    texts = [
        f"{opened}{WORDS},{closed} Ada Brandt said.{ABOUT}"
        for opened, closed in ("“”", "‘’", "«»", '""', "''")
    ]
    (family,) = families(*((f"Outlet {number}", text) for number, text in enumerate(texts)))
    assert [member.changes for member in family.members] == [()] * 5
