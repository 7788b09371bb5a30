"""Who said what in one article: content, cue, speaker, and the name behind a pronoun."""

import time

import pytest

from provenance.model import Article, Quote
from provenance.quotations import quote
from provenance.reading import read
from provenance.settings import Settings


def quotes(text: str) -> tuple[Quote, ...]:
    return quote(read([Article("a", "Outlet", "", text)], Settings()), Settings())[0]


def told(text: str) -> list[tuple[str | None, str]]:
    """Who, and the words, for each quote found."""
    return [(each.who, " ".join(text[s.begin : s.end] for s in each.content)) for each in quotes(text)]


def direct(text: str) -> list[tuple[str | None, str]]:
    return [
        (each.who, " ".join(text[s.begin : s.end] for s in each.content))
        for each in quotes(text)
        if each.direct
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“The harbour will stay open,” Mayor Ada Brandt said on Monday.",
        "“The harbour will stay open,” said Mayor Ada Brandt.",
        "“The harbour will stay open,” said the mayor of the town, Ada Brandt, on Monday.",
        "Ada Brandt, the mayor, said: “The harbour will stay open.”",
        "Ada Brandt told reporters on Monday: “The harbour will stay open.”",
        "Ada Brandt, who leads the council, said, “The harbour will stay open.”",
        "'The harbour will stay open,' said Ada Brandt.",
        "According to Ada Brandt, “The harbour will stay open.”",
    ],
)
def test_the_speaker_is_found_before_and_after_the_words(text):
    ((who, words),) = direct(text)
    assert who == "Ada Brandt"
    assert words.strip(".,") == "The harbour will stay open"


def test_the_content_cue_and_speaker_are_spans_of_the_text():
    text = "“We will rebuild the pier,” said Adm. Karl Voss, who commands the fleet."
    (found,) = quotes(text)
    assert text[found.content[0].begin : found.content[0].end] == "We will rebuild the pier,"
    assert text[found.cue.begin : found.cue.end] == "said"
    assert text[found.speaker.begin : found.speaker.end].startswith("Adm. Karl Voss")
    assert found.who == "Karl Voss"
    assert found.direct


def test_a_quotation_interrupted_by_its_attribution_is_one_quote():
    text = "“We will rebuild the pier,” Karl Voss said, “and we will do it by May.”"
    assert direct(text) == [("Karl Voss", "We will rebuild the pier, and we will do it by May.")]


def test_a_quotation_goes_on_after_its_attribution():
    text = "“We will rebuild the pier,” Karl Voss said. “It will take until May.”"
    assert direct(text) == [("Karl Voss", "We will rebuild the pier, It will take until May.")]


def test_a_quotation_of_its_own_after_a_quote_has_the_same_speaker():
    text = "“The pier is gone,” Karl Voss said.\n\n“Nobody was hurt. We were lucky.”"
    assert [who for who, _ in direct(text)] == ["Karl Voss", "Karl Voss"]


def test_a_quotation_with_its_own_cue_has_its_own_speaker():
    text = "“The pier is gone,” Karl Voss said. “We saw it fall,” Ada Brandt said."
    assert [who for who, _ in direct(text)] == ["Karl Voss", "Ada Brandt"]


def test_a_question_may_be_followed_by_a_name_with_a_capital():
    text = "“Who will pay for all of this?” Karl Voss asked."
    assert direct(text) == [("Karl Voss", "Who will pay for all of this?")]


def test_a_partial_quotation_brings_its_clause():
    text = "The storm “has destroyed the old pier,” Karl Voss said."
    ((who, words),) = direct(text)
    assert who == "Karl Voss"
    assert words == "The storm “has destroyed the old pier,”"


def test_indirect_speech_is_found_and_marked():
    text = "Ada Brandt said that the harbour would stay open until Friday."
    (found,) = quotes(text)
    assert not found.direct
    assert found.who == "Ada Brandt"
    assert text[found.content[0].begin : found.content[0].end].endswith("stay open until Friday")


@pytest.mark.parametrize("lead", ["But ", "In a statement, ", "On Monday, ", ""])
def test_what_stands_before_the_subject_is_no_part_of_the_name(lead):
    assert direct(f"{lead}Ada Brandt said: “The harbour will stay open.”")[0][0] == "Ada Brandt"


def test_a_pronoun_is_resolved_to_the_last_fitting_name():
    text = (
        "Ada Brandt, the mayor, met the captain, Karl Voss, at the pier. Voss left early. "
        "“The pier is gone,” he said.\n\nBrandt stayed. “We will rebuild it,” she said."
    )
    assert [who for who, _ in direct(text)] == ["Karl Voss", "Ada Brandt"]


def test_a_name_inside_what_was_said_does_not_take_the_pronoun():
    text = "Admiral Karl Voss said that Port Ellery had agreed. “We are grateful for that,” he added."
    assert direct(text) == [("Karl Voss", "We are grateful for that,")]


