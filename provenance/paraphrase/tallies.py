"""What is counted of a pair of sentences before anything is divided: by NumPy in `tallying`, or compiled.

Every tally is a whole number or a small multiple of a power of two. Sums of such numbers are exact in
whatever order they are added up: both ways of counting give the same bits, and a pair's features do not
depend on which other pairs share its batch.
"""

from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

ALIKE = 64  # similarity of meaning in steps of 1/64
NEAR = 32  # half way to the same word: what shared topics alone give is mostly below
FAR = (
    4 * 256
)  # farther than any two words of a sentence; four times as much are the steps of a whole sentence
RUNS = 3  # lengths of runs that are counted: two, three and four words
COARSE = 8  # steps of a word's weight where vectors are added up: whole numbers, exact in single precision


class Side(IntEnum):
    """What is counted of either sentence.

    A word (a stem) is hit if the other side has it as often; it stands there if the other side has it at all.
    """

    WORDS = 0
    MASS = 1  # the weight of all words
    CONTENT = 2  # all but function words
    NUMBERS = 3
    NAMES = 4
    UNSEEN = 5
    NEGATIONS = 6
    WORD_HITS = 7  # the next four follow each other for words and for stems
    WORD_MASS = 8
    WORD_CONTENT = 9
    WORD_LONE_MOST = 10  # the heaviest that is not hit
    STEM_HITS = 11
    STEM_MASS = 12
    STEM_CONTENT = 13
    STEM_LONE_MOST = 14
    NUMBER_HITS = 15
    NAME_HITS = 16
    UNSEEN_HITS = 17
    PLAIN_LONE = 18  # content words that are not hit, neither numbers nor negations
    TITLE_LONE = 19
    RUN_OF_TWO = 20  # places where runs of stems begin that both sides have
    RUN_OF_THREE = 21
    RUN_OF_FOUR = 22
    LEAD = 23  # weight before the first shared content word
    TAIL = 24  # weight after the last
    ALIKE_MASS = 25  # weight times how alike the likest word of the other side is
    LONE_MASS = 26  # weight of the stems that do not stand on the other side
    LONE_ALIKE_MASS = 27
    LONE_FAR = 28  # how many of these have nothing like them there
    GIST = 29  # squared length of the sum of all words' vectors
    LONE_GIST = 30  # the same of the stems that do not stand on the other side
    CHARACTERS = 31  # n-grams


class Pair(IntEnum):
    """What is counted of both sentences together."""

    SUBSEQUENCE = 0  # stems of the longest common one
    LONGEST = 1  # stems of the longest common run
    EDITS = 2
    SHARED = 3  # stems of the left that stand on the right
    INVERTED = 4  # pairs of them that come in another order there
    JOINED = 5  # neighbours among them that are neighbours there
    BACKWARDS = 6  # steps back
    DISPLACED = 7  # weight of shared content words times how far they moved, as a share of a sentence
    DISPLACED_MASS = 8
    DISPLACED_MOST = 9
    RAREST = 10  # weight of the rarest of them
    OPPOSITES = 11  # stems of the left that are not hit while an opposite is not hit on the right
    GIST = 12  # inner product of what `Side.GIST` measures
    LONE_GIST = 13
    CHARACTERS = 14  # n-grams of both
    TELLING = 15  # what the words themselves add to the log odds


class Tallies(NamedTuple):
    """Counts of B pairs.

    Attributes
    ----------
    sides : float64 (len(Side), 2, B)
        Left, right.
    pairs : float64 (len(Pair), B)
    """

    sides: NDArray[np.float64]
    pairs: NDArray[np.float64]
