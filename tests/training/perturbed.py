"""Pairs made up to teach what no labelled set holds enough of: another figure, name, negation, opposite."""

import json
import re
from collections.abc import Iterable, Sequence

import numpy as np

from provenance.paraphrase.lexicon import FILE as LEXICON

Pair = tuple[str, str]
SEED = 1
OPPOSITE_PAIRS = [pair.split("/") for pair in json.loads(LEXICON.read_text(encoding="utf-8"))["opposites"]]
OPPOSITES = {one: other for pair in OPPOSITE_PAIRS for one, other in (pair, pair[::-1])}

_FIGURE = re.compile(r"\d+")
_VERB = re.compile(r"\b(is|are|was|were|will|would|has|had|can|could|should|may)\b (?!not\b)")
_NOT = re.compile(r"\b(is|are|was|were|will|would|has|had|could|should|did|does|do) not\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
_PLAIN = re.compile(r"(?<= )[a-z]{5,}(?=[ ,.])")
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|President|Senator|Sen|Gov|Chairman|Minister|General|Gen)\b\.? (?=[A-Z])"
)
_JOINING = {"", "and", "or", "&"}  # what they join has no order
_GLUE = re.compile(r"\b(that|the|a|also|then) ")


def other_figure(text: str, chance: np.random.Generator) -> str:
    """Change one figure."""
    found = list(_FIGURE.finditer(text))
    if not found:
        return text
    match = found[chance.integers(len(found))]
    digits = match.group()
    place = int(chance.integers(len(digits)))
    new = str((int(digits[place]) + int(chance.integers(1, 9))) % 10 or 5)
    changed = digits[:place] + new + digits[place + 1 :]
    return text[: match.start()] + changed + text[match.end() :] if changed != digits else text


def other_name(text: str, names: Sequence[str], chance: np.random.Generator) -> str:
    """Swap one name for another of the same set."""
    found = list(_NAME.finditer(text))
    if not found:
        return text
    match = found[chance.integers(len(found))]
    new = names[chance.integers(len(names))]
    return text[: match.start()] + new + text[match.end() :] if new not in text else text


def negated(text: str) -> str:
    """Drop a negation, or put one in."""
    if _NOT.search(text):
        return _NOT.sub(r"\1", text, count=1)
    return _VERB.sub(r"\1 not ", text, count=1)


def opposed(text: str, chance: np.random.Generator) -> str:
    """Put an opposite in a word's place."""
    found = [match for match in re.finditer(r"[a-z]+", text) if match.group() in OPPOSITES]
    if not found:
        return text
    match = found[chance.integers(len(found))]
    return text[: match.start()] + OPPOSITES[match.group()] + text[match.end() :]


def other_word(text: str, words: Sequence[str], chance: np.random.Generator) -> str:
    """Put another plain word in the place of one."""
    found = list(_PLAIN.finditer(text))
    if not found:
        return text
    match = found[chance.integers(len(found))]
    return text[: match.start()] + words[chance.integers(len(words))] + text[match.end() :]


def exchanged(text: str, chance: np.random.Generator) -> str:
    """Let two names, or two figures, change places."""
    for sign in (_NAME, _FIGURE):
        found = list(sign.finditer(text))
        if len(found) > 1:
            place = int(chance.integers(len(found) - 1))
            one, other = found[place : place + 2]
            between = text[one.end() : other.start()]
            if between.strip(" ,-") not in _JOINING:
                return text[: one.start()] + other.group() + between + one.group() + text[other.end() :]
    return text


def retitled(text: str, chance: np.random.Generator) -> str:
    """Drop or change a title: still the same person."""
    titles = ("", "Mr. ", "Dr. ", "Ms. ", "President ", "Sen. ")
    return _TITLE.sub(titles[chance.integers(len(titles))], text, count=1)


def unglued(text: str) -> str:
    """Drop a word that only glues."""
    return _GLUE.sub("", text, count=1)


def made_up(pairs: Sequence[Pair], share: float) -> Iterable[tuple[int, Pair, int]]:
    """Make further pairs of a sentence and its altered copy: the row each comes from, the pair, its label.

    `share` of all possible alterations are made. Only copies are altered: a changed word amid loose
    rewording is no clear case, and to call it one costs two points of accuracy on prose.
    """
    chance = np.random.default_rng(SEED)
    names = [name for pair in pairs for name in _NAME.findall(pair[0])]
    words = [word for pair in pairs for word in _PLAIN.findall(pair[1])]
    for row, pair in enumerate(pairs):
        base = pair[row % 2]
        changed = (
            other_figure(base, chance),
            negated(base),
            other_name(base, names, chance),
            opposed(base, chance),
            other_word(base, words, chance),
            exchanged(base, chance),
        )
        for text in changed:
            if text != base and chance.random() < share:
                yield row, (base, text), 0
        for text in (base, unglued(base), retitled(base, chance)):
            if chance.random() < share:
                yield row, (base, text), 1


def strangers(pairs: Sequence[Pair], share: float) -> Iterable[tuple[int, Pair, int]]:
    """Pair sentences that have nothing to do with each other: the row, the pair, its label."""
    chance = np.random.default_rng(SEED)
    for row, pair in enumerate(pairs):
        if chance.random() < share:
            yield row, (pair[0], pairs[int(chance.integers(len(pairs)))][1]), 0
