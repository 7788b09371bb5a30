"""What general English news looks like: how common a word is, and its stem.

Four articles are too few to learn which words are rare, so a document frequency counted over 12,000
US news articles of 2012-2020 comes with the package (`data/background.npz`, made by
``tests/training/background.py``). Words are keyed by the hash of `reading.words.word_hash`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from provenance.errors import BrokenModelError
from provenance.hashing import buckets, looked_up

FILE = Path(__file__).parent / "data" / "background.npz"
_MOST_ARTICLES = 65_535  # that a word may stand in: more do not fit into the two bytes that steps keep
_BLOCK = 500_000  # words looked up at a time: what that takes is 20 MB
_KEYS = {"hashes", "documents", "stems", "total"}


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """Word statistics, sorted by hash.

    Attributes
    ----------
    hashes : uint32 (N,)
    documents : int32 (N,)
        In how many of `total` articles the word stands.
    stems : uint32 (N,)
        Hash of the word's Snowball stem (English).
    """

    hashes: NDArray[np.uint32]
    documents: NDArray[np.int32]
    stems: NDArray[np.uint32]
    total: int

    def _places(self, words: NDArray[np.uint32]) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        return looked_up(self.hashes, _starts(), words)

    def idf(self, words: NDArray[np.uint32]) -> NDArray[np.float64]:
        """Return the smoothed inverse document frequency of each word: ``ln((N + 1) / (df + 1))``.

        A word that is unknown to the background counts as seen in none of its articles.
        """
        return _idf_of_seen()[self.seen(words)]

    def seen(self, words: NDArray[np.uint32]) -> NDArray[np.uint16]:
        """Return in how many articles each word stands."""
        found = np.empty(len(words), np.uint16)
        for block in _blocks(words):
            places, known = self._places(words[block])
            found[block] = np.where(known, self.documents[places], 0)
        return found

    def stem_and_seen(self, words: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.uint16]]:
        """Return what `stem` and `seen` do, in one look-up."""
        stems, seen = np.empty(len(words), np.uint32), np.empty(len(words), np.uint16)
        for block in _blocks(words):
            places, known = self._places(words[block])
            stems[block] = np.where(known, self.stems[places], words[block])
            seen[block] = np.where(known, _small()[places], 0)
        return stems, seen

    def idf_of_seen(self) -> NDArray[np.float64]:
        """Return the idf of a word by the number of articles it stands in, float64 (total + 1,)."""
        return _idf_of_seen()

    def looked_up(self) -> tuple[NDArray[np.uint32], NDArray[np.uint16], NDArray[np.int64], int]:
        """Return what compiled code needs to find `seen`.

        Returns
        -------
        hashes : uint32 (N,)
        documents : uint16 (N,)
        starts : int64
            Where the hashes begin that have the same upper bits, see `hashing.buckets`.
        shift : int
            By which a hash is shifted to have these bits alone.
        """
        return self.hashes, _small(), _starts(), 33 - (len(_starts()) - 1).bit_length()

    def stem_idf(self, stems: NDArray[np.uint32]) -> NDArray[np.float64]:
        """Return the inverse document frequency of each stem: that of its commonest word."""
        known, commonest = _commonest()
        places = np.minimum(np.searchsorted(known, stems), len(known) - 1)
        return np.where(known[places] == stems, commonest[places], np.log(self.total + 1.0))

    def stem(self, words: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Return the hash of each word's stem; a word unknown to the background is its own stem."""
        found = np.empty(len(words), np.uint32)
        for block in _blocks(words):
            places, known = self._places(words[block])
            found[block] = np.where(known, self.stems[places], words[block])
        return found


def _blocks(words: NDArray[np.uint32]) -> Iterator[slice]:
    """Yield the parts of a column that are looked up together."""
    return (slice(begin, begin + _BLOCK) for begin in range(0, len(words), _BLOCK))


@cache
def background() -> Background:
    """Load the statistics that come with the package.

    Raises
    ------
    BrokenModelError
        If the file lacks a column.
    """
    with np.load(FILE) as table:
        if set(table.files) != _KEYS:
            raise BrokenModelError(FILE, f"columns {sorted(table.files)}", f"{sorted(_KEYS)}")
        total = int(table["total"])
        if total > _MOST_ARTICLES:
            raise BrokenModelError(FILE, f"{total:,} articles", f"{_MOST_ARTICLES:,} at most")
        return Background(table["hashes"], table["documents"], table["stems"], total)


@cache
def _idf_of_seen() -> NDArray[np.float64]:
    """Return `Background.idf_of_seen`."""
    total = background().total
    found: NDArray[np.float64] = np.log((total + 1) / (np.arange(total + 1) + 1.0))
    return found


@cache
def _starts() -> NDArray[np.int64]:
    """Return where the words begin that have the same upper bits."""
    return buckets(background().hashes)


@cache
def _small() -> NDArray[np.uint16]:
    """Return the articles of each word in two bytes."""
    return background().documents.astype(np.uint16)


@cache
def _commonest() -> tuple[NDArray[np.uint32], NDArray[np.float64]]:
    """Return all stems, sorted, and the idf of the commonest word of each."""
    table = background()
    stems, place = np.unique(table.stems, return_inverse=True)
    documents = np.zeros(len(stems), dtype=np.int64)
    np.maximum.at(documents, place, table.documents)
    return stems, np.log((table.total + 1) / (documents + 1.0))
