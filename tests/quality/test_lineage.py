"""Relations, origins and directions on real and on simulated copies.

`data/copies.csv` holds the verdicts of a reader on all 92 pairs of news-12k that different outlets
published and that share about 30 % of one's five-word shingles: ids and labels only. Where no origin
stands, the reader could not tell.
"""

import csv
import gzip
import json
import random
import re
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from provenance.model import Article
from provenance.naming import same

sys.path.insert(0, str(Path(__file__).parents[1]))
from lineage_families import descend
from lineage_simulator import KINDS, simulate, without_times
from lineage_steps import traced
from test_truth import read_corpus

FURNITURE = re.compile(r"Sign up|Copyright|©|contributed to this|CNN|Fox News")
COPIES = frozenset({"reprint", "wire copy", "excerpt"})
VERDICTS = Path(__file__).parent / "data" / "copies.csv"
CHANCE = 3 / 140  # three directions: of so many, "likely" and "certain" ones may seem to change places
# Texts of the sample corpus that do not carry one another's copy.
DISTINCT = (
    "wire-desk#1",
    "regional/northern-observer_detainees",
    "command-press-office-2026-01-21",
    "lakeside-tribune_detainees",
    "regional/westmark-gazette_detainees",
    "capital-sentinel_detainees",
    "morning-beacon_detainees",
    "fortnight-review_analysis",
    "statements#2",
    "harbor-post_bridge",
    "lakeside-tribune_bridge",
    "regional/westmark-gazette_bridge",
    "regional/northern-observer_bridge",
)
AGENCY_NAMES = re.compile(
    r"\b(?:The |the )?(?:Associated Press|AP|Reuters|Bloomberg(?: News)?|AFP|Tribune News Services?"
    r"|Post wires)\b"
    r"|Creators\.com|With assistance by|Reporting by|[Ee]diting by|[Ww]riting by"
)


def rows(path):
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        return [json.loads(line) for line in handle]


def as_article(row, **changes):
    values = {
        "id": row.get("id"),
        "outlet": row["outlet"],
        "title": row.get("title") or "",
        "text": row["text"],
        "published": row["published"],
        "author": row.get("byline"),
        "url": row.get("url"),
    }
    return Article(**(values | changes))


@pytest.fixture(scope="module")
def news(data):
    return data / "news-12k.jsonl.gz"


@pytest.fixture(scope="module")
def verdicts():
    with VERDICTS.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def read(news, verdicts):
    wanted = {row[side] for row in verdicts for side in ("left", "right")}
    return [row for row in rows(news) if row["id"] in wanted]


def ends(verdicts):
    return [(row["left"], row["right"]) for row in verdicts]


def named(lineage, pair):
    """Return the origins claimed for a pair: names and ids with their confidence."""
    groups = [group for group in lineage.groups if {pair.left, pair.right} <= set(group.members)]
    found = [
        (claim, group.origin.confidence)
        for group in groups
        if group.origin
        for claim in (group.origin.name, group.origin.article)
        if claim
    ]
    if pair.direction:
        found.append((pair.direction.source, pair.direction.confidence))
    return found


@pytest.mark.quality
def test_copies_of_real_news_are_told_from_shared_statements(read, verdicts, news, hold):
    lineage = traced([as_article(row) for row in read], ends(verdicts))
    given = {(pair.left, pair.right): pair for pair in lineage.pairs}
    relation = copying = origin = wire = 0
    known = [row for row in verdicts if row["origin"]]
    for row in verdicts:
        pair = given[tuple(sorted((row["left"], row["right"])))]
        right = (pair.relation in COPIES) == (row["relation"] in COPIES)
        copying += right
        relation += pair.relation == row["relation"]
        wire += row["relation"] == "shared statement" and pair.relation in {"wire copy", "reprint"}
        claims = named(lineage, pair)
        found = row["origin"] and any(
            name == row["origin"] or same(name, row["origin"]) for name, _ in claims
        )
        origin += bool(found)
        if not right or pair.relation != row["relation"] or (row["origin"] and not found):
            print(f"  {row} → {pair.relation} {pair.confidence:.2f} {claims}")
    hold(
        "lineage",
        {
            "copying told from statements": copying / len(verdicts),
            "relation as the reader's": relation / len(verdicts),
            "statements called wire copy or reprint": float(wire),
            "origin as the reader's": origin / len(known),
        },
        news,
    )


