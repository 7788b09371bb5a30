"""What the documents say is true: generated parts are current, examples run, commands exist."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from table import table as speed_table

from provenance.loaders import formats_table

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _generated(name):
    begin = f"<!-- generated: {name} -->\n"
    return README[README.index(begin) + len(begin) :].split("<!-- end -->")[0]


def test_the_formats_table_is_the_registry_s():
    if os.environ.get("UPDATE_DOCS"):
        old = f"<!-- generated: formats -->\n{_generated('formats')}"
        new = f"<!-- generated: formats -->\n{formats_table().strip()}\n"
        (ROOT / "README.md").write_text(README.replace(old, new), encoding="utf-8")
        pytest.skip("README.md written anew")
    assert _generated("formats").strip() == formats_table().strip(), (
        "run UPDATE_DOCS=1 pytest tests/test_docs.py"
    )


def test_the_table_of_speed_is_what_the_bench_measured():
    if os.environ.get("UPDATE_DOCS"):
        old = f"<!-- generated: speed -->\n{_generated('speed')}"
        new = f"<!-- generated: speed -->\n{speed_table()}\n"
        (ROOT / "README.md").write_text(README.replace(old, new), encoding="utf-8")
        pytest.skip("README.md written anew")
    assert _generated("speed").strip() == speed_table(), "run UPDATE_DOCS=1 pytest tests/test_docs.py"


def test_the_readme_s_python_example_runs():
    example = next(
        each for each in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if ".align(" in each
    )
    done = subprocess.run(
        [sys.executable, "-c", example], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "verbatim" in done.stdout or "edited" in done.stdout


def test_every_command_and_option_in_the_readme_exists():
    commands = set(re.findall(r"^(?:.*\| )?provenance (\w+)", README, re.MULTILINE))
    for command in sorted(commands):
        done = subprocess.run(
            [sys.executable, "-m", "provenance", command, "--help"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, command
        plain = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)
        for option in set(re.findall(rf"provenance {command} .*?(--[a-z-]+)", README)):
            assert option in plain, f"{command} {option}"


def test_links_and_files_named_in_the_documents_exist():
    for name in ("README.md", "ARCHITECTURE.md", "reports/README.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
            assert (ROOT / name).parent.joinpath(target).exists(), f"{name} links to {target}"
        for path in re.findall(r"`((?:provenance|tests|corpus)/[\w./-]+\.\w+)`", text):
            assert (ROOT / path).exists(), f"{name} names {path}"
