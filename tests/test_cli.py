import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer import Exit

from provenance.renderers import RENDERERS

CORPUS = Path(__file__).parent.parent / "corpus"
SCHEMA = Path(__file__).parent.parent / "provenance" / "data" / "comparison.schema.json"
ONE = (
    "The old lift bridge in Port Ellery was closed on Monday after a barge struck its northern pier at noon."
)
OTHER = (
    "A barge struck the northern pier. "
    "The old lift bridge in Port Ellery was closed on Monday, the town said."
)


def run(*arguments, stdin="", cwd=None):
    command = [sys.executable, "-m", "provenance", *map(str, arguments)]
    return subprocess.run(
        command, check=False, input=stdin, capture_output=True, text=True, cwd=cwd, encoding="utf-8"
    )


@pytest.fixture
def two(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "harbor-post_bridge.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "in" / "daily-ledger_bridge.txt").write_text(OTHER, encoding="utf-8")
    return tmp_path


def test_compare_writes_every_file_it_promises(two):
    done = run("compare", "in", cwd=two)
    assert done.returncode == 0, done.stderr
    written = {path.name for path in (two / "reports" / "in").iterdir()}
    promised = "comparison.json articles.csv pairs.csv passages.csv quotes.csv facts.csv heatmap.png"
    assert written >= {*promised.split(), "report.html", "summary.md"}
    assert not [name for name in written if name.startswith(".")]
    assert "report.html" in done.stdout


def test_json_is_valid_under_the_schema_and_prints_nothing_else(two):
    done = run("compare", "in", "--json", cwd=two)
    result = json.loads(done.stdout)
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(result)
    assert not (two / "reports").exists()
    assert [article["outlet"] for article in result["articles"]] == ["Daily Ledger", "Harbor Post"]


def test_the_sample_corpus_is_valid_under_the_schema(tmp_path):
    done = run("compare", CORPUS, "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    result = json.loads((tmp_path / "comparison.json").read_text(encoding="utf-8"))
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(result)
    assert len(result["articles"]) == 19


def test_running_twice_says_so_and_gives_the_same_bytes(two):
    run("compare", "in", "--out", "out", cwd=two)
    before = {path.name: path.read_bytes() for path in (two / "out").iterdir()}
    done = run("compare", "in", "--out", "out", "--quiet", cwd=two)
    assert "replaced the earlier report" in done.stderr
    assert done.stdout == ""
    assert before == {path.name: path.read_bytes() for path in (two / "out").iterdir()}


def test_anonymised_reports_name_no_outlet_and_the_key_lies_beside_the_folder(two):
    done = run("compare", "in", "--out", "out", "--anonymise", cwd=two)
    assert done.returncode == 0, done.stderr
    assert "Harbor Post" in (two / "out-key.csv").read_text(encoding="utf-8")
    assert not list((two / "out").glob("*key*"))
    assert "out-key.csv" in done.stdout
    for name in ("comparison.json", "report.html", "pairs.csv", "summary.md"):
        assert "Harbor Post" not in (two / "out" / name).read_text(encoding="utf-8"), name
    assert "Harbor Post" not in done.stdout


def test_the_order_in_which_files_are_given_does_not_matter(two):
    files = sorted((two / "in").iterdir())
    one = run("compare", *files, "--json").stdout
    other = run("compare", *reversed(files), "--json").stdout
    assert one == other


def test_a_dash_reads_paths_from_standard_input(two):
    listed = "\n".join(str(path) for path in (two / "in").iterdir())
    assert run("compare", "-", "--json", stdin=listed).returncode == 0


def test_explain_shows_one_pair_with_its_reasons(two):
    done = run("explain", "in/harbor-post_bridge.txt", "in/daily-ledger_bridge.txt", cwd=two)
    assert done.returncode == 0, done.stderr
    assert "Harbor Post" in done.stdout
    assert "verbatim" in done.stdout or "edited" in done.stdout


def test_explain_finds_articles_by_id_in_a_folder(two):
    done = run("explain", "harbor-post_bridge", "nobody", "--in", "in", cwd=two)
    assert done.returncode == 1
    assert "no article 'nobody'" in done.stderr


def test_an_unknown_kind_of_output_is_wrong_usage_and_nothing_is_written(two):
    for command in (
        ("compare", "in", "--only", "tables,html"),
        ("report", "--store", "none.duckdb", "--only", "html"),
        ("export", "--store", "none.duckdb", "--out", "reports", "--format", "xml"),
    ):
        done = run(*command, cwd=two)
        assert done.returncode == 2
        assert "there are:" in done.stderr
        assert not (two / "reports").exists()


def test_help_names_every_kind_of_output():
    told = run("compare", "--help").stdout
    assert all(kind in told for kind in RENDERERS)


def test_a_text_shorter_than_a_sentence_is_left_out_with_the_reason(two):
    (two / "in" / "x.txt").write_text("x", encoding="utf-8")
    done = run("compare", "in", "--json", cwd=two)
    (skipped,) = json.loads(done.stdout)["skipped"]
    assert skipped["reason"].startswith("too short: 1 word;")


def test_help_loads_neither_numpy_nor_rich_and_cuts_no_line():
    script = (
        "import sys; from provenance.cli import app\n"
        "app(['--help'], standalone_mode=False)\n"
        "print('heavy:', *({'numpy', 'duckdb', 'rich', 'pydantic'} & {*sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("heavy:\n")
    lines = done.stdout.partition("Commands:")[2].splitlines()
    assert len(lines) > 10
    assert not [each for each in lines if each.endswith("...")]


def test_version_help_and_settings_answer():
    assert run("--version").stdout.startswith("provenance ")
    assert "Exit codes" in run("--help").stdout
    assert "shingle_size" in run("settings").stdout


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda _: None, "no such file or folder"),
        (lambda folder: folder.mkdir(), "no article found"),
        (lambda folder: _file(folder / "a.txt", ONE.encode()), "found 1 usable article"),
        (lambda folder: _file(folder / "a.txt", b"\x00\x01\x02\xff" * 50), "binary"),
        (lambda folder: _file(folder / "a.jsonl", b'{"text": "broken'), "line 1"),
        (lambda folder: _file(folder / "a.txt", b" \n\n "), "no text"),
    ],
    ids=["missing", "empty", "single", "binary", "broken JSON", "no text"],
)
def test_bad_input_gets_a_clear_message_and_exit_code_1(tmp_path, make, message):
    make(tmp_path / "in")
    done = run("compare", "in", cwd=tmp_path)
    assert done.returncode == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "reports").exists()


