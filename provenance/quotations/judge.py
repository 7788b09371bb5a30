"""Whether two statements are the same: by the weight of the words they share in order, and by who speaks."""

from collections.abc import Sequence
from difflib import Match, SequenceMatcher
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.quotations.names import same_speaker
from provenance.quotations.pairing import CONTENT
from provenance.quotations.statements import Columns, Statement

# "if related": if the two articles tell of one event; "if dated": if both are also known to be of one time;
# "if close": if they have very much in common besides.
Verdict = Literal["yes", "if related", "if dated", "if close", "no"]


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
    Rule(True, 0.4, 8, 1, 0.0, 0.4, "if related"),  # reworded throughout, as by two translators
    Rule(None, 0.85, 18, 4, 0.0, 0.0, "yes"),
    Rule(None, 0.7, 18, 4, 0.0, 0.0, "if related"),
    Rule(None, 0.8, 14, 1, 0.0, 0.0, "if related"),
    Rule(None, 0.8, 9, 1, 0.6, 0.0, "if dated"),
    Rule(None, 0.5, 12, 1, 0.0, 0.4, "if dated"),
    Rule(None, 0.8, 6, 2, 0.6, 0.0, "if close"),  # "deeply troubled" in both
    Rule(None, 0.9, 6, 1, 0.9, 0.0, "if close"),  # "impropriety" in both, and nothing else of weight
    Rule(False, 0.8, 25, 6, 0.0, 0.0, "yes"),  # one outlet names the wrong speaker
    Rule(False, 0.8, 14, 1, 0.0, 0.0, "if related"),
)
_INDIRECT = Rule(
    None, 0.7, 14, 4, 0.0, 0.0, "yes"
)  # the least that indirect speech must share with a quotation
_INDIRECT_UNNAMED = 10.0  # … in words that are no names
_LEAST_COVER = 0.4  # the lowest of any rule
_UNNAMED = 4.0  # shared weight in words that are no names; below, both only mention the same
_HEAVY = 14.0  # so much shared is never only a name
_PLAIN_COVER, _PLAIN_LIKENESS, _PLAIN_WORDS = (
    0.8,
    0.7,
    6,
)  # plain sentences: common words, nearly all the same
_ROUNDING = 1e-6  # sums in another order differ by less
_SHORT, _SHORT_MOST, _SHORT_LIKENESS = 3, 40, 0.75  # words, words, ratio: sentences beside a shared statement


class Shared(NamedTuple):
    """What two statements share, as in `Rule`; how alike (0-1) all words are; the shorter's word count."""

    cover: float
    shared: float
    run: int
    whole: float
    likeness: float
    words: int

    def reaches(self, rule: Rule) -> bool:
        """Tell whether enough is shared for a rule."""
        return (
            self.cover >= rule.cover
            and self.shared >= rule.shared
            and self.run >= rule.run
            and self.whole >= rule.whole
            and self.likeness >= rule.likeness
        )


