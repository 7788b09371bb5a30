"""Statements that one article alone has: families of one, for corpora small enough to list them all."""

from collections.abc import Sequence

from provenance.model import Quote, QuoteFamily, QuoteMember, Readings, Span
from provenance.quotations.statements import statements, wording


def lone(
    readings: Readings, quotes: Sequence[tuple[Quote, ...]], families: Sequence[QuoteFamily]
) -> tuple[QuoteFamily, ...]:
    """Return what stands in quotation marks, has a speaker, and is in none of the families.

    Parameters
    ----------
    readings : Readings
    quotes : sequence of tuple of Quote
        What `quote` found in the same articles.
    families : sequence of QuoteFamily
        What `match` made of them.

    Returns
    -------
    tuple of QuoteFamily
        One member each, by article and place.
    """
    taken: dict[str, list[Span]] = {}
    for family in families:
        for member in family.members:
            taken.setdefault(member.article, []).append(member.span)
    found: list[QuoteFamily] = []
    for each in statements(readings, quotes):
        article = readings.articles[each.article]
        span = Span(each.spans[0].begin, each.spans[-1].end)
        known = any(span.begin < other.end and other.begin < span.end for other in taken.get(article.id, ()))
        if each.direct and each.who and not known:
            text = wording(article.text, each)
            member = QuoteMember(article.id, span, text, each.who)
            found.append(QuoteFamily(each.who, text, (member,)))
    return tuple(sorted(found, key=lambda family: (family.members[0].article, family.members[0].span)))
