"""The commands of a store, as people run them, and the folder that is watched."""

import csv
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from provenance import Settings
from provenance.cli.running import part_name
from provenance.loaders import load
from provenance.pipeline import ingest as line
from provenance.pipeline.migrating import migrate
from provenance.pipeline.tracing import carried

CORPUS = Path(__file__).parent.parent / "corpus"
TEXT = "The harbour authority closed the lift bridge on Monday after a barge struck its pier at noon."


def run(*arguments, cwd=None):
    command = [sys.executable, "-m", "provenance", *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=cwd, encoding="utf-8")


@pytest.fixture(scope="module")
def drops(tmp_path_factory):
    """The sample corpus in two folders, and a store that has both."""
    root = tmp_path_factory.mktemp("drops")
    files = sorted(path for path in CORPUS.iterdir() if path.suffix in {".txt", ".md", ".html"})
    for number, path in enumerate(files):
        folder = root / ("one" if number % 2 else "two")
        folder.mkdir(exist_ok=True)
        shutil.copy(path, folder / path.name)
    for name in ("one", "two"):
        done = run("ingest", name, "--store", "news.duckdb", cwd=root)
        assert done.returncode == 0, done.stderr
    return root, done.stdout


def test_ingest_tells_what_the_drop_brings(drops):
    _, said = drops
    shared = "share copy with articles already in the store"
    for line_ in ("new articles; the store now holds", shared, "that grew", "seen before", "new to a story"):
        assert line_ in said


def test_ingest_says_what_of_a_drop_is_new_changed_or_known(tmp_path):
    names = ("harbor-post_bridge.txt", "item-0417.txt", "lakeside-tribune_bridge.md")
    for folder, taken in (("one", names[:2]), ("two", names)):
        (tmp_path / folder).mkdir()
        for name in taken:
            text = (CORPUS / name).read_text(encoding="utf-8")
            changed = text.replace("trapping 11", "trapping 14") if folder == "two" else text
            (tmp_path / folder / name).write_text(changed, encoding="utf-8")
    said = [run("ingest", name, "--store", "s.duckdb", cwd=tmp_path).stdout for name in ("one", "two", "two")]
    assert "2 new articles; the store now holds 2" in said[0]
    assert "1 new article; the store now holds 3" in said[1]
    assert "of the drop: 3 articles, 1 new, 1 known, 1 changed" in said[1]
    assert "This drop is known already: nothing was added; the store holds 3" in said[2]
    assert "of the drop: 3 articles, 0 new, 3 known, 0 changed" in said[2]
    assert "share copy" not in said[2]
    told = json.loads(run("ingest", "one", "--store", "s.duckdb", "--json", cwd=tmp_path).stdout)
    assert told["tally"] == {"given": 2, "new": 0, "changed": 0, "known": 2, "again": True, "stored": 3}
    assert told["articles"] == 0


def test_what_cannot_be_ingested_leaves_no_store_behind(tmp_path):
    (tmp_path / "nothing").mkdir()
    done = run("ingest", "nothing", "--store", "s.duckdb", cwd=tmp_path)
    assert done.returncode == 1
    assert not (tmp_path / "s.duckdb").exists()


def test_an_empty_drop_leaves_a_store_that_was_there_alone(drops):
    root, _ = drops
    (root / "nothing").mkdir()
    assert run("ingest", "nothing", "--store", "news.duckdb", cwd=root).returncode == 1
    assert (root / "news.duckdb").exists()


@pytest.mark.parametrize(
    "asked", [("--since", "yesterday"), ("--until", "2026-02-30"), ("--since", "2026-3")]
)
def test_what_is_no_date_is_refused(drops, asked):
    root, _ = drops
    done = run("stories", "--store", "news.duckdb", *asked, cwd=root)
    assert done.returncode == 1
    for part in (asked[0], f"found '{asked[1]}'", "expected a day, month or year", "Give one such as"):
        assert part in done.stderr


def test_report_stories_outlets_and_quotes_come_from_the_store(drops):
    root, _ = drops
    done = run("report", "--store", "news.duckdb", "--only", "json,tables", cwd=root)
    assert done.returncode == 0, done.stderr
    everything = json.loads((root / "reports" / "news" / "comparison.json").read_text(encoding="utf-8"))
    assert everything["articles"]
    outlet = everything["articles"][0]["outlet"]
    for command in (["stories"], ["outlets"], ["quotes"]):
        done = run(*command, "--store", "news.duckdb", cwd=root)
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()
    done = run(
        "report", "--store", "news.duckdb", "--outlet", outlet, "--drop", "one", "--out", "part", cwd=root
    )
    assert done.returncode in {0, 1}
    done = run("report", "--store", "news.duckdb", "--since", "2031", cwd=root)
    assert done.returncode == 1
    assert "provenance outlets" in done.stderr


