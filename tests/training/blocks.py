"""Fit the weights of `passages.evidence`: ``python tests/training/blocks.py DATA_FOLDER``.

True blocks come from the marked cases of PAN 2013, false ones from everywhere else in it and from articles
that tell one event in their own words (BASIL, and a trade-press set; the few true rewrites among those are
noise on the safe side). Prints the weights to put there, and how well they tell true from false in pairs
that were kept back (five folds).
"""

import gzip
import json
import sys
from itertools import combinations
from math import log
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from provenance.model import Article
from provenance.passages.blocks import measured_blocks, span_of
from provenance.passages.columns import bodies
from provenance.passages.copies import copies
from provenance.passages.likeness import likes
from provenance.reading import read
from provenance.settings import Settings

MET = 0.3  # share of a block's characters that lie in a case
COPIED = 0.6  # a block copied to this share is left to the copies


def rows(file):
    """Read JSON lines."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def share(span, ranges):
    """Return the share of a stretch that lies in any of the ranges."""
    inside = np.zeros(span[1] - span[0], bool)
    for begin, end in ranges:
        inside[max(0, begin - span[0]) : max(0, end - span[0])] = True
    return inside.mean()


def examples(texts, cases):
    """Return the measures of each block of two texts, and whether it is true."""
    readings = read([Article(str(n), "", "", text) for n, text in enumerate(texts)], Settings())
    left, right = bodies(readings, np.array([0, 1], np.int32)).values()
    if not len(left.word) or not len(right.word):
        return
    copied = copies(left, right)
    for block, measures in measured_blocks(left, right, likes(left, right), copied):
        hits, parts = [], []
        for side, body, stretch in ((0, left, block.left), (1, right, block.right)):
            begin, end = span_of(body.rows, stretch)
            span = (
                int(readings.word_begin[body.first + begin]),
                int(readings.word_end[body.first + end - 1]),
            )
            hits.append(share(span, [case[side] for case in cases]))
            parts.append(share((begin, end), [(each.left, each.right)[side] for each in copied]))
        true = min(hits) > MET
        if not (true and max(parts) > COPIED):
            yield measures, true


def pairs(folder):
    """Return all pairs of texts with their cases."""
    for row in rows(folder / "pan13-train.jsonl.gz"):
        yield (
            (row["suspicious"], row["source"]),
            [(case["suspicious"], case["source"]) for case in row["cases"]],
        )
    events = {}
    for row in rows(folder / "basil-events.jsonl.gz"):
        events.setdefault(row["event"], []).append(row["text"])
    for texts in [
        *events.values(),
        [row["text"] for row in rows(folder / "business-energy-articles.jsonl.gz")],
    ]:
        for two in combinations(texts, 2):
            yield two, []


def main(folder):
    """Fit and print."""
    table, truth, groups = [], [], []
    for number, (texts, cases) in enumerate(pairs(folder)):
        for measures, true in examples(texts, cases):
            table.append((log(1 + measures.shared), *measures[1:]))
            truth.append(true)
            groups.append(number)
    x, y = np.array(table), np.array(truth)
    model = LogisticRegression(C=10.0)
    chance = cross_val_predict(model, x, y, groups=groups, cv=GroupKFold(5), method="predict_proba")[:, 1]
    print(f"{len(y)} blocks, {y.mean():.0%} true, AUC {roc_auc_score(y, chance):.3f}")
    for least in (0.2, 0.3, 0.4, 0.5, 0.6):
        kept = chance > least
        print(f"  at {least}: {kept[y].mean():.1%} of the true, {kept[~y].mean():.1%} of the false")
    model.fit(x, y)
    print(
        "BIAS, SHARED, COVER, PLAIN, CONTRAST =", *(f"{w:.2f}," for w in (*model.intercept_, *model.coef_[0]))
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
