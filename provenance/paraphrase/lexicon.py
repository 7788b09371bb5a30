"""Small closed classes of English words that decide what a sentence states."""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.background import background
from provenance.reading.words import fold, word_hash

_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
_TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NEGATIONS = (
    "not no never none nothing nobody neither nor cannot without hardly "
    "aren't isn't wasn't weren't don't doesn't didn't hasn't haven't hadn't won't wouldn't can't couldn't "
    "shouldn't mustn't mightn't needn't ain't shan't"
).split()
OPPOSITES = (
    "rise/fall rose/fell risen/fallen rise/drop rose/dropped gain/lose gain/loss gained/lost win/lose won/lost "
    "up/down more/less more/fewer most/least higher/lower high/low highest/lowest increase/decrease "
    "before/after above/below over/under inside/outside open/close open/shut start/end begin/end began/ended "
    "first/last early/late earlier/later buy/sell bought/sold accept/reject accept/refuse approve/reject "
    "support/oppose confirm/deny admit/deny allow/ban allow/forbid legal/illegal guilty/innocent "
    "convict/acquit love/hate good/bad better/worse best/worst old/new young/old large/small big/small "
    "long/short strong/weak strengthen/weaken hot/cold rich/poor safe/dangerous success/failure "
    "succeed/fail pass/fail alive/dead north/south east/west northern/southern eastern/western left/right "
    "male/female man/woman men/women boy/girl he/she his/her husband/wife father/mother son/daughter "
    "brother/sister black/white day/night morning/evening with/without always/never all/none everyone/nobody "
    "war/peace attack/defend arrive/leave arrived/left enter/leave import/export profit/loss true/false "
    "likely/unlikely possible/impossible able/unable agree/disagree same/different public/private "
    "surge/plunge soar/plunge jump/fall jumped/fell climb/slip climbed/slipped hire/fire expand/shrink"
).split()
_TITLES = (
    "mr mrs ms miss dr sir lord lady president minister secretary senator sen congressman rep representative gov "
    "governor mayor king queen prince princess pope gen general col colonel maj major capt captain lt sgt judge "
    "justice professor prof rev reverend chairman director the us u.s america american britain british uk"
).split()


class Lexicon(NamedTuple):
    """Sorted word hashes of each class, with what each word stands for.

    Attributes
    ----------
    spelled, figures : uint32
        Spelled numbers, and the figure each is.
    negations, titles : uint32
        Titles may go, come or change beside a name; so may a country's name and its adjective.
    opposed, opposites : uint32 (N,), (N, 4)
        Stems, and up to four stems of opposite meaning each (0: none).
    """

    spelled: NDArray[np.uint32]
    figures: NDArray[np.uint32]
    negations: NDArray[np.uint32]
    titles: NDArray[np.uint32]
    opposed: NDArray[np.uint32]
    opposites: NDArray[np.uint32]


@cache
def lexicon() -> Lexicon:
    """Hash the classes."""
    figures = {word: str(value) for value, word in enumerate(_NUMBERS)}
    figures |= {word: str(10 * value) for value, word in enumerate(_TENS, start=3)}
    endings = {1: "st", 2: "nd", 3: "rd"}
    figures |= {word: f"{value}{endings.get(value, 'th')}" for value, word in enumerate(_ORDINALS, start=1)}
    spelled = sorted((word_hash(word), word_hash(figure)) for word, figure in figures.items())
    against: dict[int, set[int]] = {}
    for pair in OPPOSITES:
        hashes = np.array([word_hash(word) for word in pair.split("/")], dtype=np.uint32)
        one, other = background().stem(hashes).tolist()
        against.setdefault(one, set()).add(other)
        against.setdefault(other, set()).add(one)
    opposed = sorted(against)
    most = max(map(len, against.values()))
    table = [sorted(against[stem]) + [0] * (most - len(against[stem])) for stem in opposed]
    return Lexicon(
        spelled=np.array([word for word, _ in spelled], dtype=np.uint32),
        figures=np.array([figure for _, figure in spelled], dtype=np.uint32),
        negations=np.array(sorted(map(word_hash, _NEGATIONS)), dtype=np.uint32),
        titles=np.array(sorted(word_hash(fold(word)) for word in _TITLES), dtype=np.uint32),
        opposed=np.array(opposed, dtype=np.uint32),
        opposites=np.array(table, dtype=np.uint32),
    )