def test_names_of_outlets_that_are_written_alike_have_folders_of_their_own():
    outlets = ("Harbor Post", "Harbor-Post", "Harbor, Post", "Harbor  Post", "!", "?", "x" * 80, "x" * 81)
    names = [part_name({"outlet": each, "since": "2026-03"}) for each in outlets]
    assert names[0] == "-outlet-harbor-post-since-2026-03"
    assert names[0] == part_name({"outlet": "HARBOR POST", "since": "2026-03"})
    assert len({*names}) == len(outlets)
    assert all(re.fullmatch(r"[\w.-]{1,120}", each) for each in names)


@pytest.mark.slow
def test_every_part_of_a_store_has_a_folder_of_its_own(drops):
    root, _ = drops
    parts = (["--outlet", "Harbor Post"], ["--outlet", "Metro Dispatch"], ["--drop", "one"], [])
    for asked in parts:
        done = run("report", "--store", "news.duckdb", *asked, cwd=root)
        assert done.returncode == 0, done.stderr
    names = ("news-outlet-harbor-post", "news-outlet-metro-dispatch", "news-drop-one", "news")
    held = [
        {
            each["id"]
            for each in json.loads((root / "reports" / name / "comparison.json").read_text())["articles"]
        }
        for name in names
    ]
    assert all(part <= held[-1] for part in held)
    assert held[1] < held[-1]


