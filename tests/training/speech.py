"""Learn which attributions to trust, from PolNeAR's training part; writes `data/speech_trust.json`.

Run: PROVENANCE_DATA=... python tests/training/speech.py
"""

import gzip
import json
import os
from collections import Counter
from pathlib import Path

import numpy as np

from provenance.model import Article
from provenance.quotations.extraction import candidates
from provenance.quotations.trust import FILE
from provenance.reading import read
from provenance.settings import Settings

RAREST = 3  # a sign seen less often teaches nothing
STRENGTH = 0.3  # of regularisation; best log loss of .03, .1, .3, 1 in five-fold cross-validation


def covers(gold: list[list[int]], found: tuple[tuple[int, int], ...]) -> bool:
    """Tell whether two sets of spans share at least half of each."""
    shared = sum(max(0, min(e, stop) - max(b, begin)) for b, e in gold for begin, stop in found)
    return shared > 0 and all(2 * shared >= sum(e - b for b, e in spans) for spans in (gold, found))


def main() -> None:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict

    path = Path(os.environ["PROVENANCE_DATA"]) / "polnear-train.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    readings = read([Article(row["id"], "", "", row["text"]) for row in rows], Settings())
    signs, right, group = [], [], []
    for row, (number, found, _) in zip(rows, candidates(readings), strict=True):
        gold = [each["content"] for each in row["attributions"] if each.get("content")]
        for each in found:
            if each.signs:
                signs.append(each.signs)
                right.append(any(covers(spans, each.content) for spans in gold))
                group.append(number)
    counts = Counter(sign for each in signs for sign in each)
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([{sign: 1 for sign in each if counts[sign] >= RAREST} for each in signs])
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    labels = np.array(right)
    held = cross_val_predict(model, matrix, labels, groups=group, cv=GroupKFold(5), method="predict_proba")[
        :, 1
    ]
    loss = -np.mean(np.log(np.where(labels, held, 1 - held)))
    print(f"{len(labels):,} candidates, {labels.mean():.3f} right; held-out log loss {loss:.4f}")
    model.fit(matrix, labels)
    names = vectors.get_feature_names_out()
    weights = {name: round(float(weight), 3) for name, weight in zip(names, model.coef_[0], strict=True)}
    weights[""] = round(float(model.intercept_[0]), 3)
    text = json.dumps({name: weights[name] for name in sorted(weights) if weights[name]}, indent=0)
    FILE.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
