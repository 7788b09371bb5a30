from dataclasses import replace
from functools import partial
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from provenance.candidates import keys, kinds, propose
from provenance.candidates.listing import Listed, expanded
from provenance.candidates.sieve import Sieve, repeats
from provenance.errors import SettingError
from provenance.machine import Machine
from provenance.model import Article, Kind
from provenance.pipeline import proposing
from provenance.reading import read
from provenance.settings import Settings
from provenance.similarity import Similarities
from provenance.sketches import band_keys, bands, draw, sketch

NONE = (np.zeros(0, np.int32), np.zeros(0, np.int32))
RUN = "the lock keeper had warned the council twice about the gate"


def _proposed(texts, similar=NONE, **changes):
    settings = Settings(**changes)
    readings = read([Article(f"a{n:04}", f"outlet {n}", "", text) for n, text in enumerate(texts)], settings)
    sketches = sketch(readings, settings)
    candidates, skipped = propose(
        readings, sketches, partial(band_keys, settings=settings), similar, settings
    )
    return set(zip(candidates.left.tolist(), candidates.right.tolist(), strict=True)), skipped


def _filler(seed, count=40):
    """Words that no two texts share in a row."""
    return " ".join(f"w{seed}x{n}" for n in range(count)) + "."


def test_a_run_of_eight_words_inside_long_sentences_is_never_missed():
    shared = " ".join(RUN.split()[:8])
    texts = [
        f"{_filler(1)[:-1]} {shared} {_filler(2)}",
        f"{_filler(3)[:-1]} {shared} {_filler(4)}",
        _filler(5),
    ]
    assert _proposed(texts)[0] == {(0, 1)}


def test_a_lightly_edited_sentence_is_found_by_its_signature():
    one = "The old bridge over the river was closed on monday after cracks were seen in two of its piers"
    other = one.replace("monday", "sunday")
    found, _ = _proposed([f"{_filler(1)} {one}.", f"{_filler(2)} {other}."], guaranteed_run=50)
    assert found == {(0, 1)}


def test_articles_that_share_nothing_are_not_proposed():
    assert _proposed([_filler(n) for n in range(20)])[0] == set()


def test_what_similarity_found_is_proposed_too():
    similar = (np.array([2], np.int32), np.array([0], np.int32))
    assert _proposed([_filler(n) for n in range(3)], similar)[0] == {(0, 2)}


def test_a_text_reprinted_a_hundred_times_is_found_in_all_its_pairs():
    text = " ".join(f"{RUN} {n} {_filler('s')}" for n in range(3))
    found, skipped = _proposed([text] * 60, max_expanded=10)
    assert found == set(combinations(range(60), 2))
    assert not skipped


def test_a_stock_phrase_in_very_many_articles_brings_none_together():
    texts = [f"{_filler(2 * n)[:-1]} {' '.join(RUN.split()[:8])} {_filler(2 * n + 1)}" for n in range(60)]
    found, _ = _proposed(texts, max_expanded=10)
    assert not found


def test_more_copies_than_can_be_paired_are_chained_and_it_is_said():
    found, skipped = _proposed([f"{RUN} {_filler('s')}"] * 30, max_expanded=5, max_linked=10)
    assert {(n, n + 1) for n in range(29)} <= found
    assert skipped
    assert "chained" in skipped[0].reason


@given(st.lists(st.sampled_from([RUN, _filler(1), _filler(2), "short one."]), min_size=2, max_size=6))
@hypothesis_settings(max_examples=25, deadline=None)
def test_the_compiled_search_finds_the_same(texts):
    assert _proposed(texts)[0] == _proposed(texts, compile_above=0)[0]


@pytest.mark.parametrize("threshold", [0.3, 0.5, 0.8])
def test_bands_and_rows_follow_from_threshold_and_permutations(threshold):
    count, rows = bands(Settings(lsh_threshold=threshold))
    assert count * rows <= 128
    assert 0.2 < (1 / count) ** (1 / rows) < 0.95


def _readings(texts):
    return read([Article(f"a{n:04}", f"outlet {n}", "", text) for n, text in enumerate(texts)], Settings())


