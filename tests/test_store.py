"""Every new drop against all there is: the store gives what one comparison of everything gives."""

import json
import multiprocessing
from dataclasses import replace
from pathlib import Path
from random import Random

import duckdb
import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from provenance import Article, Settings, compare
from provenance.errors import (
    EmptySliceError,
    NoStoreError,
    NotAStoreError,
    OtherSettingsError,
    StoreBusyError,
    StoreSchemaError,
    UnknownArticleError,
)
from provenance.loaders import load
from provenance.pipeline import ingest as line
from provenance.pipeline.slicing import Choice, sliced
from provenance.store.bulk import insert

CORPUS = Path(__file__).parent.parent / "corpus"
# Few articles are many here: every rule for common keys and small corpora comes into play.
TIGHT = Settings(small_corpus=5, max_expanded=2, max_linked=3)
# Every example walks the whole line several times: a failing one is shown as it is, not shrunk for minutes.
TRIES = effort(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
LEADS = (
    "The harbour authority closed the lift bridge on Monday after a barge struck its northern pier at noon.",
    "Voters in Halden will choose between twelve candidates after the mayor resigned in March.",
    "A cable fire stopped every train between Ostby and the coast for most of Thursday morning.",
    "The county library will lend tools and sewing machines from the first of June.",
)
QUOTES = (
    "“Nobody was on the span when the barge hit it,” said Dana Whitlock, the authority's director.",
    "“We will count every ballot twice if anyone asks for it,” said Ruben Aas, who runs the election.",
    "“The cable was inspected in April and nothing was wrong with it,” said engineer Mina Holt.",
)
OWN = (
    "The ferry to Salt Island will run every twenty minutes until the repairs are finished.",
    "Engineers found cracks 14 metres long in the oldest of the four concrete supports.",
    "Schools near the river will open two hours later than usual for the rest of the week.",
    "Subscribe to our morning letter and read the news of the bay before breakfast.",
    "A retired captain who watched from the quay counted three vessels in the channel.",
)


def texts():
    """Make articles of sentences that many have, so that all that can be shared is shared."""
    sentence = st.sampled_from([*LEADS, *QUOTES, *OWN])
    return st.lists(st.lists(sentence, min_size=1, max_size=6), min_size=4, max_size=11)


def made(bodies, seed):
    chosen = Random(seed)
    outlets = ("Harbor Post", "Daily Ledger", "Island Times")
    return [
        Article(
            id=f"{chosen.choice('abcdef')}{number:02}",
            outlet=chosen.choice(outlets),
            title=body[0][:30],
            text="\n\n".join(body),
            published=f"2026-03-{chosen.randint(1, 9):02}" if chosen.random() < 0.9 else None,
        )
        for number, body in enumerate(bodies)
    ]


def copying(cuts, seed):
    """Make articles that have stretches of one text, credit one another or an agency, or are an office's."""
    chosen = Random(seed)
    source = [*LEADS, *QUOTES, *OWN]
    chosen.shuffle(source)
    outlets = ("Harbor Post", "Daily Ledger", "Island Times", "Port Authority Press Office", "MPA")
    articles = []
    for number, (first, length) in enumerate(cuts):
        body = source[first : first + length]
        if chosen.random() < 0.5:
            body = [each.replace("authority", "council").replace("twice", "again") for each in body]
        body.insert(
            chosen.randint(0, len(body)), f"Report {number} was written by nobody else in the whole town."
        )
        credit = chosen.choice(("", "(MPA)", "As first reported by the Harbor Post.", ""))
        articles.append(
            Article(
                id=f"{chosen.choice('abcdef')}{number:02}",
                outlet=chosen.choice(outlets),
                title=chosen.choice(("Bridge closed", "Statement on the bridge")),
                text="\n\n".join([*body, credit]).strip(),
                published=f"2026-03-{chosen.randint(1, 9):02}" if chosen.random() < 0.8 else None,
            )
        )
    return articles


def stored(path, parts, settings=None):
    path.unlink(missing_ok=True)
    for part in parts:
        with line.open_store(path, settings, writing=True) as store:
            line.ingest(part, store)
    with line.open_store(path) as store:
        return line.stored(store)


def parted(articles, seed, count):
    """Cut articles into drops, in any order."""
    chosen = Random(seed)
    shuffled = chosen.sample(articles, len(articles))
    cuts = sorted(chosen.sample(range(1, len(articles)), min(count, len(articles)) - 1))
    return [shuffled[a:b] for a, b in zip([0, *cuts], [*cuts, len(articles)], strict=True)]


@pytest.fixture(scope="module")
def sample():
    return load([CORPUS], Settings())[0]


@pytest.fixture(scope="module")
def whole(sample):
    return compare(sample)


@pytest.mark.parametrize("seed", [1, 2])
def test_drops_in_any_order_give_what_one_comparison_gives(tmp_path, sample, whole, seed):
    result = stored(tmp_path / "news.duckdb", parted(sample, seed, 4))
    assert result.to_dict() == whole.to_dict()


@pytest.mark.slow
@given(bodies=texts(), seed=st.integers(0, 999), count=st.integers(1, 5))
@TRIES
def test_keys_that_many_articles_have_are_treated_alike_however_they_came(tmp_path, bodies, seed, count):
    articles = made(bodies, seed)
    result = stored(tmp_path / "news.duckdb", parted(articles, seed, count), TIGHT)
    assert result.to_dict() == compare(articles, TIGHT).to_dict()


@pytest.mark.slow
@given(
    cuts=st.lists(st.tuples(st.integers(0, 9), st.integers(3, 10)), min_size=7, max_size=14),
    seed=st.integers(0, 999),
)
@TRIES
def test_who_has_it_from_whom_is_told_alike_however_the_articles_came(tmp_path, cuts, seed):
    articles = copying(cuts, seed)
    parts = parted(articles, seed, 5)
    path = tmp_path / "news.duckdb"
    assert stored(path, parts, TIGHT).to_dict() == compare(articles, TIGHT).to_dict()
    gone = {each.id for each in parts[-1]}
    if len(articles) - len(gone) > TIGHT.small_corpus:
        with line.open_store(path, writing=True) as store:
            line.forget(store, sorted(gone))
            result = line.stored(store)
        kept = [article for article in articles if article.id not in gone]
        assert result.to_dict() == compare(kept, TIGHT).to_dict()


def test_what_an_outlet_repeats_is_learned_from_later_drops_too(tmp_path):
    notice = "Subscribe to our morning letter and read the news of the bay before breakfast."
    articles = [
        Article(f"a{n}", "Harbor Post", lead[:20], f"{lead} {own}\n\n{notice}")
        for n, (lead, own) in enumerate(zip(LEADS, OWN, strict=False))
    ]
    parts = [[each] for each in articles]
    result = stored(tmp_path / "news.duckdb", parts)
    assert result.stretches[0], "the notice of the first article is boilerplate by now"
    assert result.to_dict() == compare(articles).to_dict()


def test_the_same_drop_again_changes_nothing(tmp_path, sample, whole):
    path = tmp_path / "news.duckdb"
    assert stored(path, [sample, sample]).to_dict() == whole.to_dict()
    with line.open_store(path, writing=True) as store:
        again = line.ingest(sample[:3], store)
        rows = store.connection.execute("SELECT count(*) FROM drops").fetchone()
    assert not again.articles
    assert len(again.skipped) == 3
    assert "in the store already" in again.skipped[0].reason
    assert rows == (2,)


def test_another_text_at_a_known_address_is_kept_as_a_version(tmp_path):
    first = Article("a", "Harbor Post", "Bridge", f"{LEADS[0]} {OWN[0]}", url="https://post.example/bridge")
    later = replace(first, text=f"{LEADS[0]} {OWN[1]}", id="b")
    other = Article("c", "Daily Ledger", "Bridge", f"{LEADS[0]} {QUOTES[0]}")
    path = tmp_path / "news.duckdb"
    result = stored(path, [[first, other], [later]])
    assert result.to_dict() == compare([later, other]).to_dict()
    with line.open_store(path) as store:
        ((name, newer, changes),) = store.connection.execute(
            "SELECT id, replaced_by, changes FROM versions"
        ).fetchall()
    assert (name, newer) == ("a", "b")
    assert "twenty" in changes


def versions(path):
    with line.open_store(path) as store:
        return store.connection.execute("SELECT id, replaced_by FROM versions ORDER BY ALL").fetchall()


@pytest.mark.parametrize("address", ["https://post.example/bridge", None])
def test_an_earlier_text_that_comes_again_is_the_newest_and_its_successor_a_version(tmp_path, address):
    one = Article("a", "Harbor Post", "Bridge", f"{LEADS[0]} {OWN[0]}", url=address)
    two = replace(one, text=f"{LEADS[0]} {OWN[1]}", id="b" if address else "a")
    other = Article("c", "Daily Ledger", "Bridge", f"{LEADS[0]} {QUOTES[0]}")
    more = Article("d", "Island Times", "Ferry", f"{LEADS[0]} {OWN[2]}")
    path = tmp_path / "news.duckdb"
    result = stored(path, [[one, other], [two], [one, more]])
    assert result.to_dict() == compare([one, other, more]).to_dict()
    assert versions(path) == sorted([(one.id, two.id), (two.id, one.id)])
    with line.open_store(path, writing=True) as store:
        last = replace(more, id="e", text=f"{LEADS[0]} {OWN[4]}")
        drop = line.ingest([two, last], store)
        assert "an earlier version, back in the place of" in drop.skipped[0].reason
        assert (drop.tally.new, drop.tally.changed, drop.tally.known) == (1, 1, 0)
        assert line.stored(store).to_dict() == compare([two, other, more, last]).to_dict()


def test_an_old_drop_run_again_and_a_folder_with_all_versions_bring_no_earlier_text_back(tmp_path):
    one = Article("z", "Harbor Post", "Bridge", f"{LEADS[0]} {OWN[0]}", url="https://post.example/bridge")
    two = replace(one, text=f"{LEADS[0]} {OWN[1]}", id="b")
    other = Article("c", "Daily Ledger", "Bridge", f"{LEADS[0]} {QUOTES[0]}")
    more = Article("d", "Island Times", "Ferry", f"{LEADS[0]} {OWN[2]}")
    path = tmp_path / "news.duckdb"
    stored(path, [[one, other], [two]])
    with line.open_store(path, writing=True) as store:
        again = line.ingest([one, other], store)
        assert again.tally.again
        assert (again.tally.new, again.tally.changed) == (0, 0)
        everything = line.ingest([one, two, other, more], store)
        assert (everything.tally.new, everything.tally.changed, everything.tally.known) == (1, 0, 3)
        assert line.stored(store).to_dict() == compare([two, other, more]).to_dict()
    assert versions(path) == [("z", "b")]


def test_a_drop_that_was_interrupted_brings_nothing_back_that_was_replaced_since(tmp_path):
    one = Article("a", "Harbor Post", "Bridge", f"{LEADS[0]} {OWN[0]}", url="https://post.example/bridge")
    two = replace(one, text=f"{LEADS[0]} {OWN[1]}", id="b")
    other = Article("c", "Daily Ledger", "Bridge", f"{LEADS[0]} {QUOTES[0]}")
    path = tmp_path / "news.duckdb"
    stored(path, [[one, other]])
    with line.open_store(path, writing=True) as store:
        store.connection.execute(
            "UPDATE drops SET finished = false"
        )  # as a kill before its last note leaves it
        line.ingest([two], store)
        line.ingest([one, other], store)
        assert line.stored(store).to_dict() == compare([two, other]).to_dict()


def test_of_several_versions_in_one_drop_the_latest_stands_for_all(tmp_path):
    address = "https://post.example/bridge"
    first = Article("b", "Harbor Post", "Bridge", f"{LEADS[0]} {OWN[0]}", url=address, published="2026-03-01")
    later = replace(first, id="a", text=f"{LEADS[0]} {OWN[1]}", published="2026-03-02")
    last = replace(first, id="c", text=f"{LEADS[0]} {OWN[2]}", published="2026-03-03")
    other = Article("d", "Daily Ledger", "Bridge", f"{LEADS[0]} {QUOTES[0]}")
    path = tmp_path / "news.duckdb"
    result = stored(path, [[last, first, other, later]])
    assert result.to_dict() == compare([last, other]).to_dict()
    with line.open_store(path, writing=True) as store:
        again = line.ingest([last, first, other, later], store)
        rows = store.connection.execute("SELECT id, replaced_by FROM versions ORDER BY ALL").fetchall()
    assert rows == [("a", "c"), ("b", "c")]
    assert again.articles == ("c", "d")
    assert not again.skipped


def test_a_corrected_file_takes_the_place_of_the_earlier_text_under_the_same_id(tmp_path, sample):
    corrected = tmp_path / "harbor-post_bridge.txt"
    text = (CORPUS / corrected.name).read_text(encoding="utf-8")
    text = text.replace("trapping 11 ships", "trapping 14 ships").replace("at least six weeks", "eight weeks")
    corrected.write_text(text, encoding="utf-8")
    (latest,) = load([corrected], Settings())[0]
    new = Article("library", "Island Times", "Library", f"{LEADS[3]} {QUOTES[1]}")
    path = tmp_path / "news.duckdb"
    result = stored(path, [sample, [latest, new]])
    others = [each for each in sample if each.id != latest.id]
    assert result.to_dict() == compare([*others, latest, new]).to_dict()
    with line.open_store(path) as store:
        (row,) = store.connection.execute("SELECT id, replaced_by, changes FROM versions").fetchall()
    assert row[:2] == (latest.id, latest.id)
    assert json.loads(row[2]) == [
        {"was": "11", "now": "14"},
        {"was": "at least six", "now": "eight"},
    ]


@pytest.mark.slow
@given(bodies=texts(), seed=st.integers(0, 999), count=st.integers(1, 4))
@TRIES
def test_corrections_that_keep_their_ids_give_what_the_latest_texts_give(tmp_path, bodies, seed, count):
    articles = made(bodies, seed)
    chosen = Random(seed)
    first, new = articles[: len(articles) // 2 + 1], articles[len(articles) // 2 + 1 :]
    corrected = [
        replace(each, text=f"{each.text.replace('barge', 'tug').replace('twice', 'again')} It was corrected.")
        for each in chosen.sample(first, min(count, len(first)))
    ]
    latest = {each.id: each for each in [*first, *corrected, *new]}
    result = stored(tmp_path / "news.duckdb", [first, [*corrected, *new]], TIGHT)
    assert result.to_dict() == compare([*latest.values()], TIGHT).to_dict()


def test_another_article_with_a_taken_id_gets_an_id_of_its_own(tmp_path):
    path = tmp_path / "news.duckdb"
    result = stored(
        path,
        [[Article("1", "Harbor Post", "Bridge", LEADS[0])], [Article("1", "Daily Ledger", "Vote", LEADS[1])]],
    )
    assert len(result.articles) == 2
    assert result.articles[1].id.startswith("1~")


def test_forgotten_articles_leave_no_trace(tmp_path, sample):
    path = tmp_path / "news.duckdb"
    stored(path, parted(sample, 3, 2))
    gone = [article.id for article in sample[::4]]
    with line.open_store(path, writing=True) as store:
        line.forget(store, gone)
        result = line.stored(store)
    kept = [article for article in sample if article.id not in gone]
    assert result.to_dict() == compare(kept).to_dict()
    with line.open_store(path, writing=True) as store, pytest.raises(UnknownArticleError):
        line.forget(store, ["nobody"])


@pytest.mark.slow
@given(bodies=texts(), seed=st.integers(0, 999))
@TRIES
def test_forgetting_undoes_what_common_keys_did(tmp_path, bodies, seed):
    articles = made(bodies, seed)
    path = tmp_path / "news.duckdb"
    stored(path, [articles], TIGHT)
    gone = [each.id for each in Random(seed).sample(articles, len(articles) - 3)]
    with line.open_store(path, writing=True) as store:
        line.forget(store, gone)
        result = line.stored(store)
    kept = [article for article in articles if article.id not in gone]
    assert result.to_dict() == compare(kept, TIGHT).to_dict()


def test_a_store_refuses_other_settings_and_says_which(tmp_path, sample):
    path = tmp_path / "news.duckdb"
    stored(path, [sample[:2]])
    with pytest.raises(OtherSettingsError, match="shingle_size 3, not 4"):
        line.open_store(path, Settings(shingle_size=4), writing=True)
    with line.open_store(path, Settings(report_bytes=400_000)):
        pass  # what only changes the report is free


def test_a_store_of_another_schema_names_the_command_that_moves_it_on(tmp_path, sample):
    path = tmp_path / "news.duckdb"
    stored(path, [sample[:2]])
    with line.open_store(path, writing=True) as store:
        store.connection.execute("UPDATE meta SET value = '0' WHERE name = 'schema'")
    with pytest.raises(StoreSchemaError, match="provenance migrate"):
        line.open_store(path)


def test_what_is_no_store_is_refused(tmp_path):
    with pytest.raises(NoStoreError, match="provenance ingest"):
        line.open_store(tmp_path / "nothing.duckdb")
    text = tmp_path / "text.duckdb"
    text.write_text("no database " * 1000, encoding="utf-8")
    with pytest.raises(NotAStoreError):
        line.open_store(text, writing=True)
    import duckdb

    other = tmp_path / "other.duckdb"
    duckdb.connect(str(other)).execute("CREATE TABLE cats (name VARCHAR)").close()
    with pytest.raises(NotAStoreError, match="cats"):
        line.open_store(other, writing=True)


def _hold(path, ready, done):
    with line.open_store(path, writing=True):
        ready.set()
        done.wait(60)


def test_a_second_writer_waits_and_then_says_so(tmp_path, sample):
    path = tmp_path / "news.duckdb"
    stored(path, [sample[:2]])
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(path, ready, done))
    other.start()
    try:
        assert ready.wait(60)
        with pytest.raises(StoreBusyError, match="--wait"):
            line.open_store(path, wait=0.3, writing=True)
        done.set()
        with line.open_store(path, wait=60, writing=True) as store:
            assert line.stored(store).articles
    finally:
        done.set()
        other.join()


def test_a_slice_holds_the_chosen_articles_and_those_that_share_a_passage_with_them_only(whole):
    outlets = sorted({article.outlet for article in whole.articles})
    sizes = []
    for outlet in outlets:
        part = sliced(whole, Choice(outlet=outlet))
        there = {article.id for article in part.articles}
        mine = {article.id for article in whole.articles if article.outlet == outlet}
        linked = {
            end
            for pair in whole.pairs
            if pair.passages and {pair.left, pair.right} & mine
            for end in (pair.left, pair.right)
        }
        assert there == mine | linked
        assert there == {member for story in part.stories for member in story.members}
        named = [each for group in part.groups for each in group.members]
        named += [member.article for family in part.quotes for member in family.members]
        facts = (*part.facts.shared, *part.facts.conflicts)
        named += [member.article for fact in facts for member in fact.members]
        named += [each.source for each in part.derivations if each.source]
        assert there.issuperset(named)
        sizes.append(len(there))
    assert min(sizes) < len(whole.articles) // 2, "a slice is no whole"


def test_a_slice_holds_the_pairs_of_the_chosen_articles(whole):
    outlet = whole.articles[0].outlet
    part = sliced(whole, Choice(outlet=outlet.upper()))
    mine = {article.id for article in whole.articles if article.outlet == outlet}
    assert mine <= {article.id for article in part.articles}
    assert {pair for pair in whole.pairs if pair.passages and {pair.left, pair.right} & mine} <= {*part.pairs}
    assert sliced(whole, Choice()) is whole
    with pytest.raises(EmptySliceError):
        sliced(whole, Choice(since="2031"))


def test_rows_inserted_together_stay_in_order_and_leave_no_group_of_rows_half_empty(tmp_path):
    count = 600_000
    columns = {"key": np.arange(count, dtype=np.uint64), "evidence": np.zeros(count, dtype=np.uint8)}
    with duckdb.connect(str(tmp_path / "rows.duckdb")) as connection:
        connection.execute('CREATE TABLE chains ("key" UBIGINT, evidence UTINYINT)')
        insert(connection, "chains", columns)
        connection.execute("CHECKPOINT")
        groups = connection.execute(
            "SELECT max(count) FROM pragma_storage_info('chains') GROUP BY row_group_id ORDER BY row_group_id"
        ).fetchall()
        found = connection.execute("SELECT key FROM chains").fetchnumpy()["key"]
    assert [rows for (rows,) in groups] == [122_880] * 4 + [count - 4 * 122_880]
    assert np.array_equal(found, columns["key"])
