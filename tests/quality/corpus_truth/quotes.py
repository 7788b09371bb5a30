"""Quotes: families, members, alterations, speakers."""

from corpus_truth.measure import Measure, Record
from corpus_truth.records import match
from corpus_truth.texts import start, words_of


def score_quote_families(comparison: Record, truth: Record) -> Measure:
    """Compare families of quotes that stand in several articles.

    Parameters
    ----------
    comparison, truth : dict
        The two documents.

    Returns
    -------
    Measure
        A true family is found when one reported family holds at least two of its members; a reported family
        with members in several articles is right when two of them belong to one true family.
    """
    several = [
        family for family in comparison["quotes"] if len({m["article"] for m in family["members"]}) > 1
    ]
    misses = [family["id"] for family in truth["quotes"] if _reported_family(family, comparison) is None]
    errors = [
        f"{family['speaker']}: {start(family['text'])}"
        for family in several
        if not any(_members_in_common(true, family) > 1 for true in truth["quotes"])
    ]
    return Measure(
        expected=len(truth["quotes"]),
        found=len(truth["quotes"]) - len(misses),
        reported=len(several),
        right=len(several) - len(errors),
        misses=tuple(misses),
        errors=tuple(errors),
    )


def score_quote_members(comparison: Record, truth: Record) -> Measure:
    """Compare who carries each quote: every member of every true family, and of the family reported for it.

    Parameters
    ----------
    comparison, truth : dict
        The two documents.

    Returns
    -------
    Measure
        Members. One lifted without quotation marks is expected; one in indirect speech is welcome, not
        expected.
    """
    expected = found = reported = right = 0
    misses: list[str] = []
    errors: list[str] = []
    for family in truth["quotes"]:
        given = _reported_family(family, comparison)
        members = given["members"] if given else []
        expected += len(family["members"])
        lost = [f"{family['id']}: {m['article']}" for m in family["members"] if match(m, members) is None]
        found += len(family["members"]) - len(lost)
        wrong = [
            f"{family['id']}: {m['article']}: {start(m['text'])}"
            for m in members
            if match(m, family["members"] + family["indirect"]) is None
        ]
        reported += len(members)
        right += len(members) - len(wrong)
        misses += lost
        errors += wrong
    return Measure(expected, found, reported, right, tuple(misses), tuple(errors))


def score_altered_quotes(comparison: Record, truth: Record) -> Measure:
    """Compare the altered wordings.

    Parameters
    ----------
    comparison, truth : dict
        The two documents.

    Returns
    -------
    Measure
        A true alteration is found when its article's member shows every swapped word. A member with changes
        is wrong when its true wording is the official one; cuts and quotes lifted without marks may show
        changes.
    """
    altered = [(family, m) for family in truth["quotes"] for m in family["members"] if m["altered"]]
    misses = []
    for family, member in altered:
        given = _reported_family(family, comparison)
        shown = match(member, given["members"]) if given else None
        if shown is None or not _shows(shown["changes"], member["changes"]):
            misses.append(f"{family['id']}: {member['article']}")
    errors = []
    changed = 0
    for family in truth["quotes"]:
        given = _reported_family(family, comparison)
        for shown in given["members"] if given else []:
            member = match(shown, family["members"])
            if member is None or not shown["changes"] or (member["change_class"] and not member["altered"]):
                continue
            changed += 1
            if not member["altered"]:
                errors.append(f"{family['id']}: {member['article']}: {shown['changes']}")
    return Measure(
        len(altered), len(altered) - len(misses), changed, changed - len(errors), tuple(misses), tuple(errors)
    )


def score_speakers(comparison: Record, truth: Record) -> Measure:
    """Compare the speakers of the quotes found: of every member, and of quotes that one article alone has.

    Parameters
    ----------
    comparison, truth : dict
        The two documents.

    Returns
    -------
    Measure
        A speaker is right when the name given ends in the true surname. Quotes not found are misses.
    """
    wanted = [
        (m["article"], m["text"], f["speaker"])
        for f in truth["quotes"]
        for m in f["members"]
        if m["in_quotation_marks"]
    ]
    wanted += [(q["article"], q["text"], q["speaker"]) for q in truth["single_quotes"]]
    given = [
        {**member, "speaker": member.get("speaker") or family["speaker"]}
        for family in comparison["quotes"]
        for member in family["members"]
    ]
    found = [(speaker, match({"article": article, "text": text}, given)) for article, text, speaker in wanted]
    errors = tuple(
        f"{shown['article']}: {shown['speaker']}, is {speaker}"
        for speaker, shown in found
        if shown is not None and not _is_name(speaker, shown["speaker"])
    )
    misses = tuple(
        f"{article}: {speaker}: {start(text)}"
        for (article, text, speaker), (_, shown) in zip(wanted, found, strict=True)
        if shown is None
    )
    seen = len(wanted) - len(misses)
    return Measure(len(wanted), seen - len(errors), seen, seen - len(errors), misses, errors)


def _members_in_common(family: Record, given: Record) -> int:
    return sum(match(member, given["members"]) is not None for member in family["members"])


def _reported_family(family: Record, comparison: Record) -> Record | None:
    best = max(comparison["quotes"], key=lambda given: _members_in_common(family, given), default=None)
    return best if best is not None and _members_in_common(family, best) > 1 else None


def _shows(shown: list[Record], true: list[Record]) -> bool:
    """Say whether every swapped word, on both sides, is among the changes shown."""
    return all(
        set(words_of(change[side])) <= {word for given in shown for word in words_of(given[side] or "")}
        for change in true
        for side in ("from", "to")
    )


def _is_name(name: str, given: str | None) -> bool:
    return bool(given) and words_of(name)[-1] in words_of(given or "")
