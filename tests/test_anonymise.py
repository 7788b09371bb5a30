"""Hiding the outlets: nothing names them any more, every span still holds, and the key turns it back."""

import csv
import io
import json
from dataclasses import replace

import pytest
from sample_comparison import COURIER, OUTLETS, ferry, hostile

from provenance.anonymise import anonymise
from provenance.renderers import render


def test_no_outlet_is_named_anywhere_in_the_data_or_on_the_page():
    hidden, _ = anonymise(ferry())
    written = [
        *render(hidden, "json").values(),
        *render(hidden, "page").values(),
        *render(hidden, "tables").values(),
    ]
    for content in written:
        for name in (*(outlet for outlet, _, _ in OUTLETS.values()), *OUTLETS):
            assert name not in content.decode()


def test_spans_still_show_the_same_words():
    hidden, _ = anonymise(ferry())
    for before, after in zip(ferry().pairs, hidden.pairs, strict=True):
        for old, new in zip(before.passages, after.passages, strict=True):
            assert hidden.text(after.left, new.left) == ferry().text(before.left, old.left)
    assert all(
        len(one.text) == len(other.text) for one, other in zip(ferry().articles, hidden.articles, strict=True)
    )


def test_a_name_inside_a_text_gives_way_to_blocks_of_its_length():
    hidden, _ = anonymise(ferry())
    (mail,) = (article.text for article in hidden.articles if "records seen" in article.text)
    assert f"records seen by the {'█' * len('Eastern Mail')} show" in mail


def test_the_order_by_id_stays():
    hidden, _ = anonymise(ferry())
    ids = [article.id for article in hidden.articles]
    assert ids == sorted(ids)
    assert all(pair.left < pair.right for pair in hidden.pairs)


def test_the_key_turns_letters_back_into_outlets():
    hidden, key = anonymise(ferry())
    rows = list(csv.DictReader(io.StringIO(key.decode())))
    assert {row["outlet"] for row in rows} == {outlet for outlet, _, _ in OUTLETS.values()}
    row = next(row for row in rows if row["id"] == COURIER)
    assert hidden.article(row["article"]).outlet == row["letter"]


def test_letters_do_not_follow_the_alphabet_and_are_dealt_alike_twice():
    _, key = anonymise(ferry())
    assert anonymise(ferry())[1] == key
    outlets = [row["outlet"] for row in csv.DictReader(io.StringIO(key.decode()))]
    assert outlets != sorted(outlets)


def test_hostile_names_are_hidden_like_others():
    hidden, key = anonymise(hostile())
    assert key.decode("utf-8")
    json.dumps(hidden.to_dict())
    assert all(article.outlet.startswith("Outlet ") for article in hidden.articles)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("PORT CALDER (CC) - A ferry ran aground.", "CC"),
        ("PORT CALDER (NWS) - A ferry, NWS said.", "NWS"),
        ("Read more at www.caldercourier.com today.", "caldercourier"),
        ("THE CALDER COURIER reported it first.", "COURIER"),
        ("A captain told the Courier so.", "Courier"),
        ("See calder-courier/2026.", "calder-courier"),
    ],
)
def test_a_name_is_hidden_however_it_is_written(words, left):
    whole = ferry()
    first, second = whole.articles[:2]
    changed = (replace(first, text=words), replace(second, outlet="North Wire Service"))
    hidden, _ = anonymise(replace(whole, articles=(*changed, *whole.articles[2:]), pairs=(), stretches=()))
    (text,) = (each.text for each in hidden.articles if each.title == first.title)
    assert left not in text
    assert len(text) == len(words)


def test_a_name_that_is_a_common_word_stays_where_it_is_one():
    whole = ferry()
    changed = replace(whole.articles[0], outlet="Echo", text="The echo died, the Echo wrote; see echo.com.")
    hidden, _ = anonymise(replace(whole, articles=(changed, *whole.articles[1:]), pairs=(), stretches=()))
    assert any(each.text == "The echo died, the ████ wrote; see ████.com." for each in hidden.articles)


def test_the_place_of_a_skipped_file_is_hidden():
    hidden, _ = anonymise(ferry())
    assert [each.origin for each in hidden.skipped] == ["file 1"]
