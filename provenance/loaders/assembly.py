"""A draft becomes an article: metadata laid over it, gaps filled from plain signs, limits held."""

import re
from collections.abc import Iterator, Mapping
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
_KEPT = ("published", "author", "url", "section", "owner")


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
    stated, notes, doubt = _stated({**draft.stated, **source.columns})
    hints = _hints(stated, text, source, outlets)
    if doubt and hints.get("published", "").startswith(stated["published"]):
        del stated["published"]  # all but the year is in doubt, and the address or the text settles it
    elif doubt:
        notes.append(f"its publication time is not certain: {doubt}")
    yield from (Skipped(origin, "load", note) for note in notes)
    guessed = {*(draft.guessed - source.columns.keys()), *(hints.keys() - stated.keys())}
    known = {**hints, **stated}
    yield Article(
        id=known.get("id") or (source.id if draft.row is None else f"{source.id}#{draft.row}"),
        outlet=outlets.name(known["outlet"]),
        title=known.get("title", ""),
        text=text,
        language=language(known.get("language", "")),
        credit=_credit(known.get("credit"), outlets),
        origin=origin,
        inferred=frozenset(guessed & known.keys()),
        **{name: known.get(name) for name in _KEPT},
    )


def _stated(found: Mapping[str, str]) -> tuple[dict[str, str], list[str], str | None]:
    """Clean what is stated; with what of it was left out, and what is in doubt about its date."""
    stated: dict[str, str] = {}
    notes, doubt = [], None
    for attribute, value in found.items():
        clean = printable(value)
        if len(clean) > _LONGEST_VALUE:
            notes.append(f"its {attribute} was left out: longer than {_LONGEST_VALUE:,} characters")
            continue
        if attribute == "published" and clean:
            date = published(clean)
            if date is None:
                notes.append(
                    f"its publication time was left out: {clean[:60]!r} is no date that could be read"
                )
                continue
            clean, doubt = date.iso, date.doubt
        if clean:
            stated[attribute] = clean
    return stated, notes, doubt


def _hints(stated: Mapping[str, str], text: str, source: Source, outlets: Outlets) -> dict[str, str]:
    """Collect what nobody states: from the address, the text's own signs, at last the file's name."""
    hints: dict[str, str] = {}
    url = stated.get("url", "")
    host = domain(url) if "://" in url else None
    if host:
        hints["outlet"] = host
    dated = signs.of_address(url)
    if dated:
        hints["published"] = dated.iso
    for attribute, value in signs.signs(text, outlets, stated.keys()).items():
        hints.setdefault(attribute, value)
    hints.setdefault("outlet", signs.of_name(PurePosixPath(source.id).name, outlets))
    date = published(hints["published"]) if "published" in hints else None
    if date:
        hints["published"] = date.iso
    return hints


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


def _credit(value: str | None, outlets: Outlets) -> str | None:
    """Give an agency its one name; other credits stay as they are."""
    return (outlets.known(value) or value) if value else None
