"""Train the paraphrase scorer: ``python tests/training/paraphrase.py DATA_FOLDER [--cross-validate]``."""

import gzip
import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from provenance.paraphrase.batches import batches
from provenance.paraphrase.lexicon import OPPOSITES as OPPOSITE_PAIRS
from provenance.paraphrase.weights import FILE, GRAIN
from provenance.reading import read_whole
from provenance.settings import Settings

Pair = tuple[str, str]
SETS = {"news": "msrp-train", "prose": "paraphrase-pan-train"}
SEED = 1
OPPOSITES = {one: other for pair in OPPOSITE_PAIRS for one, other in (pair.split("/"), pair.split("/")[::-1])}


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
    told: dict[bool, list[tuple[NDArray[Any], NDArray[Any]]]] = {True: [], False: []}
    for batch in batches(readings, left, left + 1):
        if not names:
            names = tuple(batch.found)
            rows = np.empty((len(pairs), len(names)))
        rows[batch.places] = np.stack([batch.found[name] for name in names], axis=1)
        for ids, which, lone in batch.stems():
            told[lone].append((batch.places[which.nonzero()[0]], batch.left.stems[ids[which]]))
    where = {
        lone: [np.concatenate(column) for column in zip(*each, strict=True)] for lone, each in told.items()
    }
    hashes, columns = np.unique(np.concatenate((where[True][1], where[False][1])), return_inverse=True)
    columns[len(where[True][0]) :] += len(hashes)
    places = np.concatenate((where[True][0], where[False][0]))
    stems = sp.csr_matrix((np.ones(len(places)), (places, columns)), (len(pairs), 2 * len(hashes)))
    return Table(names, rows, hashes, stems)


# ── pairs made up to teach what no set holds enough of ───────────────────────────────────────────────

