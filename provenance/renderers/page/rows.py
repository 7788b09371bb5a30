"""One value of a comparison, one row of the page's data: articles by number, repeated sentences once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from provenance.comparison import Comparison
from provenance.echoes import Echo
from provenance.facttable import FactTable, RowKind
from provenance.model import (
    Conflict,
    Direction,
    FactMember,
    Group,
    GroupText,
    Pair,
    Passage,
    QuoteFamily,
    SharedFact,
    Span,
    Story,
    UniqueFact,
)
from provenance.renderers.plain import headline, shorten, story_names

Row = dict[str, Any]
DIGITS = 3  # decimals of a share: the page shows two
_NAMED = 6  # of the other articles that carry a passage; more is a list nobody reads
_KINDS = {"verbatim": 0, "edited": 1, "paraphrase": 2}


class Rows:
    """Turns values into rows that name only articles on the page."""

    def __init__(self, comparison: Comparison, articles: Sequence[int]) -> None:
        self._comparison = comparison
        self.numbers = {comparison.articles[place].id: number for number, place in enumerate(articles)}
        self.strings: dict[str, int] = {}
        self._story_names = story_names(comparison)

    def here(self, ids: Iterable[str]) -> list[int]:
        """Return the numbers of those articles that are on the page."""
        return [self.numbers[each] for each in ids if each in self.numbers]

    def article(self, place: int) -> Row:
        """Return an article with its text and what of it is not body."""
        article = self._comparison.articles[place]
        stretches = self._comparison.stretches[place]
        return {
            "id": article.id,
            "outlet": article.outlet,
            "title": headline(self._comparison, place),
            "published": article.published,
            "author": article.author,
            "url": article.url,
            "words": self._comparison.words[place],
            "inferred": sorted(article.inferred),
            "text": article.text,
            "stretches": [[each.span.begin, each.span.end, each.kind] for each in stretches],
        }

    def pair(self, pair: Pair, echoes: Sequence[Echo]) -> list[Any]:
        """Return a pair as a list: there are thousands of them."""
        covers = (pair.left_cover, pair.right_cover, pair.left_prose_cover, pair.right_prose_cover)
        return [
            self.numbers[pair.left],
            self.numbers[pair.right],
            pair.relation,
            round(pair.tfidf, DIGITS),
            [round(cover, DIGITS) for cover in covers],
            pair.longest_run,
            round(pair.confidence, DIGITS),
            self._once(pair.reasons),
            self._direction(pair.direction),
            [
                [*self._passage(passage), *self._echo(echo)]
                for passage, echo in zip(pair.passages, echoes, strict=True)
            ],
        ]

    def story(self, story: Story) -> Row:
        """Return a story; `count` has the members that found no room, too."""
        members = self.here(story.members)
        sources = [[each.name, self.here(each.articles), each.why] for each in story.sources]
        return {
            "id": story.id,
            "name": self._story_names[story.id],
            "members": members,
            "count": len(story.members),
            "origins": story.origins,
            "sources": sources,
        }

    def group(self, group: Group) -> Row:
        """Return a group with its origin."""
        origin = group.origin and {
            "name": group.origin.name,
            "article": self.numbers.get(group.origin.article or ""),
            "confidence": round(group.origin.confidence, DIGITS),
            "evidence": list(group.origin.evidence),
        }
        return {
            "kind": group.kind,
            "members": self.here(group.members),
            "count": len(group.members),
            "origin": origin,
            "texts": [self._text(each) for each in group.texts if each.article in self.numbers],
        }

    def quote(self, place: int, family: QuoteFamily) -> Row:
        """Return a statement and each outlet's words, unless they are just those at the span."""
        members = [
            [
                self.numbers[each.article],
                each.span.begin,
                each.span.end,
                int(each.altered),
                [[change.was, change.now, change.change_class] for change in each.changes],
                *self._unless_there(each.article, each.span, each.text),
            ]
            for each in family.members
            if each.article in self.numbers
        ]
        return {
            "place": place,
            "speaker": family.speaker,
            "text": family.text,
            "decided_by": family.decided_by,
            "notes": list(family.notes),
            "members": members,
        }

    def shared(self, fact: SharedFact) -> list[Any]:
        """Return a fact that several tell: story, members, and its words: where they stand, or themselves."""
        return [self._once([fact.story])[0], self._told(fact.members), self._heading(fact)]

    def _heading(self, fact: SharedFact) -> str | list[int]:
        for member in fact.members:
            at = member.text.find(fact.text)
            if at >= 0 and member.article in self.numbers:
                begin = member.span.begin + at
                return [self.numbers[member.article], begin, begin + len(fact.text)]
        return fact.text

    def unique(self, fact: UniqueFact) -> list[Any]:
        """Return a fact that one tells; its words are the span's, in a sentence of which more may be told."""
        span, whole = fact.span, fact.sentence or fact.span
        story = self._once([fact.story])[0]
        around = [span.begin - whole.begin, whole.end - span.end] if whole != span else []
        return [story, self.numbers[fact.article], span.begin, span.end, round(fact.score, DIGITS), *around]

    def conflict(self, conflict: Conflict) -> Row:
        """Return what outlets disagree on."""
        members = self._told(conflict.members)
        return {
            "story": conflict.story,
            "about": conflict.about,
            "notes": list(conflict.notes),
            "members": members,
        }

    def fact_table(self, table: FactTable, places: Mapping[tuple[RowKind, int], int]) -> Row:
        """Return who tells what of a story: its rows name facts by their kind and place on the page.

        Facts that only one tells come last and in the order of the list, so their rows are left out; so are
        what an outlet lacks of rows that are not on the page.
        """
        shown = [
            (n, row)
            for n, row in enumerate(table.rows)
            if row.kind != "unique" and (row.kind, row.number) in places
        ]
        at = {n: place for place, (n, _) in enumerate(shown)}
        return {
            "story": table.story,
            "outlets": list(table.outlets),
            "total": len(table.rows),
            "rows": [[int(row.kind == "conflict"), places[row.kind, row.number]] for _, row in shown],
            "accounts": [
                [each.told, each.alone, [at[n] for n in each.omitted if n in at]] for each in table.accounts
            ],
        }

    def _text(self, text: GroupText) -> list[Any]:
        """Return what a member of a group added, and what it cut as another has it."""
        cut = [
            [self.numbers[each.article], each.span.begin, each.span.end]
            for each in text.cut
            if each.article in self.numbers
        ]
        return [self.numbers[text.article], [[each.begin, each.end] for each in text.added], cut]

    def _told(self, members: Sequence[FactMember]) -> list[list[Any]]:
        return [
            [
                self.numbers[each.article],
                each.span.begin,
                each.span.end,
                *([each.figure] if each.figure else [] if each.sure else ["", 1]),
            ]
            for each in members
            if each.article in self.numbers
        ]

    def _passage(self, passage: Passage) -> list[Any]:
        return [
            passage.left.begin,
            passage.left.end,
            passage.right.begin,
            passage.right.end,
            _KINDS[passage.kind],
            round(passage.similarity, DIGITS),
            int(passage.quoted),
            _steps(passage),
            self._once(passage.reasons),
        ]

    def _echo(self, echo: Echo) -> list[Any]:
        """Return in how many others a passage stands, some of them, and the one with the earliest date.

        That one by its number or, where it is not on the page, by its name and date.
        """
        first: int | str | None = None
        if echo.first is not None:
            article = self._comparison.article(echo.first)
            first = self.numbers.get(echo.first, f"{shorten(article.outlet, 40)}, {article.published}")
        return [echo.count, first, self.here(echo.others)[:_NAMED]]

    def _unless_there(self, article: str, span: Span, words: str) -> list[str]:
        return [] if self._comparison.text(article, span) == words else [words]

    def _once(self, sentences: Iterable[str]) -> list[int]:
        return [self.strings.setdefault(sentence, len(self.strings)) for sentence in sentences]

    @staticmethod
    def _direction(direction: Direction | None) -> Row | None:
        if direction is None:
            return None
        return {
            "source": direction.source,
            "confidence": round(direction.confidence, DIGITS),
            "strength": direction.strength,
            "evidence": list(direction.evidence),
        }


def _steps(passage: Passage) -> list[int]:
    """Return the differences as steps: gap and length on the left, gap and length on the right, and so on."""
    steps: list[int] = []
    left, right = passage.left.begin, passage.right.begin
    for each in passage.differences:
        steps += (each.left.begin - left, each.left.end - each.left.begin)
        steps += (each.right.begin - right, each.right.end - each.right.begin)
        left, right = each.left.end, each.right.end
    return steps
