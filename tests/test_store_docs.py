"""What the README says of the store: its tables are the schema's, its SQL and its Python run."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from provenance.pipeline import ingest as line
from provenance.pipeline.tracing import carried
from provenance.store.schema import tables_table

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_table_of_tables_is_the_schema_s():
    begin = "<!-- generated: tables -->\n"
    found = README[README.index(begin) + len(begin) :].split("<!-- end -->")[0]
    if os.environ.get("UPDATE_DOCS"):
        new = README.replace(f"{begin}{found}", f"{begin}{tables_table()}\n")
        (ROOT / "README.md").write_text(new, encoding="utf-8")
        pytest.skip("README.md written anew")
    assert found.strip() == tables_table(), "run UPDATE_DOCS=1 pytest tests/test_store_docs.py"


def test_the_sql_examples_run_on_the_sample_corpus(tmp_path):
    with line.open_store(tmp_path / "news.duckdb", writing=True) as store:
        line.ingest(ROOT / "corpus", store)
        corrected = tmp_path / "harbor-post_bridge.txt"
        text = (ROOT / "corpus" / corrected.name).read_text(encoding="utf-8")
        corrected.write_text(text.replace("trapping 11 ships", "trapping 14 ships"), encoding="utf-8")
        line.ingest(corrected, store)
        (block,) = re.findall(r"```sql\n(.*?)```", README, re.DOTALL)
        answers = [store.connection.execute(each).fetchall() for each in block.split(";") if each.strip()]
    assert len(answers) == 4
    assert all(answers), "each has something to show"
    assert answers[3] == [("harbor-post_bridge", "harbor-post_bridge", "11", "14")]


def test_what_the_examples_trace_and_forget_is_in_the_sample_corpus(tmp_path):
    (words,) = re.findall(r'provenance trace "(.*?)"', README)
    (forgotten,) = re.findall(r"provenance forget (\S+)", README)
    with line.open_store(tmp_path / "news.duckdb", writing=True) as store:
        line.ingest(ROOT / "corpus", store)
        assert len(carried(words, store).carriers) > 1
        line.forget(store, [forgotten])


def test_the_python_example_of_the_store_runs(tmp_path):
    example = next(
        each for each in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if "open_store" in each
    )
    example = example.replace('"corpus/"', repr(str(ROOT / "corpus")))
    done = subprocess.run(
        [sys.executable, "-c", example], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("19 ")