_FIGURE = re.compile(r"\d+")
_VERB = re.compile(r"\b(is|are|was|were|will|would|has|had|can|could|should|may)\b (?!not\b)")
_NOT = re.compile(r"\b(is|are|was|were|will|would|has|had|could|should|did|does|do) not\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
_GLUE = re.compile(r"\b(that|the|a|also|then) ")


def other_figure(text: str, chance: np.random.Generator) -> str:
    """Change one figure."""
    found = list(_FIGURE.finditer(text))
    if not found:
        return text
    match = found[chance.integers(len(found))]
    digits = match.group()
    place = int(chance.integers(len(digits)))
    new = str((int(digits[place]) + int(chance.integers(1, 9))) % 10 or 5)
    changed = digits[:place] + new + digits[place + 1 :]
    return text[: match.start()] + changed + text[match.end() :] if changed != digits else text


def other_name(text: str, names: Sequence[str], chance: np.random.Generator) -> str:
    """Swap one name for another of the same set."""
    found = list(_NAME.finditer(text))
    if not found:
        return text
    match = found[chance.integers(len(found))]
    new = names[chance.integers(len(names))]
    return text[: match.start()] + new + text[match.end() :] if new not in text else text


def negated(text: str) -> str:
    """Drop a negation, or put one in."""
    if _NOT.search(text):
        return _NOT.sub(r"\1", text, count=1)
    return _VERB.sub(r"\1 not ", text, count=1)


def opposed(text: str, chance: np.random.Generator) -> str:
    """Put an opposite in a word's place."""
    found = [match for match in re.finditer(r"[a-z]+", text) if match.group() in OPPOSITES]
    if not found:
        return text
    match = found[chance.integers(len(found))]
    return text[: match.start()] + OPPOSITES[match.group()] + text[match.end() :]


def unglued(text: str) -> str:
    """Drop a word that only glues."""
    return _GLUE.sub("", text, count=1)


def made_up(pairs: Sequence[Pair], labels: NDArray[np.int64]) -> Iterable[tuple[int, Pair, int]]:
    """Make further pairs: the row each comes from, the pair, its label."""
    chance = np.random.default_rng(SEED)
    names = [name for pair in pairs for name in _NAME.findall(pair[0])]
    for row, (one, other) in enumerate(pairs):
        turn = row % 4
        base = one if turn < 2 or not labels[row] else other
        changed = (
            other_figure(base, chance),
            negated(base),
            other_name(base, names, chance),
            opposed(base, chance),
        )
        for text in changed:
            if text != base and chance.random() < 0.5:
                yield row, (one if base is other and turn == 3 else base, text), 0
        if turn == 0:
            yield row, (one, one), 1
            yield row, (one, unglued(one)), 1
        if turn == 1:
            yield row, (one, pairs[int(chance.integers(len(pairs)))][1]), 0


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
MADE_UP = 0.25  # weight of a made-up pair against about .7 (prose) and 1.7 (news) of a real one


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
        extra = list(made_up(given, labels))
        related = kin(given) + number * 1_000_000
        pairs += [*given, *(pair for _, pair, _ in extra)]
        count = len(given), len(extra)
        columns.append(
            [
                np.concatenate((labels, [label for _, _, label in extra])),
                np.concatenate((np.full(count[0], 7000 / count[0]), np.full(count[1], MADE_UP))),
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
    words = LogisticRegression(C=WORDS_C, max_iter=500).fit(
        word_table(given, unseen, kept)[chosen], given.labels[chosen], sample_weight=given.weights[chosen]
    )
    return grown(given, chosen), words, kept


def cross_validate(given: Examples) -> None:
    """Print what the whole procedure reaches on pairs it never saw."""
    fold, likely = folds(given.kin, SEED, FOLDS), np.zeros(len(given.labels))
    for held in range(FOLDS):
        out = fold == held
        trees, words, kept = fitted(given, ~out)
        said = trees.decision_function(given.table.rows)
        likely[out] = words.predict_proba(word_table(given, said, kept)[out])[:, 1]
        print(f"fold {held + 1} of {FOLDS}", flush=True)
    for number, name in enumerate(SETS):
        for real in (True, False):
            which = (given.origin == number) & (given.real == real)
            report(f"{name}{'' if real else ', made up'}", given.labels[which], likely[which])


def report(name: str, labels: NDArray[np.int64], likely: NDArray[np.float64]) -> None:
    """Print accuracy, F1, log loss and reliability."""
    said = likely > 0.5
    both = float((said & (labels == 1)).sum())
    f1 = 2 * both / float(said.sum() + labels.sum())
    loss = -np.log(np.clip(np.where(labels == 1, likely, 1 - likely), 1e-9, 1)).mean()
    print(f"{name}: accuracy {(said == labels).mean():.4f}  F1 {f1:.4f}  log loss {loss:.4f}")
    for low, high in pairwise(np.linspace(0, 1, 11)):
        inside = (likely >= low) & (likely < high + (high == 1))
        if inside.any():
            print(
                f"  {low:.1f}-{high:.1f} {inside.sum():6d} {likely[inside].mean():.3f} {labels[inside].mean():.3f}"
            )


def exported(given: Examples, trees: Any, words: Any, kept: NDArray[np.intp]) -> dict[str, Any]:
    """Turn scikit-learn's models into the plain arrays of `weights.Weights`."""
    grown_trees = [stage[0].nodes for stage in trees._predictors]
    depth = TREES["max_depth"]
    shape = len(grown_trees), 2**depth - 1
    feature, threshold = np.zeros(shape, np.int32), np.full(shape, np.inf)
    value = np.zeros((shape[0], 2**depth))
    for number, nodes in enumerate(grown_trees):
        stack = [(0, 0, 0)]
        while stack:
            node, place, level = stack.pop()
            if nodes["is_leaf"][node]:
                first = (place + 1) * 2 ** (
                    depth - level
                ) - 1  # leftmost below: every question there says low
                value[number, first - shape[1]] = nodes["value"][node]
                continue
            feature[number, place] = nodes["feature_idx"][node]
            threshold[number, place] = nodes["num_threshold"][node]
            stack.append((int(nodes["left"][node]), 2 * place + 1, level + 1))
            stack.append((int(nodes["right"][node]), 2 * place + 2, level + 1))
    coefficients = words.coef_[0]
    lone, shared = np.rint(coefficients[1:].reshape(2, -1) * GRAIN) / GRAIN
    return {
        "names": np.array(" ".join(given.table.names)),
        "feature": feature,
        "threshold": threshold,
        "value": value,
        "base": np.float64(trees._baseline_prediction.ravel()[0]),
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
