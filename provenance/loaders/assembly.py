"""A draft becomes an article: metadata laid over it, gaps filled from plain signs, limits held."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from provenance.loaders.draft import Draft, Source, printable
from provenance.loaders.metadata import signs
from provenance.loaders.metadata.dates import published
from provenance.loaders.metadata.languages import language
from provenance.loaders.metadata.outlets import Outlets, domain
from provenance.model import Article, Skipped
from provenance.settings import Settings

_LONGEST_VALUE = 2_000  # characters: the longest address browsers took; no outlet, title or name comes near
_SURROGATES = re.compile("[\ud800-\udfff]")
_KEPT = ("author", "url", "section", "owner")


def assemble(
    draft: Draft, source: Source, outlets: Outlets, settings: Settings
) -> Iterator[Article | Skipped]:
    """Make the article of a draft, or say why there is none; notes on dropped metadata come before it.

    Parameters
    ----------
    draft : Draft
    source : Source
        Where it comes from; its `columns` override what the draft states.
    outlets : Outlets
    settings : Settings
    """
    origin = source.origin if draft.row is None else f"{source.origin}#{draft.row}"
    text = draft.text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in draft.text else draft.text
    text = _whole(text)
    reason = _unfit(text, settings)
    if reason:
        yield Skipped(origin, "load", reason)
        return
    stated, guessed = {}, set(draft.guessed)
    for attribute, value in {**draft.stated, **source.columns}.items():
        clean = printable(value)
        if len(clean) > _LONGEST_VALUE:
            yield Skipped(
                origin, "load", f"its {attribute} was left out: longer than {_LONGEST_VALUE:,} characters"
            )
        else:
            stated[attribute] = clean
    guessed -= source.columns.keys()
    _fill(stated, guessed, text, source, outlets)
    iso, doubt = _published(stated.get("published"))
    dated = signs.of_address(stated.get("url") or "") if doubt and iso else None
    if dated and dated.iso[:4] == iso:
        iso, doubt = dated.iso, None
        guessed.add("published")
    if doubt:
        yield Skipped(origin, "load", doubt)
    yield Article(
        id=stated.get("id") or (source.id if draft.row is None else f"{source.id}#{draft.row}"),
        outlet=outlets.name(stated["outlet"]),
        title=stated.get("title", ""),
        text=text,
        published=iso,
        language=language(stated.get("language", "")),
        credit=_credit(stated.get("credit"), outlets),
        origin=origin,
        inferred=frozenset(guessed if iso else guessed - {"published"}),
        **{name: stated.get(name) for name in _KEPT},
    )


def _whole(text: str) -> str:
    """Replace halves of characters, which JSON can hold and no file can: they could not be written again."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text)
    return text


def _unfit(text: str, settings: Settings) -> str | None:
    """Say why a text cannot be an article."""
    if not text or text.isspace():
        return "no text"
    if "\0" in text:
        return "binary: NUL characters in the text"
    if len(text) > settings.max_article_characters:
        most = settings.max_article_characters
        return f"too long: {len(text):,} characters; at most {most:,} (max_article_characters)"
    return None


def _fill(stated: dict[str, str], guessed: set[str], text: str, source: Source, outlets: Outlets) -> None:
    """Fill what nothing states: from the address, the text's own signs, at last the file's name."""
    hints: dict[str, str] = {}
    url = stated.get("url", "")
    host = domain(url) if "://" in url else None
    if host:
        hints["outlet"] = host
    for attribute, value in signs.signs(text, outlets).items():
        hints.setdefault(attribute, value)
    dated = signs.of_address(url) if "published" not in stated else None
    if dated:
        hints.setdefault("published", dated.iso)
    hints.setdefault("outlet", signs.of_name(PurePosixPath(source.id).name, outlets))
    for attribute, value in hints.items():
        if not stated.get(attribute):
            stated[attribute] = value
            guessed.add(attribute)


def _published(value: str | None) -> tuple[str | None, str | None]:
    """Normalise a publication time; a second value says what could not be read."""
    if not value:
        return None, None
    found = published(value)
    if found is None:
        return None, f"its publication time was left out: {value[:60]!r} is no date that could be read"
    return found.iso, f"its publication time is not certain: {found.doubt}" if found.doubt else None


def _credit(value: str | None, outlets: Outlets) -> str | None:
    """Give an agency its one name; other credits stay as they are."""
    return (outlets.known(value) or value) if value else None