@pytest.mark.quality
def test_a_credited_agency_is_named_and_none_is_invented_when_credits_are_gone(read, verdicts, news, hold):
    lineage = traced([as_article(row) for row in read], ends(verdicts))
    agencies = [row for row in verdicts if row["relation"] == "wire copy"]
    right = 0
    for row in agencies:
        pair = next(p for p in lineage.pairs if {p.left, p.right} == {row["left"], row["right"]})
        right += any(same(name, row["origin"]) for name, _ in named(lineage, pair))
    blank = [
        as_article(row, text=AGENCY_NAMES.sub("", row["text"]), author=None, outlet=f"Outlet {place}")
        for place, row in enumerate(read)
    ]
    blanked = traced(blank, ends(verdicts))
    bold = [
        group
        for group in blanked.groups
        if group.kind != "shared statement" and group.origin and group.origin.confidence >= 0.75
    ]
    for group in bold:
        print(f"  claimed without a credit: {group.kind} {group.members} {group.origin}")
    hold(
        "credits",
        {"agency named": right / len(agencies), "origins claimed without credits": float(len(bold))},
        news,
    )


@pytest.mark.quality
def test_the_same_event_in_own_words_is_no_copy(data, hold):
    path = data / "basil-events.jsonl.gz"
    told = rows(path)
    articles = [as_article(row, id=f"b{place:03}", author=None) for place, row in enumerate(told)]
    lineage = traced([*articles])
    above = [pair for pair in lineage.pairs if pair.relation in COPIES]
    for pair in above:
        print(f"  {pair.left} {pair.right} {pair.relation}: {'; '.join(pair.reasons)}")
    event = {article.id: row["event"] for article, row in zip(articles, told, strict=True)}
    together = [(a, b) for story in lineage.stories for a in story.members for b in story.members if a < b]
    right = sum(event[a] == event[b] for a, b in together)
    hold(
        "own words",
        {
            "share of 150 pairs of one event called copies": len(above) / 150,
            "stories, precision": right / len(together),
            "stories, recall": right / 150,
        },
        path,
    )


def weighed(outcomes):
    """Return the accuracy of each strength."""
    found = {}
    for strength in ("weak", "likely", "certain"):
        right = [ok for ok, given in outcomes if given == strength]
        if right:
            found[strength] = sum(right) / len(right)
    return found


def judged(articles, truth):
    lineage = traced(articles)
    given = {(pair.left, pair.right): pair.direction for pair in lineage.pairs}
    found = []
    for copy in truth:
        way = given.get(tuple(sorted((copy.source, copy.derived))))
        found.append((way is not None and way.source == copy.source, way.strength if way else None))
    return found


@pytest.mark.quality
@pytest.mark.parametrize("hidden", [False, True])
def test_simulated_directions_are_as_sure_as_they_say(hidden, hold):
    texts = [read_corpus()[name] for name in DISTINCT]
    outcomes = []
    for seed in range(40):
        articles, truth = simulate(texts, seed, copies=4)
        outcomes += judged(without_times(articles) if hidden else articles, truth)
    committed = [ok for ok, given in outcomes if given]
    found = weighed(outcomes)
    print(found, len(outcomes))
    accuracies = list(found.values())
    assert accuracies == sorted(accuracies)
    figures = {"right of those committed to": sum(committed) / len(committed)}
    figures |= {strength: found[strength] for strength in ("likely", "certain") if strength in found}
    if not hidden:
        figures["sources named right"] = sum(ok for ok, _ in outcomes) / len(outcomes)
    hold("simulated lineages, times hidden" if hidden else "simulated lineages", figures)


