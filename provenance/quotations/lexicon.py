"""Every word of a large corpus looked up once among those of general news."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.background import background


class Lexicon(NamedTuple):
    """Words as places in a table: word w weighs ``weight[place[w]]``; -1 is the place of unknown words."""

    place: NDArray[np.int32]
    stem: NDArray[np.uint32]
    weight: NDArray[np.float64]


def lexicon(words: NDArray[np.uint32]) -> Lexicon:
    """Look words up by compiled code."""
    from provenance.quotations.kernels import places  # loads the compiler

    known = background()
    unknown = np.log(known.total + 1)  # in none of the background's articles
    return Lexicon(places(known.hashes, words), known.stems, np.append(known.idf(known.hashes), unknown))
