"""Killed, out of disk, interrupted: every finished batch is whole, nothing is half, nothing is doubled.

The slow test kills at 12 moments; `PROVENANCE_KILLS=50 pytest -m slow tests/test_store_safety.py` at fifty.
"""

import multiprocessing
import os
import resource
import signal
import time
from pathlib import Path
from random import Random

import pytest

from provenance import Settings, compare
from provenance.errors import StoreWriteError
from provenance.loaders import load
from provenance.pipeline import ingest as line

CORPUS = Path(__file__).parent.parent / "corpus"
KILLS = int(os.environ.get("PROVENANCE_KILLS", "12"))  # each takes seconds: fifty are minutes
SMALL = 3  # articles in one transaction: several moments between two commits in a few articles
# Forked from a server that has everything loaded: what is killed is the work, not the imports.
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["provenance.pipeline.ingest", "provenance.cli", __name__])


def _work(path, articles, begun, most_bytes):
    line.BATCH = SMALL
    if most_bytes:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    begun.set()
    try:
        with line.open_store(path, writing=True) as store:
            line.ingest(articles, store)
    except StoreWriteError:
        os._exit(3)


def _started(path, articles, most_bytes=0):
    begun = CONTEXT.Event()
    process = CONTEXT.Process(target=_work, args=(path, articles, begun, most_bytes))
    process.start()
    assert begun.wait(120)
    return process


@pytest.fixture(scope="module")
def sample():
    return load([CORPUS], Settings())[0]


def _whole(path, articles):
    """Check that a store holds finished batches and nothing else; return how many articles."""
    if not path.exists():
        return 0
    with line.open_store(path, writing=True) as store:
        found = line.stored(store)
        tables = store.connection.execute(
            "SELECT (SELECT count(DISTINCT article) FROM keys), (SELECT count(*) FROM bags), "
            "(SELECT count(*) FROM said), (SELECT count(DISTINCT id) FROM articles), "
            '(SELECT count(*) - count(DISTINCT ("left", "right")) FROM pairs)'
        ).fetchone()
    count = len(found.articles)
    assert tables == (count, count, count, count, 0)
    assert count % SMALL == 0 or count == len(articles)
    there = {article.id for article in found.articles}
    if count > 1:
        kept = [article for article in articles if article.id in there]
        assert found.to_dict() == compare(kept).to_dict()
    return count


def _killed(path, articles, moments, seed):
    """Kill at random moments, going on with the same store; begin anew whenever it is complete."""
    chosen = Random(seed)
    begin = time.monotonic()
    process = _started(path, articles)
    process.join()
    takes = time.monotonic() - begin
    assert _whole(path, articles) == len(articles)
    path.unlink()
    reached = set()
    for _ in range(moments):
        process = _started(path, articles)
        time.sleep(chosen.uniform(0, takes * 0.7))
        process.kill()
        process.join()
        count = _whole(path, articles)
        reached.add(count)
        if count == len(articles):
            path.unlink()
    process = _started(path, articles)
    process.join()
    assert process.exitcode == 0
    assert _whole(path, articles) == len(articles)
    return reached


def test_killed_at_a_few_moments_nothing_is_lost_or_doubled(tmp_path, sample):
    _killed(tmp_path / "news.duckdb", sample[:9], 3, seed=1)


@pytest.mark.slow
def test_killed_at_many_moments_nothing_is_lost_or_doubled(tmp_path, sample):
    reached = _killed(tmp_path / "news.duckdb", sample[:12], KILLS, seed=2)
    assert len(reached) > 2, "the kills came at different moments"


@pytest.mark.slow
def test_a_full_disk_says_so_and_what_was_finished_stays(tmp_path, sample):
    path = tmp_path / "news.duckdb"
    _started(path, sample[:SMALL]).join()
    assert _whole(path, sample[:SMALL]) == SMALL
    codes = []
    for most_bytes in (20_000, 300_000, 3_000_000):
        process = _started(path, sample[:9], most_bytes)
        process.join()
        codes.append(process.exitcode)
        assert _whole(path, sample[:9]) >= SMALL
    assert codes[0] == 3
    assert set(codes) <= {0, 3}
    process = _started(path, sample[:9])
    process.join()
    assert process.exitcode == 0
    assert _whole(path, sample[:9]) == 9


def test_an_error_within_a_batch_leaves_the_store_as_it_was(tmp_path, sample):
    path = tmp_path / "news.duckdb"

    def interrupted(step):
        if step == "collect":
            raise KeyboardInterrupt

    with line.open_store(path, writing=True) as store:
        line.ingest(sample[:4], store)
        before = line.stored(store).to_dict()
        with pytest.raises(KeyboardInterrupt):
            line.ingest(sample[4:8], store, progress=interrupted)
        assert line.stored(store).to_dict() == before
        line.ingest(sample[4:8], store)
        assert line.stored(store).to_dict() == compare(sample[:8]).to_dict()
