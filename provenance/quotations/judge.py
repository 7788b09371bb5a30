"""Whether two statements are the same: by the weight of the words they share in order, and by who speaks."""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.quotations.names import same_speaker
from provenance.quotations.shared import Shared
from provenance.quotations.statements import TERM_WORDS, Statement

# "if related": if the two articles tell of one event; "if dated": if both are also known to be of one time;
# "if close": if they have very much in common besides.
Verdict = Literal["yes", "if related", "if dated", "if close"]


class Rule(NamedTuple):
    """The least that must be shared for a verdict, given what is known of the speakers (None: nothing)."""

    same_speaker: bool | None
    cover: float  # weight shared, as part of the lighter statement's
    shared: float  # weight shared: summed idf, so 14 is about five words that are in one article of twenty
    run: int  # words in a row
    whole: float  # weight shared, as part of the heavier statement's
    likeness: float  # of all words, in order, common ones too
    verdict: Verdict


# Found on quotes of `facts-gold` and on families of `news-12k`, read by hand. The first that fits decides.
_RULES = (
    Rule(True, 0.8, 14, 1, 0.0, 0.0, "yes"),
    Rule(True, 0.8, 12, 1, 0.0, 0.0, "if related"),
    Rule(True, 0.8, 6, 1, 0.25, 0.0, "if related"),  # "nothing improper"
    Rule(True, 0.9, 6, 3, 0.0, 0.0, "if related"),  # "has largely expired", of a long sentence
    Rule(True, 0.4, 8, 1, 0.0, 0.4, "if related"),  # reworded throughout, as by two translators
    Rule(True, 0.4, 4, 5, 0.0, 0.75, "if related"),  # the same but for a name or a word that is blotted out
    Rule(None, 0.85, 18, 4, 0.0, 0.0, "yes"),
    Rule(None, 0.7, 18, 4, 0.0, 0.0, "if related"),
    Rule(None, 0.8, 14, 1, 0.0, 0.0, "if related"),
    Rule(None, 0.8, 9, 1, 0.6, 0.0, "if dated"),
    Rule(None, 0.5, 12, 1, 0.0, 0.4, "if dated"),
    Rule(None, 0.8, 6, 2, 0.6, 0.0, "if close"),  # "deeply troubled" in both
    Rule(None, 0.9, 6, 1, 0.9, 0.0, "if close"),  # "impropriety" in both, and nothing else of weight
    Rule(None, 0.9, 12, 5, 0.0, 0.0, "if close"),  # a part, word for word
    Rule(None, 0.4, 5, 5, 0.0, 0.8, "if close"),
    Rule(False, 0.8, 25, 6, 0.0, 0.0, "yes"),  # one outlet names the wrong speaker
    Rule(False, 0.8, 14, 1, 0.0, 0.0, "if related"),
    Rule(False, 0.9, 9, 5, 0.8, 0.8, "if close"),
)
_VERDICTS: tuple[Verdict, ...] = ("yes", "if related", "if dated", "if close")
_KIND = {verdict: number for number, verdict in enumerate(_VERDICTS)}
_SPEAKERS = {True: 1, False: 0, None: -1}  # as numbers: whether one speaker says both
REPORTED_RUN = 4  # words in a row that indirect speech shares with a quotation, at least
_INDIRECT = Rule(
    None, 0.7, 14, REPORTED_RUN, 0.0, 0.0, "yes"
)  # the least that indirect speech shares with a quotation
_INDIRECT_UNNAMED = 10.0  # … in words that are no names
_FEW, _FEW_SHARED = (
    6,
    0.75,
)  # so few words must nearly all be shared: "God bless you all", "God bless the King"
_INDIRECT_WHOLE = 0.5  # … of the heavier of the two, if it cannot be told who says it
_ALIKE = Rule(None, 0.0, 0, 5, 0.0, 0.75, "yes")  # words around a name that are the same: more than a name
_UNNAMED = 4.0  # shared weight in words that are no names; below, both only mention the same
_HEAVY = 14.0  # so much shared is never only a name
_PLAIN = Rule(True, 0.8, 0, 1, 0.0, 0.7, "if related")  # common words, nearly all the same
_PLAIN_WORDS = 6
_SHORT, _SHORT_MOST, _SHORT_LIKENESS = 3, 40, 0.75  # words, words, ratio: sentences beside a shared statement


