"""Through one article, sentence by sentence: what each attributes, and quotations that go on from it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from provenance.quotations.clause import Clause
from provenance.quotations.clauses import according, parse, unmarked
from provenance.quotations.marks import QUOTED, Quoted, mask
from provenance.quotations.signs import Attribution
from provenance.quotations.vocabulary import vocabulary

_LONGEST_UNIT = 3_000  # characters outside quotations; a "sentence" longer than that is a list
_SIGNATURE = re.compile(r"([-–—―~]{1,2})\s?([A-Z][\w.’'-]*(?: [\w.’'-]+){0,5}?)\.?")


class Unit(NamedTuple):
    """A sentence, joined with its neighbours where a quotation runs across."""

    begin: int
    end: int


def units(text: str, sentences: list[tuple[int, int]], quoted: Sequence[Quoted]) -> list[Unit]:
    """Join sentences that a quotation spans, what follows one in lower case, and what a colon announces."""
    begins = [each.begin for each in quoted]
    found: list[Unit] = []
    for begin, end in sentences:
        if found:
            last = found[-1]
            place = bisect_left(begins, begin) - 1
            inside = place >= 0 and quoted[place].end > begin
            runs_on = place >= 0 and last.end >= quoted[place].end >= last.end - 1 and text[begin].islower()
            following = place + 1 < len(quoted) and quoted[place + 1].begin == begin
            announced = text[last.end - 1] == ":" and following
            if inside or announced or (runs_on and "\n" not in text[last.end : begin]):
                found[-1] = Unit(last.begin, end)
                continue
        found.append(Unit(begin, end))
    return found


class Page(NamedTuple):
    """An article as it is walked through.

    Attributes
    ----------
    text, masked : str
        The article's text, and it with its quotations masked; equally long.
    quoted : sequence of Quoted
        The text's quotations (see `marks.scan`).
    begins : list of int
        Where these begin.
    cues : list of int
        Where words begin that may be reporting verbs, ascending.
    """

    text: str
    masked: str
    quoted: Sequence[Quoted]
    begins: list[int]
    cues: list[int]

    def inside(self, unit: Unit) -> Sequence[Quoted]:
        """Return the quotations that begin in a unit."""
        first = bisect_left(self.begins, unit.begin)
        return self.quoted[first : bisect_left(self.begins, unit.end, first)]

    def alone(self, unit: Unit, inside: Sequence[Quoted]) -> bool:
        """Tell whether a unit is nothing but a quotation."""
        if not inside or inside[0].begin != unit.begin:
            return False
        return not self.masked[inside[0].end : unit.end].strip(" .\u00a0")

    def endless(self, unit: Unit) -> bool:
        """Tell whether a unit is no sentence."""
        length = unit.end - unit.begin
        return length > _LONGEST_UNIT < length - self.masked.count(QUOTED, unit.begin, unit.end)

    def cues_in(self, unit: Unit) -> list[int]:
        """Return where reporting verbs begin in a unit, outside of quotations."""
        first = bisect_left(self.cues, unit.begin)
        cues = self.cues[first : bisect_right(self.cues, unit.end, first)]
        return [cue for cue in cues if self.masked[cue] != QUOTED]

    def apart(self, every: Sequence[Unit]) -> list[bool]:
        """Tell which units have no quotation and nothing to do with the units around them.

        What such a unit attributes is the same whether or not the others are read, and the other way round.
        """
        inside = [self.inside(unit) for unit in every]
        bound = [self.alone(unit, own) or self.endless(unit) for unit, own in zip(every, inside, strict=True)]
        beside = zip([False, *bound[:-1]], bound, [*bound[1:], False], strict=True)
        return [not own and not any(near) for own, near in zip(inside, beside, strict=True)]


def page(text: str, quoted: Sequence[Quoted], cues: list[int]) -> Page:
    """Prepare an article's text, its quotations and the places of its reporting verbs."""
    return Page(text, mask(text, quoted), quoted, [each.begin for each in quoted], cues)


