"""What is in dispute, as a plain phrase: "how many prisoners escaped", "when Ms. Reyes leaves"."""

from collections.abc import Sequence
from typing import Protocol

from provenance.facts.claims import Claims, said
from provenance.facts.figures import measure
from provenance.facts.frames import KIND_OF, STATES
from provenance.facts.lexemes import Word, lexeme
from provenance.facts.numbers import MONEY, TIMES, listed
from provenance.facts.quantities import Quantity

__all__ = ["amount", "called", "happened", "topic"]

_HAPPENED = {
    "die": "died", "hurt": "were hurt", "escape": "escaped", "move": "were moved",
    "catch": "were caught", "miss": "are missing", "displace": "had to leave their homes",
    "sack": "were fired", "convict": "were convicted", "sentence": "were sentenced", "plead": "pleaded",
    "charge": "were charged", "rescue": "were saved", "destroy": "were destroyed", "held": "were held",
    "use": "use it", "attend": "came", "leave": "leaves", "resign": "resigned",
    "vote": "voted", "reply": "answered", "sign": "signed", "meet": "met", "begin": "began",
    "end": "ended", "sue": "sued", "marry": "married", "born": "was born", "crash": "crashed",
    "burn": "burned", "find": "was found", "elect": "was elected", "hire": "was given the post",
    "shoot": "was shot", "truce": "the truce came",
}  # fmt: skip
_ARTICLE = "the "
_STATES = ("held", "attend", "use")
_OF_PEOPLE = listed("charge convict sentence plead sack catch escape")  # befalls nothing but people
_ASKED = {"time": "how long", "way": "how far", "area": "how large"}  # where the units differ
_HYPHENS = frozenset("-‐‑")
_PLURALS = listed("people men women children")
_NEAR = 0.35  # share of a word's weight that is left where it stands close by
_MOST = 2  # words that say what it is about
_RARE = 1.5  # idf below which a word says nothing about it
_LONGEST = 4  # words of what is counted


class _Described(Protocol):
    @property
    def claim(self) -> int: ...
    @property
    def outlet(self) -> int: ...
    @property
    def around(self) -> dict[str, float]: ...


def happened(event: str, *, one: bool) -> str:
    """Return the verb for an event, of one or of many; empty where it has none."""
    verb = _HAPPENED.get(event, "")
    return verb.replace("were ", "was ").replace("are ", "is ") if one else verb


def called(claims: Claims, claim: int, keys: frozenset[str]) -> str:
    """Return how a sentence writes the first of the names with these keys, with its article ("the House")."""
    text, read = claims.texts[claim], said(claims, claim)
    for at, word in enumerate(read):
        if word.lexeme.name and word.lexeme.key in keys:
            written = text[word.begin : word.end]
            written = written[:-2] if written.endswith(("'s", "’s")) else written.rstrip("'’")
            return _ARTICLE + written if _has_article(text, read, at) else written
    return ""


def _has_article(text: str, read: list[Word], at: int) -> bool:
    """Say whether a name has an article of its own: "the House passed", but not "the Reyes inquiry"."""
    if text[max(read[at].begin - len(_ARTICLE), 0) : read[at].begin].lower() != _ARTICLE:
        return False
    after = read[at + 1] if at + 1 < len(read) else None
    alone = after is None or text[read[at].end : after.begin] != " "
    return alone or (after is not None and bool(after.lexeme.happening or after.lexeme.weight < _RARE))


