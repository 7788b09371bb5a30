"""The word lists of `data/speech.toml`, ready to be looked up."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent.parent / "data" / "speech.toml"
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Word lists, all in lower case.

    Attributes
    ----------
    cues : dict of str to str
        Every form of a reporting verb with its base form.
    clause, addressed : frozenset of str
        Base forms that introduce a clause; whose first object is the one who is told.
    small, plain : frozenset of str
        Words that begin a sentence and are no names; the same with a capital.
    """

    cues: dict[str, str]
    clause: frozenset[str]
    addressed: frozenset[str]
    auxiliary: frozenset[str]
    adverb: frozenset[str]
    finite: frozenset[str]
    opens: frozenset[str]
    pronouns: frozenset[str]
    determiners: frozenset[str]
    articles: frozenset[str]
    leads: frozenset[str]
    apposed: frozenset[str]
    passive: frozenset[str]
    after: frozenset[str]
    leaves: frozenset[str]
    trails: frozenset[str]
    days: frozenset[str]
    prepositions: frozenset[str]
    titles: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    particles: frozenset[str]
    people: frozenset[str]
    small: frozenset[str]
    plain: frozenset[str]
    bodies: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    long_titles: dict[str, str]
    nicknames: dict[str, str]


def forms(base: str) -> list[str]:
    """Return the regular inflections of an English verb: asks, asked, asking."""
    if base.endswith("e"):
        return [base, f"{base}s", f"{base}d", f"{base[:-1]}ing"]
    if base.endswith(("s", "sh", "ch", "x", "z")):
        return [base, f"{base}es", f"{base}ed", f"{base}ing"]
    return [base, f"{base}s", f"{base}ed", f"{base}ing"]


@cache
def vocabulary() -> Vocabulary:
    """Load the lists that come with the package."""
    table: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))

    def words(section: str, name: str) -> frozenset[str]:
        return frozenset(table[section][name].split())

    irregular: dict[str, str] = table["irregular"]
    cues: dict[str, str] = {}
    for base in sorted(words("cues", "clause") | words("cues", "object")):
        made = [base, *irregular[base].split()] if base in irregular else forms(base)
        cues.update(dict.fromkeys(made, base))
    return Vocabulary(
        cues=cues,
        clause=words("cues", "clause"),
        addressed=words("cues", "addressed"),
        auxiliary=words("verb_group", "auxiliary"),
        adverb=words("verb_group", "adverb"),
        finite=words("verb_group", "finite"),
        opens=words("clause", "opens"),
        pronouns=words("clause", "pronouns"),
        determiners=words("clause", "determiners"),
        articles=words("clause", "articles"),
        leads=words("clause", "leads"),
        apposed=words("clause", "apposed"),
        passive=words("clause", "passive"),
        after=words("clause", "after"),
        leaves=words("clause", "leaves"),
        trails=words("clause", "trails"),
        days=words("clause", "days") | words("clause", "months"),
        prepositions=words("clause", "prepositions"),
        titles=words("names", "titles"),
        male=words("names", "male"),
        female=words("names", "female"),
        particles=words("names", "particles"),
        people=words("names", "people"),
        small=words("names", "small"),
        plain=frozenset(word.capitalize() for word in words("names", "small")),
        bodies=words("names", "bodies"),
        men=words("names", "men"),
        women=words("names", "women"),
        long_titles=table["long_titles"],
        nicknames=table["nicknames"],
    )
