"""What general English news looks like: how common a word is, and its stem.

Four articles are too few to learn which words are rare, so a document frequency counted over 12,000
US news articles of 2012-2020 comes with the package (`data/background.npz`, made by
``tests/training/background.py``). Words are keyed by the hash of `reading.words.word_hash`.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from provenance.errors import BrokenModelError

FILE = Path(__file__).parent / "data" / "background.npz"
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
        places = np.minimum(np.searchsorted(self.hashes, words), len(self.hashes) - 1)
        return places, self.hashes[places] == words

    def idf(self, words: NDArray[np.uint32]) -> NDArray[np.float64]:
        """Return the smoothed inverse document frequency of each word: ``ln((N + 1) / (df + 1))``.

        A word that is unknown to the background counts as seen in none of its articles.
        """
        places, known = self._places(words)
        seen = np.where(known, self.documents[places], 0)
        return np.log((self.total + 1) / (seen + 1.0))

    def stem_idf(self, stems: NDArray[np.uint32]) -> NDArray[np.float64]:
        """Return the inverse document frequency of each stem: that of its commonest word."""
        known, commonest = _commonest()
        places = np.minimum(np.searchsorted(known, stems), len(known) - 1)
        return np.where(known[places] == stems, commonest[places], np.log(self.total + 1.0))

    def stem(self, words: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Return the hash of each word's stem; a word unknown to the background is its own stem."""
        places, known = self._places(words)
        return np.where(known, self.stems[places], words)


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
        return Background(table["hashes"], table["documents"], table["stems"], int(table["total"]))


@cache
def _commonest() -> tuple[NDArray[np.uint32], NDArray[np.float64]]:
    """Return all stems, sorted, and the idf of the commonest word of each."""
    table = background()
    stems, place = np.unique(table.stems, return_inverse=True)
    documents = np.zeros(len(stems), dtype=np.int64)
    np.maximum.at(documents, place, table.documents)
    return stems, np.log((table.total + 1) / (documents + 1.0))
