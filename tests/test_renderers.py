"""Every renderer: what it writes, that it writes it twice alike, and that no words break it."""

import base64
import csv
import io
import json
import re
import subprocess
import sys
import zlib
from dataclasses import replace
from hashlib import sha256

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_comparison import COURIER, HOSTILE, LANTERN, MAIL, ferry, hostile, many

import provenance
from provenance.comparison import Comparison
from provenance.errors import UnknownRendererError
from provenance.model import Conflict, FactMember, Facts, Group, Origin, Span
from provenance.renderers import DEFAULT, RENDERERS, render, render_all
from provenance.renderers.plain import in_quotes
from provenance.renderers.tables import COLUMNS, TABLES, _Cells, line
from provenance.settings import Settings


def empty() -> Comparison:
    """Two articles between which nothing was found."""
    whole = ferry()
    return replace(
        whole,
        articles=whole.articles[:2],
        words=whole.words[:2],
        stretches=whole.stretches[:2],
        pairs=(),
        stories=(),
        groups=(),
        quotes=(),
        facts=Facts(),
        skipped=(),
    )


CASES = {
    "ferry": ferry(),
    "hostile": hostile(),
    "empty": empty(),
    "none": replace(empty(), articles=(), words=(), stretches=()),
    "many": many(130, 70),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", RENDERERS)
def test_every_renderer_takes_every_result_and_repeats_itself_byte_for_byte(name, case):
    files = render(CASES[case], name)
    assert files
    assert all(isinstance(content, bytes) and content for content in files.values())
    assert render(CASES[case], name) == files


def test_a_run_writes_the_files_that_were_promised():
    names = [name for name, _ in render_all(ferry())]
    assert names == sorted(set(names), key=names.index)
    assert {
        "comparison.json",
        "articles.csv",
        "pairs.csv",
        "passages.csv",
        "quotes.csv",
        "facts.csv",
        "heatmap.png",
        "report.html",
        "summary.md",
    } <= set(names)


def test_every_default_is_a_known_renderer():
    assert set(DEFAULT) <= set(RENDERERS)


def test_an_unknown_renderer_is_named_with_those_that_exist():
    with pytest.raises(UnknownRendererError, match=r"'poster'.*heatmap"):
        render(ferry(), "poster")


def test_the_data_renderers_load_no_picture_library():
    code = (
        "import sys; from provenance.renderers import render; sys.path.insert(0, 'tests');"
        "from sample_comparison import ferry;"
        "[render(ferry(), name) for name in ('json', 'tables', 'markdown', 'page')];"
        "assert 'matplotlib' not in sys.modules and 'scipy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# ── json


def test_the_document_holds_what_to_dict_says():
    document = json.loads(render(ferry(), "json")["comparison.json"])
    assert document == json.loads(json.dumps(ferry().to_dict()))


@pytest.mark.parametrize("case", CASES)
def test_the_document_follows_its_schema(case):
    folder = provenance.__path__[0]
    with open(f"{folder}/data/comparison.schema.json", encoding="utf-8") as file:  # noqa: PTH123
        schema = json.load(file)
    jsonschema.validate(json.loads(render(CASES[case], "json")["comparison.json"]), schema)


def test_a_lone_surrogate_survives_in_the_document():
    document = json.loads(render(hostile(), "json")["comparison.json"])
    assert document["articles"][6]["outlet"] == HOSTILE[6]


# ── tables


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))


def test_tables_have_the_columns_of_the_comparison():
    for name in TABLES:
        rows = ferry().table(name)
        assert tuple(dict.fromkeys(column for row in rows for column in row)) == COLUMNS[name]


def test_an_empty_table_still_has_its_headings():
    assert render(empty(), "tables")["quotes.csv"].decode().strip() == ",".join(COLUMNS["quotes"])