class Judge:
    """Decides whether two of the statements found are the same."""

    def __init__(self, found: list[Statement], table: Columns) -> None:
        self.found, self.table = found, table
        self.weights: dict[int, dict[int, float]] = {}
        self.totals: dict[int, float] = {}
        self.stems: dict[int, set[int]] = {}
        self.summed: dict[int, dict[int, float]] = {}  # weights of stems that stand twice count twice

    def same(self, one: int, other: int) -> tuple[Verdict, float]:
        """Return the verdict on two statements, and the weight of what they share."""
        if not self._may(one, other):
            return "no", 0.0
        left, left_weight = self._of(one)
        right, right_weight = self._of(other)
        blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
        shared = float(sum(left_weight[b.a : b.a + b.size].sum() for b in blocks))
        least, most = sorted((float(left_weight.sum()), float(right_weight.sum())))
        if not least:
            return "no", 0.0
        likeness = 2 * sum(b.size for b in blocks) / (len(left) + len(right))
        run, words = max(b.size for b in blocks), min(len(left), len(right))
        measured = Shared(shared / least, shared, run, shared / most, likeness, words)
        return self._verdict(one, other, blocks, measured), shared

    def _verdict(self, one: int, other: int, blocks: Sequence[Match], of: Shared) -> Verdict:
        direct = self.found[one].direct and self.found[other].direct
        unnamed = self._unnamed(one, other, blocks) if of.shared < _HEAVY or not direct else _HEAVY
        if unnamed < _UNNAMED:
            return "no"
        if not direct and (not of.reaches(_INDIRECT) or unnamed < _INDIRECT_UNNAMED):
            return "no"
        speaker = same_speaker(self.found[one].who, self.found[other].who)
        for rule in _RULES:
            if rule.same_speaker is speaker and of.reaches(rule):
                return rule.verdict if direct or rule.verdict != "yes" else "if related"
        plain = of.cover >= _PLAIN_COVER and of.likeness >= _PLAIN_LIKENESS and of.words >= _PLAIN_WORDS
        return "if related" if speaker and plain else "no"

    def short(self, one: int, other: int) -> bool:
        """Tell whether two short sentences beside a shared statement are the same too."""
        left, _ = self._of(one)
        right, _ = self._of(other)
        if min(len(left), len(right)) < _SHORT or max(len(left), len(right)) > _SHORT_MOST:
            return False
        if same_speaker(self.found[one].who, self.found[other].who) is False:
            return False
        return SequenceMatcher(None, left, right, autojunk=False).ratio() >= _SHORT_LIKENESS

    def _may(self, one: int, other: int) -> bool:
        """Tell whether the words in common, in any order, could be enough; aligning costs far more.

        In order they weigh at most what all of them weigh together, so that no rule is missed.
        """
        left, right = self._weights(one), self._weights(other)
        if len(left) > len(right):
            left, right = right, left
        shared = sum([weight for stem, weight in left.items() if stem in right])
        if shared < _UNNAMED or shared < _LEAST_COVER * min(self.totals[one], self.totals[other]):
            return False
        self._sum(one)
        self._sum(other)
        common = self.stems[other]
        most = sum([weight for stem, weight in self.summed[one].items() if stem in common]) + _ROUNDING
        cover = most / min(sum(self.summed[one].values()), sum(self.summed[other].values()))
        if not (self.found[one].direct and self.found[other].direct) and (
            most < _INDIRECT.shared or cover < _INDIRECT.cover
        ):
            return False
        speaker = same_speaker(self.found[one].who, self.found[other].who)
        return bool(speaker and cover >= _PLAIN_COVER) or any(
            rule.same_speaker is speaker and cover >= rule.cover and most >= rule.shared for rule in _RULES
        )

    def _weights(self, place: int) -> dict[int, float]:
        known = self.weights.get(place)
        if known is None:
            stem, weight = self._raw(place)
            heavy = weight >= CONTENT
            known = dict(zip(stem[heavy].tolist(), weight[heavy].tolist(), strict=True))
            self.weights[place], self.totals[place] = known, sum(known.values())
        return known

    def _sum(self, place: int) -> None:
        """Work out what `_may` needs of the few statements that get so far."""
        if place not in self.summed:
            stem, weight = self._raw(place)
            heavy = weight >= CONTENT
            self.stems[place] = set(stem.tolist())  # what is light in one form may be heavy in another
            summed = self.summed[place] = dict.fromkeys(self._weights(place), 0.0)
            for each, value in zip(stem[heavy].tolist(), weight[heavy].tolist(), strict=True):
                summed[each] += value

    def _raw(self, place: int) -> tuple[NDArray[np.uint32], NDArray[np.float64]]:
        begin, stop = self.table.begin[place], self.table.begin[place + 1]
        return self.table.stem[begin:stop], self.table.weight[begin:stop]

    def _of(self, place: int) -> tuple[list[int], NDArray[np.float64]]:
        """Return a statement's stems and the weights of those that carry meaning."""
        stem, weight = self._raw(place)
        return stem.tolist(), np.where(weight >= CONTENT, weight, 0.0)

    def _unnamed(self, one: int, other: int, blocks: Sequence[Match]) -> float:
        """Return the weight of the shared words that are no names on either side."""
        left, right = self.table.begin[one], self.table.begin[other]
        total = 0.0
        for block in blocks:
            a, b = slice(left + block.a, left + block.a + block.size), right + block.b
            named = self.table.named[a] | self.table.named[b : b + block.size]
            weight = self.table.weight[a]
            total += float(weight[~named & (weight >= CONTENT)].sum())
        return total
