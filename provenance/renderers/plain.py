"""Plain words: how articles are called, how names are listed, what a file can hold."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from provenance.comparison import Comparison

_TITLE, _OPENING = 300, 90  # characters of a title, and of the first words that stand for one
_ALMOST = 0.99  # sure from which no percentage is told
_SIGNS = (  # how a figure is bound, as a sign: a cell of a table has little room
    (
        re.compile(
            r"^(?:about|around|roughly|some|approximately|nearly|almost|an estimated|close to)\s",
            re.IGNORECASE,
        ),
        "≈",
    ),
    (re.compile(r"^(?:up to|at most|as many as|no more than|not more than)\s", re.IGNORECASE), "≤"),
    (re.compile(r"^(?:at least|no fewer than|no less than)\s", re.IGNORECASE), "≥"),
    (re.compile(r"^(?:more than|over|upwards? of|well over|in excess of)\s", re.IGNORECASE), ">"),
    (re.compile(r"^(?:fewer than|less than|under)\s", re.IGNORECASE), "<"),
)
_DOUBLE = re.compile('[“”"]')
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return `text` with every character that no file should hold replaced by U+FFFD, one for one."""
    # `isprintable` is strict and ten times as fast; for most texts it says enough, but for the ends of lines.
    if text.isprintable() or text.replace("\n", "").isprintable():
        return text
    return _UNPRINTABLE.sub("\ufffd", text)


def shorten(text: str, most: int) -> str:
    """Cut `text` to at most `most` characters, at a word's end where one is near."""
    text = " ".join(printable(text[: most * 4]).split())
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > most * 2 // 3 else cut).rstrip(" ,;:") + "…"


def in_quotes(text: str) -> str:
    """Put text in quotation marks; those inside become single ones."""
    opened = False

    def single(mark: re.Match[str]) -> str:
        nonlocal opened
        opened = mark.group() == "“" or (mark.group() == '"' and not opened)
        return "‘" if opened else "’"

    return f"“{_DOUBLE.sub(single, text)}”"


def brief(figure: str) -> str:
    """Write a figure shortly: ``≈200`` for "around 200", ``≤7,000`` for "up to 7,000"."""
    for words, sign in _SIGNS:
        figure = words.sub(sign, figure)
    return figure


def listed(names: Sequence[str], most: int = 4) -> str:
    """Join names as a sentence would: ``A, B and C``; beyond `most`, ``A, B, C and 5 more``."""
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} more"]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def counted(number: int, noun: str) -> str:
    """Return ``1 article``, ``2 articles``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def certainty(share: float) -> str:
    """Return ``87 % sure``; nothing that was inferred is ever all of sure."""
    return (
        "almost certain" if share >= _ALMOST else f"{min(share, _ALMOST - 0.01):.0%}".replace("%", " % sure")
    )


def labels(comparison: Comparison) -> dict[str, str]:
    """Return a short name for each article: its outlet, with its title where the outlet has several."""
    outlets = Counter(article.outlet for article in comparison.articles)
    return {
        article.id: shorten(article.outlet or article.id, 40)
        if outlets[article.outlet] == 1
        else f"{shorten(article.outlet, 30)}: {shorten(headline(comparison, place), 40)}"
        for place, article in enumerate(comparison.articles)
    }


def headline(comparison: Comparison, place: int) -> str:
    """Return an article's title; without one the first words of its body, else its id."""
    article = comparison.articles[place]
    if article.title.strip():
        return shorten(article.title, _TITLE)
    begin = 0
    for stretch in comparison.stretches[place]:
        if article.text[begin : stretch.span.begin].strip():
            break
        begin = begin if stretch.kind == "headline" else stretch.span.end
    return shorten(article.text[begin:], _OPENING) or shorten(article.text, _OPENING) or article.id


def story_names(comparison: Comparison) -> dict[str, str]:
    """Return a name for each story: the title of the article that shares most with the others of it.

    Articles with a title of their own come before those that are called by their first words.
    """
    likeness: defaultdict[str, float] = defaultdict(float)
    story_of = {member: story.id for story in comparison.stories for member in story.members}
    for pair in comparison.pairs:
        if pair.left in story_of and story_of[pair.left] == story_of.get(pair.right):
            for article in (pair.left, pair.right):
                likeness[article] += pair.tfidf + pair.left_cover + pair.right_cover
    places = {article.id: place for place, article in enumerate(comparison.articles)}
    titled = {article.id for article in comparison.articles if article.title.strip()}
    return {
        story.id: headline(
            comparison,
            places[max(story.members, key=lambda each: (each in titled, round(likeness[each], 6), each))],
        )
        for story in comparison.stories
    }


def outlets_of(comparison: Comparison, members: Sequence[str]) -> list[str]:
    """Return the outlets of some articles, each once, in the articles' order."""
    return list(dict.fromkeys(shorten(comparison.article(each).outlet or each, 40) for each in members))
