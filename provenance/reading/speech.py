"""Keep speech that was glued to furniture: "…", she said, whatever line stands before it in its paragraph.

Pages lose their line breaks on the way to text, so that a newsletter's line and a paragraph of the article
become one block, which is then taken for furniture as a whole. Speech with its attribution is no furniture.
"""

import numpy as np
from numpy.typing import NDArray

from provenance.model import Kind, Mark
from provenance.reading.columns import Columns
from provenance.reading.words import fold, word_hash

# Quoted words that a sentence must have: the titles in lists of other articles quote fewer.
_LEAST = 6
_CUES = np.array(
    sorted(
        word_hash(fold(cue)) for cue in ("said", "says", "told", "added", "asked", "replied", "continued")
    ),
    dtype=np.uint32,
)


def with_speech(columns: Columns) -> NDArray[np.uint8]:
    """Return the kinds of the sentences, speech with an attribution turned back into body.

    Parameters
    ----------
    columns : Columns
        Before anything is learned of what an outlet repeats: a repeated line stays furniture.

    Returns
    -------
    uint8 (S,)
    """
    kinds = columns.sentence_kind
    places = np.flatnonzero(kinds == Kind.BOILERPLATE)
    lengths = np.diff(columns.sentence_words)[places]
    if not lengths.sum():
        return kinds
    ends = np.cumsum(lengths)
    words = np.arange(ends[-1]) + np.repeat(columns.sentence_words[places] - ends + lengths, lengths)
    quoted = columns.word_marks[words] & Mark.QUOTED > 0
    cue = np.isin(columns.word_hash[words], _CUES) & ~quoted
    owner = np.repeat(np.arange(len(places)), lengths)
    speech = np.bincount(owner[quoted], minlength=len(places))
    told = np.bincount(owner[cue], minlength=len(places)) > 0
    kept = (speech >= _LEAST) & told
    # What the same speaker says in the sentences before, all of it inside the marks, goes with it.
    for place in range(len(places) - 2, -1, -1):
        follows = kept[place + 1] and places[place + 1] == places[place] + 1
        kept[place] |= follows and 0 < lengths[place] == speech[place]
    result = kinds.copy()
    result[places[kept]] = Kind.BODY
    return result
