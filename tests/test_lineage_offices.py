"""Words that reports quote from a published statement come from it, not from one of the reports."""

from dataclasses import replace

import pytest
from lineage_steps import between, traced

from provenance.model import Article

SAID = (
    "“We will keep the ferry tied up until every rivet of its hull has been tested, and nobody will pay "
    "for a ticket that was not used,” said Ilse Maran, director of the authority."
)
PLAIN = SAID.partition("”")[0].strip("“").removesuffix(",") + "."
THANKED = (
    "“Two boys on the jetty saw the water rising in the hold and rang the bell, and for that we are in "
    "their debt,” she said."
)
NOTICE = (
    "The ferry across the Orm is out of service from today.\n\n"
    f"{SAID}\n\n{THANKED}\n\nCommuters can take the launch from the mill quay at every full hour."
)
GATE = (
    "Passengers on the Orm found a locked gate on Monday where their boat used to wait. The ferry, built "
    "in 1958, had taken in water at its moorings during the night, and a diver is to look at the damage."
)
BRIDGE = (
    "The next bridge is eleven miles up the river. Farmers with land on both banks say that they will have "
    "to drive their cattle around by the old road, which takes a day and is closed after heavy rain."
)
SCHOOLS = (
    "Schools on the east bank will start an hour later this week because the boat that brings their "
    "teachers does not run. The council has hired two coaches and asks parents for patience."
)
RUDDER = (
    "Nobody has yet said what the repair will cost. When the rudder broke six years ago, the county paid "
    "for it out of the fund for roads, and the fair that autumn was cancelled."
)
OWN = {"eider": (GATE, BRIDGE), "gull": (SCHOOLS, RUDDER)}
QUOTED = {
    "word for word": ((SAID,), (SAID,)),
    "with a word changed": ((SAID.replace("tested", "inspected"),), (SAID,)),
    "without quotation marks": ((PLAIN,), (SAID,)),
    "in another order": ((THANKED, SAID), (SAID,)),
}


def article(name, text, **changes):
    return Article(**({"id": name, "outlet": f"The {name.title()}", "title": "", "text": text} | changes))


def report(name, *quotes, **changes):
    first, last = OWN[name]
    return article(name, "\n\n".join((first, *quotes, last)), **changes)


def notice(text=NOTICE, **changes):
    return article("notice", text, outlet="Orm Harbour Authority", **changes)


def sources(lineage):
    return {each.article: (each.source, each.strength) for each in lineage.derivations}


@pytest.mark.parametrize("how", QUOTED)
@pytest.mark.parametrize("later", ["eider", "gull"])
def test_reports_that_quote_a_statement_have_it_from_the_office_not_from_each_other(how, later):
    one, other = QUOTED[how]
    dates = {name: "2026-04-03" if name == later else "2026-04-02" for name in OWN}
    reports = [
        report("eider", *one, published=dates["eider"]),
        report("gull", *other, published=dates["gull"]),
    ]
    lineage = traced([*reports, notice(published="2026-04-01")])
    pair = between(lineage, "eider", "gull")
    assert pair.relation == "shared statement"
    assert pair.direction is None
    assert pair.reasons[-1] == "both have it from Orm Harbour Authority, so neither is the other's source"
    assert sources(lineage) == {
        "eider": ("notice", "certain"),
        "gull": ("notice", "certain"),
        "notice": (None, None),
    }


def test_a_statement_that_lacks_what_two_reports_share_explains_nothing():
    lineage = traced(
        [report("eider", SAID, THANKED), report("gull", SAID, THANKED), notice(NOTICE.replace(SAID, ""))]
    )
    pair = between(lineage, "eider", "gull")
    assert pair.relation == "shared statement"
    assert not any("both have it from" in reason for reason in pair.reasons)


def test_an_outlet_that_prints_the_statement_is_not_the_office():
    outlet = replace(notice(), outlet="Orm Weekly")
    lineage = traced([report("eider", SAID), report("gull", SAID), outlet])
    assert not any("both have it from" in reason for pair in lineage.pairs for reason in pair.reasons)


def test_a_copy_stays_one_though_its_quote_is_from_an_office():
    whole = report("eider", SAID, published="2026-04-02T08:00+00:00")
    copy = replace(
        whole, id="tern", outlet="The Tern", text=f"{whole.text}\n\nThis article first appeared in The Eider."
    )
    lineage = traced([whole, copy, notice()])
    assert between(lineage, "eider", "tern").direction.source == "eider"
    assert sources(lineage)["tern"] == ("eider", "certain")


def test_who_puts_a_named_speakers_words_in_marks_has_them_from_the_speaker():
    lineage = traced([report("eider", SAID.replace("“", "").replace("”", "")), report("gull", SAID)])
    way = between(lineage, "eider", "gull").direction
    assert not way or not any("quotation marks" in words for words in way.evidence)


def test_two_wordings_of_a_quote_without_a_time_or_a_true_one_tell_no_direction():
    hull = (
        "The director of the harbour authority had the hull of the ferry tested in spring, when every rivet "
        "was struck with a hammer. A ticket for the ferry costs two crowns, and those who have one that was "
        "not used will get their money back from the authority."
    )
    reports = [
        article("eider", f"{GATE}\n\n{SAID.replace('tested', 'inspected')}\n\n{hull}"),
        article("heron", f"{SCHOOLS}\n\n{SAID}\n\n{RUDDER}"),
    ]
    assert between(traced(reports), "eider", "heron").direction is None
    times = {"eider": "2026-04-02T08:00+00:00", "heron": "2026-04-03T08:00+00:00"}
    dated = traced([replace(each, published=times[each.id]) for each in reports])
    way = between(dated, "eider", "heron").direction
    assert (way.source, way.strength) == ("eider", "weak")
