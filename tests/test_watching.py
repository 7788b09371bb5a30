"""A folder that is watched: whole files only, whatever is done to them meanwhile."""

import json
import os
import shutil
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from provenance import Settings
from provenance.loaders import load
from provenance.model import Skipped
from provenance.pipeline import following
from provenance.pipeline import ingest as line
from provenance.pipeline.following import follow

pytest.importorskip("watchfiles")
CORPUS = Path(__file__).parent.parent / "corpus"
SETTLE = 0.7  # seconds
TEXT = "The harbour bridge closed on Monday after a barge struck its pier."


@contextmanager
def watched(folder, path):
    """Watch a folder meanwhile; what the watch yields is in the list."""
    stop, seen = threading.Event(), []
    thread = threading.Thread(
        target=lambda: seen.extend(follow(folder, path, settle=SETTLE, wait=30, stop=stop))
    )
    thread.start()
    try:
        yield seen
    finally:
        stop.set()
        thread.join(120)
        assert not thread.is_alive()


def until(so):
    end = time.monotonic() + 120
    while not so():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.1)


def known(seen):
    return {each for drop in seen if not isinstance(drop, Skipped) for each in drop.articles}


def stored(path):
    with line.open_store(path) as store:
        texts = dict(store.connection.execute('SELECT id, "text" FROM articles').fetchall())
        versions = store.connection.execute('SELECT id, "text" FROM versions').fetchall()
    return texts, versions


@pytest.fixture
def files():
    return sorted(CORPUS.glob("*.txt"))[:4]


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    (folder / "sub").mkdir(parents=True)
    return folder


def copied_slowly(source, target):
    data = source.read_bytes()
    with target.open("wb") as out:
        for begin in range(0, len(data), max(len(data) // 4, 1)):
            out.write(data[begin : begin + max(len(data) // 4, 1)])
            out.flush()
            os.fsync(out.fileno())
            time.sleep(0.25)


def test_watch_takes_files_whole_whatever_happens_to_them(tmp_path, inbox, files):
    path = tmp_path / "news.duckdb"
    shutil.copy(files[0], inbox / files[0].name)
    with watched(inbox, path) as seen:
        copied_slowly(files[1], inbox / "sub" / files[1].name)
        part = inbox / f"{files[2].name}.part"
        copied_slowly(files[2], part)
        part.rename(inbox / files[2].name)
        (inbox / "gone.txt").write_text("This file is deleted before it is whole.", encoding="utf-8")
        (inbox / "gone.txt").unlink()
        (inbox / "odd.xyz").write_text("no loader reads this", encoding="utf-8")
        wanted = {files[0].stem, f"sub/{files[1].stem}", files[2].stem}
        until(lambda: wanted <= known(seen) and any(isinstance(each, Skipped) for each in seen))
    rows, versions = stored(path)
    assert not versions
    assert rows.keys() == wanted
    whole = {each.id: each.text for each in load(files, Settings())[0]}
    assert {Path(name).name: text for name, text in rows.items()} == {
        Path(name).name: whole[Path(name).name] for name in wanted
    }


def test_a_file_that_is_overwritten_is_a_version_and_one_that_is_deleted_or_renamed_stays(
    tmp_path, inbox, files
):
    path = tmp_path / "news.duckdb"
    first = inbox / "bridge.txt"
    first.write_text(TEXT, encoding="utf-8")
    shutil.copy(files[0], inbox / files[0].name)
    shutil.copy(files[1], inbox / files[1].name)
    changed = tmp_path / "changed.txt"
    changed.write_text(TEXT.replace("Monday", "Tuesday"), encoding="utf-8")
    with watched(inbox, path) as seen:
        until(lambda: len(known(seen)) == 3)
        (inbox / files[0].name).unlink()
        (inbox / files[1].name).rename(inbox / "renamed.txt")
        copied_slowly(changed, first)
        until(
            lambda: (
                "renamed" in known(seen)
                and sum(getattr(e, "tally", None) is not None and e.tally.changed for e in seen)
            )
        )
    rows, versions = stored(path)
    assert rows.keys() == {"bridge", files[0].stem, files[1].stem, "renamed"}
    assert rows["bridge"] == changed.read_text(encoding="utf-8")
    assert versions == [("bridge", TEXT)]
    assert rows["renamed"] == rows[files[1].stem]


def test_a_file_that_changes_while_it_is_read_is_read_again(tmp_path, inbox, monkeypatch):
    path, half = tmp_path / "news.duckdb", "The harbour bridge closed on Monday after"
    whole = f"{half} a barge struck its pier, and it stays closed until the summer."
    (inbox / "bridge.txt").write_text(half, encoding="utf-8")
    reads = []

    def interrupted(paths, settings):
        found = load(paths, settings)
        reads.append(found[0][0].text)
        if len(reads) == 1:
            (inbox / "bridge.txt").write_text(whole, encoding="utf-8")
        return found

    monkeypatch.setattr(following, "load", interrupted)
    with watched(inbox, path) as seen:
        until(lambda: known(seen))
    assert reads == [half, whole]
    assert stored(path) == ({"bridge": whole}, [])


def test_a_file_that_went_away_or_contradicts_itself_ends_no_watch(tmp_path, inbox):
    path = tmp_path / "news.duckdb"
    rows = [{"id": "one", "text": TEXT}, {"id": "one", "text": TEXT.replace("Monday", "Tuesday")}]
    (inbox / "twice.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with watched(inbox, path) as seen:
        until(lambda: any(isinstance(each, Skipped) for each in seen))
        (inbox / "later.txt").write_text(TEXT, encoding="utf-8")
        until(lambda: known(seen))
    assert "one" in next(each.reason for each in seen if isinstance(each, Skipped))
    assert stored(path)[0].keys() == {"later"}
    assert following._read(inbox, inbox / "missing.txt", Settings())[0] == []
