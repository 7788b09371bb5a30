"""The contract that every loader keeps: good, broken, empty and hostile files; what is skipped is said."""

import csv
import gzip
import io
import json
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from provenance.errors import DuplicateIdError, NothingFoundError, PathMissingError, SettingError
from provenance.loaders import LOADERS, formats_table, iter_articles, load
from provenance.model import Article
from provenance.settings import Settings

SETTINGS = Settings()
BODY = (
    "The harbour board closed the old ferry pier on Monday after divers found cracks in two pillars.",
    "“We could not wait for the spring,” said Ada Moor, who chairs the board.",
    "Repairs will cost 2.5 million crowns and last until June, according to the board’s own estimate.",
)
TEXT = "\n\n".join(BODY)
TITLE, OUTLET, AUTHOR, TIME = (
    "Old ferry pier closed",
    "Tidewater Courier",
    "Ben Quill",
    "2026-01-22T14:05+00:00",
)
ROW = {"text": TEXT, "outlet": OUTLET, "title": TITLE, "published": "2026-01-22T14:05:00Z", "author": AUTHOR}


def front_matter():
    head = "\n".join(f"{name}: {value}" for name, value in ROW.items() if name != "text")
    return f"---\n{head}\n---\n\n{TEXT}".encode()


def page():
    paragraphs = "".join(f"<p>{each}</p>" for each in BODY)
    return (
        f'<html lang="en"><head><title>{TITLE}</title><meta property="og:site_name" content="{OUTLET}">'
        f'<meta property="og:title" content="{TITLE}"><meta name="author" content="{AUTHOR}">'
        '<meta property="article:published_time" content="2026-01-22T14:05:00Z"></head><body>'
        '<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>'
        f"<article><h1>{TITLE}</h1>{paragraphs}</article><footer>All rights</footer></body></html>"
    ).encode()


def table(separator=","):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerows([ROW.keys(), ROW.values()])
    return out.getvalue().encode()


def parquet():
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    out = io.BytesIO()
    time = datetime(2026, 1, 22, 14, 5, tzinfo=UTC)
    pq.write_table(pa.Table.from_pylist([{**ROW, "published": time}]), out)
    return out.getvalue()


def warc(body=None, kind="text/html; charset=utf-8", extra="", status="200 OK"):
    body = page() if body is None else body
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://tidewater.example.org/pier\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    info = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nnote\r\n\r\n"
    return info + head.encode() + answer + b"\r\n\r\n"


def ninjs():
    return {
        "uri": "https://tidewater.example.org/pier",
        "standard": {"name": "ninjs", "version": "3.0"},
        "versionCreated": "2026-01-22T14:05:00Z",
        "by": AUTHOR,
        "copyrightHolder": OUTLET,
        "headlines": [{"role": "short", "value": "Pier"}, {"role": "main", "value": TITLE}],
        "bodies": [
            {"role": "main", "contentType": "text/plain", "value": " ".join(BODY)},
            {"contentType": "application/xhtml+xml", "value": "".join(f"<p>{each}</p>" for each in BODY)},
        ],
    }


def nitf(namespace=""):
    paragraphs = "".join(f"<p>{each}</p>" for each in BODY)
    return (
        f'<nitf{namespace}><head><pubdata date.publication="20260122T140500Z" name="{OUTLET}"/></head><body>'
        f"<body.head><hedline><hl1>{TITLE}</hl1></hedline><byline>By {AUTHOR}</byline></body.head>"
        f"<body.content><media><media-caption>The pier in winter.</media-caption></media>{paragraphs}"
        "</body.content></body></nitf>"
    )


def newsml():
    return (
        '<?xml version="1.0" encoding="UTF-8"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">'
        f"<itemMeta><provider><name>{OUTLET}</name></provider>"
        "<versionCreated>2026-01-22T14:05:00Z</versionCreated></itemMeta>"
        f"<contentMeta><creator><name>{AUTHOR}</name></creator><headline>{TITLE}</headline></contentMeta>"
        '<contentSet><inlineXML contenttype="application/nitf+xml">'
        + nitf(' xmlns="http://iptc.org/std/NITF/2006-10-18/"')
        + "</inlineXML></contentSet></newsItem>"
    ).encode()


