"""Who or what a sentence says something of: the last word of a name near the verb."""

import re

from provenance.facts.lexemes import Word
from provenance.facts.numbers import listed

_PRONOUNS = listed("he she his her they their it its")
_OWNS = ("'s", "’s")
_PRONOUN_NEAR = 4  # words before a verb within which a pronoun is its subject
_AUXILIARY = listed(
    "will would be been being is was were are has have had to expected set due not also since"
)
_INSERTED = re.compile(r",[^,]{1,160},\s?$")  # ", a retired general who had come with the others,"
OPENERS = listed(
    "although though while when after before if as since because in on at by for from with without "
    "during despite amid following the a an this that these those there here it he she they we you i "
    "his her their its our my but and or so yet still however meanwhile also then now even some many "
    "most more other others another both all no not every each such earlier later last next what who "
    "how why where officials authorities police people asked according one two three"
)
TITLES = listed("mr mrs ms dr sen rep gov lt gen col sgt rev prof")
_JOINS = frozenset({" ", ". ", "-"})


def subjects(text: str, said: list[Word], at: int) -> frozenset[str]:
    """Return the keys of the names that may be the subject of the word at a place.

    The nearest name before it that no commas or brackets set apart; every name before it where a pronoun
    stands between; the first one after it where there is none before.
    """
    runs = _runs(text, said)
    before = [n for n in runs if n < at]
    if any(said[n].lexeme.folded in _PRONOUNS for n in range(max(at - _PRONOUN_NEAR, 0), at)):
        owners = [
            n for n in before if text[said[n].begin : said[n].end].endswith(_OWNS)
        ]  # "Reyes's son", not Reyes
        free = [n for n in before if n not in owners]
        return frozenset(said[n].lexeme.key for n in free or before or runs)
    if not before:
        return frozenset(said[n].lexeme.key for n in runs[:1])
    while at > 0 and said[at - 1].lexeme.folded in _AUXILIARY:
        at -= 1
    inserted = _INSERTED.search(text, said[0].begin, said[at].begin)
    outside = [n for n in before if not inserted or said[n].begin < inserted.start()]
    return frozenset(said[n].lexeme.key for n in (outside or before)[-1:])


def _runs(text: str, said: list[Word]) -> list[int]:
    """Return where the last word of each name outside brackets stands."""
    runs: list[int] = []
    brackets = 0
    for n, word in enumerate(said):
        gap = text[said[n - 1].end : word.begin] if n else ""
        brackets = max(brackets + gap.count("(") - gap.count(")"), 0)
        opens = word.lexeme.folded in OPENERS
        if not word.lexeme.name or opens or brackets:
            continue
        if runs and runs[-1] == n - 1 and gap in _JOINS:
            runs.pop()
        runs.append(n)
    return runs
