"""A live index in a real Redis server gives what the store's own index gives, or says what is wrong."""

import multiprocessing
import shutil
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
import pytest
from typer.testing import CliRunner

from provenance import Settings
from provenance.cli import app
from provenance.errors import (
    IndexLostError,
    IndexMissingError,
    IndexMixedError,
    IndexPackageError,
    IndexServerError,
    IndexUrlError,
)
from provenance.loaders import load
from provenance.pipeline import ingest as line
from provenance.pipeline.migrating import migrate
from provenance.pipeline.tracing import carried
from provenance.renderers.document import render
from provenance.sketches import SCHEME
from provenance.sketches.live import LiveIndex

CORPUS = Path(__file__).parent.parent / "corpus"
SERVER = shutil.which("redis-server")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SERVER is None, reason="there is no redis-server to ask"),
]
redis = pytest.importorskip("redis", reason="the package `redis` is not installed")
# Few articles are many here, so that common keys and a store that outgrows a classroom come into play.
TIGHT = Settings(small_corpus=5, max_expanded=2, max_linked=3)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("redis")
    socket = folder / "redis.sock"
    command = [SERVER, "--port", "0", "--unixsocket", str(socket), "--dir", str(folder), "--save", ""]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        for _ in range(200):
            if socket.exists():
                break
            time.sleep(0.05)
        yield f"redis+unix://{socket}"
        process.terminate()


@pytest.fixture
def url(server):
    client = redis.Redis(unix_socket_path=server.removeprefix("redis+unix://"))
    client.flushall()
    return server


@pytest.fixture(scope="module")
def parts():
    articles = load([CORPUS], Settings())[0][::2]
    shuffled = Random(4).sample(articles, len(articles))
    third = len(articles) // 3
    return [shuffled[:third], shuffled[third : 2 * third], shuffled[2 * third :]]


def written(comparison):
    return b"".join(render(comparison)["comparison.json"])


def ingested(path, parts, settings=None, live=""):
    for part in parts:
        with line.open_store(path, settings, writing=True, live=live) as store:
            line.ingest(part, store)
    with line.open_store(path) as store:
        return written(line.stored(store))


def names(url):
    client = redis.Redis(unix_socket_path=url.removeprefix("redis+unix://"))
    index = LiveIndex(url, Settings())
    return set(client.hkeys(f"{index.basename}_keys"))


@pytest.mark.parametrize("settings", [None, TIGHT])
def test_three_drops_give_the_same_bytes_with_a_live_index_and_without(tmp_path, url, parts, settings):
    own = ingested(tmp_path / "own.duckdb", parts, settings)
    live = ingested(tmp_path / "live.duckdb", parts, settings, url)
    assert live == own
    with line.open_store(tmp_path / "live.duckdb") as store:
        tables = [
            store.connection.execute(query).fetchone()[0]
            for query in ("SELECT count(*) FROM keys WHERE evidence < 25", "SELECT count(*) FROM signed")
        ]
    assert tables[0] == 0
    assert tables[1] > 100


def test_candidates_and_what_they_rest_on_are_the_same(tmp_path, url, parts):
    found = []
    for name, live in (("own", ""), ("live", url)):
        ingested(tmp_path / name, parts, TIGHT, live)
        with line.open_store(tmp_path / name) as store:
            found.append(
                [
                    store.connection.execute(query).fetchall()
                    for query in ("FROM candidates ORDER BY ALL", "FROM chains ORDER BY ALL")
                ]
            )
    assert found[0] == found[1]
    assert found[0][0]


def test_corrections_and_forgetting_take_sentences_out_of_the_index(tmp_path, url, parts):
    first = replace(parts[0][0], url="https://post.example/one")
    later = replace(first, text=parts[1][0].text)
    drops = [[first, *parts[0][1:]], [later, *parts[1]]]
    own = ingested(tmp_path / "own.duckdb", drops)
    assert ingested(tmp_path / "live.duckdb", drops, live=url) == own
    results = []
    for name, live in (("own", ""), ("live", url)):
        path = tmp_path / f"{name}.duckdb"
        with line.open_store(path, writing=True, live=live) as store:
            line.forget(store, [parts[0][1].id])
            results.append(written(line.stored(store)))
            if live:
                rows = store.connection.execute("SELECT name FROM signed").fetchall()
    assert results[0] == results[1]
    assert names(url) == {name.encode() for (name,) in rows}
    with line.open_store(tmp_path / "live.duckdb", writing=True, live=url) as store:
        line.forget(store, [article.id for article in line.stored(store).articles])
    assert not names(url)