def test_a_slice_by_drop_has_the_drop_s_articles(drops):
    root, _ = drops
    done = run(
        "report", "--store", "news.duckdb", "--drop", "one", "--out", "part", "--only", "json", cwd=root
    )
    assert done.returncode == 0, done.stderr
    part = json.loads((root / "part" / "comparison.json").read_text(encoding="utf-8"))
    assert {path.stem for path in (root / "one").iterdir()} <= {each["id"] for each in part["articles"]}
    done = run("report", "--store", "news.duckdb", "--drop", "nothing", cwd=root)
    assert done.returncode == 1
    assert "there are:" in done.stderr


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl", "graphml", "prov"])
def test_export_writes_files_that_others_read(drops, tmp_path, form):
    root, _ = drops
    done = run("export", "--store", root / "news.duckdb", "--format", form, "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    written = {path.name: path for path in tmp_path.iterdir()}
    if form == "parquet":
        import pyarrow.parquet

        assert pyarrow.parquet.read_table(written["articles.parquet"]).num_rows > 5
    elif form == "csv":
        assert len(list(csv.DictReader(written["articles.csv"].open(encoding="utf-8-sig")))) > 5
    elif form == "jsonl":
        rows = [json.loads(row) for row in written["pairs.jsonl"].read_text(encoding="utf-8").splitlines()]
        assert {"left", "right", "relation"} <= rows[0].keys()
    else:
        assert len(written) >= 1
        assert all(path.stat().st_size > 100 for path in written.values())


def test_export_refuses_a_format_it_does_not_have(drops):
    root, _ = drops
    done = run("export", "--store", root / "news.duckdb", "--format", "xls", "--out", root / "no")
    assert done.returncode == 2
    assert all(form in done.stderr for form in ("parquet", "csv", "jsonl", "graphml", "prov"))


def test_trace_finds_who_carries_a_text_oldest_first_with_what_they_changed(tmp_path):
    from provenance import Article

    changed = TEXT.replace("Monday", "Tuesday")
    articles = [
        Article("late", "Daily Ledger", "Bridge", f"{changed} Nobody was hurt.", published="2026-03-04"),
        Article("early", "Harbor Post", "Bridge", f"It was a quiet day. {TEXT}", published="2026-03-02"),
        Article("none", "Island Times", "Poem", "A poem about spring was read in the library on Friday."),
    ]
    path = tmp_path / "news.duckdb"
    with line.open_store(path, writing=True) as store:
        line.ingest(articles, store)
    with line.open_store(path) as store:
        early, late = carried(TEXT, store).carriers
        (short,) = carried("QUIET day", store).carriers
        nobody = carried("words that stand nowhere at all in any of these articles", store)
    assert (early.article.id, early.share, early.changes) == ("early", 1.0, ())
    assert late.article.id == "late"
    assert [(each.was, each.now) for each in late.changes] == [("Monday", "Tuesday")]
    assert early.article.text[early.spans[0].begin : early.spans[0].end] == TEXT
    assert short.article.id == "early"
    assert not nobody.carriers
    release = tmp_path / "release.txt"
    release.write_text(TEXT, encoding="utf-8")
    done = run("trace", "--file", release, "--store", path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.index("Harbor Post") < done.stdout.index("Daily Ledger")
    assert "Monday → Tuesday" in done.stdout
    assert run("trace", "--store", path).returncode == 1


def test_trace_finds_what_an_article_quotes_with_other_words_whether_the_text_has_marks_or_not(tmp_path):
    from provenance import Article

    said = (
        "we are going to do what we said we would do and we will keep at it "
        "until every family in this town has a warm home again"
    )
    path = tmp_path / "news.duckdb"
    with line.open_store(path, writing=True) as store:
        articles = [
            Article("quotes", "Harbor Post", "Town", f"The mayor came late. “{said},” she said."),
            Article("none", "Island Times", "Poem", "A poem about spring was read on Friday."),
        ]
        line.ingest(articles, store)
    words = said.split()
    words[3::5] = ["otherwise"] * len(words[3::5])
    changed = " ".join(words)
    with line.open_store(path) as store:
        bare, marked = (carried(text, store).carriers for text in (changed, f"“{changed}”"))
    assert [each.article.id for each in bare] == [each.article.id for each in marked] == ["quotes"]
    assert [each.was for each in bare[0].changes] == ["otherwise"] * len(words[3::5])


def test_trace_finds_few_words_however_they_are_typed_and_says_where(tmp_path):
    from provenance import Article

    text = "It was late. The mayor’s  aide\nsaid “no (yet)” and left the quay before the rain began."
    with line.open_store(tmp_path / "news.duckdb", writing=True) as store:
        line.ingest([Article("one", "Harbor Post", "Quay", text)], store)
        found = carried('the Mayor\'s aide said "no (yet)"', store).carriers
        assert not carried("the mayor.s aide", store).carriers
        assert not carried("late. " + "x" * 3000, store).carriers
    span = found[0].spans[0]
    assert text[span.begin : span.end] == "The mayor’s  aide\nsaid “no (yet)”"


def test_trace_needs_no_datasketch_where_the_store_kept_what_it_drew(tmp_path):
    from provenance import Article
    from provenance.pipeline import drawing
    from provenance.sketches import draw

    path = tmp_path / "news.duckdb"
    with line.open_store(path, writing=True) as store:
        line.ingest([Article("one", "Harbor Post", "Bridge", TEXT)], store)
        kept, drawn = drawing.kept(store), draw(store.settings)
        assert (kept.factors == drawn.factors).all()
        assert (kept.offsets == drawn.offsets).all()
        assert (kept.bands, kept.rows) == (drawn.bands, drawn.rows)
    heavy = {*"datasketch scipy sklearn numba nltk rich.table provenance.loaders provenance.facts".split()}
    script = (
        "import sys; from provenance.cli import app\n"
        f"app(['trace', {TEXT!r}, '--store', {str(path)!r}], standalone_mode=False)\n"
        f"print('heavy:', *({heavy} & {{*sys.modules}}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "Harbor Post" in done.stdout, done.stderr
    assert done.stdout.endswith("heavy:\n")


def test_forget_removes_an_outlet_from_every_table(tmp_path):
    path = tmp_path / "news.duckdb"
    with line.open_store(path, writing=True) as store:
        line.ingest(CORPUS, store)
        (outlet, count) = store.connection.execute(
            "SELECT outlet, count(*) FROM articles GROUP BY outlet ORDER BY 2 DESC, 1 LIMIT 1"
        ).fetchone()
        gone = [
            row[0]
            for row in store.connection.execute(
                "SELECT id FROM articles WHERE outlet = ?", [outlet]
            ).fetchall()
        ]
    done = run("forget", "--outlet", outlet, "--store", path)
    assert done.returncode == 0, done.stderr
    assert f"forgot {count}" in done.stdout
    with line.open_store(path) as store:
        whole = json.dumps(line.stored(store).to_dict(), ensure_ascii=False)
        left = store.connection.execute(
            "SELECT count(*) FROM keys WHERE article NOT IN (SELECT number FROM articles)"
        )
        assert left.fetchone() == (0,)
    assert not [each for each in gone if f'"{each}"' in whole]
    done = run("forget", "nobody", "--store", path)
    assert done.returncode == 1
    assert "no article 'nobody' in this store" in done.stderr


def test_migrate_keeps_a_copy_and_gives_what_the_new_settings_give(tmp_path):
    from provenance import compare

    path = tmp_path / "news.duckdb"
    articles, _ = load([CORPUS], Settings())
    with line.open_store(path, writing=True) as store:
        line.ingest(articles[:9], store)
        line.ingest(articles[9:], store)
        store.connection.execute("UPDATE meta SET value = '0' WHERE name = 'schema'")
    kept = migrate(path, Settings(shingle_size=4), wait=5)
    assert kept.exists()
    with line.open_store(path) as store:
        assert store.settings.shingle_size == 4
        assert line.stored(store).to_dict() == compare(articles, Settings(shingle_size=4)).to_dict()
        assert store.connection.execute("SELECT count(*) FROM drops").fetchone() == (2,)
