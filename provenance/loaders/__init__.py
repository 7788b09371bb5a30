"""Step `load`: files become articles. One file here for each format; `LOADERS` is their registry."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

from provenance.errors import DuplicateIdError, NothingFoundError
from provenance.loaders import csv, html, json, jsonl, markdown, parquet, text, warc, xml
from provenance.loaders.assembly import assemble
from provenance.loaders.draft import Flaw, Source, Terms, UnusableError
from provenance.loaders.intake.finding import PACKED, Found, find, split_name
from provenance.loaders.intake.zipped import sources
from provenance.loaders.metadata import fields
from provenance.loaders.metadata.companions import Companions
from provenance.loaders.metadata.outlets import Outlets, outlets
from provenance.model import Article, Skipped
from provenance.settings import Settings

__all__ = ["LOADERS", "formats_table", "iter_articles", "load"]

LOADERS = (text, markdown, html, jsonl, json, csv, parquet, warc, xml)
_READERS = {suffix: loader.read for loader in LOADERS for suffix in loader.SUFFIXES}
_EMPTY = "empty: nothing in it"
_MOST_REASONS = 100  # of one file: a broken file of a million rows must not make a million messages


def load(
    paths: Iterable[Path],
    settings: Settings,
    *,
    mapping: Mapping[str, str] | None = None,
    aliases: Path | None = None,
) -> tuple[list[Article], list[Skipped]]:
    """Read every article under the given paths.

    Parameters
    ----------
    paths : iterable of Path
        Files and folders; folders are read with all that is below them.
    settings : Settings
        Size limits.
    mapping : mapping of str to str, optional
        Which field of rows and front matter holds which attribute: ``{"text": "body", "outlet": "source"}``.
    aliases : Path, optional
        A TOML file of outlet names that extends the package's own table.

    Returns
    -------
    articles : list of Article
        Sorted by id, whatever order the paths came in.
    skipped : list of Skipped
        What was left out, and why.

    Raises
    ------
    PathMissingError
        If a path does not exist.
    NothingFoundError
        If there is no file that could be an article.
    DuplicateIdError
        If two articles with different texts have the same id.
    SettingError
        If `mapping` or `aliases` cannot be understood.
    """
    articles: list[Article] = []
    skipped: list[Skipped] = []
    for each in iter_articles(paths, settings, mapping=mapping, aliases=aliases):
        if isinstance(each, Article):
            articles.append(each)
        else:
            skipped.append(each)
    return sorted(articles, key=lambda article: article.id), sorted(skipped)


def iter_articles(
    paths: Iterable[Path],
    settings: Settings,
    *,
    mapping: Mapping[str, str] | None = None,
    aliases: Path | None = None,
) -> Iterator[Article | Skipped]:
    """Read articles one after the other, so that memory can follow the batch; see `load`.

    Files come in the order of their ids, the rows of a file in their own. What is left out comes in between.
    """
    terms = Terms(settings, dict(mapping or {}))
    fields.check(terms.mapping)
    names = outlets(aliases)
    given = [Path(path) for path in paths]
    files, skipped = find(given)
    yield from skipped
    companions = Companions(terms)
    readable = [each for each in files if _known(each)]
    if not readable:
        raise NothingFoundError(
            ", ".join(sorted(path.as_posix() for path in given)[:3]), filter(None, _READERS)
        )
    known: dict[str, tuple[bytes, str]] = {}
    for found in files:
        for each in _of_file(found, terms, names, companions):
            yield each if isinstance(each, Skipped) else _once(each, known)
    yield from companions.notes()


def formats_table() -> str:
    """Write the registry as a Markdown table for the README."""
    lines = ["| format | files | needs |", "|---|---|---|"]
    for loader in LOADERS:
        suffixes = " ".join(f"`{suffix}`" for suffix in loader.SUFFIXES if suffix)
        extra = getattr(loader, "EXTRA", None)
        lines.append(f"| {loader.DESCRIPTION} | {suffixes} | {f'`[{extra}]`' if extra else ''} |")
    packed = " ".join(f"`{suffix}`" for suffix in PACKED)
    lines.append(f"| any of these, packed | {packed} | `[zstd]` for `.zst` |")
    return "\n".join(lines)


def _known(found: Found) -> bool:
    """Tell whether any loader could read a file, by its name."""
    _, suffix, packing = split_name(found.path.name)
    return packing == ".zip" or suffix in _READERS


def _of_file(
    found: Found, terms: Terms, names: Outlets, companions: Companions
) -> Iterator[Article | Skipped]:
    """Read one file; whatever is wrong with it is said and ends there."""
    reasons, silent = 0, True
    try:
        for source in sources(found, companions.columns(found), terms):
            silent = False
            for each in _of_source(source, found, terms, names):
                reasons += isinstance(each, Skipped)
                if isinstance(each, Article) or reasons <= _MOST_REASONS:
                    yield each
    except UnusableError as error:
        yield Skipped(found.origin, "load", str(error))
    except OSError as error:
        yield Skipped(found.origin, "load", f"cannot be read: {error.strerror or error}")
    else:
        if silent:
            yield Skipped(found.origin, "load", _EMPTY)
    if reasons > _MOST_REASONS:
        yield Skipped(found.origin, "load", f"and {reasons - _MOST_REASONS:,} more of its rows were left out")


def _of_source(
    source: Source | Flaw, found: Found, terms: Terms, names: Outlets
) -> Iterator[Article | Skipped]:
    """Read one stream with the loader of its suffix."""
    if isinstance(source, Flaw):  # of a zip's member that is not opened
        yield Skipped(f"{found.origin}/{source.where}", "load", source.reason)
        return
    reader = _READERS.get(source.suffix)
    if reader is None:
        yield Skipped(source.origin, "load", f"no loader reads {source.suffix!r}")
        return
    silent = True
    try:
        for each in reader(source, terms):
            silent = False
            if isinstance(each, Flaw):
                origin = f"{source.origin}, {each.where}" if each.where else source.origin
                yield Skipped(origin, "load", each.reason)
            else:
                yield from assemble(each, source, names, terms.settings)
        if silent:
            yield Skipped(source.origin, "load", _EMPTY)
    except UnusableError as error:
        yield Skipped(source.origin, "load", str(error))


def _once(article: Article, known: dict[str, tuple[bytes, str]]) -> Article | Skipped:
    """Let an id through once; the same text again is left out, another text under it is an error."""
    digest = blake2b(article.text.encode("utf-8", "replace"), digest_size=16).digest()
    first = known.get(article.id)
    if first is None:
        known[article.id] = digest, article.origin
        return article
    if first[0] != digest:
        raise DuplicateIdError(article.id, first[1], article.origin)
    return Skipped(article.origin, "load", f"the same id and text as {first[1]}, which was read")
