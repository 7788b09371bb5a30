"""What a family of quotations shows, in plain words."""

from collections.abc import Sequence

from provenance.model import QuoteMember
from provenance.quotes.changes import ALTERING
from provenance.quotes.names import same_speaker

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MOST = 6  # notes on wordings in one family; more is a rewrite, better seen than told


def notes(outlets: Sequence[str], members: Sequence[QuoteMember], decided: str) -> tuple[str, ...]:
    """Return the notes on one family: whose wording differs, who drops the marks, who names another speaker."""
    found = [
        *_wordings(outlets, members, decided),
        *_unmarked(outlets, members),
        *_speakers(outlets, members),
    ]
    return tuple(found)


def _count(number: int) -> str:
    return _SMALL[number] if number < len(_SMALL) else str(number)


def _listed(names: Sequence[str]) -> str:
    known = sorted(set(names))
    return known[0] if len(known) == 1 else f"{', '.join(known[:-1])} and {known[-1]}"


def _wordings(outlets: Sequence[str], members: Sequence[QuoteMember], decided: str) -> list[str]:
    differing: dict[tuple[str, str], list[int]] = {}
    for place, member in enumerate(members):
        for change in member.changes:
            if member.direct and change.change_class in ALTERING:
                differing.setdefault((change.was, change.now), []).append(place)
    found = []
    for (was, now), places in list(differing.items())[:_MOST]:
        who = {outlets[place] for place in places}
        keep = {
            outlets[place]
            for place, member in enumerate(members)
            if member.direct and place not in places and was.casefold() in member.text.casefold()
        } - who
        found.append(_wording(was, now, sorted(who), sorted(keep), decided))
    if len(differing) > _MOST:
        found.append(
            f"{_count(len(differing) - _MOST)} more differences; the wordings differ throughout.".capitalize()
        )
    return found


def _wording(was: str, now: str, who: list[str], keep: list[str], decided: str) -> str:
    new = f"prints ‘{now}’" if now else f"leaves out ‘{was}’"
    news = f"print ‘{now}’" if now else f"leave out ‘{was}’"
    if decided == "official text":
        has = f"the official text has ‘{was}’" if was else "the official text has not"
        return f"{_listed(who)} {new if len(who) == 1 else news}; {has}."
    old = f"‘{was}’" if was and now else f"it" if now == "" else "no such words"
    if decided == "undecided" and len(who) == 1 and len(keep) == 1:
        return f"Two outlets differ: {who[0]} {new}, {keep[0]} {'prints ' if now else 'has '}{old}; which one changed it cannot be told."
    if len(who) == 1 and len(keep) > 1:
        return f"Only {who[0]} {new}; {_count(len(keep))} others {'print ' if now else 'have '}{old}."
    if not keep:
        return f"{_listed(who)} {new if len(who) == 1 else news}; the likely original has {old}."
    return f"{_listed(who)} {new if len(who) == 1 else news}; {_listed(keep)} {'print' if len(keep) > 1 else 'prints'} {old}."


def _unmarked(outlets: Sequence[str], members: Sequence[QuoteMember]) -> list[str]:
    bare = sorted({outlet for outlet, member in zip(outlets, members, strict=True) if not member.direct})
    return (
        [f"{_listed(bare)} {'has' if len(bare) == 1 else 'have'} the words without quotation marks."]
        if bare
        else []
    )


def _speakers(outlets: Sequence[str], members: Sequence[QuoteMember]) -> list[str]:
    named: dict[str, str] = {}
    for outlet, member in zip(outlets, members, strict=True):
        if (
            member.speaker
            and member.direct
            and not any(same_speaker(member.speaker, known) is not False for known in named)
        ):
            named[member.speaker] = outlet
    if len(named) < 2:  # noqa: PLR2004
        return []
    return [
        f"The outlets name different speakers: {'; '.join(f'{who} ({outlet})' for who, outlet in sorted(named.items()))}."
    ]
