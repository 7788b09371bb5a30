"""Whom an article credits: agencies and other outlets, by the forms that credits take."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from provenance.lineage import forms
from provenance.lineage.forms import Form
from provenance.model import Article
from provenance.naming import agencies, initials, same

_HEAD, _TAIL = 700, 900  # characters at the beginning and end of a text where credits stand
_OPENING = 200  # characters of a head where "With wires" can stand; later it is running text
_AROUND = 160  # characters before and after "first reported" where the name stands
_SHORT, _LONG = 2, 6  # letters of an agency's initials: "PA", "ANSA", "ITAR-…"
_ARTICLE = re.compile(r"^[Tt]he ")
_DANGLING = re.compile(r"(?: (?:and|of|for|the|&))+$")


@dataclass(frozen=True, slots=True, order=True)
class Credit:
    """A name that an article gives as its text's source; `agency`: one whose copy others print."""

    name: str
    form: Form
    words: str
    agency: bool


def credited_by(article: Article) -> tuple[Credit, ...]:
    """Return whom an article credits, without repeats, sorted; its own outlet counts if it is an agency."""
    found: dict[tuple[str, Form], Credit] = {}
    for name, form, words in (*_stated(article), *_written(article.text)):
        credit = _credit(name, form, words, article)
        if credit is not None:
            found.setdefault((credit.name, credit.form), credit)
    return tuple(sorted(found.values()))


def spelled_out(name: str, others: list[str]) -> str:
    """Return the longer name that initials stand for, if one of the others has them: ``MPA``."""
    if not _coined(name):
        return name
    return next((each for each in sorted(others) if initials(each) == name), name)


def _stated(article: Article) -> Iterator[tuple[str, Form, str]]:
    """Yield what the article's own metadata name."""
    if article.outlet:
        yield article.outlet, "outlet", article.outlet
    if article.credit:
        yield article.credit, "credit", article.credit
    for name in re.split(r",| and |;|/|\||&", article.author or ""):
        bare = name.strip()
        yield bare.removeprefix("By ").removeprefix("by "), "byline", bare


def _written(text: str) -> Iterator[tuple[str, Form, str]]:
    """Yield raw names, the form they stand in and the words that show it."""
    head, tail = text[:_HEAD], text[-_TAIL:]
    if forms.CLOSED.search(head):
        yield from _matches(forms.DATELINE, "dateline", head)
    yield from _matches(forms.BYLINE, "byline", head)
    for part in (head[:_OPENING], tail):
        yield from _matches(forms.CONTRIBUTION, "contribution", part)
        yield from _matches(forms.CONTRIBUTED, "contribution", part)
    for part in (head, tail):
        yield from _matches(forms.REPUBLISHED, "republished", part)
        yield from _matches(forms.COPYRIGHT, "credit", part)
    for hint in forms.FIRST.finditer(text) if _may(forms.FIRST, text) else ():
        around = text[max(0, hint.start() - _AROUND) : hint.end() + _AROUND]
        yield from _matches(forms.REPORTED, "reported", around)
    for pattern, name in forms.SIGNATURES:
        signed = pattern.search(tail) if _may(pattern, tail) else None
        if signed:
            yield name, "signature", signed.group()


def _may(pattern: re.Pattern[str], text: str) -> bool:
    """Say whether a pattern may match at all."""
    hints = forms.HINTS.get(pattern.pattern)
    return hints is None or any(hint in text for hint in hints)


def _matches(pattern: re.Pattern[str], form: Form, text: str) -> Iterator[tuple[str, Form, str]]:
    for match in pattern.finditer(text) if _may(pattern, text) else ():
        yield next(each for each in match.groups() if each), form, match.group()


def _credit(name: str, form: Form, words: str, article: Article) -> Credit | None:
    """Judge a raw name: an agency of the table, one by its form, another outlet; None if it is neither."""
    bare = _DANGLING.sub("", " ".join(name.split()).strip(" .,;:/–—-"))
    said = " ".join(words.split())
    if not bare or forms.PICTURE.search(bare) or forms.NO_NAME.match(bare):
        return None
    listed = next((known for each in (bare, *_parts(bare)) if (known := agencies().known(each))), None)
    if listed:
        return Credit(listed, form, said, agency=True)
    plain = _ARTICLE.sub("", bare)
    if form in {"outlet", "byline"}:
        return Credit(plain, form, said, agency=True) if forms.CALLED_AGENCY.search(bare) else None
    if same(article.outlet, bare):
        return None
    if form in {"reported", "republished"}:
        return Credit(plain, form, said, agency=False)
    named = _coined(bare) or forms.GENERIC.search(bare)
    return Credit(plain, form, said, agency=True) if named else None


def _coined(name: str) -> bool:
    """Say whether a name is the initials of an agency that no table needs to know."""
    return name.isupper() and _SHORT <= len(name) <= _LONG


def _parts(name: str) -> list[str]:
    """Return the parts of a credit that joins names: ``Fox News and The Associated Press``."""
    return [part.strip() for part in re.split(r" and |/|,| & ", name)]