class Walk:
    """Everything attributed in one article, in text order, in `found` after `through`."""

    def __init__(self, of: Page) -> None:
        self.page = of
        self.text, self.masked, self.quoted, self.begins = of.text, of.masked, of.quoted, of.begins
        self.found: list[Attribution] = []
        self.last = -1  # where the unit before ended, if it attributed something
        self.spoken = -1  # which attribution of that unit is of words in quotation marks
        self.pending = -1  # where a unit began that is nothing but a quotation nobody claimed
        self.lent = (
            -1
        )  # which attribution gave such a quotation to the speaker before, until someone claims it

    def through(self, some: Iterable[Unit]) -> list[Attribution]:
        """Walk through units in order; only such may be left out as are `apart`."""
        for unit in some:
            if not self.page.endless(unit):
                self._unit(unit)
        return self.found

    def _unit(self, unit: Unit) -> None:
        inside = self.page.inside(unit)
        alone = self.page.alone(unit, inside)
        if alone and self.last >= 0:
            self._goes_on(unit.begin, inside[0].end)
            self.last = unit.end
            return
        if self._signed(unit):
            return
        cues = self.page.cues_in(unit)
        before = len(self.found)
        runs_on = self._left_open(unit, inside)
        if cues or inside:
            claims = self.pending >= 0 and "\n" not in self.text[self.pending : unit.begin]
            self._parse(Unit(self.pending if claims else unit.begin, unit.end), cues, inside)
            if self.lent >= 0 and any(one.content[0][0] == self.pending for one in self.found[before:]):
                del self.found[self.lent]
                before -= 1
            if runs_on:
                before += self._take_back(runs_on, unit, before)
        self.lent = -1
        self.pending = unit.begin if alone else -1
        self.last = unit.end if len(self.found) > before else -1
        self.spoken = -1
        for place in range(before, len(self.found)):
            if "quote" in self.found[place].pattern or "partial" in self.found[place].pattern:
                self.spoken = place

    def _left_open(self, unit: Unit, inside: Sequence[Quoted]) -> Quoted | None:
        """Return the quotation that the paragraph before left open and that goes on in this unit."""
        if self.pending < 0 or not inside or inside[0].begin != unit.begin:
            return None
        said = self.quoted[bisect_left(self.begins, self.pending)]
        beside = not self.text[said.end : unit.begin].strip()
        return said if beside and not said.closed else None

    def _take_back(self, said: Quoted, unit: Unit, before: int) -> int:
        """Give what was left open to the speaker of what goes on; return how many attributions that adds."""
        if self.lent >= 0 or before == len(self.found) or self.found[before].content[0][0] != unit.begin:
            return 0
        content = ((said.begin, said.end),)
        self.found.insert(before, Attribution(content, None, self.found[before].source, "goes on"))
        return 1

    def _goes_on(self, begin: int, end: int) -> None:
        """Read “…,” he said. “…”: what follows in quotation marks, with nothing else, goes on."""
        if self.spoken >= 0 and "\n" not in self.text[self.last : begin]:
            said = self.found[self.spoken]
            self.found[self.spoken] = said._replace(content=(*said.content, (begin, end)))
        else:
            self.pending, self.lent = begin, len(self.found)
            self.found.append(Attribution(((begin, end),), None, self.found[-1].source, "goes on"))

    def _signed(self, unit: Unit) -> bool:
        """Read a quotation and, on a line of its own, "- Ada Brandt"."""
        match = _SIGNATURE.fullmatch(self.masked, unit.begin, unit.end) if self.pending >= 0 else None
        if match is None:
            return False
        said = self.quoted[bisect_left(self.begins, self.pending)]
        if self.masked[said.end : unit.begin].strip():
            return False
        if self.lent >= 0:
            del self.found[self.lent]
        content = ((said.begin, said.end),)
        self.found.append(Attribution(content, match.span(1), match.span(2), "signed"))
        self.last = self.spoken = self.pending = self.lent = -1
        return True

    def _parse(self, unit: Unit, cues: list[int], inside: Sequence[Quoted]) -> None:
        """Read one unit: around its reporting verbs, then around quotations left over."""
        begin, end = unit
        made = _attributed(
            self.text[begin:end],
            self.masked[begin:end],
            tuple([cue - begin for cue in cues]),
            tuple([each.begin - begin for each in inside]),
        )
        self.found += [one.moved(begin) for one in made]


def single(text: str, unit: Unit, cues: Sequence[int]) -> list[Attribution]:
    """Return what a unit attributes that is `apart` from the others, with reporting verbs at `cues`."""
    begin, end = unit
    words = text[begin:end]
    return [one.moved(begin) for one in _attributed(words, words, tuple([cue - begin for cue in cues]), ())]


@lru_cache(maxsize=4_096)  # units: many outlets carry the same sentences; 8 MB
def _attributed(
    text: str, masked: str, cues: tuple[int, ...], inside: tuple[int, ...]
) -> tuple[Attribution, ...]:
    """Return what a unit attributes; `cues` and `inside` are where reporting verbs and quotations begin."""
    clause = Clause(text, masked)
    words = vocabulary().cues
    made: list[Attribution | None] = []
    for place in map(clause.at, cues):
        if place >= 0 and clause.low[place] == "according":
            made.append(according(clause, place))
        elif place >= 0 and clause.low[place] in words:
            made.append(parse(clause, place))
    for begin in inside:
        place = clause.at(begin)
        claimed = any(b <= begin < e for one in made if one for b, e in one.content)
        if place >= 0 and not claimed:
            made.append(unmarked(clause, place))
    return tuple([one for one in made if one])
