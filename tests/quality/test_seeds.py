"""Four real articles on one event: what a careful reader sees must come out. Checked by figures and names,
so that no sentence of theirs stands here.
"""

import pytest

import provenance

ANALYSIS, NEWSPAPER, SITE, BROADCASTER = range(4)  # the seeds in the order of their names
COPYING = {"reprint", "wire copy", "excerpt"}


@pytest.fixture(scope="module")
def compared(seeds):
    return provenance.compare(seeds)


@pytest.fixture(scope="module")
def names(compared):
    return [article.id for article in compared.articles]


def _family(compared, words):
    found = [family for family in compared.quotes if words in family.text.casefold()]
    assert len(found) == 1, [family.text for family in compared.quotes]
    return found[0]


def _changes(family):
    return {frozenset((change.was, change.now)) for member in family.members for change in member.changes}


@pytest.mark.quality
def test_the_transfer_quote_stands_in_two_articles_with_its_changed_word(compared, names):
    family = _family(compared, "orderly and secure transfer")
    assert {member.article for member in family.members} == {names[NEWSPAPER], names[SITE]}
    assert _changes(family) == {frozenset(("critical", "crucial"))}
    assert "Cooper" in family.speaker


@pytest.mark.quality
def test_the_coordinating_quote_stands_in_two_articles_with_its_two_changed_words(compared, names):
    family = _family(compared, "closely coordinating")
    assert {member.article for member in family.members} == {names[SITE], names[BROADCASTER]}
    assert _changes(family) == {frozenset(("truly", "sincerely")), frozenset(("lasting", "enduring"))}
    assert "Cooper" in family.speaker


@pytest.mark.quality
def test_the_expired_quote_stands_in_two_articles(compared, names):
    family = _family(compared, "has largely expired")
    assert {member.article for member in family.members} >= {names[NEWSPAPER], names[BROADCASTER]}
    assert "Barrack" in family.speaker


@pytest.mark.quality
def test_none_of_the_four_is_called_a_copy_of_another(compared):
    assert not [(pair.left, pair.right, pair.relation) for pair in compared.pairs if pair.relation in COPYING]


@pytest.mark.quality
def test_the_tail_of_headlines_is_not_among_the_facts(compared, names):
    text = compared.article(names[BROADCASTER]).text
    tail = text.index("(c) ")
    facts = [
        member
        for fact in compared.facts.shared
        for member in fact.members
        if member.article == names[BROADCASTER] and member.span.end > tail
    ]
    facts += [
        fact for fact in compared.facts.unique if fact.article == names[BROADCASTER] and fact.span.end > tail
    ]
    assert not facts


@pytest.mark.quality
def test_the_figures_all_four_share_are_found(compared, names):
    for figure in ("150", "7,000"):
        holders = {
            member.article
            for fact in compared.facts.shared
            if any(figure in each for each in fact.figures)
            for member in fact.members
        }
        assert holders == set(names), figure


@pytest.mark.quality
def test_the_conflicting_totals_and_escapes_are_reported(compared):
    reported = [{member.figure for member in each.members} for each in compared.facts.conflicts]
    assert any(
        all(any(n in figure for figure in each) for n in ("9,000", "8,400", "10,000")) for each in reported
    )
    assert any(all(any(n in figure for figure in each) for n in ("200", "120")) for each in reported)


@pytest.mark.quality
@pytest.mark.parametrize(
    ("words", "seed"), [("C-17", NEWSPAPER), ("70 countries", SITE), ("81 of the 120", SITE)]
)
def test_what_one_article_alone_tells_is_unique_to_it(compared, names, words, seed):
    assert [fact for fact in compared.facts.unique if words in fact.text and fact.article == names[seed]]
