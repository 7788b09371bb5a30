"""`corpus/truth.json` quotes the corpus exactly, and the scores mean what they say."""

import csv
import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from corpus_truth import load_truth, score, table
from corpus_truth.texts import overlap

CORPUS = Path(__file__).parents[2] / "corpus"
RELATIONS = {"reprint", "wire copy", "excerpt", "shared statement", "same story", "unrelated"}


def rows(path: Path) -> list[dict[str, str]]:
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def read_corpus() -> dict[str, str]:
    """Read every article with the standard library alone: id → text."""
    texts = {}
    for path in sorted(CORPUS.rglob("*")):
        stem = path.relative_to(CORPUS).with_suffix("").as_posix()
        if path.name.startswith("README") or path.name in {"truth.json", "metadata.csv"}:
            continue
        if path.suffix == ".txt":
            texts[stem] = path.read_text(encoding="utf-8")
        elif path.suffix == ".md":
            _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
            assert {"outlet", "title", "published", "author", "url"} <= yaml.safe_load(front).keys()
            texts[stem] = body
        elif path.suffix in {".csv", ".jsonl"}:
            for number, row in enumerate(rows(path), 1):
                texts[row.get("id") or f"{stem}#{number}"] = row["text"]
    return texts


def quoted(node: Any) -> Iterator[tuple[str, str]]:
    """Walk the truth: every (article, text) that it claims."""
    if isinstance(node, list):
        for item in node:
            yield from quoted(item)
    elif isinstance(node, dict):
        if "left_text" in node:
            yield node["left"], node["left_text"]
            yield node["right"], node["right_text"]
        if "article" in node and "text" in node:
            yield node["article"], node["text"]
        for value in node.values():
            yield from quoted(value)


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    return load_truth(CORPUS / "truth.json")


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return read_corpus()


def test_the_truth_knows_exactly_the_articles_of_the_corpus(truth, texts):
    assert sorted(article["id"] for article in truth["articles"]) == sorted(texts)
    assert all((CORPUS / article["file"]).is_file() for article in truth["articles"])


def test_every_text_of_the_truth_stands_in_its_article(truth, texts):
    claims = list(quoted(truth))
    assert len(claims) > 500
    assert [claim for claim in claims if claim[1] not in texts[claim[0]]] == []


def test_every_id_of_the_truth_is_an_article(truth, texts):
    named = [pair[side] for pair in truth["pairs"] for side in ("left", "right")]
    named += [member for group in truth["groups"] for member in group["members"] + group["credited_in"]]
    named += [group["origin"]["article"] for group in truth["groups"] if group["origin"]["article"]]
    named += [direction[end] for direction in truth["directions"] for end in ("source", "derived")]
    named += [article for pair in truth["undecidable_directions"] for article in pair]
    named += [
        article for event in truth["origins"] for origin in event["origins"] for article in origin["articles"]
    ]
    named += [family["official"] for family in truth["quotes"] if family["official"]]
    assert set(named) <= texts.keys()


def test_every_pair_within_an_event_has_one_relation(truth):
    event = {article["id"]: article["event"] for article in truth["articles"]}
    within = {frozenset(ids) for ids in combinations(event, 2) if event[ids[0]] == event[ids[1]]}
    assert {frozenset((pair["left"], pair["right"])) for pair in truth["pairs"]} == within
    assert len(truth["pairs"]) == len(within)
    assert {pair["relation"] for pair in truth["pairs"]} <= RELATIONS


def test_no_unique_fact_stands_word_for_word_elsewhere(truth, texts):
    for fact in truth["unique"]:
        assert [i for i, text in texts.items() if fact["text"] in text] == [fact["article"]]


def test_figures_stand_in_the_sentence_they_are_taken_from(truth):
    for fact in truth["unique"]:
        assert all(figure in fact["text"] for figure in fact["figures"])
    for conflict in truth["conflicts"] + truth["compatible"]:
        assert all(member["figure"] in member["text"] for member in conflict["members"])
    for conflict in truth["conflicts"]:
        assert len({member["figure"] for member in conflict["members"]}) > 1


def test_the_changes_of_a_quote_turn_the_official_wording_into_the_outlet_s(truth):
    for family in truth["quotes"]:
        for member in family["members"]:
            text = f" {family['text']} "
            for change in member["changes"]:
                assert text.count(f" {change['from']} ") == 1
                text = text.replace(f" {change['from']} ", f" {change['to']} ")
            plain = member["text"].translate(str.maketrans("“”’", '""\'')).rstrip(".")
            assert plain in text
            assert bool(member["change_class"]) == (f" {plain} " != f" {family['text']} ")


