"""Dates, outlets, signs in texts, metadata.csv: what they are taken for, and what stays untold."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.dates import bounds
from provenance.errors import SettingError
from provenance.loaders import load
from provenance.loaders.metadata.dates import published
from provenance.loaders.metadata.languages import language
from provenance.loaders.metadata.outlets import domain, outlets
from provenance.loaders.metadata.signs import of_address, of_name, signs
from provenance.settings import Settings

SETTINGS = Settings()
LINE = (
    "Divers found cracks in two pillars of the old ferry pier, and the harbour board closed it at once for "
    "repairs."
)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2026", "2026"),
        ("2026-01", "2026-01"),
        ("2026-01-22", "2026-01-22"),
        ("2026/1/22", "2026-01-22"),
        ("20260122", "2026-01-22"),
        ("20260122T140500Z", "2026-01-22T14:05+00:00"),
        ("2026-01-22T14:05:33.123456+01:00", "2026-01-22T14:05+01:00"),
        ("2026-01-22 14:05", "2026-01-22T14:05"),
        ("2026-01-22 00:00:00", "2026-01-22"),
        ("Thu, 22 Jan 2026 14:05:00 -0500", "2026-01-22T14:05-05:00"),
        ("Thu, 22 Jan 2026 14:05:00 GMT", "2026-01-22T14:05+00:00"),
        ("Thu Jan 22 14:05:28 +0000 2026", "2026-01-22T14:05+00:00"),
        ("Thu Jan 22 14:05:28 2026", "2026-01-22T14:05"),
        ("22 January 2026", "2026-01-22"),
        ("January 22nd, 2026", "2026-01-22"),
        ("Jan. 22, 2026, 2:05 p.m. ET", "2026-01-22T14:05-05:00"),
        ("July 22, 2026 at 12:05 a.m. ET", "2026-07-22T00:05-04:00"),
        ("July 22, 2026 2 p.m. PT", "2026-07-22T14:00-07:00"),
        ("2:05 PM EST, Thu January 22, 2026", "2026-01-22T14:05-05:00"),
        ("14.05 GMT on 22 January 2026", "2026-01-22T14:05+00:00"),
        ("January 2026", "2026-01"),
        ("22.01.2026 14:05 Uhr", "2026-01-22T14:05"),
        ("22. Januar 2026", "2026-01-22"),
        ("22 de enero de 2026", "2026-01-22"),
        ("22 janvier 2026 à 14h05", "2026-01-22T14:05"),
        ("22 січня 2026, 14:05", "2026-01-22T14:05"),
        ("22 января 2026 г.", "2026-01-22"),
        ("01/22/2026 2:05 PM", "2026-01-22T14:05"),
        ("22/01/2026", "2026-01-22"),
        ("12/22/16", "2016-12-22"),
        ("05/05/2026", "2026-05-05"),
        ("1769090700", "2026-01-22T14:05+00:00"),
        ("1769090700.25", "2026-01-22T14:05+00:00"),
        ("1769090700000", "2026-01-22T14:05+00:00"),
        ("2026-01-22T14:05 IST", "2026-01-22T14:05"),
    ],
)
def test_dates_of_the_world_become_iso(written, iso):
    found = published(written)
    assert found is not None
    assert (found.iso, found.doubt) == (iso, None)


@pytest.mark.parametrize("written", ["03/04/2026", "3-4-2026", "03/04/26 14:05"])
def test_a_date_that_can_be_read_two_ways_keeps_its_year_and_says_so(written):
    found = published(written)
    assert found.iso == "2026"
    assert "only the year" in found.doubt


@pytest.mark.parametrize(
    "written",
    [
        "",
        "yesterday",
        "2026-13-01",
        "2026-02-30",
        "30/30/2026",
        "9999-01-01",
        "1234",
        "5 hours ago",
        "x" * 200,
        "May be",
    ],
)
def test_what_is_no_date_is_not_read_as_one(written):
    assert published(written) is None


@given(st.text(max_size=110))
def test_any_text_is_a_sound_date_or_none(text):
    found = published(text)
    assert found is None or bounds(found.iso) is not None


@given(st.datetimes().filter(lambda when: 1600 <= when.year <= 2100))
def test_every_minute_survives_being_written_in_iso(when):
    kept = (
        when.strftime("%Y-%m-%dT%H:%M") if (when.hour, when.minute) != (0, 0) else when.strftime("%Y-%m-%d")
    )
    assert published(when.isoformat()).iso == kept


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("AP", "Associated Press"),
        ("The Associated Press", "Associated Press"),
        ("apnews.com", "Associated Press"),
        ("https://www.apnews.com/article/x", "Associated Press"),
        ("feeds.bbc.co.uk", "BBC News"),
        ("NEW YORK TIMES", "New York Times"),
        ("www.tidewater.example.org", "tidewater.example.org"),
        ("Tidewater Courier", "Tidewater Courier"),
        ("Notapnews.com", "notapnews.com"),
    ],
)
def test_names_and_domains_of_one_outlet_become_one(stated, name):
    assert outlets().name(stated) == name


@pytest.mark.parametrize(
    "text", ["", "a b.com", "http://[", "//", "x", "A. Title", "..", "http://localhost/"]
)
def test_what_is_no_address_has_no_domain(text):
    assert domain(text) is None


def test_a_table_of_the_user_s_own_extends_and_overrides(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(
        '[outlets]\n"Courier" = ["TC", "tidewater.example.org"]\n[agencies]\n"Mole Wire" = ["MW"]\n'
    )
    names = outlets(own)
    assert names.name("www.tidewater.example.org") == "Courier"
    assert names.agency("MW") == "Mole Wire"
    assert names.name("AP") == "Associated Press"
    (tmp_path / "a.txt").write_text(f"PIER TOWN (MW) - {LINE}\n")
    assert load([tmp_path / "a.txt"], SETTINGS, aliases=own)[0][0].credit == "Mole Wire"


@pytest.mark.parametrize("table", ["[outlets", '[outlets]\n"A" = "B"', 'outlets = "x"', None])
def test_a_broken_table_of_names_is_an_error_that_says_what_is_expected(tmp_path, table):
    own = tmp_path / "own.toml"
    if table is not None:
        own.write_text(table)
    with pytest.raises(SettingError, match="TOML"):
        outlets(own)


def test_no_name_in_the_table_stands_for_two_outlets():
    import tomllib
    from importlib.resources import files

    from provenance.loaders.metadata.outlets import _fold

    folder = files("provenance").joinpath("data")
    table = {}
    for name in ("outlets.toml", "agencies.toml"):
        table |= tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8"))
    seen = {}
    for name, aliases in [*table["outlets"].items(), *table["agencies"].items()]:
        for each in {_fold(alias) for alias in (name, *aliases)}:
            assert seen.setdefault(each, name) == name, each


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        (f" date 2026-01-22 {LINE}", {"published": "2026-01-22"}),
        (f"Date: 2026-01-22\n{LINE}", {"published": "2026-01-22"}),
        (
            f"{LINE}\n\n(c) Tidewater Courier 2026: Ferry pier closed\nOther news",
            {"outlet": "Tidewater Courier", "title": "Ferry pier closed"},
        ),
        (f"{LINE}\n© 2026 Tidewater Courier", {"outlet": "Tidewater Courier"}),
        (f"{LINE}\n© Copyright 2026 Tidewater Courier, Inc.", {"outlet": "Tidewater Courier"}),
        (
            f"{LINE}\nCopyright 2025-2026 Tidewater Courier. All rights reserved.",
            {"outlet": "Tidewater Courier"},
        ),
        (
            f"{LINE}\nCopyright 2026 The Associated Press. All rights reserved.",
            {"credit": "Associated Press"},
        ),
        (f"PIER TOWN, Jan. 22 (Reuters) - {LINE}", {"credit": "Reuters"}),
        (f"PIER TOWN (AP) — {LINE}", {"credit": "Associated Press"}),
        (
            f"Old ferry pier closed\n\nBy Ada Moor\nJanuary 22, 2026\n\n{LINE}",
            {"title": "Old ferry pier closed", "author": "Ada Moor", "published": "January 22, 2026"},
        ),
        (f"Old ferry pier closed | Courier\n{LINE}", {"title": "Old ferry pier closed"}),
        (
            f"By ADA MOOR and BEN QUILL, Associated Press\n{LINE}",
            {"author": "ADA MOOR and BEN QUILL", "credit": "Associated Press"},
        ),
        (f"By ADA MOOR AP Harbour Writer\n{LINE}", {"author": "ADA MOOR", "credit": "Associated Press"}),
        (f"By The Associated Press\n{LINE}", {"credit": "Associated Press"}),
        # And what only looks like a sign.
        (LINE, {}),
        (f"{LINE}\n{LINE}", {}),
        ("By the time the divers came, the pier had moved.\n" + LINE, {}),
        ("By Monday the pier had moved\n" + LINE, {}),
        (f"The minister (AP) - who never sails - came too. {LINE}", {}),
        (f"Subscribe to our newsletter\n{LINE}", {}),
        (f"BBC News Online\n{LINE}", {}),
        (f"Ada Moor and Ben Quill\n{LINE}", {}),
        (f"Divers at the ferry pier (Photo: Ben Quill)\n{LINE}", {}),
        (f"Parliament votes on taxes\n{LINE}", {}),
        (f"Pier Town, January 2026\n{LINE}", {}),
        (f"In January 2026 the divers came.\n{LINE}", {}),
        (f"{LINE}\n(c) nobody", {}),
        ("date 2026-01-22-17 is a file name\n" + LINE, {}),
    ],
)
def test_plain_signs_are_read_and_nothing_else(text, hints):
    assert signs(text, outlets()) == hints


@pytest.mark.parametrize(
    "piece",
    ["(c) ", "By A ", "© 2026 a, 2026 ", "date 2026-01-22 ", "(A", "A, " * 30 + "\n", "- ", "\n(c) a "],
)
def test_signs_take_no_time_on_text_that_repeats_them(piece):
    import time

    begin = time.process_time()
    signs(piece * (900_000 // len(piece)), outlets())
    assert time.process_time() - begin < 5  # a guard against hanging: quadratic work would take minutes


@pytest.mark.parametrize(
    ("stem", "outlet"),
    [
        ("harbor-post_detainees", "Harbor Post"),
        ("AP_pier", "Associated Press"),
        ("nytimes.com_pier", "New York Times"),
        ("McKay-times_x", "McKay Times"),
        ("000_941121d81b40df22", "000_941121d81b40df22"),
        ("my_own_story", "my_own_story"),
        ("detainees", "detainees"),
        ("reuters", "Reuters"),
    ],
)
def test_a_file_s_name_gives_the_outlet_where_nothing_else_does(stem, outlet):
    assert of_name(stem, outlets()) == outlet


def test_an_address_with_a_day_in_it_dates_its_article(tmp_path):
    assert of_address("https://x.example.org/2026/01/22/pier").iso == "2026-01-22"
    assert of_address("https://x.example.org/2026/13/22/pier") is None
    row = {"text": LINE, "url": "https://www.bbc.co.uk/2026/01/22/pier"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    article = load([tmp_path], SETTINGS)[0][0]
    assert (article.outlet, article.published) == ("BBC News", "2026-01-22")
    assert article.inferred == {"outlet", "published"}


def test_an_address_settles_a_date_that_can_be_read_two_ways(tmp_path):
    row = {"text": LINE, "url": "https://x.example.org/2026/04/03/pier", "date": "03/04/2026"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    articles, skipped = load([tmp_path], SETTINGS)
    assert (articles[0].published, skipped) == ("2026-04-03", [])
    assert "published" in articles[0].inferred


@pytest.mark.parametrize(
    ("stated", "code"),
    [("en-US", "en"), ("eng", "en"), ("English", "en"), ("uk_UA", "uk"), ("?", None), ("", None)],
)
def test_languages_become_codes(stated, code):
    assert language(stated) == code


def test_what_is_inferred_is_marked_and_the_text_stays_as_it_is(tmp_path):
    text = f" date 2026-01-22 {LINE}\n(c) Tidewater Courier 2026: Pier closed"
    (tmp_path / "a.txt").write_text(text)
    article = load([tmp_path], SETTINGS)[0][0]
    assert article.text == text
    assert article.inferred == {"published", "outlet", "title"}


def test_a_metadata_table_overrides_what_files_say(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.md").write_text(f"---\noutlet: Wrong\ntitle: Kept\n---\n{LINE}")
    (tmp_path / "sub" / "b.txt").write_text(LINE)
    (tmp_path / "rows.jsonl").write_text(json.dumps({"text": LINE}) * 1)
    (tmp_path / "metadata.csv").write_text(
        "file,outlet,title,published,owner\n"
        "a.md,AP,,22 January 2026,Moor Holding\n"
        "sub/b,From above,T,,\nrows.jsonl,Rows,,,\ngone.txt,X,,,\n,Y,,,\n"
    )
    (tmp_path / "sub" / "metadata.csv").write_text("file;outlet\nb.txt;From beside\n")
    articles, skipped = load([tmp_path], SETTINGS)
    a, rows, b = articles
    assert (a.outlet, a.title, a.published, a.owner) == (
        "Associated Press",
        "Kept",
        "2026-01-22",
        "Moor Holding",
    )
    assert (b.outlet, b.title) == ("From beside", "T")
    assert (rows.id, rows.outlet) == ("rows#1", "Rows")
    assert all("outlet" not in article.inferred for article in articles)
    assert sorted(each.reason.split(",")[0].split(";")[0] for each in skipped) == [
        "it names gone.txt",
        "row 5: no file named",
    ]


def test_a_metadata_table_speaks_of_a_file_given_alone(tmp_path):
    (tmp_path / "a.txt").write_text(LINE)
    (tmp_path / "metadata.csv").write_text("file,outlet\na.txt,Courier\nb.txt,Other\n")
    articles, skipped = load([tmp_path / "a.txt"], SETTINGS)
    assert articles[0].outlet == "Courier"
    assert skipped == []


def test_metadata_that_is_no_metadata_is_left_out_and_said(tmp_path):
    row = {"text": LINE, "title": "x" * 3_000, "published": "some day", "outlet": "a\0b\n c"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    articles, skipped = load([tmp_path], SETTINGS)
    assert (articles[0].title, articles[0].published, articles[0].outlet) == ("", None, "a\ufffdb c")
    assert [each.reason.split(" was")[0] for each in skipped] == ["its publication time", "its title"]