GOOD = {
    "a.txt": front_matter,
    "a.md": front_matter,
    "a.html": page,
    "a.jsonl": lambda: json.dumps(ROW).encode() + b"\n",
    "a.json": lambda: json.dumps({"articles": [ROW]}).encode(),
    "one.json": lambda: json.dumps(ROW, ensure_ascii=False).encode("utf-16"),
    "ninjs.json": lambda: json.dumps(ninjs()).encode(),
    "ninjs.jsonl": lambda: json.dumps(ninjs()).encode(),
    "a.csv": table,
    "semicolon.csv": lambda: table(";"),
    "a.tsv": lambda: table("\t"),
    "excel.tsv": lambda: table("\t").decode().encode("utf-16"),
    "table.csv.gz": lambda: gzip.compress(table()),
    "a.parquet": parquet,
    "a.warc": warc,
    "a.warc.gz": lambda: gzip.compress(warc()[:10]) + gzip.compress(warc()[10:]),
    "chunked.warc": lambda: warc(
        f"{len(page()):x}\r\n".encode() + page() + b"\r\n0\r\n\r\n", extra="Transfer-Encoding: chunked\r\n"
    ),
    "packed.warc": lambda: warc(gzip.compress(page()), extra="Content-Encoding: gzip\r\n"),
    "nitf.xml": lambda: nitf().encode(),
    "newsml.xml": newsml,
}
SUFFIXES = sorted({suffix for loader in LOADERS for suffix in loader.SUFFIXES if suffix})


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_gives_its_article_with_what_it_states(tmp_path, name):
    articles, skipped = load([write(tmp_path, name, GOOD[name]())], SETTINGS)
    assert len(articles) == 1, skipped
    article = articles[0]
    assert [line for line in article.text.split("\n") if line][-3:] == list(BODY)
    assert (article.outlet, article.title) == (OUTLET, TITLE)
    assert (article.author, article.published) == (AUTHOR, TIME)
    assert article.inferred == frozenset()
    assert skipped == []


def test_every_loader_has_a_good_file_above():
    from provenance.loaders.intake.finding import split_name

    tried = {split_name(name)[1] for name in GOOD}
    assert all(tried.intersection(loader.SUFFIXES) for loader in LOADERS)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("content", ["empty", "blank", "binary", "noise", "cut", "deep", "nul"])
def test_a_file_that_cannot_be_used_is_skipped_with_a_reason(tmp_path, suffix, content):
    good = next((make() for name, make in GOOD.items() if name.endswith(suffix)), b"")
    data = {
        "empty": b"",
        "blank": b" \n\r\n\t \n",
        "binary": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
        "noise": random.Random(1).randbytes(5_000),
        "cut": good[: len(good) // 3] if suffix in {".parquet", ".warc", ".json", ".xml"} else b"",
        "deep": {".json": b"[" * 200_000, ".jsonl": b'{"a":' * 200_000}.get(suffix, b""),
        "nul": b"a\0b\0\0" * 500,
    }[content]
    write(tmp_path, f"bad{suffix}", data)
    write(tmp_path, "good.txt", TEXT.encode())
    articles, skipped = load([tmp_path], SETTINGS)
    assert [article.id for article in articles] == ["good"]
    assert skipped
    assert all(each.step == "load" and each.reason and "bad" in each.origin for each in skipped)


@hypothesis_settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=st.binary(max_size=400), suffix=st.sampled_from(SUFFIXES))
def test_no_bytes_whatever_stop_a_run(tmp_path, data, suffix):
    write(tmp_path, "good.txt", TEXT.encode())
    for old in tmp_path.glob("any*"):
        old.unlink()
    write(tmp_path, f"any{suffix}", data)
    articles, skipped = load([tmp_path], SETTINGS)
    assert "good" in {article.id for article in articles}
    assert len(articles) + len(skipped) >= 2
    for article in articles:
        article.text.encode()


def test_damaged_files_never_stop_a_run(tmp_path):
    chance = random.Random(7)
    for name in [*GOOD] * 12:
        data = bytearray(GOOD[name]())
        for _ in range(chance.choice([1, 3, 20])):
            place = chance.randrange(len(data))
            damage = chance.choice([b"\0", b'"', b"\n", b"<", b"{", b"\xff\xfe", b"99999999999", b"\r\n\r\n"])
            data[place : place + chance.choice([0, 1, 30])] = damage
        path = write(tmp_path, name, bytes(data))
        articles, skipped = load([path], SETTINGS)
        assert articles or skipped
        path.unlink()


def test_a_broken_line_is_named_by_its_number_and_the_rest_is_read(tmp_path):
    lines = [json.dumps(ROW), "{broken", "", "[1, 2]", json.dumps({"headline": "no text"}), json.dumps(ROW)]
    articles, skipped = load([write(tmp_path, "a.jsonl", "\n".join(lines).encode())], SETTINGS)
    assert [article.id for article in articles] == ["a#1", "a#5"]
    assert [each.origin.rpartition(", ")[2] for each in skipped] == ["line 2", "line 4", "line 5"]
    assert "broken JSON" in skipped[0].reason
    assert "a list" in skipped[1].reason
    assert "--map" in skipped[2].reason


