"""Train the paraphrase scorer: ``python tests/training/paraphrase.py DATA_FOLDER [--cross-validate]``."""

import gzip
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from perturbed import made_up, strangers
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from provenance.paraphrase.batches import batches
from provenance.paraphrase.layout import laid
from provenance.paraphrase.weights import FILE, GRAIN
from provenance.reading import read_whole
from provenance.settings import Settings

Pair = tuple[str, str]
SETS = {"news": "msrp-train", "prose": "paraphrase-pan-train"}
SEED = 1


def load(folder: Path, name: str) -> tuple[list[Pair], NDArray[np.int64]]:
    """Read one labelled set."""
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    pairs = [(row["left"], row["right"]) for row in rows]
    return pairs, np.array([int(bool(row["paraphrase"])) for row in rows])


def kin(pairs: Sequence[Pair]) -> NDArray[np.int64]:
    """Number the pairs so that pairs that share a sentence, directly or by others, share a number."""
    parent: dict[str, str] = {}

    def root(text: str) -> str:
        while parent.setdefault(text, text) != text:
            parent[text] = parent[parent[text]]
            text = parent[text]
        return text

    for one, other in pairs:
        parent[root(one)] = root(other)
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(root(one), len(numbers)) for one, _ in pairs])


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Measured pairs.

    `stems` (pairs, 2 N) says which of `hashes` only one side has (first N columns) and which both have.
    """

    names: tuple[str, ...]
    rows: NDArray[np.float64]
    hashes: NDArray[np.uint32]
    stems: sp.csr_matrix


def table_of(pairs: Sequence[Pair]) -> Table:
    """Measure pairs."""
    readings = read_whole([text for pair in pairs for text in pair], Settings())
    left = np.arange(len(pairs), dtype=np.int32) * 2
    names: tuple[str, ...] = ()
    rows = np.empty((0, 0))
    for batch in batches(readings, left, left + 1, _untold):
        if not names:
            names = tuple(batch.found)
            rows = np.empty((len(pairs), len(names)))
        rows[batch.places] = np.stack([batch.found[name] for name in names], axis=1)
    layout = laid(readings, np.arange(2 * len(pairs), dtype=np.int32))
    told = np.flatnonzero(~layout.number)
    sentence = np.repeat(np.arange(2 * len(pairs)), np.diff(layout.begin))[told]
    shape = 2 * len(pairs), len(layout.stems)
    has = sp.csr_matrix((np.ones(len(told)), (sentence, layout.stem[told])), shape) > 0
    one, other = has[::2].astype(float), has[1::2].astype(float)
    return Table(names, rows, layout.stems, sp.hstack((abs(one - other), one.multiply(other)), "csr"))


def _untold(stems: NDArray[np.uint32]) -> NDArray[np.float64]:
    """Say that words tell nothing: it is not yet known what they tell."""
    return np.zeros((len(stems), 2))


# ── training ─────────────────────────────────────────────────────────────────────────────────────────

FOLDS = 5
INNER_FOLDS = 3
LEAST_SEEN = 12  # pairs; a stem in fewer says nothing that lasts (8 and 20 give the same accuracy)
TREES = {
    "max_iter": 250,
    "learning_rate": 0.05,
    "max_leaf_nodes": 16,
    "max_depth": 5,
    "min_samples_leaf": 30,
    "l2_regularization": 5,
    "max_features": 0.3,
    "max_bins": 128,
    "early_stopping": False,
    "random_state": SEED,
}
WORDS_C = 0.03  # strength of the words' weights: of .003 to .12 the best log loss on news
MADE_UP = 0.05  # weight of an altered copy; real pairs have .7 (prose) and 1.7 (news). .15 costs half a point
STRANGERS = 0.4  # weight of two sentences that have nothing to do with each other: no conflict with real ones
MADE_UP_SHARE = 1600  # rows of either set whose alterations are all made, as it were


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """All pairs with their labels, weights, kinship, set (0 news, 1 prose) and whether they are real."""

    table: Table
    labels: NDArray[np.int64]
    weights: NDArray[np.float64]
    kin: NDArray[np.int64]
    origin: NDArray[np.int64]
    real: NDArray[np.bool_]


def examples(folder: Path) -> Examples:
    """Load both sets, make up more, measure all."""
    pairs: list[Pair] = []
    columns: list[list[NDArray[Any]]] = []
    for number, name in enumerate(SETS.values()):
        given, labels = load(folder, name)
        altered = list(made_up(given, MADE_UP_SHARE / len(given)))
        extra = [*altered, *strangers(given, MADE_UP_SHARE / len(given))]
        related = kin(given) + number * 1_000_000
        pairs += [*given, *(pair for _, pair, _ in extra)]
        count = len(given), len(extra)
        columns.append(
            [
                np.concatenate((labels, [label for _, _, label in extra])),
                np.concatenate(
                    (
                        np.full(count[0], 7000 / count[0]),
                        np.full(len(altered), MADE_UP),
                        np.full(count[1] - len(altered), STRANGERS),
                    )
                ),
                np.concatenate((related, related[[row for row, _, _ in extra]])),
                np.full(sum(count), number),
                np.arange(sum(count)) < count[0],
            ]
        )
    return Examples(table_of(pairs), *(np.concatenate(each) for each in zip(*columns, strict=True)))


def folds(related: NDArray[np.int64], seed: int, count: int) -> NDArray[np.int64]:
    """Deal pairs to folds, relatives together."""
    known, which = np.unique(related, return_inverse=True)
    fold: NDArray[np.int64] = (np.random.default_rng(seed).permutation(len(known)) % count)[which]
    return fold


def grown(given: Examples, chosen: NDArray[np.bool_]) -> HistGradientBoostingClassifier:
    """Grow trees on the chosen pairs."""
    return HistGradientBoostingClassifier(**TREES).fit(
        given.table.rows[chosen], given.labels[chosen], sample_weight=given.weights[chosen]
    )


def word_table(given: Examples, trees: NDArray[np.float64], kept: NDArray[np.intp]) -> sp.csr_matrix:
    """Put the trees' log odds beside the kept stems; three times, so that they are hardly held back."""
    both = np.concatenate((kept, kept + len(given.table.hashes)))
    return sp.hstack([sp.csr_matrix(3 * trees[:, None]), given.table.stems[:, both]]).tocsr()


