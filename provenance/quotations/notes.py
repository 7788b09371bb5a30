"""What a family of quotations shows, in plain words."""

from collections.abc import Sequence

from provenance.model import QuoteMember
from provenance.quotations.changes import ALTERING
from provenance.quotations.names import same_speaker

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MOST = 6  # notes on wordings in one family; more is a rewrite, better seen than told


def notes(outlets: Sequence[str], members: Sequence[QuoteMember], decided: str) -> tuple[str, ...]:
    """Return the notes on one family: who words it otherwise, drops the marks, names another speaker."""
    return (
        *_wordings(outlets, members, decided),
        *_unmarked(outlets, members),
        *_speakers(outlets, members),
    )


def _count(number: int) -> str:
    return _COUNTS[number] if number < len(_COUNTS) else str(number)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _wordings(outlets: Sequence[str], members: Sequence[QuoteMember], decided: str) -> list[str]:
    differing: dict[tuple[str, str], set[str]] = {}
    for outlet, member in zip(outlets, members, strict=True):
        for change in member.changes:
            if member.direct and change.change_class in ALTERING:
                differing.setdefault((change.was, change.now), set()).add(outlet)
    found = []
    for (was, now), who in list(differing.items())[:_MOST]:
        keep = {
            outlet
            for outlet, member in zip(outlets, members, strict=True)
            if member.direct and was.casefold() in member.text.casefold()
        }
        found.append(_wording((was, now), sorted(who), sorted(keep - who), decided))
    if len(differing) > _MOST:
        found.append("The wordings differ throughout, as two translations or two tellings would.")
    return found


def _wording(change: tuple[str, str], who: list[str], keep: list[str], decided: str) -> str:
    """Say who has which words: `who` changed them, or seems to have; `keep` did not."""
    was, now = change
    does, has = _verbs(change, len(who)), f"‘{was}’" if was else f"no ‘{now}’"
    if decided == "official text":
        return f"{_listed(who)} {does}; the official text has {has}."
    if decided == "undecided" and len(who) == len(keep) == 1:
        return (
            f"Two outlets differ: {who[0]} {does}, {keep[0]} has {has}; which one changed it cannot be told."
        )
    if len(who) == 1 and len(keep) > 1:
        others = f"print ‘{was}’" if was and now else f"have {has}"
        return f"Only {who[0]} {does}; {_count(len(keep))} others {others}."
    if not keep:
        return f"{_listed(who)} {does}; the likely original has {has}."
    return f"{_listed(who)} {does}; {_listed(keep)} {'has' if len(keep) == 1 else 'have'} {has}."


def _verbs(change: tuple[str, str], count: int) -> str:
    was, now = change
    ending = "s" if count == 1 else ""
    if not now:
        return f"leave{ending} out ‘{was}’"
    return f"print{ending} ‘{now}’" if was else f"add{ending} ‘{now}’"


def _unmarked(outlets: Sequence[str], members: Sequence[QuoteMember]) -> list[str]:
    bare = sorted({outlet for outlet, member in zip(outlets, members, strict=True) if not member.direct})
    if not bare:
        return []
    return [f"{_listed(bare)} {'has' if len(bare) == 1 else 'have'} the words without quotation marks."]


def _speakers(outlets: Sequence[str], members: Sequence[QuoteMember]) -> list[str]:
    named: dict[str, str] = {}
    for outlet, member in zip(outlets, members, strict=True):
        who = member.speaker
        if who and member.direct and all(same_speaker(who, known) is False for known in named):
            named[who] = outlet
    if len(named) <= 1:
        return []
    told = "; ".join(f"{who} ({outlet})" for who, outlet in sorted(named.items()))
    return [f"The outlets name different speakers: {told}."]