def test_every_outlet_that_repeats_boilerplate_does_so_in_both_events(truth):
    event = {article["id"]: article["event"] for article in truth["articles"]}
    repeated = {"newsletter", "share bar", "caption", "membership", "app"}
    seen: dict[str, set[str]] = {}
    for piece in truth["boilerplate"]:
        if piece["kind"] in repeated:
            seen.setdefault(piece["text"], set()).add(event[piece["article"]])
    assert len(seen) == len(repeated)
    assert all(events == {"detainees", "bridge"} for events in seen.values())


def perfect(truth: dict[str, Any]) -> dict[str, Any]:
    """Make the comparison that a run without an error would write."""
    source = {frozenset((d["source"], d["derived"])): d["source"] for d in truth["directions"]}
    pairs = []
    for pair in truth["pairs"]:
        key = frozenset((pair["left"], pair["right"]))
        passages = [p for p in truth["passages"] if frozenset((p["left"], p["right"])) == key]
        direction = {"source": source[key], "strength": "likely"} if key in source else None
        pairs.append({**pair, "direction": direction, "passages": passages})
    alone = [
        {"speaker": q["speaker"], "text": q["text"], "members": [{**q, "changes": []}]}
        for q in truth["single_quotes"]
    ]
    return {
        "pairs": pairs,
        "quotes": truth["quotes"] + alone,
        "groups": truth["groups"],
        "stories": [
            {
                "members": [a["id"] for a in truth["articles"] if a["event"] == e["event"]],
                "origins": e["count"],
            }
            for e in truth["origins"]
        ],
        "facts": {
            "shared": [
                {"text": fact["about"], "sure": True, "members": fact["members"]} for fact in truth["shared"]
            ],
            "unique": [{**fact, "score": 1.0} for fact in truth["unique"]],
            "conflicts": truth["conflicts"],
        },
    }


def test_a_run_without_an_error_scores_one_in_everything(truth):
    measures = score(perfect(truth), truth)
    failed = {name: m for name, m in measures.items() if (m.recall, m.precision) != (1, 1)}
    assert failed == {}
    assert len(table(measures).splitlines()) == len(measures) + 1


def test_the_sides_of_a_pair_may_be_swapped(truth):
    run = perfect(truth)
    for pair in run["pairs"]:
        pair["left"], pair["right"] = pair["right"], pair["left"]
        pair["passages"] = [
            {**p, "left_text": p["right_text"], "right_text": p["left_text"]}
            if p["left"] == pair["right"]
            else p
            for p in pair["passages"]
        ]
    measure = score(run, truth)["passages"]
    assert (measure.recall, measure.precision) == (1, 1)


def test_a_run_that_finds_nothing_scores_no_recall(truth):
    empty = {
        "pairs": [],
        "quotes": [],
        "groups": [],
        "stories": [],
        "facts": {"shared": [], "unique": [], "conflicts": []},
    }
    measures = score(empty, truth)
    free = {"pair relations", "pairs across events", "boilerplate kept out"}
    assert all(measure.recall == 0 for name, measure in measures.items() if name not in free)


def test_a_statement_called_wire_copy_is_named_as_confused(truth):
    run = perfect(truth)
    wrong = next(pair for pair in run["pairs"] if pair["relation"] == "shared statement")
    wrong["relation"] = "wire copy"
    measure = score(run, truth)["copy or statement"]
    assert measure.recall == 1
    assert len(measure.errors) == 1
    assert wrong["left"] in measure.errors[0]


def test_a_conflict_that_shows_other_figures_of_the_same_sentences_is_invented(truth):
    run = perfect(truth)
    escaped = truth["conflicts"][0]
    members = [{**m, "figure": "81" if m["figure"] == "120" else "2"} for m in escaped["members"]]
    run["facts"]["conflicts"] = [{**escaped, "members": members}, *truth["conflicts"][1:]]
    measure = score(run, truth)["conflicts"]
    assert len(measure.misses) == len(measure.errors) == 1


def test_boilerplate_that_is_mined_or_matched_is_a_leak(truth):
    run = perfect(truth)
    piece = truth["boilerplate"][0]
    run["facts"]["unique"] = [{"article": piece["article"], "text": piece["text"], "score": 1.0}]
    assert len(score(run, truth)["boilerplate kept out"].errors) == 1


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("the guards left", "guards", 6),
        ("guards", "the guards left", 6),
        ("before the guards", "the guards left", 10),
        ("the guards left", "before the guards", 10),
        ("“the  guards”", '"the guards"', 12),
        ("guards", "xyz", 0),
    ],
)
def test_overlap_counts_what_two_pieces_share(one, other, shared):
    assert overlap(one, other) == shared
