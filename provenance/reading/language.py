"""Tell an article's language from its commonest words.

A handful of function words decides: they make up a third of any running text, and those of one language
are rare in another. Languages that share many (Norwegian and Danish) may be taken for each other, which
costs nothing here: no step treats them differently.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from provenance.model import Article
from provenance.reading.words import fold, word_hash

UNKNOWN = "und"
LOOKED_AT = 300  # words: more do not change the answer
LEAST_WORDS = 5
LEAST_SHARE = 0.1  # of the words looked at: running text has .25 and more, a list of names nearly none
LEAD = 1.15  # times the share of the runner-up

_COMMON = {
    "en": "the of and to in a that is was for on with he said it by as at his from be are have has this not they"
    " which were who been will an but their we she her you would after or its had",
    "de": "der die und in den von zu das mit sich des auf ist im dem nicht ein eine als auch es an werden aus er hat"
    " dass sie nach wird bei einer um am sind noch wie einem über",
    "fr": "de la le et les des en un une du dans que qui est pour au par sur pas plus il ne se ce sont avec son cette"
    " aux été ont mais leur nous elle",
    "es": "de la que el en y a los del se las por un para con no una su al lo es más como pero sus ha este sobre entre"
    " cuando también fue desde",
    "it": "di che e la il un a per in una non sono è del si da con le dei nel alla al come più della ha gli anche lo"
    " ma delle questo dal",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou são"
    " foi pelo também",
    "nl": "de het een van en in is dat op te zijn voor met die niet aan er om ook als maar bij uit wordt door naar heeft"
    " hij ze nog werd",
    "sv": "och i att det som en på är av för med den till inte har de ett om han var men sig från vi så kan när",
    "da": "og i at det er en til på som for af de med den ikke har et han der var om men sig fra vi kan blev efter",
    "pl": "w i na z się nie do że to jest o jak po co dla od tym przez oraz jego może był które ale już są",
    "tr": "ve bir bu için ile da de çok olarak daha olan gibi kadar sonra ne en var olduğu ise değil ancak dedi",
    "cs": "a se v na je že o s z do i to k ve pro za by ale si po jako podle jsou která který při však",
    "uk": "в і на що з у не до та за як це від про для його є було також був його які або але після який між",
    "ru": "и в не на что с он по из как это к за от его о для у при также был были или но после которые",
    "ar": "في من على إلى أن عن التي الذي مع هذا هذه ما بين بعد كان كما لا ذلك وقد قال أو حول قد خلال",
    "fa": "و در به از که این را با است برای آن یک های می تا بر کرد شد خود او ما",
    "he": "של את על לא כי הוא זה עם גם אל היא כל אם או אך בין יותר לאחר היה אמר",
    "el": "και το να του η της με που στο για ο την από τα των είναι στην ότι θα σε δεν",
    "hi": "के है में की से को और का ने पर यह कि हैं भी नहीं एक इस",
    "id": "yang dan di dengan untuk dari ini pada dalam itu tidak akan juga ke oleh mereka telah ada bahwa kata",
    "vi": "và của là có trong cho được không các một với đã những người này đến khi từ",
    "ko": "이 그 수 있다 등 한 것 및 위해 대한 지난 이번 있는 했다 것으로 밝혔다 말했다 고 또",
    "zh": "的 是 不 了 在 有 和 人 这 這 中 国 國 为 為 他 上 会 會 们 們",
    "ja": "の に は を が た と で て し れ さ い る も な",
}


@cache
def _table() -> tuple[NDArray[np.uint32], NDArray[np.uint8], tuple[str, ...]]:
    """Return the hashes of all common words, sorted, and which language (column) has each."""
    names = tuple(_COMMON)
    words = {word_hash(fold(word)) for words in _COMMON.values() for word in words.split()}
    hashes = np.array(sorted(words), dtype=np.uint32)
    member = np.zeros((len(hashes), len(names)), dtype=np.uint8)
    for column, name in enumerate(names):
        own = np.array([word_hash(fold(word)) for word in _COMMON[name].split()], dtype=np.uint32)
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
    sure = (looked >= LEAST_WORDS) & (best >= LEAST_SHARE * looked) & (best >= LEAD * second)
    return tuple(
        article.language or (names[first] if certain else UNKNOWN)
        for article, first, certain in zip(articles, order[:, 0].tolist(), sure.tolist(), strict=True)
    )
