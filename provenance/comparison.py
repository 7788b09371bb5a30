"""The result of a run: frozen, sorted, and open to questions."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from provenance import records, rows
from provenance.echoes import Echo, echoes
from provenance.errors import UnknownArticleError
from provenance.facttable import FactTable, fact_tables
from provenance.model import (
    Article,
    Derivation,
    Facts,
    Group,
    OutletShare,
    Pair,
    QuoteFamily,
    Skipped,
    Span,
    Story,
    Stretch,
    UniqueFact,
)
from provenance.model.factrows import shared_rows, unique_rows
from provenance.outlets import tally
from provenance.records import Row
from provenance.rows import Columns, Table
from provenance.settings import Settings
from provenance.sides import Sides, sides

SCHEMA = 1  # rises when a name in comparison.json changes its meaning or goes


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found in a corpus. Everything is sorted, so equal input gives equal bytes.

    Attributes
    ----------
    articles : tuple of Article
        By id. `words` (body words) and `stretches` (what is not body) run parallel to it.
    pairs : tuple of Pair
        Every pair with a shared passage or a TF-IDF cosine above the threshold; all of a small corpus.
    """

    settings: Settings
    version: str
    articles: tuple[Article, ...]
    words: tuple[int, ...]
    stretches: tuple[tuple[Stretch, ...], ...]
    pairs: tuple[Pair, ...]
    stories: tuple[Story, ...]
    groups: tuple[Group, ...]
    quotes: tuple[QuoteFamily, ...]
    facts: Facts
    skipped: tuple[Skipped, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    outlet_shares: tuple[OutletShare, ...] = ()
    # no arguments, so that what is made of a result by `replace` works them out anew
    _places: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)
    _sides: list[Sides] = field(default_factory=list, init=False, repr=False, compare=False)
    _echoes: list[tuple[Echo, ...]] = field(default_factory=list, init=False, repr=False, compare=False)
    _fact_tables: list[FactTable] = field(default_factory=list, init=False, repr=False, compare=False)
    _outlets: list[Row] = field(default_factory=list, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._places.update({article.id: place for place, article in enumerate(self.articles)})

    def article(self, article_id: str) -> Article:
        """Return the article with this id.

        Raises
        ------
        UnknownArticleError
        """
        if article_id not in self._places:
            raise UnknownArticleError(article_id, self._places)
        return self.articles[self._places[article_id]]

    def pair(self, one: str, other: str) -> Pair | None:
        """Return what was found between two articles, in either order; None if nothing was.

        Raises
        ------
        UnknownArticleError
        """
        left, right = sorted((self.article(one).id, self.article(other).id))
        return next((pair for pair in self.pairs if (pair.left, pair.right) == (left, right)), None)

    def unique_facts(self, outlet: str) -> tuple[UniqueFact, ...]:
        """Return the facts that only this outlet tells, the most telling first."""
        found = [fact for fact in self.facts.unique if self.article(fact.article).outlet == outlet]
        return tuple(sorted(found, key=lambda fact: (-fact.score, fact.article, fact.span)))

    def text(self, article_id: str, span: Span) -> str:
        """Return the words that stand at a span."""
        return self.article(article_id).text[span.begin : span.end]

    def sides(self) -> Sides:
        """Return where the passages stand, each stretch of an article once; worked out when first asked."""
        if not self._sides:
            self._sides.append(sides(self.articles, self.pairs))
        return self._sides[0]

    def echoes(self) -> Sequence[tuple[Echo, ...]]:
        """Return for each pair, passage by passage, where else it stands; worked out when first asked."""
        if self.pairs and not self._echoes:
            self._echoes.extend(echoes(self.articles, self.pairs, self.sides()))
        return self._echoes

    def fact_tables(self) -> Sequence[FactTable]:
        """Return who tells which fact, story by story; worked out when first asked."""
        if not self._fact_tables:
            self._fact_tables.extend(fact_tables(self.articles, self.stories, self.facts))
        return self._fact_tables

    def to_dict(self) -> Row:
        """Return exactly what ``comparison.json`` holds."""
        made: Row = _listed(self.parts())
        return made

    def parts(self) -> Row:
        """Return what ``comparison.json`` holds, its lists as iterators that make each record when asked.

        So a large result can be written without being held twice.
        """
        return {
            "schema": SCHEMA,
            "version": self.version,
            "settings": asdict(self.settings),
            "articles": self.rows("articles"),
            "pairs": records.pair_records(self.pairs, self.sides(), self.echoes()),
            "stories": map(records.plain, self.stories),
            "groups": map(records.plain, self.groups),
            "derivations": map(records.plain, self.derivations),
            "quotes": map(records.quote_record, self.quotes),
            "facts": {
                "shared": map(records.shared_record, shared_rows(self.facts.shared)),
                "unique": map(records.unique_record, unique_rows(self.facts.unique)),
                "conflicts": map(records.conflict_record, self.facts.conflicts),
                "tables": map(records.fact_table_record, self.fact_tables()),
            },
            "outlets": iter(self.outlets()),
            "skipped": map(records.plain, self.skipped),
        }

    def table(self, name: Table) -> list[Row]:
        """Return one table as a list of flat rows: what the CSV file of that name holds.

        Parameters
        ----------
        name : {"articles", "pairs", "passages", "quotes", "facts", "coverage", "outlets", "derivations"}

        Raises
        ------
        KeyError
            If there is no such table.
        """
        return list(self.rows(name))

    def rows(self, name: Table) -> Iterator[Row]:
        """Yield the rows of one table, as `table` returns them."""
        return rows.in_rows(self.columns(name))

    def columns(self, name: Table) -> Iterator[Columns]:
        """Yield one table in blocks of rows, a list a column: where there are many, in half the time."""
        listed = rows.in_columns
        makers: dict[Table, Callable[[], Iterator[Columns]]] = {
            "articles": lambda: listed(map(records.article_record, self.articles, self.words)),
            "pairs": lambda: rows.pair_columns(self.pairs),
            "passages": lambda: rows.passage_columns(self.pairs, self.sides(), self.echoes()),
            "quotes": lambda: listed(rows.quote_rows(self.quotes)),
            "facts": lambda: rows.fact_columns(self.facts),
            "coverage": lambda: listed(rows.coverage_rows(self.fact_tables())),
            "outlets": lambda: listed(self.outlets()),
            "derivations": lambda: listed(map(records.plain, self.derivations)),
        }
        if name not in makers:
            message = f"no table {name!r}; there are: {', '.join(sorted(makers))}"
            raise KeyError(message)
        return makers[name]()

    def outlets(self) -> Sequence[Row]:
        """Return the outlets' table, with their shares of text; worked out when first asked."""
        if not self._outlets:
            shares: dict[str, Row] = {each.outlet: records.plain(each) for each in self.outlet_shares}
            for row in tally(self.articles, self.words, self.pairs, self.sides(), self.facts):
                share = shares.get(row["name"], {})
                named = {name: share.get(name) for name in ("original", "wire", "shared", "credits")}
                self._outlets.append(row | named)
        return self._outlets


def _listed(value: Any) -> Any:  # noqa: ANN401 - any part of the document
    """Turn every iterator and tuple inside a value into a list."""
    if isinstance(value, dict):
        return {name: _listed(each) for name, each in value.items()}
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        return value
    return [_listed(each) for each in value]