def test_stores_that_share_a_server_keep_to_their_own_articles(tmp_path, url, parts):
    own = [ingested(tmp_path / f"own-{number}", drops) for number, drops in ((1, parts[:2]), (2, parts[1:]))]
    with (
        line.open_store(tmp_path / "one", writing=True, live=url) as one,
        line.open_store(tmp_path / "two", writing=True, live=url) as two,
    ):
        for first, second in pairwise(parts):
            line.ingest(first, one)
            line.ingest(second, two)
        found = [written(line.stored(store)) for store in (one, two)]
    assert found == own


def test_what_a_batch_left_behind_that_was_never_finished_is_passed_over(tmp_path, url, parts, monkeypatch):
    own = ingested(tmp_path / "own", parts[:2])
    ingested(tmp_path / "live", parts[:1], live=url)
    with line.open_store(tmp_path / "live", writing=True, live=url) as store:
        with monkeypatch.context() as broken:
            broken.setattr("provenance.pipeline.growing.aligned", None)
            with pytest.raises(TypeError):
                line.ingest(parts[1], store)
        assert len(names(url)) > store.connection.execute("SELECT count(*) FROM signed").fetchone()[0]
        line.ingest(parts[1], store)
        assert written(line.stored(store)) == own


def test_what_could_not_be_taken_out_of_the_index_is_taken_out_after_the_next_batch(
    tmp_path, url, parts, monkeypatch
):
    ingested(tmp_path / "live", parts[:1], live=url)
    with line.open_store(tmp_path / "live", writing=True, live=url) as store:
        with monkeypatch.context() as broken:
            broken.setattr(store.live, "remove", silent)
            with pytest.raises(IndexServerError, match="went away"):
                line.forget(store, [parts[0][0].id])
        assert any(parts[0][0].id.encode() in name for name in names(url))
        line.ingest(parts[1], store)
    assert not any(parts[0][0].id.encode() in name for name in names(url))


def silent(_):
    server, reason = "redis://there", "went away"
    raise IndexServerError(server, reason)


def test_processes_that_fill_one_index_at_once_get_what_each_alone_gets(tmp_path, url, parts):
    drops = [parts[0], [*parts[0], *parts[1]], parts[1]]
    own = [ingested(tmp_path / f"own-{number}", [drop]) for number, drop in enumerate(drops)]
    context = multiprocessing.get_context("spawn")
    paths = [tmp_path / f"live-{number}" for number in range(len(drops))]
    with ProcessPoolExecutor(len(drops), mp_context=context) as pool:
        made = [
            pool.submit(ingest_and_forget, path, drop, url) for path, drop in zip(paths, drops, strict=True)
        ]
        assert [each.result() for each in made] == own
    rows = set()
    for path in paths:
        with line.open_store(path) as store:
            rows |= {
                name.encode() for (name,) in store.connection.execute("SELECT name FROM signed").fetchall()
            }
    assert names(url) == rows


def ingest_and_forget(path, drop, url):
    """Ingest a drop, forget half and ingest that again: names come and go while others ask."""
    with line.open_store(path, writing=True, live=url) as store:
        line.ingest(drop, store)
        line.forget(store, [article.id for article in drop[::2]])
        line.ingest(drop[::2], store)
        return written(line.stored(store))


def test_trace_finds_the_same_with_a_live_index_and_needs_it(tmp_path, url, parts):
    text = parts[0][0].text
    trails = []
    for name, live in (("own", ""), ("live", url)):
        ingested(tmp_path / name, parts, live=live)
        with line.open_store(tmp_path / name, live=live) as store:
            trails.append(carried(text, store))
    assert trails[0] == trails[1]
    assert trails[0].carriers
    with (
        line.open_store(tmp_path / "live") as store,
        pytest.raises(IndexMissingError, match="PROVENANCE_INDEX"),
    ):
        carried(text, store)


