"""Train the paraphrase scorer: ``python tests/training/paraphrase.py DATA_FOLDER [--cross-validate]``."""

import gzip
import json
import re
import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from provenance.paraphrase.batches import measured
from provenance.paraphrase.forest import FILE, Forest
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


def table_of(pairs: Sequence[Pair]) -> tuple[NDArray[np.float64], list[str]]:
    """Measure pairs: a table (pairs, features) and the features' names."""
    readings = read_whole([text for pair in pairs for text in pair], Settings())
    left = np.arange(len(pairs), dtype=np.int32) * 2
    rows, names = np.empty((0, 0)), list[str]()
    for batch, found in measured(readings, left, left + 1):
        if not names:
            names = list(found)
            rows = np.empty((len(pairs), len(names)))
        rows[batch] = np.stack([found[name] for name in names], axis=1)
    return rows, names


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
        for text in (other_figure(base, chance), negated(base), other_name(base, names, chance)):
            if text != base and chance.random() < 0.5:
                yield row, (one if base is other and turn == 3 else base, text), 0
        if turn == 0:
            yield row, (one, one), 1
            yield row, (one, unglued(one)), 1
        if turn == 1:
            yield row, (one, pairs[int(chance.integers(len(pairs)))][1]), 0


# ── training ─────────────────────────────────────────────────────────────────────────────────────────


def model() -> HistGradientBoostingClassifier:
    """Return an untrained model; the numbers were chosen by cross-validation."""
    return HistGradientBoostingClassifier(
        max_iter=200,
        learning_rate=0.05,
        max_leaf_nodes=12,
        min_samples_leaf=30,
        l2_regularization=5,
        max_features=0.3,
        early_stopping=False,
        random_state=SEED,
    )


def exported(trained: Any, names: Sequence[str]) -> dict[str, Any]:
    """Turn scikit-learn's trees into plain arrays."""
    trees = [stage[0].nodes for stage in trained._predictors]
    wide = max(map(len, trees))
    out = {
        "feature": np.zeros((len(trees), wide), np.int16),
        "threshold": np.zeros((len(trees), wide)),
        "low": np.tile(np.arange(wide, dtype=np.int16), (len(trees), 1)),
        "high": np.tile(np.arange(wide, dtype=np.int16), (len(trees), 1)),
        "value": np.zeros((len(trees), wide)),
    }
    for tree, nodes in enumerate(trees):
        inner = np.flatnonzero(nodes["is_leaf"] == 0)
        out["feature"][tree, inner] = nodes["feature_idx"][inner]
        out["threshold"][tree, inner] = nodes["num_threshold"][inner]
        out["low"][tree, inner] = nodes["left"][inner]
        out["high"][tree, inner] = nodes["right"][inner]
        out["value"][tree, : len(nodes)] = nodes["value"]
    base = float(trained._baseline_prediction.ravel()[0])
    depth = max(int(nodes["depth"].max()) for nodes in trees)
    return {**out, "names": np.array(" ".join(names)), "depth": np.int64(depth), "base": np.float64(base)}


def main(folder: Path) -> None:
    """Train on everything and write the weights."""
    tables, labels, weights = [], [], []
    for name in SETS.values():
        pairs, given = load(folder, name)
        extra = list(made_up(pairs, given))
        table, names = table_of([*pairs, *(pair for _, pair, _ in extra)])
        tables.append(table)
        labels += [given, np.array([label for _, _, label in extra])]
        weights += [np.full(len(pairs), 7000 / len(pairs)), np.full(len(extra), 0.25)]
    trained = model().fit(np.vstack(tables), np.concatenate(labels), sample_weight=np.concatenate(weights))
    np.savez_compressed(FILE, **exported(trained, names))
    print(f"{FILE}: {FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
