"""How one wording of a statement differs from another, word by word, and what kind of change that is."""

import re
from collections.abc import Sequence
from copy import copy
from difflib import SequenceMatcher
from functools import lru_cache

from provenance.model import Change, ChangeClass
from provenance.quotations.negated import Denied, parted
from provenance.quotations.wording import Form, forms, is_figure, lists

ALTERING: frozenset[ChangeClass] = frozenset(
    {"rewording", "negation", "figure", "modal or intensifier", "splice", "insertion"}
)
_MARKED = re.compile(r"…|\.\s?\.\s?\.|[\[\]]")  # ellipses and square brackets: the editor owns up
_SPLICED = 6  # words left out without a mark, across the end of a sentence, before it is called a splice
_SWAPPED = 2  # words; more is a rewrite
_STOP = re.compile(r"[.?!]\s")


def changes(original: str, version: str, outside: Denied = (False, False)) -> tuple[Change, ...]:
    """Return what `version` changed of `original`, in order.

    Cuts at either end are truncations, unless they part a word from the "not" before it; cuts inside that
    are marked with an ellipsis are too. Words that only differ in case, spelling, numerals or contraction
    are style.

    Parameters
    ----------
    original, version : str
        Without the outer quotation marks.
    outside : tuple of bool
        Whether words before and after the version, outside its marks, deny: a "not" there is not lost.
    """
    return (
        *substantial(original, version, outside),
        *_styles(original, version, forms(original), forms(version), matcher(original, version)),
    )


def substantial(original: str, version: str, outside: Denied = (False, False)) -> tuple[Change, ...]:
    """Return the same without what is only written otherwise, for those who ask whether anything alters."""
    was, now = forms(original), forms(version)
    # words before or after all of the original are more of the speech, not a change to it
    codes = [
        code
        for code in matcher(original, version).get_opcodes()
        if code[0] != "equal" and not (code[0] == "insert" and code[1] in (0, len(was)))
    ]
    return tuple(
        Change(was=original_part, now="", change_class="negation")
        if (original_part := _parted(original, was, now, code, outside))
        else _change(original, version, was, now, code)
        for code in codes
    )


@lru_cache(maxsize=1_024)  # a family's wordings are compared for several reasons
def matcher(original: str, version: str) -> "SequenceMatcher[str]":
    """Align the words of two wordings."""
    made = copy(_indexed(version))
    made.set_seq1(compared(original))
    return made


@lru_cache(maxsize=1_024)  # it is compared with several others
def _indexed(version: str) -> "SequenceMatcher[str]":
    """Prepare a wording to be compared with others: a matcher notes where each word of its second text is."""
    return SequenceMatcher(None, (), compared(version), autojunk=False)


def compared(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    return [form.word for form in forms(text)]


def alters(found: tuple[Change, ...]) -> bool:
    """Tell whether any change is more than a cut or a matter of style."""
    return any(change.change_class in ALTERING for change in found)


def _change(
    original: str,
    version: str,
    was: Sequence[Form],
    now: Sequence[Form],
    code: tuple[str, int, int, int, int],
) -> Change:
    kind, a, b, c, d = code
    left, right = _text(original, was, a, b), _text(version, now, c, d)
    return Change(left, right, _class(original, version, (was, now), (kind, a, b, c, d)))


def _parted(
    original: str,
    was: Sequence[Form],
    now: Sequence[Form],
    code: tuple[str, int, int, int, int],
    outside: Denied,
) -> str:
    """Return what was cut off at an end if the words that are left lost their "not" with it."""
    kind, a, b, c, d = code
    if kind == "delete" and (c == 0 or d == len(now)) and parted(original, was, (a, b), outside):
        return _text(original, was, a, b)
    return ""


def _class(
    original: str,
    version: str,
    words: tuple[Sequence[Form], Sequence[Form]],
    code: tuple[str, int, int, int, int],
) -> ChangeClass:
    (was, now), (kind, a, b, c, d) = words, code
    at_edge = c == 0 or d == len(now)
    marked = _marked(version, now, c, d)
    if marked or (kind == "delete" and at_edge):
        return "truncation" if kind == "delete" else "style"
    if kind == "delete" and b - a >= _SPLICED and _STOP.search(_text(original, was, a, b) + " "):
        return "splice"
    left, right = {form.word for form in was[a:b]}, {form.word for form in now[c:d]}
    known = lists()
    if bool(left & known.negations) != bool(right & known.negations):
        return "negation"
    if {word for word in left if is_figure(word)} != {word for word in right if is_figure(word)}:
        return "figure"
    if (left | right) & (known.modals | known.intensifiers) and max(len(left), len(right)) <= _SWAPPED:
        return "modal or intensifier"
    return "insertion" if kind == "insert" else "rewording"


def _text(text: str, words: Sequence[Form], first: int, stop: int) -> str:
    return text[words[first].begin : words[stop - 1].end] if first < stop else ""


def _marked(text: str, words: Sequence[Form], first: int, stop: int) -> bool:
    """Tell whether the place is marked with an ellipsis or square brackets."""
    begin = words[first - 1].end if first else 0
    end = words[stop].begin if stop < len(words) else len(text)
    return bool(_MARKED.search(text, begin, end))


def _styles(
    original: str, version: str, was: Sequence[Form], now: Sequence[Form], matcher: "SequenceMatcher[str]"
) -> list[Change]:
    """Return words that are the same but written otherwise: colour for color, seven for 7."""
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    told = {was[place].begin for _, a, b, _, _ in codes for place in range(a, b)}
    told_too = {now[place].begin for _, _, _, c, d in codes for place in range(c, d)}
    found: list[Change] = []
    before: tuple[Form, Form] | None = None
    for a, c, size in matcher.get_matching_blocks():
        for left, right in zip(was[a : a + size], now[c : c + size], strict=True):
            if left.begin in told or right.begin in told_too:
                continue  # the other half of a contraction that changed
            first, second = left, right
            if before and (before[0].begin == left.begin or before[1].begin == right.begin):
                first, second = before  # two words against one contraction belong together
                if found and found[-1].was == original[first.begin : first.end]:
                    found.pop()
            one, other = original[first.begin : left.end], version[second.begin : right.end]
            change = Change(one, other, "style")
            if _bare(one) != _bare(other) and change not in found:
                found.append(change)
            before = first, second
    return found


def _bare(word: str) -> str:
    return word.casefold().replace("’", "'").strip(".,")
