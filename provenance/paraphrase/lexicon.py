"""Small closed classes of English words that decide what a sentence states."""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.reading.words import fold, word_hash

FILE = Path(__file__).parent / "lexicon.json"


class Lexicon(NamedTuple):
    """Sorted word hashes of each class, with what each word stands for.

    Attributes
    ----------
    spelled, figures : uint32
        Spelled numbers, and the figure each is.
    negations, titles : uint32
        Titles may go, come or change beside a name; so may a country's name and its adjective.
    opposed, opposites : uint32 (N,), (N, 4)
        Stems, and up to four stems of opposite meaning each (0: none).
    """

    spelled: NDArray[np.uint32]
    figures: NDArray[np.uint32]
    negations: NDArray[np.uint32]
    titles: NDArray[np.uint32]
    opposed: NDArray[np.uint32]
    opposites: NDArray[np.uint32]


@cache
def lexicon() -> Lexicon:
    """Read and hash the classes."""
    classes: dict[str, list[str]] = json.loads(FILE.read_text(encoding="utf-8"))
    figures = {word: str(value) for value, word in enumerate(classes["numbers"])}
    figures |= {word: str(10 * value) for value, word in enumerate(classes["tens"], start=3)}
    endings = {1: "st", 2: "nd", 3: "rd"}
    figures |= {
        word: f"{value}{endings.get(value, 'th')}" for value, word in enumerate(classes["ordinals"], start=1)
    }
    spelled = sorted((word_hash(word), word_hash(figure)) for word, figure in figures.items())
    against: dict[int, set[int]] = {}
    for pair in classes["opposites"]:
        hashes = np.array([word_hash(word) for word in pair.split("/")], dtype=np.uint32)
        one, other = background().stem(hashes).tolist()
        against.setdefault(one, set()).add(other)
        against.setdefault(other, set()).add(one)
    opposed = sorted(against)
    most = max(map(len, against.values()))
    table = [sorted(against[stem]) + [0] * (most - len(against[stem])) for stem in opposed]
    return Lexicon(
        spelled=np.array([word for word, _ in spelled], dtype=np.uint32),
        figures=np.array([figure for _, figure in spelled], dtype=np.uint32),
        negations=np.array(sorted(map(word_hash, classes["negations"])), dtype=np.uint32),
        titles=np.array(sorted(word_hash(fold(word)) for word in classes["titles"]), dtype=np.uint32),
        opposed=np.array(opposed, dtype=np.uint32),
        opposites=np.array(table, dtype=np.uint32),
    )