def test_the_join_on_disk_finds_the_same_pairs_and_leaves_nothing_behind(monkeypatch, tmp_path):
    texts = [f"{RUN} and {_filler(n)} {RUN.title()} {n % 5} times. {_filler(n % 7)}" for n in range(40)]
    readings, settings = _readings(texts), Settings(max_expanded=10, max_linked=20)
    here = Machine(workers=1, memory=60_000_000)
    asked = (lambda: Similarities(*NONE, None), partial(draw, settings))
    in_memory = proposing.proposed(readings, *asked, settings, here)
    monkeypatch.setattr(proposing, "_WORD", 10**9)
    monkeypatch.setattr(proposing, "_PART", 300)
    monkeypatch.setattr("provenance.candidates.disk._ROW", 10**6)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    on_disk = proposing.proposed(readings, *asked, settings, here)
    assert len(in_memory[0].left) > 40
    assert on_disk[0].left.tolist() == in_memory[0].left.tolist()
    assert on_disk[0].right.tolist() == in_memory[0].right.tolist()
    assert on_disk[1] == in_memory[1]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("wrong", [{"workers": 0}, {"memory": 1000}])
def test_a_machine_without_threads_or_memory_is_refused(wrong):
    with pytest.raises(SettingError, match="expected"):
        Machine.here(**wrong)


SAID = "the harbour is older than the town and we will not let it go under for a car park".split()


def _altered(words, every):
    """Change every so many words."""
    return [f"other{place}" if place % every == every - 1 else word for place, word in enumerate(words)]


@pytest.mark.parametrize("every", [4, 5, 6])
def test_a_quotation_with_a_change_every_few_words_is_found(every):
    quotes = (f"“{' '.join(words)}”" for words in (SAID, _altered(SAID, every)))
    texts = [f"{_filler(2 * n)} {quote} {_filler(2 * n + 1)}" for n, quote in enumerate(quotes)]
    assert _proposed([*texts, _filler(9)])[0] == {(0, 1)}


def test_everyday_words_outside_quotation_marks_bring_none_together():
    texts = [
        f"{_filler(2 * n)} {' '.join(words)} {_filler(2 * n + 1)}"
        for n, words in enumerate((SAID, _altered(SAID, 4)))
    ]
    assert not _proposed(texts)[0]


def _mixed_readings():
    """Articles of everyday and rare words, some in quotation marks, one nearly empty."""
    rng = np.random.default_rng(3)
    stock = [*"the of a in to and was on said that".split(), *(f"weir{n}" for n in range(40))]
    texts = []
    for _ in range(12):
        sentences = [" ".join(rng.choice(stock, rng.integers(2, 25))) for _ in range(8)]
        texts.append(" ".join(f"“{each}.”" if rng.random() < 0.4 else f"{each}." for each in sentences))
    articles = [Article(f"a{n:02}", "outlet", "A title", text) for n, text in enumerate([*texts, "Rain."])]
    return read(articles, Settings())


@pytest.mark.parametrize("batch", [1, 7, 100])
@pytest.mark.parametrize("compile_above", [0, 10**6])
def test_keys_do_not_depend_on_the_compiler_or_on_how_many_words_are_looked_at_together(
    monkeypatch, batch, compile_above
):
    plain = Settings(quoted_parts=1.0, unquoted_parts=8.0)
    readings = _mixed_readings()
    sketches = sketch(readings, plain)

    def made(settings=plain):
        return [
            (what, listed.keys.tolist(), listed.articles.tolist(), listed.context.tolist())
            for what, listed in keys.evidence(readings, sketches, [], settings, kept=keys.everything)
        ]

    whole = made()
    assert [what for what, *_ in whole] == list(kinds.KINDS)
    assert all(len(found) > 20 for _, found, *_ in whole)
    monkeypatch.setattr(keys, "_BATCH", batch)
    assert made(replace(plain, compile_above=compile_above)) == whole


