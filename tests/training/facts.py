"""Train the shared-or-unique decision: ``python tests/training/facts.py DATA_FOLDER [--cross-validate]``.

Learned from ``facts-gold``: for every sentence of eight events, readers marked whether each of two other
articles states it fully (F), partly (P) or not (N). One row is a claim and one other article. P counts
half for each side. A claim is shared if its likeliest article states it.
"""

import gzip
import json
import sys
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.preprocessing import StandardScaler

from provenance import paraphrase, passages, reading
from provenance.facts.claims import claims
from provenance.facts.copied import copied
from provenance.facts.decision import FILE
from provenance.facts.evidence import FEATURES, features
from provenance.facts.units import units
from provenance.model import Article, Candidates, Pair, Readings
from provenance.settings import Settings

PARTLY = 0.5  # weight of a P, split between both classes
STRENGTH = 0.03  # inverse of the ridge penalty; .03 to .3 differ by less than .02 in cross-validation


@dataclass
class Marked:
    """One sentence the readers marked: its event, the features towards each other article, the marks."""

    event: int
    rows: NDArray[np.float64]
    marks: list[str]
    text: str = field(repr=False)

    @property
    def shared(self) -> bool | None:
        """True if another article states it fully, False if none states any of it, else None."""
        if "F" in self.marks:
            return True
        return False if set(self.marks) == {"N"} else None


def events(folder: Path) -> list[dict[str, Any]]:
    """Read the labelled events."""
    with gzip.open(folder / "facts-gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def articles_of(event: dict[str, Any]) -> list[Article]:
    """Return the articles of an event; the outlet's name is the id."""
    return [
        Article(each["outlet"], each["outlet"], each["title"], each["text"], each["published"])
        for each in event["articles"]
    ]


def pairs_of(readings: Readings, settings: Settings) -> list[Pair]:
    """Align all articles of an event with each other."""
    left, right = (side.astype(np.int32) for side in np.triu_indices(len(readings.articles), 1))
    score = partial(paraphrase.score, settings=settings)
    found = passages.align(readings, Candidates(left, right), score, settings)
    ids = [article.id for article in readings.articles]
    return [
        Pair(ids[a], ids[b], 0, 0, 0, 0, 0, 0, tuple(each))
        for a, b, each in zip(left.tolist(), right.tolist(), found, strict=True)
    ]


def marked(folder: Path) -> list[Marked]:
    """Measure every marked sentence of every event."""
    settings = Settings()
    result = []
    for number, event in enumerate(events(folder)):
        readings = reading.read(articles_of(event), settings)
        told = claims(readings, range(len(readings.articles)))
        found = units(told)
        ids = {article.id: n for n, article in enumerate(readings.articles)}
        stands = copied(readings, told, found, pairs_of(readings, settings), ids)
        table = features(told, found, stands)
        row_of = {
            unit: row
            for row, unit in enumerate(zip(found.claim.tolist(), found.article.tolist(), strict=True))
        }
        for article, held in enumerate(event["articles"]):
            mine = np.flatnonzero(told.article == article)
            begin, end = (
                readings.sentence_begin[told.sentence[mine]],
                readings.sentence_end[told.sentence[mine]],
            )
            for sentence in held["sentences"]:
                low, high = sentence["span"]
                common = np.minimum(end, high) - np.maximum(begin, low)
                if not len(common) or common.max() <= 0:
                    continue
                claim = int(mine[common.argmax()])
                rows = [
                    table[row_of[claim, ids[outlet]]]
                    if (claim, ids[outlet]) in row_of
                    else np.zeros(len(FEATURES))
                    for outlet in sentence["told"]
                ]
                marks = list(sentence["told"].values())
                result.append(Marked(number, np.array(rows), marks, held["text"][low:high]))
    return result


def fit(rows: list[Marked]) -> tuple[NDArray[np.float64], float]:
    """Fit the regression; return weights for unscaled features and the bias."""
    table, says, weights = [], [], []
    for each in rows:
        for row, mark in zip(each.rows, each.marks, strict=True):
            for verdict, weight in {
                "F": [(1, 1.0)],
                "N": [(0, 1.0)],
                "P": [(1, PARTLY / 2), (0, PARTLY / 2)],
            }.get(mark, []):
                table.append(row)
                says.append(verdict)
                weights.append(weight)
    scaler = StandardScaler().fit(np.array(table))
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(
        scaler.transform(np.array(table)), says, sample_weight=weights
    )
    plain = model.coef_[0] / scaler.scale_
    return plain, float(model.intercept_[0] - (plain * scaler.mean_).sum())


def chances(rows: list[Marked], weights: NDArray[np.float64], bias: float) -> NDArray[np.float64]:
    """Return each sentence's probability of being shared."""
    return np.array([1 / (1 + np.exp(-((each.rows * weights).sum(axis=1) + bias).max())) for each in rows])


def best_threshold(rows: list[Marked], found: NDArray[np.float64]) -> float:
    """Return where macro F1 peaks: the middle of the thresholds within .005 of the best."""
    steps = np.arange(0.2, 0.8, 0.01)
    scores = np.array([macro_f1(rows, found, step) for step in steps])
    return float(np.round(steps[scores >= scores.max() - 0.005].mean(), 2))


def macro_f1(rows: list[Marked], found: NDArray[np.float64], threshold: float | NDArray[np.float64]) -> float:
    """Return macro F1 over sentences that are clearly shared or clearly unique."""
    clear = np.array([each.shared is not None for each in rows])
    truth = np.array([bool(each.shared) for each in rows])
    return float(f1_score(truth[clear], (found >= threshold)[clear], average="macro"))


def cross_validate(rows: list[Marked]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Leave one event out: each sentence's probability and threshold from the other seven events."""
    found, threshold = np.zeros(len(rows)), np.zeros(len(rows))
    event = np.array([each.event for each in rows])
    for left_out in sorted(set(event.tolist())):
        others = [each for each in rows if each.event != left_out]
        weights, bias = fit(others)
        here = event == left_out
        found[here] = chances([each for each in rows if each.event == left_out], weights, bias)
        threshold[here] = best_threshold(others, chances(others, weights, bias))
    return found, threshold


def main() -> None:
    """Fit, or cross-validate and print."""
    rows = marked(Path(sys.argv[1]))
    if "--cross-validate" in sys.argv:
        found, threshold = cross_validate(rows)
        print(f"macro F1, threshold from the other events: {macro_f1(rows, found, threshold):.3f}")
        for event in range(8):
            here = [n for n, each in enumerate(rows) if each.event == event]
            part = [rows[n] for n in here]
            print(f"  event {event}: {macro_f1(part, found[here], threshold[here]):.3f}")
        return
    weights, bias = fit(rows)
    found, _ = cross_validate(rows)
    threshold = best_threshold(rows, found)
    table = {name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)}
    FILE.write_text(
        json.dumps({"weights": table, "bias": round(bias, 4), "threshold": threshold}, indent=2) + "\n"
    )
    print(FILE.read_text())


if __name__ == "__main__":
    main()