def test_a_table_has_a_row_for_every_pair_and_joins_lists():
    rows = rows_of(render(ferry(), "tables")["pairs.csv"])
    assert len(rows) == len(ferry().pairs)
    reasons = "Calder Courier credits Meridian Press | 33 words in a row are the same outside quotes"
    assert rows[0]["reasons"] == reasons


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_cell_that_a_spreadsheet_could_run_begins_with_an_apostrophe(start):
    whole = ferry()
    hostile_article = replace(whole.articles[0], title=f"{start}cmd|' /C calc'!A0")
    tables = render(replace(whole, articles=(hostile_article, *whole.articles[1:])), "tables")
    reader = csv.DictReader(io.StringIO(tables["articles.csv"].decode(), newline=""))
    shown = "\n" if start == "\r" else start
    assert next(reader)["title"] == f"'{shown}cmd|' /C calc'!A0"


def test_a_line_is_what_the_csv_module_writes():
    from provenance.renderers.tables import cell, line

    values = ["plain", 'says "no"', "one, two", "two\nlines", "", None, 0.25, -3, True, ["a", 'b"']]
    sheet = io.StringIO()
    csv.writer(sheet, lineterminator="\n").writerow([cell(value) for value in values])
    assert line(values) == sheet.getvalue()


@given(
    st.lists(
        st.text(st.sampled_from("ab é,\"'=＝\t\r\n\0\x7f\ud800\ufffe\uffff\U0001f6a2"), max_size=6),
        max_size=9,
    )
)
def test_texts_become_the_same_cells_together_and_one_by_one(texts):
    assert (
        b"".join(cell + b"\n" for cell in _Cells().of(texts))
        == "".join(line([each]) for each in texts).encode()
    )


def test_a_negative_number_is_no_formula():
    from provenance.renderers.tables import cell

    assert cell(-0.5) == "-0.5"


def test_tables_hold_no_character_that_readers_choke_on():
    for content in render(hostile(), "tables").values():
        assert b"\x00" not in content
        content.decode("utf-8")


# ── summary


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("It sank.", "“It sank.”"),
        ("“It sank,” she said.", "“‘It sank,’ she said.”"),
        ('"It sank," she said, "at once', "“‘It sank,’ she said, ‘at once”"),
    ],
)
def test_quotation_marks_within_quotation_marks_are_single(words, marked):
    assert in_quotes(words) == marked


def test_the_summary_opens_with_plain_findings():
    summary = render(ferry(), "markdown")["summary.md"].decode()
    assert (
        "Calder Courier and Daily Lantern carry the same report by Meridian Press; "
        "only Calder Courier says so." in summary
    )
    assert "212 (Calder Courier and Daily Lantern); 209 (Northern Post)" in summary
    assert "Calder Courier prints “We kept everyone calm and warm”, Daily Lantern prints" in summary
    assert "which is the original cannot be told" in summary
    assert "Matches are not a verdict" in summary


def test_the_summary_runs_nothing_that_an_article_says():
    summary = render(hostile(), "markdown")["summary.md"].decode()
    assert not re.search(r"(?<!\\)<", summary)
    assert not re.search(r"(?<!\\)\[", summary)


def test_the_summary_says_what_was_skipped():
    assert "photo.txt (load): binary, not text" in render(ferry(), "markdown")["summary.md"].decode()


# ── page


def data_of(content):
    block = re.search(rb'<script type="text/plain" id="data">([\w+/=]*)</script>', content)
    return json.loads(zlib.decompress(base64.b64decode(block.group(1))))


def test_the_page_embeds_each_text_once_and_passages_as_spans():
    data = data_of(render(ferry(), "page")["report.html"])
    assert json.dumps(data).count("Our reporter counted 14 people") == 1
    pair = data["pairs"][0]
    assert [data["articles"][number]["id"] for number in pair[:2]] == [COURIER, LANTERN]
    begin, end = pair[9][0][:2]
    assert data["articles"][0]["text"][begin:end].startswith("The ferry Marlin")


def test_the_page_asks_the_network_for_nothing():
    content = render(ferry(), "page")["report.html"].decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', content).group(1)
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<(?:link|img|iframe|object|embed)\b|\bsrc=|@import", content)


