"""Which of two articles the shared text came from: evidence, weighed and added up.

Each piece of evidence is a number of nats of log-odds, above zero for the left article, with its words. The
weights of what the texts alone show were fitted on 2,024 copies that a simulator wrote from articles of
news-12k (cross-validated; see ``tests/lineage_simulator.py``); those of credits were set by reading 47 real
copies, so that a single explicit credit is certain and a name in passing is likely.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.lineage.credits import Credit
from provenance.lineage.evidence import NOTHING, Evidence, said, worded
from provenance.lineage.mentions import mention, speaks_of_itself
from provenance.lineage.quoting import Quoting
from provenance.lineage.shares import Shares
from provenance.lineage.times import earlier
from provenance.lineage.traits import TRAITS, traits
from provenance.model import Article, Direction, Pair, Relation, Strength
from provenance.naming import same

COPIES: frozenset[Relation] = frozenset({"reprint", "wire copy", "excerpt"})
LIKELY, CERTAIN = 0.75, 0.96  # below the first a direction is weak
_OVERRULED = 0.3  # what the texts show counts that much beside an explicit credit: outlets add to agency copy
_LEAST = 0.55  # below it nothing is said
_CREDITED, _REPORTED, _AT_BLOCK, _NAMED, _TOLD, _AGENCY = 4.2, 3.4, 2.6, 1.4, 2.6, 3.6
# In the order of `traits.TRAITS`. The fit, less a fifth, where the simulator copies as people do; the last
# three and the doubts of changed words (real editors change words as often into common as into rare
# ones, up to 3.5 on that scale) come from the 32 real copies whose source is in news-12k.
_TEXT = (2.4, 1.2, 1.2, 1.3, 1.9, 0.7, 1.8, 2.0)
_BENT, _DOUBT = (3, 4), 3.0
_UNTOLD = np.array([name not in {"announced", "lifted"} for name in TRAITS], np.float64)
_STRONG = 2.5  # nats that the texts must show, with a time that agrees, for certainty
_DIVIDED = 0.5  # nats of one trait against what the others say: the texts disagree, and no time decides
_WEAK = 0.74  # the most that is claimed of it then, and of dates or statements alone: under LIKELY
_ALTERED = 1.0  # nats; who changes a quote has it from somewhere, though perhaps not from this one
# Nats of the texts, and with a time, before one of two has a statement from the other.
_HINT, _STATEMENT = 0.3, 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What directions are decided from, beside the pair itself."""

    articles: Mapping[str, Article]
    credits: Mapping[str, tuple[Credit, ...]]
    official: frozenset[str]
    quoting: Quoting


class _Shown(NamedTuple):
    """What the texts of a pair show, trait by trait and in sum, and whether both quote a named speaker."""

    weights: list[float]
    text: float
    spoken: bool


def directions(shares: Shares, asked: NDArray[np.bool_], known: Known) -> list[Direction | None]:
    """Weigh everything there is, pair by pair of `shares`; None where it cannot be told.

    Of pairs that are not `asked` nothing is told. All that share text with an article of a copy that is
    must be there, with each other too: what it holds of third ones is evidence.
    """
    relations = [pair.relation for pair in shares.pairs]
    statement = np.array([relation == "shared statement" for relation in relations], bool)
    wanted = asked & (statement | np.array([relation in COPIES for relation in relations], bool))
    weights = _weights(traits(shares, wanted), statement)
    spoken = np.zeros(len(statement), bool)
    for number in np.flatnonzero(statement & wanted).tolist():
        pair = shares.pairs[number]
        spoken[number] = known.quoting.of_a_speaker(pair.left, pair.right)
    # Who puts a speaker's words in quotation marks quotes the speaker, not the other article.
    weights[spoken] *= _UNTOLD
    shown = map(_Shown, weights.tolist(), weights.sum(axis=1).tolist(), spoken.tolist())
    return [
        _direction(pair, texts, known) if asked_for else None
        for pair, texts, asked_for in zip(shares.pairs, shown, wanted.tolist(), strict=True)
    ]


def _direction(pair: Pair, texts: _Shown, known: Known) -> Direction | None:
    named = _named(pair, known)
    told = sum(each.weight for each in named)
    text = texts.text * (_OVERRULED if abs(told) >= _REPORTED else 1)
    time = earlier(known.articles[pair.left], known.articles[pair.right])
    quoted = NOTHING
    if pair.relation == "shared statement":
        quoted = _quoted(pair, known)
        text += quoted.weight
        if not told and not _decided(pair, text, time.weight, quoted, spoken=texts.spoken):
            return None
    total = told + text + time.weight
    confidence = 1 / (1 + exp(-abs(total)))
    if confidence < _LEAST or (not named and _siblings(pair, known)):
        return None
    limit = _limit(named, text, time.weight, pair)
    if not named and time.weight * total <= 0 and _least(texts.weights, total) < -_DIVIDED:
        limit = min(limit, _WEAK)  # a text mixed into another article on the same event looks just like this
    confidence = min(confidence, limit)
    source = pair.left if total > 0 else pair.right
    shown = worded(texts.weights, *(_called(known.articles[each]) for each in (pair.left, pair.right)))
    words = said([*named, *shown, quoted, time], total)
    return Direction(source, confidence, strength(confidence), words)


def _called(article: Article) -> str:
    return article.outlet or article.id


def _least(weights: Sequence[float], total: float) -> float:
    """Return the weight of what speaks most against a direction, below zero."""
    return min(weights) if total > 0 else -max(weights) if total < 0 else 0.0


