"""Plain words: how articles are called, how names are listed, what a file can hold."""

import re
from collections import Counter
from collections.abc import Sequence

from provenance.comparison import Comparison

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return `text` with every character that no file should hold replaced by U+FFFD, one for one."""
    # `isprintable` is strict and ten times as fast: most texts need no second look.
    return text if text.isprintable() else _UNPRINTABLE.sub("\ufffd", text)


def shorten(text: str, most: int) -> str:
    """Cut `text` to at most `most` characters, at a word's end where one is near."""
    text = " ".join(printable(text[: most * 4]).split())
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > most * 2 // 3 else cut).rstrip(" ,;:") + "…"


def listed(names: Sequence[str], most: int = 4) -> str:
    """Join names as a sentence would: ``A, B and C``; beyond `most`, ``A, B, C and 5 more``."""
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} more"]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def counted(number: int, noun: str) -> str:
    """Return ``1 article``, ``2 articles``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def labels(comparison: Comparison) -> dict[str, str]:
    """Return a short name for each article: its outlet, with its title where the outlet has several."""
    outlets = Counter(article.outlet for article in comparison.articles)
    return {
        article.id: shorten(article.outlet or article.id, 40)
        if outlets[article.outlet] == 1
        else f"{shorten(article.outlet, 30)}: {shorten(article.title or article.text[:60] or article.id, 40)}"
        for article in comparison.articles
    }


def outlets_of(comparison: Comparison, members: Sequence[str]) -> list[str]:
    """Return the outlets of some articles, each once, in the articles' order."""
    return list(dict.fromkeys(shorten(comparison.article(each).outlet or each, 40) for each in members))
