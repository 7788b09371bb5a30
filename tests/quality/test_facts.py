"""How well facts are told apart: shared from unique, conflicting from compatible; floors hold the figures."""

import gzip
import json
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from provenance import facts, paraphrase, passages, reading
from provenance.model import Article, Candidates, Pair, Span, Story
from provenance.settings import Settings

HERE = Path(__file__).parent
LABELS = json.loads((HERE / "data" / "basil_unique.json").read_text("utf-8"))
READ = json.loads((HERE / "data" / "conflicts-read.json").read_text("utf-8"))["stories"]
FIRST = 10  # unique facts of an article that are judged

pytestmark = pytest.mark.quality


def lines(path):
    with gzip.open(path, "rt", encoding="utf-8") as opened:
        return [json.loads(line) for line in opened]


def told(articles):
    settings = Settings()
    readings = reading.read(articles, settings)
    score = partial(paraphrase.score, settings=settings)
    left, right = (side.astype(np.int32) for side in np.triu_indices(len(articles), 1))
    found = passages.align(readings, Candidates(left, right), score, settings)
    ids = [article.id for article in articles]
    pairs = [
        Pair(ids[a], ids[b], 0, 0, 0, 0, 0, 0, tuple(each))
        for a, b, each in zip(left.tolist(), right.tolist(), found, strict=True)
    ]
    return facts.collect(readings, [Story("story", tuple(ids), None)], pairs, settings)


def article_of(row):
    return Article(row["outlet"], row["outlet"], row["title"], row["text"], row["published"])


def common(one, other):
    return min(one.end, other.end) - max(one.begin, other.begin)


def macro_f1(truth, found):
    scores = []
    for kind in (True, False):
        right = sum(t == f == kind for t, f in zip(truth, found, strict=True))
        scores.append(2 * right / max(truth.count(kind) + found.count(kind), 1))
    return sum(scores) / 2


def is_unique(collected, article, span):
    """Whether the sentence that holds most of a span is reported as unique as a whole."""
    whole = [fact for fact in collected.unique if fact.article == article and fact.span == fact.sentence]
    members = [m for fact in collected.shared for m in fact.members if m.article == article]
    nearest = max([*whole, *members], key=lambda each: common(each.span, span), default=None)
    return nearest in whole


def shared_or_unique(event, collected):
    truth, found = [], []
    for row in event["articles"]:
        for sentence in row["sentences"]:
            marks = set(sentence["told"].values())
            if "F" in marks or marks == {"N"}:
                truth.append("F" not in marks)
                found.append(is_unique(collected, row["outlet"], Span(*sentence["span"])))
    return truth, found


def conflict_counts(event, collected):
    """Plain conflicts marked, those found, conflicts reported, and those that a reader marked."""
    given = [[(m.article, m.span) for m in each.members] for each in collected.conflicts]
    marked = [
        (each["soft"], [(side[0], Span(*side[1:])) for side in (each["left"], each["right"])])
        for each in event["conflicts"]
    ]

    def shows(members, sides):
        return all(any(a == outlet and common(s, span) > 0 for a, s in members) for outlet, span in sides)

    plain = [sides for soft, sides in marked if not soft]
    seen = sum(any(shows(members, sides) for members in given) for sides in plain)
    right = sum(any(shows(members, sides) for _, sides in marked) for members in given)
    return np.array([len(plain), seen, len(given), right])


def cells(event, collected):
    """Yield how readers marked each cell of the fact table that says an outlet tells it: F, P, N or X."""
    articles = {row["outlet"]: row for row in event["articles"]}
    for fact in collected.shared:
        heading = next(each for each in fact.members if fact.text in each.text)
        sentences = articles[heading.article]["sentences"]
        marked = max(sentences, key=lambda each: common(Span(*each["span"]), heading.span))
        for each in fact.members:
            if each.sure and each.article != heading.article:
                yield marked["told"].get(each.article, "N")


def test_facts_are_what_readers_marked(data, hold):
    """The weights were fitted on these events; left out one by one, they give a macro F1 of .87."""
    truth, found, counts, told_there = [], [], np.zeros(4, dtype=int), []
    for event in lines(data / "facts-gold.jsonl.gz"):
        collected = told([article_of(row) for row in event["articles"]])
        t, f = shared_or_unique(event, collected)
        truth, found = truth + t, found + f
        counts += conflict_counts(event, collected)
        told_there += cells(event, collected)
    plain, seen, reported, right = counts.tolist()
    measured = {
        "macro F1, shared or unique": macro_f1(truth, found),
        "plain conflicts found": seen / plain,
        "reported conflicts that are real": right / max(reported, 1),
        "cells of the fact table, fully stated": told_there.count("F") / len(told_there),
        "cells of the fact table, at least partly": 1 - told_there.count("N") / len(told_there),
        "cells of the fact table": len(told_there),
    }
    hold("facts that readers marked", measured, data / "facts-gold.jsonl.gz")


def labels(event, outlet):
    return [(Span(begin, end), label) for begin, end, label in LABELS["events"][event][outlet]]


def is_real(event, conflict):
    """Whether a conflict reported in an event is one that reading it found."""
    members = [[member.article, member.span.begin] for member in conflict.members]
    return members in LABELS["conflicts"].get(event, [])


def test_facts_hold_on_events_they_were_not_fitted_to(data, hold):
    events = {}
    for row in lines(data / "basil-events.jsonl.gz"):
        if row["event"] in LABELS["events"]:
            events.setdefault(row["event"], []).append(article_of(row))
    truth, found, first, invented = [], [], [], 0
    for event, articles in events.items():
        collected = told(articles)
        invented += sum(not is_real(event, conflict) for conflict in collected.conflicts)
        for article in articles:
            marks = labels(event, article.id)
            mine = [fact for fact in collected.unique if fact.article == article.id]
            first += [
                max(marks, key=lambda each, fact=fact: common(each[0], fact.span))[1] in {"U", "P"}
                for fact in mine[:FIRST]
            ]
            clear = [(span, label) for span, label in marks if label in {"U", "S"}]
            truth += [label == "U" for _, label in clear]
            found += [is_unique(collected, article.id, span) for span, _ in clear]
    measured = {
        "macro F1, shared or unique": macro_f1(truth, found),
        "precision of the first ten unique": sum(first) / len(first),
        "conflicts invented": invented,
    }
    hold("facts of ten events read by hand", measured, data / "basil-events.jsonl.gz")


def test_conflicts_reported_in_loose_stories_are_mostly_real(data, hold):
    """Read by hand in stories as the corpus gives them; whatever was not among those read counts as false."""
    wanted = {article for row in READ for article in row["articles"]}
    rows = [row for row in lines(data / "news-12k.jsonl.gz") if row["id"] in wanted]
    articles = [
        Article(row["id"], row["outlet"], row.get("title") or "", row["text"], row.get("published"))
        for row in sorted(rows, key=lambda row: row["id"])
    ]
    stories = [Story(f"story-{n}", tuple(row["articles"]), None) for n, row in enumerate(READ)]
    collected = facts.collect(reading.read(articles, Settings()), stories, [], Settings())
    real = [each["members"] for row in READ for each in row["conflicts"] if each["real"]]
    given = [[[m.article, m.span.begin] for m in each.members] for each in collected.conflicts]
    measured = {
        "reported conflicts that are real": sum(each in real for each in given) / len(given),
        "real conflicts still reported": sum(each in given for each in real) / len(real),
    }
    hold("conflicts of loose stories read by hand", measured, data / "news-12k.jsonl.gz")