@pytest.mark.parametrize("lost", [False, True])
def test_migrate_makes_of_a_store_with_a_live_index_one_that_needs_no_server(tmp_path, url, parts, lost):
    ingested(tmp_path / "own", parts)
    ingested(tmp_path / "live", parts[:-1], live=url)
    if lost:
        redis.Redis(unix_socket_path=url.removeprefix("redis+unix://")).flushall()
        with pytest.raises(IndexLostError):
            line.open_store(tmp_path / "live", writing=True, live=url)
    before = names(url)
    kept = migrate(tmp_path / "live", wait=5)
    with line.open_store(tmp_path / "live", writing=True) as store:
        assert store.connection.execute("SELECT count(*) FROM signed").fetchone() == (0,)
        line.ingest(parts[-1], store)
        moved = written(line.stored(store)), carried(parts[0][0].text, store)
    with line.open_store(tmp_path / "own") as store:
        assert moved == (written(line.stored(store)), carried(parts[0][0].text, store))
    assert names(url) == before  # the old store is kept, and with it what it has there
    with line.open_store(kept) as store:
        assert store.connection.execute("SELECT count(*) > 0 FROM signed").fetchone() == (True,)


def test_datasketch_s_own_query_finds_what_the_index_says(url):
    from datasketch import MinHash

    index = LiveIndex(url, Settings())
    draw = np.random.default_rng(1)
    values = draw.integers(0, 2**32, (6, 128), dtype=np.uint32)
    values[3, 10:20] = values[0, 10:20]  # two bands of the first
    ids = [f"batch:{number}:a" for number in range(6)]
    index.insert(ids, values)
    asked = MinHash(hashvalues=values[0], permutations=index._permutations, scheme=SCHEME)
    assert sorted(index._lsh.query(asked)) == [b"batch:0:a", b"batch:3:a"]
    keys, bands, found = index.sharing(values[:1])
    assert sorted(set(found)) == ["batch:0:a", "batch:3:a"]
    assert sorted(bands[[name == "batch:3:a" for name in found]].tolist()) == [2, 3]
    assert len(set(keys.tolist())) == 25
    assert np.array_equal(index.banded(ids), values[:, :125])
    index.remove(["batch:0:a", "never:0:there"])
    assert index._lsh.query(asked) == [b"batch:3:a"]


def test_a_store_says_which_index_it_wants(tmp_path, url, parts):
    ingested(tmp_path / "own", parts[:1])
    ingested(tmp_path / "live", parts[:1], live=url)
    with pytest.raises(IndexMixedError, match="keeps its index itself"):
        line.open_store(tmp_path / "own", writing=True, live=url)
    with pytest.raises(IndexMissingError, match="--index"):
        line.open_store(tmp_path / "live", writing=True)
    redis.Redis(unix_socket_path=url.removeprefix("redis+unix://")).flushall()
    with pytest.raises(IndexLostError, match="2 of 2 sentences"):
        line.open_store(tmp_path / "live", writing=True, live=url)


def test_a_missing_server_and_a_wrong_address_say_so_and_leave_no_store_behind(tmp_path):
    path = tmp_path / "news.duckdb"
    with pytest.raises(IndexServerError, match="Expected a Redis server that answers") as caught:
        line.open_store(path, writing=True, live=f"redis+unix://:secret@{tmp_path}/none.sock")
    assert "secret" not in str(caught.value)
    assert not path.exists()
    for wrong in ("localhost:6379", "http://localhost", "redis://localhost:port"):
        with pytest.raises(IndexUrlError, match="expected a Redis server"):
            line.open_store(path, writing=True, live=wrong)
    assert not path.exists()


def test_a_missing_package_names_the_extra_that_brings_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "redis", None)
    with pytest.raises(IndexPackageError, match=r"\.\[redis\]"):
        line.open_store(tmp_path / "news.duckdb", writing=True, live="redis://localhost")


def test_the_command_line_takes_the_index_from_an_option_or_the_environment(tmp_path, url):
    folder, store = tmp_path / "drop", tmp_path / "news.duckdb"
    folder.mkdir()
    for name in ("Harbor Post", "Daily Ledger"):
        text = f"The ferry to Salt Island will run every twenty minutes until the repairs of {name} are over."
        (folder / f"{name}.txt").write_text(f"{name} on the ferry\n\n{text}\n", encoding="utf-8")
    run = CliRunner().invoke
    done = run(app, ["ingest", str(folder), "--store", str(store), "--index", url])
    assert done.exit_code == 0, done.output
    refused = run(app, ["forget", "Harbor Post", "--store", str(store)])
    assert refused.exit_code != 0
    with line.open_store(store) as opened:
        ids = [article.id for article in line.stored(opened).articles]
    done = run(app, ["forget", ids[0], "--store", str(store)], env={"PROVENANCE_INDEX": url})
    assert done.exit_code == 0, done.output
