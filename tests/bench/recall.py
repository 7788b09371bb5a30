"""What of the straightforward script's pairs is found, by what their sentences are.

The script compares everything on the page. Most of what it finds is what this package sets aside before it
compares: lines that an outlet prints under all its articles, credits, notices. So its pairs are counted by
kind, and recall is that of pairs of body sentences long enough to say something.
"""

from collections import Counter

import numpy as np

from provenance.model import Kind
from provenance.reading import habits, lines

SAID = (
    8  # words, as many as a run that is never missed: shorter ones are "I don't know" and "It won't be easy"
)


def counted(readings, apart_kinds, sketches, verified, proposed):
    """Count the verified pairs of sentences by kind, and of each kind those found.

    Parameters
    ----------
    readings : Readings
    apart_kinds : uint8 (S,)
        The kinds of sentences before anything was learned of what outlets repeat.
    sketches : Sketches
    verified : list of two times (article, begin, end)
    proposed : set of article pairs

    Returns
    -------
    dict
        Kind to (found, all). A pair is found when its articles are proposed or its sentences are the same
        words in a row, which are grouped before anything is compared.
    """
    every, found = Counter(), Counter()
    known = {}
    for one, other in verified:
        sides = []
        for sentence in map(tuple, (one, other)):
            if sentence not in known:
                known[sentence] = _told(readings, apart_kinds, sketches, sentence)
            sides.append(known[sentence])
        kind = _kind(sides, readings.articles[one[0]].outlet == readings.articles[other[0]].outlet)
        every[kind] += 1
        found[kind] += (one[0], other[0]) in proposed or bool(sides[0][2] & sides[1][2])
    return {kind: (found[kind], count) for kind, count in every.most_common()}


def _told(readings, apart_kinds, sketches, sentence):
    """Return what most of a stretch is, how many words it has, and which rows of the sketches stand in it."""
    article, begin, end = sentence
    first, last = readings.article_sentences[article : article + 2]
    overlap = np.minimum(readings.sentence_end[first:last], end)
    overlap -= np.maximum(readings.sentence_begin[first:last], begin)
    inside = first + np.flatnonzero(overlap > 0)
    size = overlap[inside - first]
    body = size[readings.sentence_kind[inside] == Kind.BODY].sum() * 2 >= size.sum() > 0
    learned = size[readings.sentence_kind[inside] != apart_kinds[inside]].sum() * 2 >= size.sum()
    opens, closes = readings.sentence_words[[first, last]]
    places = readings.word_begin[opens:closes]
    words = int(((places >= begin) & (places < end)).sum())
    what = "body" if body else "repeated" if learned else "furniture"
    return what, words, set(sketches.rows[inside].tolist()) - {-1}


def _kind(sides, same_outlet):
    kinds = {what for what, *_ in sides}
    if kinds == {"body"}:
        short = min(words for _, words, _ in sides) < SAID
        return "body, under 8 words" if short else "body"
    if same_outlet:
        return "lines that one outlet repeats"
    return "furniture of two outlets" if "body" not in kinds else "furniture of one, body of the other"


def apart(readings):
    """Return the kinds that articles show by themselves, and those learned of what their outlets repeat."""
    return readings.sentence_kind, habits(lines(readings))