def test_a_line_in_an_older_encoding_costs_nothing_else(tmp_path):
    row = json.dumps({"text": "Café closed — again."}, ensure_ascii=False)
    data = row.encode() + b"\n" + row.encode("cp1252") + b"\n"
    articles, _ = load([write(tmp_path, "a.jsonl", data)], SETTINGS)
    assert [article.text for article in articles] == ["Café closed — again."] * 2


def test_json_lines_under_another_name_are_read_as_such(tmp_path):
    data = (json.dumps(ROW) + "\n") * 2
    articles, _ = load([write(tmp_path, "dump.json", data.encode())], SETTINGS)
    assert [article.id for article in articles] == ["dump#1", "dump#2"]


def test_a_table_with_bad_rows_gives_its_good_ones(tmp_path):
    head = 'id,headline,content\n1,One,"First, with ""quotes""\nand a line"\n'
    data = head + "2,Two,\n3,Three,x,y,z\n4,Four,Fourth\n"
    articles, skipped = load([write(tmp_path, "a.csv", data.encode())], SETTINGS)
    assert [(article.id, article.text) for article in articles] == [
        ("1", 'First, with "quotes"\nand a line'),
        ("4", "Fourth"),
    ]
    assert [each.reason for each in skipped] == [
        "no text",
        "5 cells under 3 columns; is a quote or a separator missing?",
    ]


def test_a_table_whose_quote_is_never_closed_ends_there_with_a_reason(tmp_path):
    small = Settings(max_article_characters=1_000)
    data = 'id,text\n1,fine\n2,"never closed\n' + "more words\n" * 10_000
    articles, skipped = load([write(tmp_path, "a.csv", data.encode())], small)
    assert [article.id for article in articles] == ["1"]
    assert "is a quote not closed?" in skipped[0].reason


def test_a_table_without_a_text_column_says_which_columns_it_has(tmp_path):
    articles, skipped = load([write(tmp_path, "a.csv", b"headline,link\nx,y\n")], SETTINGS)
    assert articles == []
    assert "headline, link" in skipped[0].reason


def test_a_table_s_odd_bytes_are_decoded_row_by_row(tmp_path):
    data = b"text\nplain\n" + "“Curly” café\n".encode("cp1252")
    articles, _ = load([write(tmp_path, "a.csv", data)], SETTINGS)
    assert [article.text for article in articles] == ["plain", "“Curly” café"]


def test_fields_are_mapped_as_asked_even_nested_ones(tmp_path):
    row = {"main": {"story": TEXT}, "paper": OUTLET, "text": "teaser"}
    path = write(tmp_path, "a.jsonl", json.dumps(row).encode())
    articles, _ = load([path], SETTINGS, mapping={"text": "main.story", "outlet": "paper"})
    assert (articles[0].text, articles[0].outlet) == (TEXT, OUTLET)


def test_a_mapping_to_an_unknown_attribute_is_refused(tmp_path):
    with pytest.raises(SettingError, match="outlet"):
        load([write(tmp_path, "a.txt", b"x")], SETTINGS, mapping={"paper": "outlet"})


@pytest.mark.parametrize(
    ("row", "attribute", "value"),
    [
        ({"Body": "x", "source": {"id": None, "name": "AP"}}, "outlet", "Associated Press"),
        ({"body": "x", "authors": ["A B", {"name": "C D"}]}, "author", "A B, C D"),
        ({"content": "x", "title": {"rendered": "T"}}, "title", "T"),
        ({"article": "x", "publishedAt": 1769090700}, "published", "2026-01-22T14:05+00:00"),
        ({"full_text": "x", "site": "https://www.apnews.com/x"}, "outlet", "Associated Press"),
        ({"text": "x", "domain": "www.tidewater.example.org"}, "outlet", "tidewater.example.org"),
        ({"text": "x", "lang": "en-US"}, "language", "en"),
        ({"text": "x", "language": "German"}, "language", "de"),
        ({"text": ["x", "y"]}, "text", "x\n\ny"),
        ({"content_html": "<p>x</p><script>1</script><p>y &amp; z</p>"}, "text", "x\n\ny & z"),
        ({"content": {"rendered": "<p>x</p>\n<p>y</p>"}}, "text", "x\n\ny"),
        ({"content": "<p>x <b>y</b></p>"}, "text", "x y"),
        ({"text": "x <b>stays</b>"}, "text", "x <b>stays</b>"),
        ({"text": "x\r\ny\rz"}, "text", "x\ny\nz"),
        ({"text": "x \ud83d y"}, "text", "x \ufffd y"),
    ],
)
def test_common_field_names_are_understood(tmp_path, row, attribute, value):
    articles, _ = load([write(tmp_path, "a.jsonl", json.dumps(row).encode())], SETTINGS)
    assert getattr(articles[0], attribute) == value


