"""What claims hold: the stems of their words and the values of their figures, each thing once a claim."""

import re
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.facts.figures import value
from provenance.facts.index import Index, runs
from provenance.facts.sentences import Sentences
from provenance.model import Figure, Mark, Span

__all__ = ["Things", "counted", "figure_key", "models", "things"]

# Words in more than half of all news articles ("said", "people") tell nothing; their weight is zero.
_COMMON = 0.7
_FIGURE_WEIGHT = 5.0  # about the idf of a word in one article of a hundred, such as a written-out number
_KEY = 32  # bits of a key
_MODEL = re.compile(r"\b[A-Z]{1,4}-\d{1,4}[A-Z]?\b")


@dataclass(frozen=True, slots=True, eq=False)
class Things:
    """T things that claims hold, sorted by claim and key; see `claims.Claims` for the columns.

    Attributes
    ----------
    stem : uint32 (W,)
        Of each word, whether it is a thing or not.
    """

    owner: NDArray[np.int64]
    key: NDArray[np.int64]
    weight: NDArray[np.float64]
    name: NDArray[np.bool_]
    figure: NDArray[np.bool_]
    quoted: NDArray[np.bool_]
    stem: NDArray[np.uint32]


def counted(
    read: Sentences,
    hinted: Iterable[int],
    figures: Sequence[tuple[Figure, ...]],
    words: tuple[list[int], NDArray[np.int64]],
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return what sentences hold that is no word by itself, and which words are part of it.

    Parameters
    ----------
    hinted : iterable of int
        The sentences that hold a digit or a word for a number, in order.
    words : tuple
        The first word of each sentence, and where each word begins in its text.

    Returns
    -------
    int64 (X, 3)
        Claim and key, and 1 if it is a name ("C-17"), 0 if it is a figure.
    bool (W,)
        Which words are part of a figure.
    """
    starts, begins = words
    inside = np.zeros(len(begins), dtype=bool)
    keys: dict[int, list[tuple[int, int]]] = {}
    rows: list[tuple[int, int, int]] = []
    for claim in hinted:
        twin = read.twin[claim]
        if twin == claim:
            keys[claim] = [(key, 1) for key, _ in models(read.texts[claim], read.spans[claim])]
            keys[claim] += [(figure_key(figure), 0) for figure in figures[claim]]
        rows += [(claim, key, name) for key, name in keys[twin]]
        low = starts[claim]
        own = begins[low : starts[claim + 1]].tolist() if figures[claim] else []
        for span in [figure.span for figure in figures[claim]]:
            inside[low + bisect_left(own, span.begin) : low + bisect_left(own, span.end)] = True
    return np.array(rows, dtype=np.int64).reshape(-1, 3), inside


def things(
    words: tuple[NDArray[np.uint32], NDArray[np.uint8], NDArray[np.int64]],
    extra: tuple[NDArray[np.int64], NDArray[np.bool_]],
) -> Things:
    """Put the words and figures of each claim into columns, each thing once.

    Parameters
    ----------
    words : tuple
        Of each word its hash, its marks and the claim it belongs to (W,).
    extra : tuple
        What `counted` returns.
    """
    known = background()
    (hashes, marks, holder), (more, in_figure) = words, extra
    index = Index.of(hashes, holder)
    which, distinct = index.place, np.empty(len(index.starts) - 1, dtype=np.uint32)
    distinct[which] = hashes
    weight = np.maximum(known.idf(distinct) - _COMMON, 0.0)[which]
    stems = known.stem(distinct)[which]
    kept = np.flatnonzero((weight > 0) & ~in_figure)
    count, named = len(kept), more[:, 2] == 1
    owners = np.concatenate([holder[kept], more[:, 0]])
    keys = np.concatenate([stems[kept].astype(np.int64), more[:, 1]])
    weights = np.concatenate([weight[kept], np.full(len(more), _FIGURE_WEIGHT)])
    flags = np.zeros((3, len(keys)), dtype=bool)
    flags[0, :count], flags[0, count:] = _names(which, marks)[kept], named
    flags[1, count:] = ~named
    flags[2, :count] = (marks[kept] & Mark.QUOTED) > 0
    whole = owners << _KEY | keys
    order = np.argsort(whole << 1 | ~flags[0], kind="stable")  # names first
    order = order[runs(whole[order])[1][:-1]]
    name, figure, quoted = flags[:, order]
    return Things(owners[order], keys[order], weights[order], name, figure, quoted, stems)


def _names(which: NDArray[np.intp], marks: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Say which words are names: capitalised inside a sentence, or opening one and never in lower case.

    `which` numbers the words, equal ones alike.
    """
    capital, opens = (marks & Mark.CAPITAL) > 0, (marks & Mark.OPENS) > 0
    inside = (np.bincount(which, capital & ~opens) > 0)[which]
    lower = (np.bincount(which, ~capital) > 0)[which]
    return capital & (~opens | (inside & ~lower))


def models(text: str, span: Span) -> list[tuple[int, int]]:
    """Return the names that are letters and a number ("C-17"): the hash of each and where it begins."""
    if text.find("-", span.begin, span.end) < 0:
        return []  # as most
    matches = _MODEL.finditer(text, span.begin, span.end)
    return [(zlib.crc32(b"#" + match.group().encode()), match.start()) for match in matches]


def figure_key(figure: Figure) -> int:
    """Hash a figure's value and unit, so that "150" meets "one hundred and fifty"."""
    return zlib.crc32(f"={value(figure):.6g}{figure.unit}".encode())
