"""The table of a story's facts: from what everyone tells to what one tells, and each outlet's account."""

from provenance import reading
from provenance.facts import collect
from provenance.facttable import LIKE, TOLD, fact_tables
from provenance.model import Article, Conflict, FactMember, Facts, SharedFact, Span, Story, UniqueFact
from provenance.renderers.plain import brief
from provenance.settings import Settings

OUTLETS = ("Beacon", "Courier", "Gazette", "Herald")
ARTICLES = [Article(name.lower(), name, "", "x" * 400, None) for name in OUTLETS]
STORY = Story("story-1", tuple(each.id for each in ARTICLES), None)


def member(name, begin, figure=None, *, sure=True):
    return FactMember(name, Span(begin, begin + 9), "xxxxxxxxx", figure, sure)


def shared(*members, sure=True):
    return SharedFact("story-1", "xxxxxxxxx", (), members, sure)


def table_of(**facts):
    (made,) = fact_tables(ARTICLES, [STORY], Facts(**facts))
    return made


def marks(row):
    return {outlet: cell.mark for outlet, cell in row.cells.items()}


def test_rows_go_from_what_everyone_tells_to_what_one_tells():
    made = table_of(
        shared=(
            shared(member("beacon", 0), member("courier", 0, "150"), member("herald", 0, sure=False)),
            shared(*(member(each.id, 20) for each in ARTICLES)),
        ),
        unique=(UniqueFact("story-1", "gazette", Span(50, 60), "xxxxxxxxxx", (), (), 0.5),),
    )
    assert [(row.kind, row.number, row.tellers) for row in made.rows] == [
        ("shared", 2, 4),
        ("shared", 1, 2),
        ("unique", 1, 1),
    ]
    assert marks(made.rows[1]) == {"Beacon": TOLD, "Courier": "150", "Herald": LIKE}


def test_what_is_only_alike_has_no_row():
    alike = shared(member("beacon", 0, sure=False), member("courier", 0, sure=False), sure=False)
    assert not fact_tables(ARTICLES, [STORY], Facts(shared=(alike,)))


def test_a_conflict_stands_once_with_the_figure_of_each_outlet():
    sides = (member("beacon", 0, "200"), member("courier", 0, "120"), member("gazette", 0, "about 200"))
    made = table_of(
        shared=(shared(member("beacon", 0), member("gazette", 0)),),
        conflicts=(Conflict("story-1", "how many escaped", sides),),
        unique=(UniqueFact("story-1", "courier", Span(0, 9), "xxxxxxxxx", (), (), 0.5),),
    )
    assert [row.kind for row in made.rows] == ["conflict", "unique"]
    assert marks(made.rows[0]) == {"Beacon": "200", "Courier": "120", "Gazette": "about 200"}
    assert made.rows[1].disputed, "the sentence holds the disputed figure"


def test_an_outlet_omits_what_more_than_half_of_the_others_tell():
    made = table_of(
        shared=(
            shared(member("beacon", 0), member("courier", 0), member("gazette", 0)),
            shared(member("beacon", 20), member("courier", 20)),
        )
    )
    accounts = {each.outlet: each for each in made.accounts}
    assert [row.number for row in made.omitted(accounts["Herald"])] == [1, 2]
    assert [row.number for row in made.omitted(accounts["Gazette"])] == [2]
    assert (accounts["Beacon"].told, accounts["Herald"].told) == (2, 0)


def test_who_says_something_like_it_does_not_omit_it():
    three = (member("beacon", 0), member("courier", 0), member("gazette", 0))
    made = table_of(shared=(shared(*three, member("herald", 0, sure=False)),))
    herald = next(each for each in made.accounts if each.outlet == "Herald")
    assert (herald.told, herald.omitted) == (0, ())


def facts_of(*texts):
    articles = [
        Article(name.lower(), name, "", text, "2026-02-02")
        for name, text in zip(OUTLETS, texts, strict=False)
    ]
    readings = reading.read(articles, Settings())
    story = Story("story-1", tuple(each.id for each in articles), None)
    return collect(readings, [story], [], Settings())


def test_a_row_is_headed_by_what_the_others_tell_too():
    found = facts_of(
        "The ferry struck the northern pier at Brindlemouth on Monday. Divers searched the hull.",
        "The ferry struck the northern pier at Brindlemouth on Monday, splintering forty cedar pilings.",
    )
    fact = next(fact for fact in found.shared if "northern pier" in fact.text)
    assert fact.sure
    assert "cedar" not in fact.text


def test_another_quotation_of_the_same_speaker_is_not_the_same_fact():
    found = facts_of(
        '"We shall rebuild the lighthouse before winter storms arrive," Mayor Ines Duarte said on Monday.',
        '"Nobody warned our fishermen about the sandbank," Mayor Ines Duarte said on Monday.',
    )
    assert not any(fact.sure for fact in found.shared)


def test_a_figure_is_written_shortly():
    assert brief("Around 200") == "≈200"
    assert brief("up to 7,000") == "≤7,000"
    assert brief("more than 10,000") == ">10,000"
    assert brief("fewer than 30") == "<30"
    assert brief("27 miles") == "27 miles"


def test_a_fact_says_what_it_holds():
    found = facts_of(
        "More than 300 fishermen marched through Brindlemouth on Sunday, Ines Duarte said in Port Ellery.",
        "The council meets again in March to choose a new harbour master.",
    )
    fact = next(fact for fact in found.unique if fact.article == "beacon")
    (amount,) = fact.amounts
    assert (amount.low, amount.unit, amount.counted) == (300, "", "fishermen")
    assert fact.places == ("Brindlemouth", "Port Ellery")
    assert fact.dates == ("2026-02-01",)
    assert not fact.quoted
