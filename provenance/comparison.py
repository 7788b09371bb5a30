"""The result of a run: frozen, sorted, and open to questions."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from provenance.errors import UnknownArticleError
from provenance.model import (
    Article,
    Conflict,
    Derivation,
    FactMember,
    Facts,
    Group,
    OutletShare,
    Pair,
    Passage,
    QuoteFamily,
    SharedFact,
    Skipped,
    Span,
    Story,
    Stretch,
    UniqueFact,
)
from provenance.outlets import tally
from provenance.settings import Settings

SCHEMA = 1  # rises when a name in comparison.json changes its meaning or goes
DIGITS = 4  # decimals of every number written: finer is noise, and platforms differ beyond
Table = Literal["articles", "pairs", "passages", "quotes", "facts", "outlets"]
Row = dict[str, Any]


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
    _places: dict[str, int] = field(default_factory=dict, repr=False, compare=False)

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

    def to_dict(self) -> Row:
        """Return exactly what ``comparison.json`` holds."""
        return {
            "schema": SCHEMA,
            "version": self.version,
            "settings": asdict(self.settings),
            "articles": self.table("articles"),
            "pairs": [self._pair(pair) for pair in self.pairs],
            "stories": [
                {
                    "id": story.id,
                    "members": list(story.members),
                    "origins": story.origins,
                    "sources": [_plain(asdict(source)) for source in story.sources],
                }
                for story in self.stories
            ],
            "groups": [_plain(asdict(group)) for group in self.groups],
            "derivations": [_plain(asdict(each)) for each in self.derivations],
            "quotes": [self._family(family) for family in self.quotes],
            "facts": {
                "shared": [self._shared(fact) for fact in self.facts.shared],
                "unique": [self._unique(fact) for fact in self.facts.unique],
                "conflicts": [self._conflict(conflict) for conflict in self.facts.conflicts],
            },
            "outlets": self.table("outlets"),
            "skipped": [asdict(skipped) for skipped in self.skipped],
        }

    def table(self, name: Table) -> list[Row]:
        """Return one table as a list of flat rows: what the CSV file of that name holds.

        Parameters
        ----------
        name : {"articles", "pairs", "passages", "quotes", "facts", "outlets"}

        Raises
        ------
        KeyError
            If there is no such table.
        """
        makers = {
            "articles": self._articles,
            "pairs": self._pair_rows,
            "passages": self._passage_rows,
            "quotes": self._quote_rows,
            "facts": self._fact_rows,
            "outlets": self._outlets,
        }
        if name not in makers:
            message = f"no table {name!r}; there are: {', '.join(sorted(makers))}"
            raise KeyError(message)
        return makers[name]()

    # ── rows ─────────────────────────────────────────────────────────────────────────────────────────

    def _articles(self) -> list[Row]:
        return [
            {
                "id": article.id,
                "outlet": article.outlet,
                "title": article.title,
                "published": article.published,
                "author": article.author,
                "url": article.url,
                "language": article.language,
                "origin": article.origin,
                "words": words,
                "inferred": sorted(article.inferred),
            }
            for article, words in zip(self.articles, self.words, strict=True)
        ]

    def _passage(self, pair: Pair, passage: Passage) -> Row:
        return {
            "left": _ends(passage.left),
            "right": _ends(passage.right),
            "kind": passage.kind,
            "similarity": round(passage.similarity, DIGITS),
            "quoted": passage.quoted,
            "left_text": self.text(pair.left, passage.left),
            "right_text": self.text(pair.right, passage.right),
            "differences": [
                {"left": _ends(each.left), "right": _ends(each.right)} for each in passage.differences
            ],
            "reasons": list(passage.reasons),
        }

    def _pair(self, pair: Pair) -> Row:
        direction = None if pair.direction is None else _plain(asdict(pair.direction))
        return {
            **self._measures(pair),
            "reasons": list(pair.reasons),
            "direction": direction,
            "passages": [self._passage(pair, passage) for passage in pair.passages],
        }

    @staticmethod
    def _measures(pair: Pair) -> Row:
        return {
            "left": pair.left,
            "right": pair.right,
            "relation": pair.relation,
            "confidence": round(pair.confidence, DIGITS),
            "tfidf": round(pair.tfidf, DIGITS),
            "left_cover": round(pair.left_cover, DIGITS),
            "right_cover": round(pair.right_cover, DIGITS),
            "left_prose_cover": round(pair.left_prose_cover, DIGITS),
            "right_prose_cover": round(pair.right_prose_cover, DIGITS),
            "longest_run": pair.longest_run,
        }

    def _pair_rows(self) -> list[Row]:
        return [
            {
                **self._measures(pair),
                "passages": len(pair.passages),
                "source": pair.direction.source if pair.direction else None,
                "strength": pair.direction.strength if pair.direction else None,
                "reasons": list(pair.reasons),
            }
            for pair in self.pairs
        ]

    def _passage_rows(self) -> list[Row]:
        return [
            {
                "left": pair.left,
                "right": pair.right,
                "left_begin": passage.left.begin,
                "left_end": passage.left.end,
                "right_begin": passage.right.begin,
                "right_end": passage.right.end,
                "kind": passage.kind,
                "similarity": round(passage.similarity, DIGITS),
                "quoted": passage.quoted,
                "left_text": self.text(pair.left, passage.left),
                "right_text": self.text(pair.right, passage.right),
            }
            for pair in self.pairs
            for passage in pair.passages
        ]

    def _outlets(self) -> list[Row]:
        """Return the outlets' table with their shares of own, agency's and shared text."""
        shares = {each.outlet: _plain(asdict(each)) for each in self.outlet_shares}
        return [
            row
            | {
                name: shares.get(row["name"], {}).get(name)
                for name in ("original", "wire", "shared", "credits")
            }
            for row in tally(self.articles, self.words, self.pairs, self.facts)
        ]

    @staticmethod
    def _family(family: QuoteFamily) -> Row:
        return {
            "speaker": family.speaker,
            "text": family.text,
            "decided_by": family.decided_by,
            "notes": list(family.notes),
            "members": [
                {
                    "article": member.article,
                    "span": _ends(member.span),
                    "text": member.text,
                    "speaker": member.speaker,
                    "direct": member.direct,
                    "altered": member.altered,
                    "changes": [
                        {"from": change.was, "to": change.now, "class": change.change_class}
                        for change in member.changes
                    ],
                }
                for member in family.members
            ],
        }

    def _quote_rows(self) -> list[Row]:
        return [
            {
                "family": number,
                "speaker": family.speaker,
                "article": member.article,
                "begin": member.span.begin,
                "end": member.span.end,
                "text": member.text,
                "original": family.text,
                "altered": member.altered,
                "changes": [
                    f"{change.was} → {change.now} ({change.change_class})" for change in member.changes
                ],
            }
            for number, family in enumerate(self.quotes, start=1)
            for member in family.members
        ]

    @staticmethod
    def _shared(fact: SharedFact) -> Row:
        members = [
            {"article": each.article, "span": _ends(each.span), "text": each.text} for each in fact.members
        ]
        return {"story": fact.story, "text": fact.text, "figures": list(fact.figures), "members": members}

    @staticmethod
    def _unique(fact: UniqueFact) -> Row:
        return {
            "story": fact.story,
            "article": fact.article,
            "span": _ends(fact.span),
            "text": fact.text,
            "figures": list(fact.figures),
            "names": list(fact.names),
            "score": round(fact.score, DIGITS),
            "sentence": _ends(fact.sentence) if fact.sentence else None,
            "dates": list(fact.dates),
        }

    @staticmethod
    def _conflict(conflict: Conflict) -> Row:
        members = [
            {"article": each.article, "span": _ends(each.span), "text": each.text, "figure": each.figure}
            for each in conflict.members
        ]
        return {
            "story": conflict.story,
            "about": conflict.about,
            "notes": list(conflict.notes),
            "members": members,
        }

    def _fact_rows(self) -> list[Row]:
        shared = [
            _fact_row("shared", number, (fact.story, fact.text), member)
            for number, fact in enumerate(self.facts.shared, start=1)
            for member in fact.members
        ]
        unique = [
            _fact_row(
                "unique", number, (fact.story, fact.text), FactMember(fact.article, fact.span, fact.text)
            )
            for number, fact in enumerate(self.facts.unique, start=1)
        ]
        conflicts = [
            _fact_row("conflict", number, (conflict.story, conflict.about), member)
            for number, conflict in enumerate(self.facts.conflicts, start=1)
            for member in conflict.members
        ]
        return shared + unique + conflicts


def _fact_row(kind: str, number: int, fact: tuple[str, str], member: FactMember) -> Row:
    story, about = fact
    return {
        "kind": kind,
        "fact": number,
        "story": story,
        "about": about,
        "article": member.article,
        "begin": member.span.begin,
        "end": member.span.end,
        "text": member.text,
        "figure": member.figure,
    }


def _ends(span: Span) -> list[int]:
    return [span.begin, span.end]


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Turn tuples into lists and round floats, as JSON will hold them."""
    if isinstance(value, dict):
        if value.keys() == {"begin", "end"}:
            return [value["begin"], value["end"]]
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return round(value, DIGITS) if isinstance(value, float) else value
