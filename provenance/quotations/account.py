"""One family told: the likely original wording, what each outlet changed, and who disagrees."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from provenance.model import Article, Change, QuoteFamily, QuoteMember, Readings, Span
from provenance.quotations.changes import alters, changes, compared, substantial
from provenance.quotations.edges import completed
from provenance.quotations.joints import joint
from provenance.quotations.names import fullest, same_speaker
from provenance.quotations.negated import denied
from provenance.quotations.notes import notes
from provenance.quotations.official import official
from provenance.quotations.statements import Statement, wording

Decided = Literal["official text", "majority", "undecided"]
_BESIDE = 80  # characters outside a quotation in which the "not" may stand that it lacks
_SEAM = 16  # characters, some four words: what a joined wording has more than the statement it joins
_COMPARED = 4_000  # characters; longer ones are documents, compared by their beginning


class _Version(NamedTuple):
    """A wording, cut to what is compared, and whether the words before and after it deny."""

    text: str
    denied: tuple[bool, bool]


def account(readings: Readings, found: Sequence[Statement]) -> QuoteFamily | None:
    """Tell one family; None if fewer than two articles are left in it."""
    kept = _one_each(readings, found)
    if len(kept) < 2 or not any(each.direct for each in kept):  # noqa: PLR2004
        return None
    articles = [readings.articles[each.article] for each in kept]
    texts = [wording(article.text, each) for article, each in zip(articles, kept, strict=True)]
    speaker = fullest([each.who for each in kept if each.who])
    best, decided = _original(articles, kept, texts, speaker)
    kept = [
        each if each.direct else completed(article.text, each, texts[best][:_COMPARED])
        for article, each in zip(articles, kept, strict=True)
    ]
    texts = [wording(article.text, each) for article, each in zip(articles, kept, strict=True)]
    members = []
    told: dict[tuple[_Version, bool], tuple[Change, ...]] = {}  # what many outlets word alike is told once
    for article, each, text in zip(articles, kept, texts, strict=True):
        changed: tuple[Change, ...] = ()
        if text != texts[best]:  # most articles carry a statement word for word
            own = _Version(text[:_COMPARED], denied(_around(article.text, each))), each.direct
            if own not in told:
                told[own] = _changed((articles[best], kept[best], texts[best]), *own)
            changed = told[own]
        same = each.who is not None and speaker is not None and same_speaker(each.who, speaker)
        members.append(
            QuoteMember(
                article=article.id,
                span=_whole(each),
                text=text,
                speaker=speaker if same or (each.who is None and not each.direct) else each.who,
                changes=changed,
                altered=each.direct and alters(changed),
                direct=each.direct,
            )
        )
    if len({article.outlet for article in articles}) == 1 and not any(member.altered for member in members):
        return None  # an outlet repeating itself tells nothing
    order = sorted(range(len(members)), key=lambda place: (members[place].article, members[place].span))
    return QuoteFamily(
        speaker=speaker,
        text=texts[best],
        members=tuple(members[place] for place in order),
        decided_by=decided,
        notes=notes(
            [articles[place].outlet for place in order], [members[place] for place in order], decided
        ),
    )


def _changed(best: tuple[Article, Statement, str], own: _Version, direct: bool) -> tuple[Change, ...]:
    """Return what one version changed of the likely original: an article's statement with its wording."""
    article, each, text = best
    original = text[:_COMPARED]
    found = changes(original, own.text, own.denied)
    if direct:
        found += joint(article.text, _whole(each), original, own.text)
    return found


def _one_each(readings: Readings, found: Sequence[Statement]) -> list[Statement]:
    """Keep one version per article: in quotation marks before without, the longest, the first."""
    best: dict[int, Statement] = {}
    for each in found:
        known = best.get(each.article)
        if known is None or _rank(each) > _rank(known):
            best[each.article] = each
    return [best[article] for article in sorted(best, key=lambda number: readings.articles[number].id)]


def _rank(each: Statement) -> tuple[bool, bool, int]:
    return each.direct, each.who is not None, sum(span.end - span.begin for span in each.spans)


def _around(text: str, each: Statement) -> tuple[str, str]:
    """Return what its article has before and after a statement, within the line."""
    begin, end = each.spans[0].begin, each.spans[-1].end
    before = text[max(0, begin - _BESIDE) : begin].rpartition("\n")[2]
    return re.split(r"[.?!]\s", before)[-1], re.split(r"[.?!\n]", text[end : end + _BESIDE])[0]


def _original(
    articles: Sequence[Article], kept: Sequence[Statement], texts: Sequence[str], speaker: str | None
) -> tuple[int, Decided]:
    """Return which member has the likely original wording and how that was decided."""
    stated = [place for place, article in enumerate(articles) if official(article, speaker)]
    direct = [place for place, each in enumerate(kept) if each.direct]
    if stated:
        chosen = max(stated, key=lambda place: (kept[place].direct, len(texts[place])))
        return chosen, "official text"
    # what many outlets word alike is compared once
    alike: dict[_Version, list[int]] = {}
    differ = len({texts[place][:_COMPARED] for place in direct}) > 1
    for place in direct:
        denies = denied(_around(articles[place].text, kept[place])) if differ else (False, False)
        alike.setdefault(_Version(texts[place][:_COMPARED], denies), []).append(place)
    outlets = {one: {articles[place].outlet for place in places} for one, places in alike.items()}
    joined = _joined({one: (articles[places[0]].text, kept[places[0]]) for one, places in alike.items()})
    agree = _Agreeing()
    support: dict[int, int] = {}
    for one, places in alike.items():
        agreeing = set.union(
            *(
                outlets[other]
                for other in alike
                if other.text == one.text or (joined.isdisjoint((one, other)) and agree(one, other))
            )
        )
        support |= dict.fromkeys(places, len(agreeing))
    seams = {place for one in joined for place in alike[one]}
    best = max(direct, key=lambda place: (place not in seams, support[place], len(texts[place]), -place))
    if support[best] >= 2 and support[best] * 2 > len(set.union(*outlets.values())):  # noqa: PLR2004
        return best, "majority"
    return best, "undecided"


class _Agreeing:
    """Tells which versions agree; what one changed of another is asked from either side, and found once."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, _Version], tuple[bool, bool]] = {}

    def __call__(self, one: _Version, other: _Version) -> bool:
        """Tell whether the second words it as the first does, and neither lost a "not" the other has."""
        return not self._changed(one, other)[0] and not self._changed(other, one)[1]

    def _changed(self, one: _Version, other: _Version) -> tuple[bool, bool]:
        """Tell whether the second alters the first at all, and whether it lost or added a "not"."""
        if (one.text, other) not in self.known:
            alike = compared(one.text) == compared(other.text)  # only written otherwise, which alters nothing
            found = () if alike else substantial(one.text, other.text, other.denied)
            negates = any(change.change_class == "negation" for change in found)
            self.known[one.text, other] = alters(found), negates
        return self.known[one.text, other]


def _joined(versions: dict[_Version, tuple[str, Statement]]) -> set[_Version]:
    """Return the wordings that join, without a stop, another one to a sentence beside it."""
    return {
        one
        for one in versions
        for other, (text, each) in versions.items()
        if len(one.text) > len(other.text) + _SEAM and joint(text, _whole(each), other.text, one.text)
    }


def _whole(each: Statement) -> Span:
    return Span(each.spans[0].begin, each.spans[-1].end)
