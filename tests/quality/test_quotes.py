"""How well speech is found and followed, measured against what careful readers marked.

`quotes-read.jsonl` holds what was read by hand for this project: where a quote or a family stands, and
whether it is right. Ids, places and labels only; the texts stay with their publishers.
"""

import gzip
import json
import time
from pathlib import Path

import numpy as np
import pytest
from corpus_truth import load_truth
from corpus_truth.quotes import score_altered_quotes, score_quote_families, score_quote_members

from provenance.loaders import load
from provenance.machine import Machine
from provenance.model import Article, Candidates
from provenance.pipeline.proposing import overheard, proposed
from provenance.quotations import echoes, marked, match, quote
from provenance.quotations.marks import scan
from provenance.reading import read
from provenance.settings import Settings
from provenance.similarity import weigh
from provenance.sketches import draw

pytestmark = pytest.mark.quality

CORPUS = Path(__file__).parents[2] / "corpus"
READ_BY_HAND = Path(__file__).parent / "data" / "quotes-read.jsonl"
MARKS = frozenset('“”"«»„')
MOST = 3_000  # articles of which the cost is measured


def echoes_of(readings, settings, candidates=None):
    """Return the pairs of articles that may quote the same, and which articles are in one."""
    if candidates is None:
        left, right = np.triu_indices(len(readings.articles), 1)
        candidates = Candidates(left.astype(np.int32), right.astype(np.int32))
    else:
        candidates = overheard(readings, candidates, marked(readings), settings)
    echoing = echoes(readings, candidates, settings)
    where = np.zeros(len(readings.articles), np.bool_)
    where[echoing.left] = where[echoing.right] = True
    return echoing, where


def rows(file):
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def by_hand(kind):
    lines = READ_BY_HAND.read_text(encoding="utf-8").splitlines()
    return [each for each in map(json.loads, lines) if each["kind"] == kind]


def shared(gold, spans):
    return sum(max(0, min(e, stop) - max(b, begin)) for b, e in gold for begin, stop in spans)


def covers(gold, spans):
    """Half of each stands in the other."""
    common = shared(gold, spans)
    return common > 0 and all(2 * common >= sum(e - b for b, e in each) for each in (gold, spans))


def found_in(texts):
    settings = Settings()
    articles = [Article(str(number), "outlet", "", text) for number, text in enumerate(texts)]
    return quote(read(articles, settings), settings)


def places(each):
    return [(span.begin, span.end) for span in each.content]


def test_speech_is_found_where_careful_readers_marked_it(data, hold):
    file = data / "polnear-dev.jsonl.gz"
    marked = rows(file)
    quoted = quoted_found = sourced = spoken = everything = all_found = made = right = 0
    for row, found in zip(marked, found_in([row["text"] for row in marked]), strict=True):
        text, hits = row["text"], set()
        for each in row["attributions"]:
            content = each.get("content")
            if not content:
                continue
            direct = any(MARKS & set(text[b:e]) for b, e in content)
            hit = next((n for n, own in enumerate(found) if covers(content, places(own))), None)
            everything, quoted = everything + 1, quoted + direct
            if hit is None:
                continue
            hits.add(hit)
            all_found, quoted_found = all_found + 1, quoted_found + direct
            if direct and each.get("source"):
                speaker = found[hit].speaker
                sourced += 1
                spoken += speaker is not None and shared(each["source"], [(speaker.begin, speaker.end)]) > 0
        made, right = made + len(found), right + len(hits)
    measured = {
        "quoted speech found": quoted_found / quoted,
        "speakers of it": spoken / sourced,
        "all speech found": all_found / everything,
        "of all reported, marked by readers": right / made,
    }
    hold("quotes", measured, file)


def test_quotes_read_by_hand_are_right(data, hold):
    file = data / "polnear-dev.jsonl.gz"
    labels = by_hand("quote")
    marked = rows(file)
    found = found_in([row["text"] for row in marked])
    own = {row["id"]: [places(each) for each in quotes] for row, quotes in zip(marked, found, strict=True)}
    still = [
        label for label in labels if any(covers([label["span"]], spans) for spans in own[label["article"]])
    ]
    measured = {
        "right of those read": sum(label["right"] for label in labels) / len(labels),
        "right ones still found": sum(label["right"] for label in still)
        / sum(label["right"] for label in labels),
    }
    hold("quotes read by hand", measured, file)