def topic(claims: Claims, group: Sequence[_Described], without: str = "") -> str:
    """Return in brackets the words that the sentences have in common, those that tell most first."""
    weight: dict[str, float] = {}
    outlets: dict[str, set[int]] = {}
    for each in group:
        for key, amount_of in each.around.items():
            weight[key] = weight.get(key, 0.0) + amount_of
            outlets.setdefault(key, set()).add(each.outlet)
    common = sorted((k for k, who in outlets.items() if len(who) > 1), key=lambda k: (-weight[k], k))
    common = [key for key in common if key not in STATES]  # what is so of it says not what it is
    common = [key for key in common if len(outlets[key]) == max(len(outlets[k]) for k in common)]
    written: dict[str, str] = {}
    for claim in sorted({each.claim for each in group}):
        text = claims.texts[claim]
        for word in said(claims, claim):
            if (word.lexeme.weight >= _RARE or word.lexeme.name) and not _short(word.lexeme.folded):
                short = text[word.begin : word.end].removesuffix("’s").removesuffix("'s")
                written.setdefault(word.lexeme.key, short)
    shown = [
        written[key] for key in common if key in written and written[key].casefold() not in without.casefold()
    ]
    return f" ({', '.join(shown[:_MOST])})" if shown else ""


def _short(folded: str) -> bool:
    """Say whether a word is a short form: "you're"."""
    return "'" in folded.removesuffix("'s")


def amount(claims: Claims, group: Sequence[Quantity]) -> str:
    """Return what several figures count: "how many prisoners escaped"."""
    unit, noun = group[0].figure.unit, _noun(claims, group)
    events = frozenset.intersection(*([each.events for each in group if each.events] or [frozenset()]))
    state = next((s for s in _STATES if all(s in each.around or s in each.head for each in group)), "")
    event = min(events, default=state)
    verb = happened(event, one=False) if event not in _OF_PEOPLE or not noun or _people(noun) else ""
    about = topic(claims, group, noun)
    if unit in MONEY:
        return f"how much money{about}"
    if unit == "%":
        of_whom = f"how many percent of {noun}" if noun else "how many percent"
        return f"{of_whom} {verb}" if verb else of_whom + about
    if unit:
        several = len({each.figure.unit for each in group}) > 1
        asked = _ASKED.get(measure(group[0].figure), "how much") if several else f"how many {unit}"
        return f"{asked} {verb}" if verb and unit not in TIMES else asked + about
    if verb:
        return f"how many {noun} {verb}".replace("  ", " ")
    return f"how many {noun}{about}" if noun else f"whether it is {_quoted(group)}{about}"


def _quoted(group: Sequence[Quantity]) -> str:
    """Return the first two different figures as they are written, where no noun says what they count."""
    return " or ".join(f"“{words}”" for words in list(dict.fromkeys(each.figure.text for each in group))[:2])


def _people(noun: str) -> bool:
    """Say whether words name people."""
    last = noun.rsplit(maxsplit=1)[-1]
    return KIND_OF.get(last.lower(), "") == "people" or last[0].isupper()


def _written(words: str) -> str:
    """Return words in lower case, but for names and initials among them: "IS members"."""
    if words.isupper():
        return words.lower()
    return " ".join(
        word if (len(word) > 1 and word.isupper()) or lexeme(word).name else word.lower()
        for word in words.split()
    )


def _noun(claims: Claims, group: Sequence[Quantity]) -> str:
    """Return what is counted in the commonest of the shortest words for it; empty if none is a plural."""
    named = sorted(_written(each.figure.counted) for each in group if each.figure.counted)
    fit = [each for each in named if _plural(each) and len(each.split()) <= _LONGEST and "-" not in each]
    fit = [each for each in fit if not any(word.endswith("ed") for word in each.split()[2:-1])]  # a clause
    if fit:
        return min(fit, key=lambda noun: (-fit.count(noun), len(noun), sum(map(str.isupper, noun)), noun))
    for each in group:  # "48-page indictment"
        end = each.figure.span.end
        if each.figure.counted and claims.texts[each.claim][end : end + 1] in _HYPHENS:
            return f"{each.figure.counted.split()[0].lower()}s"
    return ""


def _plural(words: str) -> bool:
    """Say whether words end in a plural."""
    return words.endswith("s") or lexeme(words.rsplit(maxsplit=1)[-1]).folded in {
        "people",
        "men",
        "women",
        "children",
    }
