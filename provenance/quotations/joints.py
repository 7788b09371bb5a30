"""Two statements printed as one: where a version runs on into another sentence of the original speech."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from provenance.model import Change, Span
from provenance.quotations.changes import matcher
from provenance.quotations.wording import Form, forms

_LEAST = 4  # words that must come from the other sentence; fewer are anybody's
_PART = 0.6  # of the words added, in one run: the rest is the seam
_FAR = 600  # characters, about four sentences, in which the other sentence is looked for
_SHOWN = 2  # words shown on each side of the seam
_STOP = re.compile(r"[.?!…:;]")


def joint(source: str, span: Span, original: str, version: str) -> tuple[Change, ...]:
    """Return the seam if `version` joins the original, without a stop, to a sentence behind or before it.

    Parameters
    ----------
    source : str
        The text of the article that has the original.
    span : Span
        Where it stands there.
    original, version : str
        Without the outer quotation marks.
    """
    was, now = forms(original), forms(version)
    matched = [block for block in matcher(original, version).get_matching_blocks() if block.size]
    if not matched:
        return ()
    first, last = matched[0], matched[-1]
    found = None
    if last.a + last.size == len(was) and _STOP.search(source, span.end - 1, span.end + 2):
        low = last.b + last.size
        behind = source[span.end : span.end + _FAR]
        found = _seam((version, now), low, (low, len(now)), behind)
        shown = f"{original[was[-_SHOWN].begin :] if len(was) >= _SHOWN else original} […] "
        if found:
            other, change = found
            found = f"{shown}{other}", change
    if found is None and first.a == 0:
        before = source[max(0, span.begin - _FAR) : span.begin]
        if _STOP.search(before[-4:]):
            found = _seam((version, now), first.b, (0, first.b), before)
            if found:
                other, change = found
                found = f"{other} […] {original[: was[min(_SHOWN, len(was)) - 1].end]}", change
    return (Change(*found, "splice"),) if found else ()


def _seam(
    version: tuple[str, Sequence[Form]], at: int, added: tuple[int, int], around: str
) -> tuple[str, str] | None:
    """Return what the original and the version have at word `at`, if what was added is said nearby."""
    text, now = version
    extra = [form.word for form in now[added[0] : added[1]]]
    if len(extra) < _LEAST or _STOP.search(text, now[at - 1].end, now[at].begin):
        return None
    near = forms(around)
    run = SequenceMatcher(None, extra, [form.word for form in near], autojunk=False).find_longest_match()
    if run.size < max(_LEAST, _PART * len(extra)):
        return None
    behind = added[0] == at
    begin = run.b if behind else max(run.b, run.b + run.size - _SHOWN)
    stop = min(run.b + run.size, begin + _SHOWN)
    first, last = max(0, at - _SHOWN), min(len(now), at + _SHOWN + (run.a if behind else 0))
    return around[near[begin].begin : near[stop - 1].end], text[now[first].begin : now[last - 1].end]