def test_an_owner_s_name_does_not_take_the_pronoun():
    text = "On Tuesday Karl Voss, President Brandt’s envoy, came to town. “The pier is gone,” he wrote."
    assert direct(text) == [("Karl Voss", "The pier is gone,")]


def test_a_title_is_resolved_to_its_bearer():
    text = "Admiral Karl Voss came to the pier at noon. “We will rebuild it,” the admiral said."
    assert direct(text) == [("Karl Voss", "We will rebuild it,")]


@pytest.mark.parametrize("short", ["Voss", "Mr Voss", "Mr. Voss", "Adm. Voss"])
def test_a_short_name_stands_for_the_full_one(short):
    text = f"Adm. Karl Voss came to the pier at noon. “We will rebuild it,” {short} said."
    assert direct(text) == [("Karl Voss", "We will rebuild it,")]


def test_a_document_or_a_body_may_speak():
    text = "“Work begins in May,” the statement said. “It ends in June,” the Harbour Office added."
    assert [who for who, _ in direct(text)] == ["statement", "Harbour Office"]


def test_officials_are_no_country():
    assert told("American officials said that the harbour was closed to all ships.")[0][0] == (
        "American officials"
    )


def test_what_is_no_body_text_is_not_looked_at():
    readings = read([Article("a", "Outlet", "", "“We will pay,” Ada Brandt said.")], Settings())
    readings.sentence_kind[:] = 6
    assert quote(readings, Settings()) == [()]


def test_an_article_without_words_has_no_quotes():
    assert quotes("") == ()
    assert quotes("“”") == ()


def test_a_noun_that_looks_like_a_reporting_verb_reports_nothing():
    assert quotes("The State Department sent the report and the charges to the court.") == ()


def test_settings_decide_how_much_is_trusted():
    text = "Ada Brandt said that the harbour would stay open until Friday."
    readings = read([Article("a", "Outlet", "", text)], Settings())
    assert quote(readings, Settings(indirect_trust=1.0)) == [()]


@pytest.mark.parametrize(
    "piece", ['"', "“", "'", '"said ', "“said he ", "he said “a” ", "A B said, ", "said that "]
)
def test_much_of_one_thing_takes_time_in_proportion(piece):
    def seconds(length: int) -> float:
        readings = read([Article("a", "Outlet", "", piece * (length // len(piece)))], Settings())
        times = []
        for _ in range(3):
            begin = time.process_time()
            quote(readings, Settings())
            times.append(time.process_time() - begin)
        return min(times)

    # Sixteen times the text: sixteen times the work is right and 256 quadratic; what lies between is the
    # collector's and a busy machine's.
    assert seconds(200_000) < 80 * seconds(12_500) + 0.05


def test_a_paragraph_left_open_is_said_by_who_goes_on():
    text = "“The pier is lost. We saw it go.\n\n“No one was there,” Ada Brandt said.\n\n“We will rebuild.”"
    assert [who for who, _ in direct(text)] == ["Ada Brandt"] * 3


@pytest.mark.parametrize("attribution", ["Ada Brandt said.", "said Ada Brandt on Monday."])
def test_a_quotation_left_open_ends_before_its_attribution(attribution):
    text = f"“The pier is lost and we saw it break, {attribution}\n\nThe town was quiet."
    assert direct(text) == [("Ada Brandt", "The pier is lost and we saw it break,")]


def test_of_two_who_act_together_a_pronoun_means_the_first():
    text = "Dr. Mette Sand and Olav Rinde visited the pier. “It was a mess,” she recalled."
    assert direct(text) == [("Mette Sand", "It was a mess,")]


@pytest.mark.parametrize(
    "clause",
    [
        "that the pier was “rotten,” unlike the one in Fjellvik",
        "that the pier is a “wreck,” a “trap” and a “shame.”",
        "the pier was “rotten” and he would not set foot on it",
        "that the council “slept,” but that its plan is “a disgrace.”",
    ],
)
def test_a_reported_clause_goes_on_behind_what_it_quotes(clause):
    ((who, words),) = direct(f"Karl Voss said {clause}{'' if clause.endswith('”') else '.'}")
    assert who == "Karl Voss"
    assert words == clause


def test_a_reported_clause_ends_where_the_main_clause_begins():
    text = "While Karl Voss said that the pier was “rotten,” the council let it stand."
    assert direct(text) == [("Karl Voss", "that the pier was “rotten,”")]


def test_a_source_without_a_name_is_cut_to_what_names_it():
    ((who, _),) = direct("A candidate who was late called the pier “a shame for the town”.")
    assert who == "candidate"


def test_a_bare_family_name_is_that_of_its_most_frequent_bearer():
    text = "Karl Voss came. Later Karl Voss left. His daughter Mette Voss stayed. “It is lost,” Voss said."
    assert direct(text) == [("Karl Voss", "It is lost,")]
