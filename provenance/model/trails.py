"""Who carries a given text."""

from dataclasses import dataclass

from provenance.model.articles import Article, Span
from provenance.model.speech import Change


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article that carries a text.

    Attributes
    ----------
    article : Article
    share : float
        How much of the text (0-1, by characters) stands in it.
    spans : tuple of Span
        Where, in the article.
    changes : tuple of Change
        What it words differently, from the text to the article, in order.
    """

    article: Article
    share: float
    spans: tuple[Span, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Trail:
    """The carriers of a text, oldest first, and how many more share a little but were not looked at."""

    carriers: tuple[Carrier, ...]
    unseen: int
