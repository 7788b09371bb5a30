"""The compiled twins of the slow path: the same results, over a whole batch at once.

Each function repeats one of the slow path's, named in its text, on code points; a test compares the two on
generated text. `alphabet` answers what `str` and `re` would. They walk characters in one loop, without calls
or containers, which is what makes them fast and long. Compiled code is kept next to these files and made
anew when one of them changes; so numbers that may be tuned elsewhere come as arguments. A flag changed in
`alphabet` or `kinds` asks for a change here, too.
"""

from provenance.reading.kernels.blocks import blocks, classify
from provenance.reading.kernels.quotation import quoted
from provenance.reading.kernels.stops import DOUBTFUL, GLUED, SURE, sentences, stops
from provenance.reading.kernels.traits import signs, traits
from provenance.reading.kernels.words import words

__all__ = [
    "DOUBTFUL",
    "GLUED",
    "SURE",
    "blocks",
    "classify",
    "quoted",
    "sentences",
    "signs",
    "stops",
    "traits",
    "words",
]