def fitted(given: Examples, chosen: NDArray[np.bool_]) -> tuple[Any, Any, NDArray[np.intp]]:
    """Fit trees, then the words on what trees say of pairs they were not grown on."""
    fold, unseen = folds(given.kin, SEED + 1, INNER_FOLDS), np.zeros(len(given.labels))
    for held in range(INNER_FOLDS):
        out = chosen & (fold == held)
        trees = grown(given, chosen & (fold != held))
        unseen[out] = trees.decision_function(given.table.rows[out])
    seen = np.asarray(given.table.stems[chosen & given.real].sum(0)).ravel().reshape(2, -1).sum(0)
    kept = np.flatnonzero(seen >= LEAST_SEEN)
    real = chosen & given.real  # probabilities are calibrated on real pairs; the trees know the made-up ones
    words = LogisticRegression(C=WORDS_C, max_iter=500).fit(
        word_table(given, unseen, kept)[real], given.labels[real], sample_weight=given.weights[real]
    )
    return grown(given, chosen), words, kept


def held_out(given: Examples, fold: int) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Train on all folds but one; return which pairs that one holds and how likely each is a paraphrase."""
    out = folds(given.kin, SEED, FOLDS) == fold
    trees, words, kept = fitted(given, ~out)
    said = trees.decision_function(given.table.rows)
    return out, words.predict_proba(word_table(given, said, kept)[out])[:, 1]


def cross_validate(given: Examples) -> None:
    """Print what the whole procedure reaches on pairs it never saw, fold by fold and over all."""
    likely, seen = np.zeros(len(given.labels)), np.zeros(len(given.labels), dtype=bool)
    for fold in range(FOLDS):
        out, likely[out] = held_out(given, fold)
        seen |= out
        for which, title in ((out, f"fold {fold + 1}"), (seen, f"{fold + 1} folds")):
            for number, name in enumerate(SETS):
                own = which & (given.origin == number)
                report(f"{title}, {name}", given.labels[own & given.real], likely[own & given.real])
            report(f"{title}, made up", given.labels[which & ~given.real], likely[which & ~given.real])
        sys.stdout.flush()


def report(name: str, labels: NDArray[np.int64], likely: NDArray[np.float64]) -> tuple[float, float, float]:
    """Print accuracy, F1 and reliability; return the first two and the mean miscalibration."""
    said = likely > 0.5
    accuracy = float((said == labels).mean())
    f1 = 2 * float((said & (labels == 1)).sum()) / float(said.sum() + labels.sum())
    print(f"{name}: {len(labels)} pairs, accuracy {accuracy:.4f}, F1 {f1:.4f}")
    off = 0.0
    for low, high in pairwise(np.linspace(0, 1, 11)):
        inside = (likely >= low) & (likely < high + (high == 1))
        if inside.any():
            mean, true = likely[inside].mean(), labels[inside].mean()
            print(f"  {low:.1f} to {high:.1f}: {inside.sum():6d} pairs, said {mean:.3f}, true {true:.3f}")
            off += float(abs(mean - true)) * float(inside.mean())
    print(f"  off by {off:.3f} on average")
    return accuracy, f1, off


def flattened(trained: Any, depth: int) -> dict[str, Any]:
    """Turn scikit-learn's boosted trees into the arrays of `weights.Weights`."""
    stages = [stage[0].nodes for stage in trained._predictors]
    shape = len(stages), 2**depth - 1
    feature, threshold = np.zeros(shape, np.int32), np.full(shape, np.inf)
    value = np.zeros((shape[0], 2**depth))
    for number, nodes in enumerate(stages):
        stack = [(0, 0, 0)]
        while stack:
            node, place, level = stack.pop()
            if nodes["is_leaf"][node]:
                first = (place + 1) * 2 ** (depth - level) - 1  # leftmost below: every answer is "low"
                value[number, first - shape[1]] = nodes["value"][node]
                continue
            feature[number, place] = nodes["feature_idx"][node]
            threshold[number, place] = nodes["num_threshold"][node]
            stack.append((int(nodes["left"][node]), 2 * place + 1, level + 1))
            stack.append((int(nodes["right"][node]), 2 * place + 2, level + 1))
    base = np.float64(trained._baseline_prediction.ravel()[0])
    return {"feature": feature, "threshold": threshold, "value": value, "base": base}


def exported(given: Examples, trees: Any, words: Any, kept: NDArray[np.intp]) -> dict[str, Any]:
    """Turn scikit-learn's models into plain arrays."""
    coefficients = words.coef_[0]
    lone, shared = np.rint(coefficients[1:].reshape(2, -1) * GRAIN) / GRAIN
    return {
        **flattened(trees, TREES["max_depth"]),
        "names": np.array(" ".join(given.table.names)),
        "stems": given.table.hashes[kept],
        "lone": lone,
        "shared": shared,
        "slope": np.float64(3 * coefficients[0]),
        "offset": np.float64(words.intercept_[0]),
    }


def main(folder: Path, *options: str) -> None:
    """Train on everything and write the weights."""
    given = examples(folder)
    if "--cross-validate" in options:
        cross_validate(given)
        return
    np.savez_compressed(FILE, **exported(given, *fitted(given, np.ones(len(given.labels), dtype=bool))))
    print(f"{FILE}: {FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