def test_two_articles_with_one_id_are_an_error(tmp_path):
    rows = [json.dumps({"id": "same", "text": text}) for text in (ONE, OTHER)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    done = run("compare", tmp_path / "a.jsonl")
    assert done.returncode == 1
    assert "'same'" in done.stderr


def test_a_setting_out_of_range_names_its_range(two):
    done = run("compare", "in", "--set", "shingle_size=99", cwd=two)
    assert done.returncode == 1
    assert "from 1 to 12" in done.stderr
    assert "the name of a setting" in run("compare", "in", "--set", "nonsense=1", cwd=two).stderr


def test_a_place_that_cannot_hold_a_report_is_said_so(two):
    (two / "file").write_text("in the way", encoding="utf-8")
    done = run("compare", "in", "--out", "file", cwd=two)
    assert done.returncode == 1
    assert "expected a folder" in done.stderr


def _file(path, content):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


def test_a_run_that_is_stopped_while_it_writes_leaves_nothing_of_it(two, monkeypatch):
    from provenance import renderers
    from provenance.cli.running import spoken
    from provenance.cli.writing import write
    from provenance.pipeline import compare

    def stopped(*_):
        yield "whole.csv", [b"a,b"]
        yield "half.csv", _until_stopped()

    result = compare(two / "in")
    monkeypatch.setattr(renderers, "render_all", stopped)
    with pytest.raises(Exit) as ended, spoken():
        write(result, two / "out", None, quiet=True)
    assert ended.value.exit_code == 130
    assert not list((two / "out").iterdir())


def _until_stopped():
    yield b"a,"
    raise KeyboardInterrupt