def test_statements_that_stand_in_several_articles_are_found(data, hold):
    file = data / "facts-gold.jsonl.gz"
    settings = Settings()
    events = rows(file)
    articles = [
        Article(
            f"{event['event']} {each['outlet']}",
            each["outlet"],
            each["title"],
            each["text"],
            each["published"],
        )
        for event in events
        for each in event["articles"]
    ]
    readings = read(articles, settings)
    families = match(readings, quote(readings, settings), settings)
    expected = found = altered = recognised = false = 0
    for event in events:
        for true in event["quotes"]:
            wanted = [(f"{event['event']} {outlet}", begin, end) for outlet, begin, end in true["members"]]
            hit = max((_members(family, wanted) for family in families), key=len, default=[])
            several = len({member.article for member in hit}) > 1
            changed = several and any(member.altered for member in hit)
            expected, found = expected + 1, found + several
            altered, recognised = altered + true["altered"], recognised + (true["altered"] and changed)
            false += changed and not true["altered"]
    measured = {
        "families found": found / expected,
        "alterations recognised": recognised / altered,
        "unaltered called altered": false / (expected - altered),
    }
    hold("quote families", measured, file)


def _members(family, wanted):
    return [
        member
        for member in family.members
        if any(
            member.article == article
            and 2 * (min(member.span.end, end) - max(member.span.begin, begin))
            > min(member.span.end - member.span.begin, end - begin)
            for article, begin, end in wanted
        )
    ]


def test_every_planted_quote_is_found(hold):
    settings = Settings()
    articles, _ = load([CORPUS], settings)
    readings = read(articles, settings)
    families = match(readings, quote(readings, settings), settings)
    told = {
        "quotes": [
            {
                "speaker": family.speaker,
                "text": family.text,
                "members": [
                    {
                        "article": each.article,
                        "span": [each.span.begin, each.span.end],
                        "text": each.text,
                        "changes": [{"from": change.was, "to": change.now} for change in each.changes],
                    }
                    for each in family.members
                ],
            }
            for family in families
        ]
    }
    truth = load_truth(CORPUS / "truth.json")
    measured = {}
    for name, measure in (
        ("families", score_quote_families),
        ("members", score_quote_members),
        ("alterations", score_altered_quotes),
    ):
        result = measure(told, truth)
        measured |= {f"{name}, recall": result.recall, f"{name}, precision": result.precision}
    hold("planted quotes", measured)


def test_families_read_by_hand_are_one_statement_by_one_speaker(data, hold):
    file = data / "news-12k.jsonl.gz"
    labels = by_hand("family")
    wanted = {article for label in labels for article, _, _ in label["members"]}
    articles = [
        Article(row["id"], row["outlet"], row.get("title") or "", row["text"], row["published"])
        for row in rows(file)
        if row["id"] in wanted
    ]
    settings = Settings(compile_above=0)
    readings = read(articles, settings)
    echoing, where = echoes_of(readings, settings)
    families = match(readings, quote(readings, settings, where), settings, echoing)
    still = [
        label
        for label in labels
        if any(len({each.article for each in _members(family, label["members"])}) > 1 for family in families)
    ]
    right = sum(label["right"] for label in still)
    measured = {
        "right of those read and still found": right / len(still),
        "right ones still found": right / sum(label["right"] for label in labels),
    }
    hold("quote families read by hand", measured, file)
    print(f"  {len(still)} of {len(labels)} still found")


@pytest.mark.slow
def test_finding_and_following_quotes_is_cheap(data, hold):
    file = data / "news-12k.jsonl.gz"
    settings = Settings()
    articles = [
        Article(row["id"], row["outlet"], row.get("title") or "", row["text"], row["published"])
        for row in rows(file)[:MOST]
    ]
    readings = read(articles, settings)
    always = Settings(compile_above=0)
    few = read(articles[:20], always)
    echoing, where = echoes_of(few, always)
    match(few, quote(few, always, where), always, echoing)  # compiles; not counted
    candidates, _ = proposed(
        readings, lambda: weigh(readings, settings), lambda: draw(settings), settings, Machine.here()
    )
    begin = time.process_time()
    echoing, where = echoes_of(readings, settings, candidates)
    match(readings, quote(readings, settings, where), settings, echoing)
    each = (time.process_time() - begin) / len(articles) * 1000
    marks = '"' * 1_000_000
    begin = time.process_time()
    scan(marks)
    measured = {
        "milliseconds an article": each,
        "seconds for a megabyte of marks": time.process_time() - begin,
    }
    hold("cost of quotes", measured)