def reach(of: Shared, rule: Rule) -> NDArray[np.bool_]:
    """Tell which pairs share enough for a rule."""
    return (
        (of.cover >= rule.cover)
        & (of.weight >= rule.shared)
        & (of.run >= rule.run)
        & (of.whole >= rule.whole)
        & (of.likeness >= rule.likeness)
    )


def meaningful(of: Shared, direct: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell which pairs share more than names; `direct`: both stand in quotation marks."""
    spoken = reach(of, _INDIRECT) & (of.unnamed >= _INDIRECT_UNNAMED)
    alike = reach(of, _ALIKE)
    return np.where(direct, (of.unnamed >= _UNNAMED) | (of.weight >= _HEAVY) | alike, spoken)


def conceivable(of: Shared) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell which pairs may be one statement whoever says it, and which only if their articles are related."""
    fits = [(rule.verdict, reach(of, rule)) for rule in (*_RULES, _PLAIN)]
    surely = np.logical_or.reduce([fit for verdict, fit in fits if verdict == "yes"])
    perhaps = np.logical_or.reduce([fit for verdict, fit in fits if verdict != "yes"])
    return surely, perhaps


def verdicts(
    found: list[Statement], left: NDArray[np.int64], right: NDArray[np.int64], of: Shared
) -> dict[Verdict, NDArray[np.int64]]:
    """Return which pairs are the same statement, by the condition on which they are; the others are not."""
    marked = np.array([each.direct for each in found], np.bool_)
    whole = (of.words > _FEW) | (of.matched >= _FEW_SHARED * of.words)
    whole &= (of.words > TERM_WORDS) | (of.run >= of.words)
    pairs = np.flatnonzero(whole & meaningful(of, marked[left] & marked[right]))
    left, right, of = left[pairs], right[pairs], of.some(pairs)
    direct, speaker = marked[left] & marked[right], _speakers(found, left, right)
    kind = np.full(len(pairs), len(_VERDICTS))
    kind[(speaker == _SPEAKERS[True]) & reach(of, _PLAIN) & (of.words >= _PLAIN_WORDS)] = _KIND[
        _PLAIN.verdict
    ]
    for rule in reversed(_RULES):  # the first that fits decides
        kind[(speaker == _SPEAKERS[rule.same_speaker]) & reach(of, rule)] = _KIND[rule.verdict]
    kind[~direct & (kind == _KIND["yes"])] = _KIND["if related"]
    terms = np.array([each.term for each in found], np.bool_)
    # a “poison pill” in both
    named = terms[left] & terms[right] | (speaker != _SPEAKERS[True]) & (terms[left] | terms[right])
    unheard = (speaker == _SPEAKERS[None]) & ~_spoken(found, left, right, of, direct)
    kind[named | unheard] = len(_VERDICTS)
    return {verdict: pairs[kind == number] for verdict, number in _KIND.items()}


def _speakers(found: list[Statement], left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int8]:
    """Tell of each pair whether one speaker says both, in the numbers of `_SPEAKERS`."""
    number = {who: place for place, who in enumerate(dict.fromkeys(each.who for each in found))}
    names = list(number)
    who = np.array([number[each.who] for each in found], np.int64)
    both, of = np.unique(who[left] * len(names) + who[right], return_inverse=True)
    asked = [divmod(pair, len(names)) for pair in both.tolist()]
    said = [_SPEAKERS[same_speaker(names[one], names[other])] for one, other in asked]
    return np.array(said, np.int8)[of]


def _spoken(
    found: list[Statement],
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    of: Shared,
    direct: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Tell which pieces by who knows whom may be one statement, not a term or a common phrase."""
    heard = np.array([bool(each.who) for each in found], np.bool_)
    capital = np.array([(each.who or "")[:1].isupper() for each in found], np.bool_)
    named = heard[left] & heard[right] & (capital[left] | capital[right])
    return np.where(direct, (of.words > TERM_WORDS) | named, of.whole >= _INDIRECT_WHOLE)


def short(
    found: list[Statement], left: NDArray[np.int64], right: NDArray[np.int64], of: Shared
) -> NDArray[np.bool_]:
    """Tell which pairs of short sentences beside a shared statement are the same too."""
    alike = (of.words >= _SHORT) & (of.likeness >= _SHORT_LIKENESS)
    for pair in np.flatnonzero(alike).tolist():
        one, other = found[left[pair]], found[right[pair]]
        longest = max(sum(stop - first for first, stop in each.words) for each in (one, other))
        alike[pair] = longest <= _SHORT_MOST and same_speaker(one.who, other.who) is not False
    return alike