def test_no_word_of_an_article_leaves_its_place_in_the_page():
    content = render(hostile(), "page")["report.html"].decode()
    assert content.count("<script") == 2
    assert content.count("</script>") == 2
    assert content.count("<style") == 1
    assert "<img" not in content
    assert "\u2028" not in content
    assert "\x00" not in content


def test_the_page_writes_only_text_nodes():
    content = render(ferry(), "page")["report.html"].decode()
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", content
    )


def test_the_page_stays_under_its_size_and_says_what_it_leaves_out():
    long = many(3_000, 300)
    articles = tuple(
        replace(each, text=each.text + " More of the same council news." * 60) for each in long.articles
    )
    small = replace(long, articles=articles, settings=Settings(report_bytes=1_000_000))
    content = render(small, "page")["report.html"]
    assert len(content) < 1_000_000
    assert b"this page holds at most 1 MB" in content
    assert 200 < len(data_of(content)["articles"]) < 3_000


def test_a_page_full_of_markup_stays_under_its_size_too():
    long = many(400, 300)
    articles = tuple(
        replace(
            each,
            text=each.text
            + "".join(f' <b>&"\n{sha256(f"{each.id} {line}".encode()).hexdigest()}' for line in range(90)),
        )
        for each in long.articles
    )
    small = replace(long, articles=articles, settings=Settings(report_bytes=1_000_000))
    content = render(small, "page")["report.html"]
    assert 700_000 < len(content) <= 1_000_000


def test_an_article_without_a_story_is_on_the_page():
    data = data_of(render(replace(ferry(), stories=()), "page")["report.html"])
    assert len(data["articles"]) == len(ferry().articles)


def test_a_page_of_few_articles_is_small():
    assert len(render(ferry(), "page")["report.html"]) < 150_000


# ── map


def test_many_articles_of_few_outlets_are_mapped_by_article():
    from provenance.renderers.measures import measure

    layout = measure(many(100, 2))
    assert (layout.by_outlet, len(layout.keys), layout.left_out) == (False, 60, 40)
    assert measure(many(100, 30)).by_outlet


# ── findings


def test_a_report_that_many_carry_is_told_with_numbers():
    from provenance.renderers.findings import findings

    whole = many(9, 9)
    members = tuple(each.id for each in whole.articles)
    articles = tuple(
        replace(each, text=f"(Meridian Press) {each.text}" if place % 2 else each.text)
        for place, each in enumerate(whole.articles)
    )
    group = Group("wire copy", members, Origin("Meridian Press", None, 0.9, ()))
    told = findings(replace(whole, articles=articles, groups=(group,)))[0].text
    assert told == (
        "9 outlets, among them Outlet 000 Gazette, Outlet 001 Gazette and Outlet 002 Gazette, carry the same "
        "report by Meridian Press; only Outlet 001 Gazette, Outlet 003 Gazette, Outlet 005 Gazette and "
        "Outlet 007 Gazette say so."
    )


def test_rough_and_plain_figures_of_one_number_are_one_side():
    from provenance.renderers.findings import findings

    sides = ((COURIER, "About 200"), (LANTERN, "some 200"), (MAIL, "120"))
    members = tuple(FactMember(article, Span(0, 3), figure, figure) for article, figure in sides)
    facts = replace(ferry().facts, conflicts=(Conflict("story-1", "passengers", members),))
    told = [each.text for each in findings(replace(ferry(), facts=facts))]
    sides_told = "about 200 (Calder Courier and Daily Lantern); 120 (Eastern Mail)"
    assert f"Outlets disagree on passengers: {sides_told}." in told


# ── pictures


@pytest.mark.parametrize("name", ["heatmap", "facts", "lineage", "timeline"])
def test_pictures_are_made_for_print(name):
    for content in render(ferry(), name).values():
        assert content.startswith(b"\x89PNG")
        density = content[content.index(b"pHYs") + 4 :][:4]
        assert int.from_bytes(density, "big") == round(200 / 0.0254)


def test_vector_pictures_show_names_as_they_are_written():
    drawn = render(hostile(), "svg")["heatmap.svg"].decode()
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn
