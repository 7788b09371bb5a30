import dataclasses

import numpy as np
import pytest

import provenance
from provenance import Article, Settings, Span
from provenance.errors import DuplicateIdError, SettingError, TooFewArticlesError, UnknownArticleError
from provenance.machine import Machine

LEAD = "The harbour authority closed the lift bridge on Monday after a barge struck its northern pier."
QUOTE = "“Nobody was on the span when the barge hit it,” said Dana Whitlock, the authority's director."
OWN = "The ferry to Salt Island will run every twenty minutes until the repairs are finished."


def _articles():
    return [
        Article("post", "Harbor Post", "Bridge closed", f"{LEAD} {QUOTE}", published="2026-03-02"),
        Article(
            "ledger",
            "Daily Ledger",
            "Barge hits bridge",
            f"{QUOTE} {OWN}",
            published="2026-03-02T10:00+00:00",
        ),
        Article(
            "times", "Island Times", "Nothing new", "A poem about spring was read in the library on Friday."
        ),
    ]


@pytest.fixture(scope="module")
def compared():
    return provenance.compare(_articles())


def test_ready_made_articles_can_be_compared(compared):
    assert [article.id for article in compared.articles] == ["ledger", "post", "times"]
    assert len(compared.pairs) == 3


def test_a_pair_is_found_in_either_order(compared):
    pair = compared.pair("post", "ledger")
    assert pair == compared.pair("ledger", "post")
    assert pair.relation == "shared statement"
    assert any("Nobody was on the span" in compared.text("ledger", each.left) for each in pair.passages)
    with pytest.raises(UnknownArticleError, match="no article 'nobody'"):
        compared.pair("nobody", "post")


def test_the_result_is_frozen(compared):
    with pytest.raises(dataclasses.FrozenInstanceError):
        compared.pairs = ()


def test_tables_hold_plain_rows(compared):
    assert {row["left"] for row in compared.table("pairs")} == {"ledger", "post"}
    assert compared.table("passages")[0]["left_text"]
    with pytest.raises(KeyError, match="no table"):
        compared.table("nonsense")


def test_the_order_of_articles_does_not_matter(compared):
    again = provenance.compare(reversed(_articles()))
    assert again.to_dict() == compared.to_dict()


def test_the_language_found_is_said_and_marked_as_inferred(compared):
    article = compared.article("post")
    assert article.language == "en"
    assert "language" in article.inferred


def test_one_article_is_too_few_and_the_reason_is_told():
    with pytest.raises(TooFewArticlesError, match="it has no text"):
        provenance.compare([_articles()[0], Article("empty", "E", "", "  ")])


def test_two_articles_with_one_id_are_refused():
    with pytest.raises(DuplicateIdError, match="Ids must differ"):
        provenance.compare([_articles()[0], _articles()[0]])


def test_align_gives_passages_with_spans():
    (passage,) = provenance.align(LEAD, f"Officials say {LEAD[0].lower()}{LEAD[1:]}")
    assert passage.kind == "verbatim"
    assert passage.left == Span(0, len(LEAD))
    assert passage.reasons


def test_quotes_gives_content_cue_and_speaker():
    (quote,) = provenance.quotes(QUOTE)
    assert QUOTE[quote.content[0].begin : quote.content[0].end].startswith("Nobody was")
    assert QUOTE[quote.cue.begin : quote.cue.end] == "said"
    assert "Dana Whitlock" in QUOTE[quote.speaker.begin : quote.speaker.end]


def test_sentences_gives_spans_without_white_space():
    text = f"{LEAD}\n\n{OWN}"
    assert [text[span.begin : span.end] for span in provenance.sentences(text)] == [LEAD, OWN]


def test_paraphrase_scores_are_probabilities():
    scores = provenance.paraphrase_scores([(LEAD, LEAD), (LEAD, OWN)])
    assert scores.dtype == np.float64
    assert scores[0] > 0.9
    assert scores[1] < 0.3
    assert len(provenance.paraphrase_scores([])) == 0


def test_every_setting_has_a_unit_a_range_and_a_reason():
    for each in dataclasses.fields(Settings):
        assert each.metadata["low"] <= each.default <= each.metadata["high"], each.name
        assert len(each.metadata["why"]) > 20, each.name


def test_a_setting_out_of_range_is_refused():
    with pytest.raises(SettingError, match="from 1 to 12 words"):
        Settings(shingle_size=0)


def test_how_many_workers_there_are_changes_nothing():
    settings = Settings(compile_above=0)
    alone, both = (
        provenance.compare(_articles(), settings, machine=Machine.here(workers)) for workers in (1, 2)
    )
    assert alone == both
