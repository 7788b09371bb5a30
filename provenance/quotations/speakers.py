"""Who is meant by the words that name a source: pronouns, titles and short names resolved."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cached_property

from provenance.quotations.names import Name, Names, runs
from provenance.quotations.signs import Attribution
from provenance.quotations.vocabulary import Vocabulary
from provenance.quotations.walk import Unit

_HE, _SHE = frozenset({"he", "him"}), frozenset({"she", "her"})
_WENT = frozenset(("said", "says", "came", "began", "went", "told", "wrote"))
_REACH = 2_500  # characters; a pronoun further from its name than some ten sentences is not resolved
_BEFORE_NAME = re.compile(
    r"\b(?:of|for|in|at|from|with|to|on|by|under|against|about|than|called)\s+(?:(?:the|a|an)\s+)?$"
)
_ROLE = re.compile(
    r"\b(?:envoy|ambassador|director|secretary|minister|spokes\w+|head|chief|chair\w*|leader|president|officer|"
    r"representative|professor)\b"
)
_NOUN = re.compile(r" (?!(?:himself|herself|itself|who|also|then|later|as)\b)([a-z]+)")
_LEAD = re.compile(r"^(?:the|a|an|that|this|one|but|and)\s+", re.IGNORECASE)


class Speakers:
    """Resolves the sources of one article, in text order.

    Parameters
    ----------
    text, masked : str
        The article's text, and it with its quotations masked.
    words : Vocabulary
    heard : callable, optional
        Returns what a unit attributes that was `passed` over; asked only if a pronoun depends on it.
    """

    def __init__(
        self,
        text: str,
        masked: str,
        words: Vocabulary,
        heard: Callable[[Unit], list[Attribution]] = lambda _: [],
    ) -> None:
        self.text, self.masked, self.words, self.heard = text, masked, words, heard
        self.last: tuple[int, str] | None = None  # where and who spoke before
        self.reported: tuple[int, int] | None = None  # what was said last
        self.behind: list[Unit | Attribution] = []  # passed over, and what says nothing of who spoke since
        self.asked = self.told = False  # of an attribution: it needed the speaker before, it tells the next

    @cached_property
    def names(self) -> Names:
        """The names of the article."""
        return Names(self.masked, self.words)

    def passed(self, unit: Unit) -> None:
        """Take note of a unit that nobody has read yet."""
        self.behind.append(unit)

    def who(self, found: Attribution) -> str | None:
        """Return the fullest name of the source of an attribution; None if nothing tells."""
        if found.source is None:
            return None
        self.asked = self.told = False
        begin, end = found.source
        low = self.text[begin:end].lower()
        resolved: str | None
        if low in _HE or low in _SHE or low == "who":
            resolved = self._pronoun(begin, low)
        elif low in {"it", "they", "we", "i", "you"}:
            last = self._before() if low in {"it", "they"} else None
            resolved = last[1] if last and begin - last[0] < _REACH else None
        else:
            resolved = self._named(begin, end)
        inside = self.reported is not None and self.reported[0] <= begin < self.reported[1]
        if resolved and not inside:  # what is said inside what is said does not make a new speaker
            self.last = (end, resolved)
            self.told = not self.asked
        if self.told:
            self.behind.clear()
        elif self.behind:
            self.behind.append(found)
        self.reported = self.reported if inside else (found.content[0][0], found.content[-1][1])
        return resolved

    def _before(self) -> tuple[int, str] | None:
        """Return where and who spoke before, reading what was passed over as far back as that takes."""
        behind, self.behind = self.behind, []
        before = self.last, self.reported
        first = len(behind)
        told = False
        while behind and first and not told:
            first -= 1
            if isinstance(behind[first], Unit):
                self.last = self.reported = None
                told = self._replay(behind[first : first + 1])
        if behind and not told:
            self.last, self.reported = before
        self._replay(behind[first + told :])
        self.asked, self.told = True, False
        return self.last

    def _replay(self, behind: Sequence[Unit | Attribution]) -> bool:
        """Follow who spoke; return whether anything told that without the speaker before."""
        told = False
        for each in behind:
            for one in self.heard(each) if isinstance(each, Unit) else [each]:
                self.who(one)
                told = told or self.told
        return told

    def _named(self, begin: int, end: int) -> str | None:
        """Read a noun phrase: the name in it, else the person its title fits, else its own words."""
        best: Name | None = None
        for name in runs(self.masked, begin, end):
            before, after = self.masked[begin : name.begin], self.masked[name.end : name.end + 2]
            parts = name.bare.split()
            if _BEFORE_NAME.search(before):
                if name.end < end - 2 or len(parts) < 3 or not _ROLE.search(before):  # noqa: PLR2004
                    continue
                name = name._replace(bare=" ".join(parts[-2:]))  # noqa: PLW2901 - envoy to Syria Tom Barrack
            if after in {"'s", "’s"} or after[:1] in {"'", "’"}:
                continue
            if before.rstrip().endswith("(") or name.bare.lower() in self.words.titles:
                continue
            if self._describes(name, end):
                continue
            if best is None or (" " in name.bare and " " not in best.bare and not best.titles):
                best = name
        if best is not None:
            return self.names.full(best.bare, begin)
        return self._described(begin, end)

    def _described(self, begin: int, end: int) -> str | None:
        """Read a noun phrase without a name: whom its title fits, or its own words as far as they name."""
        phrase = self.text[begin:end]
        noun = _LEAD.sub("", phrase).split(",")[0].strip(" •·(-–—")
        opening = noun.split(None, 1)[0].lower() if noun else ""
        if opening in _HE or opening in _SHE:  # "he held his fire and"
            return self._pronoun(begin, opening)
        if phrase[:4].lower() == "the " and " " not in noun:
            return self._titled(noun.lower(), begin) or noun
        named: list[str] = []
        for word in noun.split():
            low = word.lower()
            if low in self.words.finite or low in self.words.opens or (named and low in _WENT):
                break  # "candidate has mocked": only the first word names
            named.append(word)
        noun = " ".join(named)
        if opening in self.words.prepositions or opening in self.words.small or opening in _WENT:
            return None
        return noun or None

    def _describes(self, name: Name, end: int) -> bool:
        """Tell whether a name only describes the noun after it: "American officials"."""
        following = _NOUN.match(self.masked, name.end, end)
        if following is None or name.titles:
            return False
        word = following.group(1)
        return (
            word not in self.words.prepositions
            and word != "and"
            and word not in self.words.finite
            and not word.endswith(("ed", "ing"))
        )

    def _titled(self, title: str, place: int) -> str | None:
        """Return the last person before `place` who bore a title: "the admiral"."""
        at = bisect_left(self.names.begins, place) - 1
        while at >= 0 and place - self.names.begins[at] < _REACH:
            name = self.names.mentions[at]
            if title in self._spelt(name):
                return self.names.full(name.bare, place)
            at -= 1
        return None

    def _spelt(self, name: Name) -> set[str]:
        return {self.words.long_titles.get(title, title) for title in name.titles}

    def _pronoun(self, place: int, low: str) -> str | None:
        """Return the last name before a pronoun that opens a sentence or spoke, and that fits."""
        wanted = "m" if low in _HE else "f" if low in _SHE else ""
        at = bisect_left(self.names.begins, place) - 1
        if low == "who":
            return self.names.full(self.names.mentions[at].bare, place) if at >= 0 else None
        fallback: str | None = None
        last = self._before()
        while at >= 0 and place - self.names.begins[at] < _REACH:
            name = self.names.mentions[at]
            at -= 1
            if last and name.begin < last[0] and self._fits(last[1], wanted):
                return last[1]
            if self.reported is not None and self.reported[0] <= name.begin < self.reported[1]:
                continue  # talked about, not talking
            full = self.names.full(name.bare, place)
            if not self._person(full) or not self._fits(full, wanted):
                continue
            if self.masked[name.end : name.end + 1] in {"'", "’"}:
                continue  # President Trump's envoy: not he
            if self._subject(name):
                return full
            fallback = fallback or full
        if last and self._fits(last[1], wanted) and place - last[0] < _REACH:
            return last[1]
        return fallback

    def _fits(self, full: str, wanted: str) -> bool:
        gender = self.names.gender(full)
        return self._person(full) and (not gender or gender == wanted or not wanted)

    def _person(self, full: str) -> bool:
        """Tell whether a name may be a person's: two parts or a personal title, none that bodies bear."""
        parts = full.split()
        if not full[:1].isupper() or any(part.lower().rstrip(".") in self.words.bodies for part in parts):
            return False
        return bool(self.names.titles.get(parts[-1])) or (1 < len(parts) < 5 and not full.isupper())  # noqa: PLR2004

    def _subject(self, name: Name) -> bool:
        """Tell whether a name opens its sentence, with at most a title or a "But" before it."""
        begin = name.begin
        before = self.masked[max(0, begin - 60) : begin]
        opening = max(before.rfind(". "), before.rfind("\n"), before.rfind("? "), before.rfind("\ue000 "))
        lead = before[opening + 1 :].strip() if opening >= 0 or begin < 60 else "x" * 60  # noqa: PLR2004
        parts = lead.rstrip(",").split()
        # of two who act together the first is meant
        return "and" not in parts[1:] and all(
            part[:1].isupper() or part in self.words.small for part in parts
        )