def without_credits(text):
    """Drop every paragraph that names an agency or looks like furniture of the page."""
    kept = (line for line in text.split("\n") if line.strip())
    return "\n\n".join(line for line in kept if not (AGENCY_NAMES.search(line) or FURNITURE.search(line)))


@pytest.mark.quality
@pytest.mark.parametrize("hidden", [False, True])
def test_directions_between_simulated_copies_of_news_are_right(news, hidden, hold):
    chance = random.Random(7)
    fitting = [row["text"] for row in rows(news) if 250 < len(row["text"].split()) < 1300]
    texts = [text for text in map(without_credits, chance.sample(fitting, 250)) if len(text.split()) > 180]
    articles, truth = simulate(texts[:240], 7, copies=4)
    outcomes = judged(without_times(articles) if hidden else articles, truth)
    committed = [ok for ok, given in outcomes if given]
    figures = {"right of those committed to": sum(committed) / len(committed)}
    figures |= {name: value for name, value in weighed(outcomes).items() if name != "weak"}
    if not hidden:
        figures["sources named right"] = sum(ok for ok, _ in outcomes) / len(outcomes)
    hold(f"simulated lineages of news{', times hidden' if hidden else ''}", figures, news)


@pytest.fixture(scope="module")
def families(news):
    chance = random.Random(11)
    fitting = [row["text"] for row in rows(news) if 150 < len(row["text"].split()) < 1300]
    texts = [text for text in map(without_credits, chance.sample(fitting, 700)) if len(text.split()) > 120]
    return descend(texts[:480], 11)


@pytest.mark.quality
@pytest.mark.parametrize("hidden", [False, True])
def test_the_true_sources_of_every_kind_of_copy_are_named(families, news, hidden, hold):
    articles, truth = families
    lineage = traced(without_times(articles) if hidden else articles)
    ways = {(pair.left, pair.right): pair.direction for pair in lineage.pairs}
    told = [(copy, ways.get(tuple(sorted((copy.source, copy.derived))))) for copy in truth]
    first = [(copy, way is not None and way.source == copy.source) for copy, way in told if not copy.again]
    kinds = {kind: [right for copy, right in first if copy.kind == kind] for kind in KINDS}
    print({kind: f"{sum(right)} of {len(right)}" for kind, right in kinds.items()})
    committed = [(way.source == copy.source, way.strength) for copy, way in told if way]
    everything = [(stands(pair, truth), pair.direction.strength) for pair in lineage.pairs if pair.direction]
    print(len(committed), weighed(committed), len(everything), weighed(everything))
    figures = {"right of those committed to": sum(right for right, _ in committed) / len(committed)}
    figures |= {f"{name}, of all": value for name, value in weighed(everything).items()}
    if not hidden:
        figures["sources named right"] = sum(right for _, right in first) / len(first)
        figures["the same, copies of copies too"] = sum(right for right, _ in committed) / len(told)
        figures |= {f"{kind}: named right": sum(right) / len(right) for kind, right in kinds.items()}
        figures["source of an article right"] = sources_right(lineage, truth)
    accuracies = list(weighed(everything).values())
    assert all(surer >= less - CHANCE for less, surer in pairwise(accuracies))
    hold(f"families of news{', times hidden' if hidden else ''}", figures, news)


def stands(pair, truth):
    """Say whether a direction goes from an article to one that has its text, directly or through others."""
    above = {}
    for copy in truth:
        above.setdefault(copy.derived, []).extend(each for each in (copy.source, copy.host) if each)
    target = pair.right if pair.direction.source == pair.left else pair.left
    found, waiting = set(), [target]
    while waiting:
        waiting += [
            each for each in above.get(waiting.pop(), []) if each not in found and not found.add(each)
        ]
    return pair.direction.source in found


def sources_right(lineage, truth):
    """Return of the copies of sources for which a likely source is named the share that is right."""
    true = {copy.derived: {copy.source, copy.host} for copy in truth if not copy.again}
    named = [
        (each.article, each.source) for each in lineage.derivations if each.article in true and each.source
    ]
    return sum(source in true[article] for article, source in named) / len(named)
