"""Find what stands inside quotation marks: “…”, "…", ‘…’, «…», „…“.

A quotation ends with its paragraph at the latest: one that runs on opens again in the next, as is the
custom, and a mark that was lost spoils no more than its paragraph. A straight mark set off by spaces on both
sides opens if another follows.
"""

import re
from collections.abc import Sequence

DOUBLE, SINGLE = '"“”„«»', "'‘’"
_MARK, _DOUBLE = re.compile(f"[{DOUBLE}{SINGLE}]"), re.compile(f"[{DOUBLE}]")


def quoted(  # noqa: C901 - one walk over the marks, one branch a mark
    text: str, begin: int, end: int, starts: Sequence[int]
) -> list[tuple[int, int]]:
    """Return the stretches of one paragraph that stand inside quotation marks, in order.

    Parameters
    ----------
    text : str
    begin, end : int
        The paragraph.
    starts : sequence of int
        Where its sentences begin. A closing mark that nothing opened closes what began with its sentence.
    """
    spans: list[tuple[int, int]] = []
    opened = single = -1
    low = german = False
    sentence = 0
    for match in _MARK.finditer(text, begin, end):
        place, mark = match.start(), match.group()
        before = text[place - 1] if place > begin else " "
        after = text[place + 1] if place + 1 < end else " "
        if mark in SINGLE:
            if opened >= 0:
                continue
            if single < 0:
                if mark != "’" and not before.isalnum() and not after.isspace() and not after.isdigit():
                    single = place
            elif mark != "‘" and not after.isalnum() and not before.isspace() and not _owns(text, place, end):
                spans.append((single + 1, place))
                single = -1
            continue
        loose, tight = before.isspace() or before in "([—–-‘'", not after.isspace()
        if opened < 0 and (
            mark in "“„«"
            or (loose and tight)
            or (mark == '"' and tight and not _ends_word(before))
            or (mark == '"' and before.isspace() and _DOUBLE.search(text, place + 1, end))
        ):
            opened, single, low, german = place, -1, mark == "„", mark == "»"
        elif opened >= 0 and (
            mark in '”"' or (mark == "«" if german else mark == "»") or (low and mark == "“")
        ):
            if mark == '"' and before.isspace() and tight:
                continue
            spans.append((opened + 1, place))
            opened = -1
        elif opened < 0 and not (mark == '"' and before.isdigit()):
            while sentence + 1 < len(starts) and starts[sentence + 1] <= place:
                sentence += 1
            last = spans[-1][1] + 1 if spans else begin
            spans.append((max(last, starts[sentence] if starts else begin), place))
            single = -1
    if opened >= 0:
        spans.append((opened + 1, end))
    return spans


def _owns(text: str, place: int, end: int) -> bool:
    """Say whether an apostrophe closes a possessive ("the officers' union") rather than a quotation."""
    return (
        text[place - 1] in "sS" and place + 2 < end and text[place + 1] == " " and text[place + 2].islower()
    )


def _ends_word(char: str) -> bool:
    return char.isalnum() or char in ".,!?…;:%)]"