def _quoted(pair: Pair, known: Known) -> Evidence:
    """Return what it tells that one of two has a quote as it was said and the other has changed it."""
    if known.quoting.altered.keys().isdisjoint((pair.left, pair.right)):
        return NOTHING
    right = known.quoting.kept_by(pair.left, pair.right)
    left = known.quoting.kept_by(pair.right, pair.left)
    if left == right:
        return NOTHING
    kept, changed = (pair.left, pair.right) if right else (pair.right, pair.left)
    names = _called(known.articles[kept]), _called(known.articles[changed])
    words = f"{names[0]} has a quote as most have it, {names[1]} has changed its words"
    return Evidence(_ALTERED if right else -_ALTERED, words)


def _decided(pair: Pair, text: float, time: float, quoted: Evidence, *, spoken: bool) -> bool:
    """Say whether the texts, alone or with a time, show which of two has a statement from the other.

    Where its words were changed on the way, one of the two is further from the speaker: a time may say which,
    or the true wording. Without either, two who quote a named speaker in different words may each have
    them from the speaker: whatever else their texts show, nothing says that one saw the other.
    """
    altered = bool(quoted.weight) or any(each.differences and each.quoted for each in pair.passages)
    if altered and spoken and not (time or quoted.weight):
        return False
    least = _HINT if altered else _STATEMENT
    return abs(text + time) >= least and (altered or abs(text) >= _HINT)


def strength(confidence: float) -> Strength:
    """Say a probability in a word."""
    return "certain" if confidence >= CERTAIN else "likely" if confidence >= LIKELY else "weak"


def _limit(named: list[Evidence], text: float, time: float, pair: Pair) -> float:
    """Return the most that may be claimed: dates alone are weak, and so are statements without a credit.

    The texts alone are never certain: outlets cut what they copy, and add to it too.
    """
    if named:
        return 0.99
    if abs(text) < 0.4 or pair.relation == "shared statement":  # noqa: PLR2004 - nats; less is no evidence
        return _WEAK
    return 0.98 if text * time > 0 and abs(text) > _STRONG else 0.95


def _siblings(pair: Pair, known: Known) -> bool:
    """Say whether both carry an agency's copy and neither is the agency: then neither is the source."""
    if pair.relation == "shared statement":
        return False
    agencies = {
        credit.name
        for article in (pair.left, pair.right)
        for credit in known.credits[article]
        if credit.agency and credit.form != "reported"
    }
    outlets = [known.articles[article].outlet for article in (pair.left, pair.right)]
    return bool(agencies) and not any(same(outlet, name) for outlet in outlets for name in agencies)


def _named(pair: Pair, known: Known) -> list[Evidence]:
    """Return what names and credits say."""
    found: list[Evidence] = []
    if pair.relation == "shared statement" and known.official.isdisjoint((pair.left, pair.right)):
        return found
    for sign, source, target in ((1, pair.left, pair.right), (-1, pair.right, pair.left)):
        one, other = known.articles[source], known.articles[target]
        if one.outlet == other.outlet or not one.outlet:
            continue
        made = source in known.official and target not in known.official
        told = [Evidence(sign * _AGENCY, f"{one.outlet} is where the statement was made")] if made else []
        found += told if pair.relation == "shared statement" else _spoken(sign, pair, known, told)
    return found


def _spoken(sign: int, pair: Pair, known: Known, made: list[Evidence]) -> list[Evidence]:
    """Return what two articles with the same copy say of their outlets, `made` among it."""
    source, target = (pair.left, pair.right) if sign > 0 else (pair.right, pair.left)
    one, other = known.articles[source], known.articles[target]
    spans = [[each.left, each.right][::sign] for each in pair.passages if each.kind != "paraphrase"]
    found = [*_credited(sign, one, other, known), *made]
    told = speaks_of_itself(one, [mine for mine, _ in spans])
    if told:
        found.append(Evidence(sign * _TOLD, f"the shared text itself speaks of {one.outlet}: “{told}”"))
    if found and found[-1].weight * sign >= _AT_BLOCK:
        return found
    named = mention(other, one.outlet, [theirs for _, theirs in spans])
    if named:
        weight = _AT_BLOCK if named.near else _NAMED
        where = "where the shared text stands" if named.near else "in its own text"
        found.append(Evidence(sign * weight, f"{other.outlet} names {one.outlet} {where}: “{named.words}”"))
    return found


def _credited(sign: int, one: Article, other: Article, known: Known) -> list[Evidence]:
    for credit in known.credits[other.id]:
        if credit.form != "outlet" and same(one.outlet, credit.name) and not same(other.outlet, credit.name):
            weight = _REPORTED if credit.form == "reported" else _CREDITED
            return [Evidence(sign * weight, f"{other.outlet} credits {credit.name}: “{credit.words}”")]
    own = [credit for credit in known.credits[one.id] if credit.form == "outlet"]
    theirs = [credit for credit in known.credits[other.id] if credit.form == "outlet"]
    if own and not theirs:
        return [Evidence(sign * _AGENCY, f"{one.outlet} is an agency whose copy others print")]
    return []


def _weights(found: NDArray[np.float64], statement: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return what the texts alone show, in nats: float64 (pairs, traits)."""
    found = found.copy()
    for place in _BENT:
        # It grows with the number of changed words; a few of them tell only inside a quote.
        value = np.abs(found[:, place])
        doubt = np.where(statement, 0.0, np.minimum(_DOUBT, value))
        found[:, place] = np.tanh((value - doubt) / 3) * np.sign(found[:, place])
    # Where two share a few sentences, who copied the rest of one does not matter.
    found[statement, TRAITS.index("other sources")] = 0.0
    return np.asarray(found * np.array(_TEXT))
