"""What an attribution looked like when it was recognised: the signs that `trust` weighs."""

from typing import NamedTuple

from provenance.quotations.clause import STOPS, Clause, Span

_SHORT, _LONG = 5, 12  # tokens of reported words
_LONG_SOURCE = 8  # tokens


class Attribution(NamedTuple):
    """Something said: where the words stand, the cue, the source as written; all begin, end pairs.

    `signs` describe how it was recognised; `trust` weighs them.
    """

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    pattern: str
    signs: tuple[str, ...] = ()

    def moved(self, by: int) -> "Attribution":
        """Return the same, so many characters further on."""
        content, cue, source, pattern, signs = self
        return Attribution(
            tuple([(begin + by, end + by) for begin, end in content]),
            cue and (cue[0] + by, cue[1] + by),
            source and (source[0] + by, source[1] + by),
            pattern,
            signs,
        )


class Cue(NamedTuple):
    """A reporting verb at token `at`, its group from `group`; its base form, or "other"."""

    at: int
    group: int
    form: str
    verb: str
    participle: bool


def found(clause: Clause, cue: Cue, pattern: str, reported: Span, source: Span | None) -> Attribution:
    """Make an attribution of the tokens that were recognised; its source speaks on in the unit."""
    if source:
        clause.speaker = source
    return Attribution(
        (clause.span(reported),),
        clause.span((cue.group, cue.at + 1)),
        clause.span(source) if source else None,
        pattern,
        _signs(clause, cue, pattern, reported, source),
    )


def _signs(clause: Clause, cue: Cue, pattern: str, reported: Span, source: Span | None) -> tuple[str, ...]:
    first, stop = reported
    ending = _ending(cue)
    left, right = _left(clause, cue.group), _right(clause, cue.at + 1)
    length = "short" if stop - first < _SHORT else "long" if stop - first > _LONG else "middle"
    return (
        f"verb {cue.verb}",
        f"{pattern}, {cue.verb}",
        f"pattern {pattern}",
        f"{pattern}, {ending}",
        f"{pattern}, left {left}",
        f"{ending}, left {left}",
        f"{pattern}, right {right}",
        f"{pattern}, {length}",
        f"{pattern}, begins {clause.low[first] if _small(clause, first) else 'other'}",
        "capital" if clause.capital(cue.at) else "small",
        f"source {_source(clause, source)}",
        "alone" if cue.group == cue.at else "group",
    )


def _ending(cue: Cue) -> str:
    if cue.participle:
        return "ing"
    if cue.form == cue.verb:
        return "base"
    return "s" if cue.form.endswith("s") else "ed"


def _small(clause: Clause, place: int) -> bool:
    """Tell whether a small word of grammar stands here."""
    low, words = clause.low[place], clause.words
    return (
        low in words.prepositions or low in words.opens or low in words.determiners or low in words.pronouns
    )


def _left(clause: Clause, group: int) -> str:
    """Describe what stands before a verb group."""
    words, previous = clause.words, clause.low[group - 1] if group else "^"
    if group and clause.is_quote[group - 1]:
        return "quote"
    if previous in words.pronouns:
        return "pronoun"
    if previous in words.determiners or previous in {"'s", "’s"}:
        return "determiner"
    if previous in words.prepositions:
        return "preposition"
    if previous in STOPS or previous == "^":
        return "stop"
    return "name" if clause.capital(group - 1) else "noun"


def _right(clause: Clause, place: int) -> str:
    """Describe what follows a cue."""
    if clause.is_quote[place]:
        return "quote"
    if _small(clause, place) or clause.low[place] in STOPS:
        return clause.low[place]
    return "name" if clause.capital(place) else "word"


def _source(clause: Clause, source: Span | None) -> str:
    """Describe a source: what kind of word it ends with, and whether a verb hides in it."""
    if source is None:
        return "none"
    low = clause.low[source[0] : source[1]]
    if len(low) == 1 and low[0] in clause.words.pronouns:
        return low[0]
    verb = "who" not in low and clause.any_verbal(*source)
    last = low[-1]
    kind = "name" if clause.capital(source[1] - 1) else "people" if last in clause.words.people else "noun"
    return f"{kind}{', verb' if verb else ''}{', long' if len(low) > _LONG_SOURCE else ''}"
