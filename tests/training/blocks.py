"""Fit the weights of `passages.evidence`: ``python tests/training/blocks.py pan13-train.jsonl.gz``.

Prints the weights to put there, and how well they tell true blocks from false ones on pairs of documents
that were kept back (five folds).
"""

import gzip
import json
import sys
from math import log
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from provenance.model import Article
from provenance.passages.blocks import measured_blocks, span_of
from provenance.passages.columns import bodies
from provenance.passages.likeness import bags, common, likeness
from provenance.reading import read
from provenance.settings import Settings

MET = 0.3  # share of a block's characters that lie in a case


def share(span, ranges):
    """Return the share of a stretch of characters that lies in any of the ranges."""
    inside = np.zeros(span[1] - span[0], bool)
    for begin, end in ranges:
        inside[max(0, begin - span[0]) : max(0, end - span[0])] = True
    return inside.mean()


def examples(row):
    """Return the measures of each block of a pair of documents, and whether it is true."""
    texts = (row["suspicious"], row["source"])
    readings = read([Article(str(n), "", "", text) for n, text in enumerate(texts)], Settings())
    left, right = bodies(readings, np.array([0, 1], np.int32)).values()
    shared = common(left, right)
    alike = likeness(
        bags(shared.left, left, shared.weight), bags(shared.right, right, shared.weight), shared.weight
    )
    for block, measures in measured_blocks(left, right, shared, alike):
        hits = []
        for body, rows, side in ((left, block.left, "suspicious"), (right, block.right, "source")):
            begin, end = span_of(body.rows, rows)
            span = (int(readings.word_begin[body.at[begin]]), int(readings.word_end[body.at[end - 1]]))
            hits.append(share(span, [case[side] for case in row["cases"]]))
        yield measures, min(hits) > MET


def main(source):
    """Fit and print."""
    table, truth, groups = [], [], []
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            for measures, true in examples(json.loads(line)):
                table.append(
                    (log(1 + measures.shared), measures.cover, measures.contrast, log(measures.ratio))
                )
                truth.append(true)
                groups.append(number)
    x, y = np.array(table), np.array(truth)
    model = LogisticRegression(C=1.0)
    chance = cross_val_predict(model, x, y, groups=groups, cv=GroupKFold(5), method="predict_proba")[:, 1]
    print(f"{len(y)} blocks, {y.mean():.0%} true, AUC {roc_auc_score(y, chance):.3f}")
    for least in (0.3, 0.4, 0.5, 0.6, 0.7):
        kept = chance > least
        print(f"  at {least}: {kept[y].mean():.1%} of the true, {kept[~y].mean():.1%} of the false")
    model.fit(x, y)
    print(
        "BIAS, SHARED, COVER, CONTRAST, RATIO =",
        [round(float(w), 2) for w in (*model.intercept_, *model.coef_[0])],
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
