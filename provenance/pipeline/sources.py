"""Where a run's articles come from: paths, or articles that are ready."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from provenance.errors import DuplicateIdError
from provenance.loaders import load
from provenance.model import Article, Skipped
from provenance.settings import Settings

Source = str | Path | Iterable[str | Path] | Iterable[Article]

_WORD = re.compile(r"\w+")


def articles_of(
    source: Source, settings: Settings, mapping: dict[str, str] | None
) -> tuple[list[Article], list[Skipped]]:
    """Return the usable articles by id, whatever kind of source they came from."""
    given = [source] if isinstance(source, str | Path) else list(source)
    ready = [each for each in given if isinstance(each, Article)]
    if ready and len(ready) == len(given):
        articles, skipped = _checked(ready, settings)
    else:
        articles, skipped = load([Path(each) for each in given], settings, mapping=mapping)  # type: ignore[arg-type]
    usable = []
    for article in sorted(articles, key=lambda article: article.id):
        words = sum(1 for _ in islice(_WORD.finditer(article.text), settings.min_sentence_words))
        if words < settings.min_sentence_words:
            reason = (
                f"too short: {words} word{'s' * (words != 1)}; a sentence has {settings.min_sentence_words}"
            )
            skipped.append(Skipped(article.origin or article.id, "load", reason))
        else:
            usable.append(article)
    return usable, skipped


def _checked(articles: Sequence[Article], settings: Settings) -> tuple[list[Article], list[Skipped]]:
    """Hold ready-made articles to the same rules as loaded ones."""
    known: dict[str, Article] = {}
    skipped = []
    for article in articles:
        origin = article.origin or article.id
        if article.id in known:
            raise DuplicateIdError(article.id, known[article.id].origin or article.id, origin)
        if not article.text.strip():
            skipped.append(Skipped(origin, "load", "it has no text"))
        elif len(article.text) > settings.max_article_characters:
            reason = f"{len(article.text):,} characters; the most is {settings.max_article_characters:,}"
            skipped.append(Skipped(origin, "load", reason))
        else:
            known[article.id] = article
    return list(known.values()), skipped
