"""Where words that are reported end: before the next attribution, or where the reporter goes on alone."""

from provenance.quotations.clause import DASHES, STOPS, Clause

_BRACKETS = frozenset("()")
_SUBORDINATE = frozenset(("while", "as", "though", "although", "when", "if", "after", "since", "because"))
_LEAVING = frozenset((";", ",", "and", "but"))
_ATTRIBUTED = 6  # tokens behind a quotation within which its verb of saying stands


def right_end(clause: Clause, first: int, *, reported: bool = False) -> int:
    """Return where reported words that begin at `first` end: before the next attribution.

    `reported`: they are a clause of the reporter's, which may quote parts and go on behind them.
    """
    stop, depth, quoted = first, 0, False
    reported = reported and clause.low[0] not in _SUBORDINATE
    while stop < clause.last:
        low = clause.low[stop]
        if low in _BRACKETS:
            depth += 1 if low == "(" else -1
        if clause.is_quote[stop]:
            quoted = True
            if clause.finishes(stop) and not _lists_on(clause, stop + 1):
                comma = reported and stop > first and _pauses(clause, stop)
                if not comma or _attributes(clause, stop + 1):
                    return stop + 1
        elif depth <= 0 and (quoted or low in _LEAVING):
            leaves = _parts if reported else _leaves
            if leaves(clause, stop, first, quoted=quoted):
                return stop - (low in {"and", "but"} and clause.low[stop - 1] == ",")
        stop += 1
    return stop


def _pauses(clause: Clause, place: int) -> bool:
    """Tell whether the quotation at `place` ends with a comma."""
    begin, end = clause.places[place]
    return clause.text[max(begin, end - 4) : end].rstrip("\"”’'»“ `").endswith(",")


def _attributes(clause: Clause, place: int) -> bool:
    """Tell whether a new attribution or remark begins here: "Ada Brandt said", "which", "adding"."""
    words = clause.words
    low = clause.low[place]
    if low in words.after or low in words.leaves or (low in words.trails and _turns(clause, place)):
        return True
    for step in range(place, min(place + _ATTRIBUTED, clause.last)):
        low = clause.low[step]
        said = low in words.cues and low.endswith(("ed", "id", "ys", "es", "te", "ld"))
        if said and (step > place or low in {"said", "says"}):
            return True
        if low in STOPS or low in words.opens or clause.is_quote[step]:
            break
    return False


def _parts(clause: Clause, place: int, first: int, *, quoted: bool) -> bool:
    """Tell whether a reported clause ends before this token."""
    words, low, following = clause.words, clause.low[place], clause.low[place + 1]
    if low == ";" or (low in DASHES and following in words.after):
        return True
    if low == ",":
        return (
            _attributes(clause, place + 1)
            if quoted
            else (following in words.after or following in words.leaves or following in {"said", "says"})
        )
    if low in {"and", "but"} and (place > first + 2 or quoted):
        return _new_predicate(clause, place + 1, quoted=False)
    return quoted and low in {"after", "when", "while", "moments"}


def _turns(clause: Clause, place: int) -> bool:
    """Tell whether a clause after a comma is the reporter's again: ", but what", ", which he"."""
    following = clause.low[place + 1]
    return following != "that" and (
        clause.low[place] != "which" or following in clause.words.pronouns or following in clause.words.cues
    )


def _leaves(clause: Clause, place: int, first: int, *, quoted: bool) -> bool:
    """Tell whether the reported words end before this token."""
    words, low, following = clause.words, clause.low[place], clause.low[place + 1]
    if low == ";":
        return True
    if low == ",":
        if clause.is_quote[place - 1] and place > first and not _lists_on(clause, place + 1):
            return True
        return (
            following in words.after
            or following in words.leaves
            or following in {"said", "says"}
            or (quoted and (following in clause.words.determiners or following in clause.words.trails))
        )
    if low in {"and", "but"} and (place > first + 2 or quoted):
        return _new_predicate(clause, place + 1, quoted=quoted)
    return quoted and low in {"after", "before", "when", "while", "moments"}


def _lists_on(clause: Clause, place: int) -> bool:
    """Tell whether another quotation follows in a list: “a,” “b” and “c”, a “d”."""
    place += clause.low[place] in {"and", "or", ","}
    place += clause.low[place] in clause.words.determiners
    return clause.is_quote[min(place, len(clause.places))]


def _new_predicate(clause: Clause, place: int, *, quoted: bool) -> bool:
    """Tell whether the speaker goes on to do something else: "… and added", "… but did not"."""
    while clause.low[place].endswith("ly") or clause.low[place] in clause.words.adverb:
        place += 1
    low = clause.low[place]
    if low in clause.words.cues and low.endswith(("ed", "id", "ing", "old", "ays")):
        return True
    return quoted and (
        low.endswith("ed") or low in clause.words.finite or low in clause.words.pronouns or low == "with"
    )