def test_a_text_that_is_too_long_is_skipped_and_not_cut(tmp_path):
    small = Settings(max_article_characters=1_000)
    write(tmp_path, "long.txt", b"word " * 300)
    write(tmp_path, "longer.txt", b"word " * 100_000)
    write(tmp_path, "fits.txt", b"word " * 100)
    articles, skipped = load([tmp_path], small)
    assert [article.id for article in articles] == ["fits"]
    assert ["too long" in skipped[0].reason, "larger than" in skipped[1].reason] == [True, True]


def test_a_file_larger_than_allowed_is_skipped(tmp_path):
    small = Settings(max_file_bytes=1_000)
    articles, skipped = load([write(tmp_path, "a.json", json.dumps([ROW] * 9).encode())], small)
    assert articles == []
    assert skipped[0].reason == "larger than 1,000 bytes"


def test_a_thousand_bad_rows_do_not_make_a_thousand_messages(tmp_path):
    articles, skipped = load([write(tmp_path, "a.jsonl", b"{\n" * 1_000)], SETTINGS)
    assert articles == []
    assert len(skipped) == 101
    assert "and 900 more" in {each.reason for each in skipped if "more" in each.reason}.pop()


def test_two_texts_under_one_id_are_an_error_that_names_both(tmp_path):
    data = json.dumps({"id": "x", "text": "one"}) + "\n" + json.dumps({"id": "x", "text": "two"})
    with pytest.raises(DuplicateIdError, match=r"'x'.*a\.jsonl#1.*a\.jsonl#2"):
        load([write(tmp_path, "a.jsonl", data.encode())], SETTINGS)


def test_the_same_text_twice_under_one_id_is_read_once_and_said(tmp_path):
    data = (json.dumps({"id": "x", "text": "one"}) + "\n") * 2
    articles, skipped = load([write(tmp_path, "a.jsonl", data.encode())], SETTINGS)
    assert len(articles) == 1
    assert "the same id and text" in skipped[0].reason


def test_the_same_text_under_two_ids_stays_twice_because_outlets_reprint(tmp_path):
    write(tmp_path, "a.txt", TEXT.encode())
    write(tmp_path, "b.txt", TEXT.encode())
    assert [article.id for article in load([tmp_path], SETTINGS)[0]] == ["a", "b"]


def test_a_missing_path_is_an_error(tmp_path):
    with pytest.raises(PathMissingError):
        load([tmp_path / "nowhere"], SETTINGS)


@pytest.mark.parametrize(
    "names", [[], ["README.md"], ["photo.png"], [".hidden.txt", "truth.json", "metadata.csv"]]
)
def test_where_nothing_could_be_an_article_that_is_an_error(tmp_path, names):
    for name in names:
        write(tmp_path, name, b"x")
    with pytest.raises(NothingFoundError):
        load([tmp_path], SETTINGS)


def test_results_do_not_depend_on_the_order_of_paths(tmp_path):
    paths = [write(tmp_path, name, make()) for name, make in GOOD.items() if not name.startswith("a.")]
    paths += [write(tmp_path, "m.jsonl", b"{\n" + json.dumps(ROW).encode())]
    forward, backward = load(paths, SETTINGS), load(paths[::-1], SETTINGS)
    assert forward == backward
    assert [article.id for article in forward[0]] == sorted(article.id for article in forward[0])


def test_articles_come_one_by_one_without_reading_what_follows(tmp_path):
    path = tmp_path / "a.jsonl"
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps({"text": f"Text number {number}."}) + "\n" for number in range(50_000))
    stream = iter_articles([path], SETTINGS)
    first = next(stream)
    assert isinstance(first, Article)
    assert first.id == "a#1"
    stream.close()


def test_the_formats_table_names_every_suffix_once():
    table = formats_table()
    assert all(table.count(f"`{suffix}`") == 1 for suffix in SUFFIXES)
    assert "`[parquet]`" in table


def test_front_matter_that_is_none_stays_text(tmp_path):
    for name, text in {
        "list.md": "---\n- a\n---\nbody",
        "open.md": "---\ntitle: x\nbody without end",
        "alias.md": "---\na: &x [1]\nb: *x\n---\nbody",
        "rule.txt": "---\n\nA rule opens this text.\n---\nbody",
        "deep.md": "---\na: " + "[" * 5_000 + "\n---\nbody",
    }.items():
        write(tmp_path, name, text.encode())
        articles, _ = load([tmp_path / name], SETTINGS)
        assert articles[0].text == text


