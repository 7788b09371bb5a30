"""Tell an article's language from its commonest words.

A handful of function words decides: they make up a third of any running text, and those of one language
are rare in another. Languages that share many (Norwegian and Danish) may be taken for each other, which
costs nothing here: no step treats them differently.
"""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from provenance.model import Article
from provenance.reading.words import fold, word_hash

FILE = Path(__file__).parents[1] / "data" / "languages.toml"
UNKNOWN = "und"
LOOKED_AT = 150  # words: more do not change the answer
LEAST_WORDS = 5
LEAST_SHARE = 0.1  # of the words looked at: running text has .25 and more, a list of names nearly none
LEAST_COMMON = 2  # a single one may be a name ("Ada" is Indonesian, too)
LEAD = 1.15  # times the share of the runner-up


@cache
def _table() -> tuple[NDArray[np.uint32], NDArray[np.uint8], tuple[str, ...]]:
    """Return the hashes of all common words, sorted, and which language (column) has each."""
    with FILE.open("rb") as file:
        common = {name: words.split() for name, words in tomllib.load(file).items()}
    names = tuple(common)
    hashes = np.array(
        sorted({word_hash(fold(word)) for words in common.values() for word in words}), dtype=np.uint32
    )
    member = np.zeros((len(hashes), len(names)), dtype=np.uint8)
    for column, name in enumerate(names):
        own = np.array([word_hash(fold(word)) for word in common[name]], dtype=np.uint32)
        member[np.searchsorted(hashes, own), column] = 1
    return hashes, member, names


def languages(
    articles: Sequence[Article], article_words: NDArray[np.int64], word_hash: NDArray[np.uint32]
) -> tuple[str, ...]:
    """Return each article's language: what it states, else what its words say, else ``und``.

    Parameters
    ----------
    articles : sequence of Article, length A
    article_words : int64 (A + 1,)
        Where each article's words begin.
    word_hash : uint32 (W,)
    """
    if not articles:
        return ()
    hashes, member, names = _table()
    looked = np.minimum(np.diff(article_words), LOOKED_AT)
    starts = np.concatenate([[0], np.cumsum(looked)])
    words = word_hash[np.arange(starts[-1]) + np.repeat(article_words[:-1] - starts[:-1], looked)]
    places = np.minimum(np.searchsorted(hashes, words), len(hashes) - 1)
    common = hashes[places] == words
    owner, member = np.repeat(np.arange(len(articles)), looked)[common], member[places[common]]
    counts = np.stack(
        [np.bincount(owner[column], minlength=len(articles)) for column in member.T.astype(np.bool_)], axis=1
    )
    order = np.argsort(-counts, axis=1, kind="stable")
    rows = np.arange(len(articles))
    best, second = counts[rows, order[:, 0]], counts[rows, order[:, 1]]
    sure = (
        (looked >= LEAST_WORDS)
        & (best >= LEAST_COMMON)
        & (best >= LEAST_SHARE * looked)
        & (best >= LEAD * second)
    )
    return tuple(
        article.language or (names[first] if certain else UNKNOWN)
        for article, first, certain in zip(articles, order[:, 0].tolist(), sure.tolist(), strict=True)
    )