def test_the_sieve_keeps_every_key_that_repeats_and_few_others():
    rng = np.random.default_rng(8)
    once, twice = rng.integers(0, 2**64, (2, 5_000), dtype=np.uint64)
    given = rng.permutation(np.concatenate([once, twice, twice]))
    places = np.arange(len(given))

    def made():
        return iter([[(given[:4_000], places[:4_000])], [(given[4_000:], places[4_000:])]])

    sieve = Sieve(len(given))
    for part in (given[:4_000], given[4_000:]):
        sieve.count(part)
    kept = set(given[sieve.keeps(given)].tolist())
    assert set(twice.tolist()) <= kept
    assert len(kept & set(once.tolist())) < 0.2 * len(once)
    for compile_above in (0, 10**6):
        found, where = repeats(made, len(given), Settings(compile_above=compile_above))
        assert found.tolist() == sorted([*twice.tolist(), *twice.tolist()])
        assert given[where].tolist() == found.tolist()


def test_runs_begin_where_all_their_words_are_of_one_body():
    readings, settings = _mixed_readings(), Settings()
    of_word = [
        (article, readings.sentence_kind[sentence] == Kind.BODY)
        for article, (first, stop) in enumerate(pairwise(readings.article_sentences.tolist()))
        for sentence in range(first, stop)
        for _ in range(*readings.sentence_words[sentence : sentence + 2].tolist())
    ]
    size = settings.guaranteed_run
    expected = [
        run[0][0]
        for begin in range(len(of_word) - size + 1)
        if len(set(run := of_word[begin : begin + size])) == 1 and run[0][1]
    ]
    _, runs = next(keys.evidence(readings, sketch(readings, settings), [], settings, kept=keys.everything))
    assert runs.articles.tolist() == expected


def test_a_quotation_is_found_by_its_first_and_last_words():
    said = "We shall mend that old lock as soon as we can find some money and a diver"
    altered = "We shall fix this gate the moment somebody gives us his money and a diver"
    texts = [f"{_filler(2 * n)} “{quote}.” {_filler(2 * n + 1)}" for n, quote in enumerate((said, altered))]
    assert _proposed([*texts, _filler(9)])[0] == {(0, 1)}


def test_a_run_quoted_in_one_article_is_found_in_another_without_marks_but_not_without_any():
    shared = "lock keeper warned Brikt council"
    plain = [f"{_filler(2 * n)[:-1]} {shared} {_filler(2 * n + 1)}" for n in range(2)]
    marked = f"{_filler(5)} “{shared}” {_filler(6)}"
    assert _proposed([*plain, _filler(9)])[0] == set()
    assert _proposed([*plain, marked])[0] == {(0, 2), (1, 2)}


def test_parts_of_a_quotation_without_its_marks_are_found_by_an_article_that_has_them_and_by_no_other():
    said = "Brikt warned the lock keeper twice before that gate gave way".split()
    plain = [f"{_filler(n)[:-1]} {' '.join(_altered(said, 4))} {_filler(n + 1)}" for n in (1, 3)]
    plain[1] = plain[1].replace("other", "another")
    marked = f"{_filler(5)} “{' '.join(said)}.” {_filler(6)}"
    changes = {"guaranteed_run": 50, "one_sided_rarity": 200.0}
    assert _proposed([*plain, _filler(9)], **changes)[0] == set()
    assert _proposed([*plain, marked], **changes)[0] == {(0, 2), (1, 2)}


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 5), st.booleans()), max_size=25), st.integers(2, 6)
)
@hypothesis_settings(max_examples=40, deadline=None)
def test_rows_that_do_not_ask_make_pairs_with_those_that_do(rows, most):
    table = np.array(rows, np.int64).reshape(-1, 3)
    found = Listed(
        table[:, 0].astype(np.uint64), table[:, 1].astype(np.int32), (table[:, 2] | 6).astype(np.uint16)
    )
    left, right, _ = expanded(found, Settings(max_expanded=most, max_linked=10))
    asking = {key: {article for k, article, asks in rows if k == key and asks} for key, _, _ in rows}
    holding = {key: {article for k, article, _ in rows if k == key} for key, _, _ in rows}
    expected = {
        (one, other)
        for key, members in holding.items()
        for one, other in combinations(sorted(members), 2)
        if one in asking[key] or other in asking[key]
    }
    assert set(zip(left.tolist(), right.tolist(), strict=True)) == expected