def test_front_matter_and_what_follows_it_keep_the_text_whole(tmp_path):
    write(
        tmp_path,
        "a.md",
        b"---\r\ntitle: 'Yes: it is'\r\ndate: 2026-01\r\n---\r\n\r\n# Yes\r\n\r\n  Body.\r\n",
    )
    article = load([tmp_path], SETTINGS)[0][0]
    assert article.text == "# Yes\n\n  Body.\n"
    assert (article.title, article.published) == ("Yes: it is", "2026-01")


def test_a_markdown_heading_is_the_title_where_nothing_else_is(tmp_path):
    article = load([write(tmp_path, "a.md", b"# Pier closed #\n\nBody.\n")], SETTINGS)[0][0]
    assert article.title == "Pier closed"
    assert "title" not in article.inferred


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><nitf>&b;</nitf>',
            "entities",
        ),
        (
            b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><nitf><body>&x;</body></nitf>',
            "entities",
        ),
        (b"<rss><channel/></rss>", "<rss>"),
        (b"<nitf><body>", "broken XML"),
        (b"<conceptItem/>", "without a news item"),
        (b"<newsItem><contentSet/></newsItem>", "without text"),
        (b"<a>" * 5_000 + b"</a>" * 5_000, "broken XML"),
    ],
)
def test_hostile_or_strange_xml_is_refused_with_a_reason(tmp_path, data, reason):
    articles, skipped = load([write(tmp_path, "a.xml", data)], SETTINGS)
    assert articles == []
    assert reason in skipped[0].reason


def test_xml_with_a_document_type_and_named_characters_is_read_without_fetching_it(tmp_path):
    data = (
        nitf()
        .replace("cost 2.5", "cost&nbsp;2.5")
        .replace("<nitf>", '<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd"><nitf>')
    )
    article = load([write(tmp_path, "a.xml", data.encode())], SETTINGS)[0][0]
    assert "will cost 2.5 million" in article.text
    assert "winter" not in article.text


def test_a_message_of_several_items_gives_each(tmp_path):
    item = newsml().partition(b"?>")[2].decode()
    data = f"<newsMessage><itemSet>{item}{item.replace('cracks', 'holes')}</itemSet></newsMessage>"
    articles, _ = load([write(tmp_path, "a.xml", data.encode())], SETTINGS)
    assert [article.id for article in articles] == ["a#1", "a#2"]


def test_a_page_built_of_too_many_elements_is_refused(tmp_path):
    small = Settings(max_page_elements=1_000)
    data = b"<html><body>" + b"<b>x</b>" * 2_000
    _, skipped = load([write(tmp_path, "a.html", data)], small)
    assert "1,000 elements" in skipped[0].reason


def test_a_page_nested_beyond_reason_is_refused_quickly(tmp_path):
    data = b"<div>" * 19_000 + TEXT.encode() + b"</div>" * 19_000
    articles, skipped = load([write(tmp_path, "a.html", data)], SETTINGS)
    assert len(articles) + len(skipped) == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (lambda: warc(kind="image/png"), "not HTML"),
        (lambda: warc(status="404 Not Found"), "200 OK"),
        (lambda: warc()[:-300], "ends within record 2"),
        (lambda: warc() + b"junk", "no record after record 2"),
        (lambda: warc().replace(b"Content-Length: 4", b"Content-Length: x"), "no usable length"),
        (lambda: warc(b"\x1f\x8b" + b"junk", extra="Content-Encoding: gzip\r\n"), "broken packing"),
        (lambda: warc(b"\x0b\x02\x80", extra="Content-Encoding: br\r\n"), "'br'"),
        (lambda: b"WARC/1.0\r\n" + b"a: b\r\n" * 10, "no usable length"),
    ],
)
def test_a_web_archive_says_what_it_passed_over(tmp_path, data, reason):
    _, skipped = load([write(tmp_path, "a.warc", data())], SETTINGS)
    assert reason in skipped[-1].reason


def test_a_page_packed_to_burst_is_refused(tmp_path):
    small = Settings(max_page_bytes=10_000)
    data = warc(gzip.compress(b"<p>" + b"a" * 1_000_000), extra="Content-Encoding: gzip\r\n")
    _, skipped = load([write(tmp_path, "a.warc", data)], small)
    assert "10,000 bytes" in skipped[0].reason
