import csv
import io
import json
from dataclasses import replace

import networkx as nx
import pytest
from lineage_simulator import KINDS, simulate
from lineage_steps import between, traced

import provenance
from provenance import reading
from provenance.lineage import forms
from provenance.lineage.credits import credited_by
from provenance.lineage.directions import CERTAIN, LIKELY, strength
from provenance.lineage.independence import counted
from provenance.lineage.shares import Shares
from provenance.lineage.texts import Texts
from provenance.lineage.times import earlier
from provenance.model import Article, Story
from provenance.naming import initials, same
from provenance.renderers import render
from provenance.settings import Settings

LEAD = (
    "The last paper mill on the river Tarn will stop its machines in June, ending a trade that fed "
    "the valley for "
    "almost two centuries. Its owners told the workers on Friday that wood has become too dear. "
    "About 340 people "
    "lose their jobs, and the town loses a third of its taxes."
)
MIDDLE = (
    "The mill was founded by three brothers who came with a single water wheel and a loan from a "
    "widow. It made "
    "banknotes for eleven countries, and during the war it hid a press in its drying loft. Two "
    "floods and one "
    "fire could not close it."
)
END = (
    "A buyer from the coast looked at the halls in winter but wanted only the turbines. The union "
    "has asked the "
    "province to take the site over, and a meeting of all families is called for Sunday evening in "
    "the church."
)
WHOLE = f"{LEAD}\n\n{MIDDLE}\n\n{END}"
LONG = (
    f"{WHOLE}\n\nWhen the machines of the mill stop in June, the town will look for other taxes and its "
    "workers for another trade. The owners of the paper mill on the Tarn told the union that they would help "
    "the people of the valley, though wood is dear and the river floods every other spring."
)
ELSEWHERE = (
    "Beekeepers on the plateau report a mild spring. Their hives were moved up in April, a "
    "fortnight early, and "
    "lavender is expected to flower before the festival. Prices of wax have doubled since last year.\n\n"
    "The festival will have no fireworks this time, out of care for the dry meadows. A brass band "
    "of pupils is to "
    "open it, and the mayor has promised to dance with whoever sells most honey."
)


def article(name, text, **changes):
    return Article(**({"id": name, "outlet": f"The {name.title()}", "title": "", "text": text} | changes))


def credits_of(text, **changes):
    return {(credit.name, credit.form) for credit in credited_by(article("gull", text, **changes))}


@pytest.mark.parametrize(
    ("pattern", "matching"),
    [
        (forms.DATELINE, "ORM (MPA) – The ferry"),
        (forms.CONTRIBUTED, "Ilse Maran also contributed reporting to this report"),
        (forms.CONTRIBUTION, "With MPA"),
        (forms.CONTRIBUTION, "— Meridian Press"),
        *(
            (forms.CONTRIBUTION, f"{word} {by} Meridian Press")
            for word in ("with", "Using", "reporting", "Material", "information", "Files")
            for by in ("by", "from", "of")
        ),
        *(
            (forms.CONTRIBUTION, f"{word} by MPA")
            for word in ("Provided", "distributed", "Supplied", "syndicated")
        ),
        *(
            (forms.REPUBLISHED, f"originally {word} in Harbour News")
            for word in ("appeared", "published", "ran", "posted")
        ),
        *(
            (forms.REPUBLISHED, f"{word} from Harbour News")
            for word in ("republished", "reprinted", "reposted", "cross-posted")
        ),
        *(
            (forms.FIRST, f"{first} {word}")
            for first in ("first", "was the first to")
            for word in ("reported", "revealed", "published", "obtained", "disclosed")
        ),
        *((forms.COPYRIGHT, f"{mark} 2026 MPA") for mark in ("©", "(c)", "(C)", "Copyright")),
        (forms.SIGNATURES[0][0], "(Reporting by Ilse Maran; Editing by"),
        (forms.SIGNATURES[0][0], "(Additional reporting and writing by Ilse Maran; writing by"),
        (forms.SIGNATURES[0][0], "Reporting by Ilse Maran, Writing by T"),
    ],
)
def test_what_a_form_of_credit_is_looked_for_by_stands_in_all_that_it_matches(pattern, matching):
    found = pattern.search(f"{matching}\n")
    assert found
    assert any(hint in found.group() for hint in forms.HINTS[pattern.pattern])


@pytest.mark.parametrize("closing", [") – ", ")--", ") \n—", "): ", ")  -", ")\u00a0:"])
def test_what_closes_a_dateline_is_found_in_all_datelines(closing):
    found = forms.DATELINE.search(f"ORM (MPA{closing}The ferry")
    assert found
    assert forms.CLOSED.search(found.group())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"PARIS (AP) — {LEAD}", ("Associated Press", "dateline")),
        (f"TARN, France (Reuters) - {LEAD}", ("Reuters", "dateline")),
        (f"BAGHDAD (MPA) — {LEAD}", ("MPA", "dateline")),
        (f"By Meridian Press Agency\n\n{LEAD}", ("Meridian Press Agency", "byline")),
        (f"{LEAD}\n\nThe Associated Press contributed to this report.", ("Associated Press", "contribution")),
        (f"{LEAD}\n\nMPA contributed to this report.", ("MPA", "contribution")),
        (f"{LEAD}\n\n(Reporting by Ann Lee; Editing by Bo Ray)", ("Reuters", "signature")),
        (f"{LEAD}\n\nThis article first appeared in the Morning Tern.", ("Morning Tern", "republished")),
        (f"{LEAD}\n\nThe plan was first reported by the Harbor Review.", ("Harbor Review", "reported")),
    ],
)
def test_each_form_of_credit_is_read(text, expected):
    assert expected in credits_of(text)


@pytest.mark.parametrize(
    "text",
    [
        f"JAPAN — {LEAD}",
        f"{LEAD} (AP Photo/Ann Lee)",
        f"Sen. Ann Lee (R-KY) — {LEAD}",
        f"{LEAD}\n\nTown reporter Ann Lee contributed to the choir's new roof.",
    ],
)
def test_what_only_looks_like_a_credit_is_none(text):
    assert credits_of(text) == set()


def test_a_name_and_its_initials_are_one_house():
    assert initials("Meridian Press Agency") == "MPA"
    assert same("Meridian Press Agency", "MPA")
    assert same("The Associated Press", "AP")
    assert not same("Harbor Post", "Harbor Review")


def test_the_agency_is_the_source_of_its_clients_copies_and_clients_are_siblings():
    lineage = traced(
        [
            article("wire", f"TARN (MPA) — {WHOLE}", outlet="Meridian Press Agency"),
            article("gull", f"TARN (MPA) — {LEAD}\n\n{MIDDLE}"),
            article("heron", f"{LEAD}\n\n{END}\n\nMPA contributed to this report."),
        ]
    )
    assert [group.kind for group in lineage.groups] == ["wire copy"]
    origin = lineage.groups[0].origin
    assert (origin.name, origin.article) == ("Meridian Press Agency", "wire")
    for client in ("gull", "heron"):
        assert between(lineage, "wire", client).direction.source == "wire"
        assert between(lineage, "wire", client).direction.strength == "certain"
    assert between(lineage, "gull", "heron").direction is None


def test_a_credit_to_another_outlet_is_a_certain_direction():
    lineage = traced(
        [
            article("tern", WHOLE, outlet="Morning Tern", published="2026-03-09"),
            article("gull", f"{LEAD}\n\n{MIDDLE}\n\nThis article first appeared in the Morning Tern."),
        ]
    )
    way = between(lineage, "gull", "tern").direction
    assert (way.source, way.strength) == ("tern", "certain")
    assert "credits Morning Tern" in way.evidence[0]


def test_identical_texts_without_times_cannot_be_told():
    lineage = traced([article("gull", WHOLE), article("heron", WHOLE)])
    assert between(lineage, "gull", "heron").direction is None


def test_dates_alone_never_give_more_than_weak():
    lineage = traced(
        [
            article("gull", WHOLE, published="2026-03-01T08:00+00:00"),
            article("heron", WHOLE, published="2026-03-04T08:00+00:00"),
        ]
    )
    way = between(lineage, "gull", "heron").direction
    assert (way.source, way.strength) == ("gull", "weak")


def test_times_are_compared_as_finely_as_both_are_known():
    day, minute = (
        article("gull", "", published="2026-03-01"),
        article("heron", "", published="2026-03-01T08:00"),
    )
    assert earlier(day, minute).weight == 0
    assert earlier(replace(day, published="2026-02"), minute).weight > 0
    zone = replace(minute, published="2026-03-01T08:00+02:00")
    assert earlier(zone, minute).weight > 0
    assert earlier(replace(day, published=None), minute).weight == 0


def test_a_group_knows_what_all_have_what_each_cut_and_what_each_added():
    added = "A neighbour of the editor still owns one of the first sheets, framed and a little yellow by now."
    lineage = traced(
        [
            article("gull", f"{LEAD}\n\n{MIDDLE}"),
            article("heron", f"{LEAD}\n\n{MIDDLE}\n\n{END}"),
            article("tern", f"{LEAD}\n\n{END}\n\n{added}"),
        ]
    )
    (group,) = lineage.groups
    assert group.kind == "likely wire copy"
    assert group.origin is None or strength(group.origin.confidence) == "weak"
    texts = {each.article: each for each in group.texts}
    written = {"gull": f"{LEAD}\n\n{MIDDLE}", "heron": WHOLE, "tern": f"{LEAD}\n\n{END}\n\n{added}"}
    common = " ".join(written["tern"][span.begin : span.end] for span in texts["tern"].common)
    assert "last paper mill" in common
    assert "buyer from the coast" not in common
    assert any(added[:30] in written["tern"][span.begin : span.end] for span in texts["tern"].added)
    assert not texts["heron"].cut


def test_a_source_that_is_not_in_the_corpus_is_put_together_from_its_witnesses():
    said = "MPA contributed to this report."
    texts = {
        "gull": f"{LEAD}\n\n{MIDDLE}\n\n{said}",
        "heron": f"{LEAD}\n\n{END}\n\n{said}",
        "tern": f"{MIDDLE}\n\n{END}\n\n{said}",
    }
    lineage = traced([article(name, text) for name, text in texts.items()])
    (group,) = lineage.groups
    assert group.origin.article is None
    whole = " ".join(texts[piece.article][piece.span.begin : piece.span.end] for piece in group.unseen)
    assert all(words in whole for words in ("last paper mill", "three brothers", "buyer from the coast"))


def test_an_article_knows_how_much_of_it_is_derived_and_where():
    mixed = f"{ELSEWHERE}\n\n{LEAD}\n\nThis article first appeared in the Morning Tern."
    lineage = traced([article("tern", WHOLE, outlet="Morning Tern"), article("gull", mixed)])
    derived = {each.article: each for each in lineage.derivations}
    assert derived["tern"].kind == "not"
    assert derived["gull"].kind == "partly"
    assert derived["gull"].end > derived["gull"].lead
    assert derived["gull"].credited
    shares = {each.outlet: each for each in lineage.outlets}
    assert shares["Morning Tern"].original == 1.0
    assert shares["The Gull"].credits == 1.0
    for each in lineage.outlets:
        assert each.original + each.wire + each.shared == pytest.approx(1.0)


def test_copies_of_one_agency_are_one_origin():
    lineage = traced(
        [
            article("gull", f"TARN (MPA) — {WHOLE}", published="2026-03-01"),
            article("heron", f"{WHOLE}\n\nMPA contributed to this report.", published="2026-03-01"),
        ]
    )
    (story,) = lineage.stories
    assert story.origins == 1
    assert story.sources[0].articles == ("gull", "heron")


def test_strengths_follow_confidence():
    assert [strength(value) for value in (0.6, LIKELY, CERTAIN)] == ["weak", "likely", "certain"]


def test_the_simulator_is_the_same_for_a_seed_and_writes_every_kind():
    texts = [
        f"{WHOLE}\n\n“We will march to the gate on Monday and stay until they talk to us,” she said. {n}"
        for n in range(12)
    ]
    assert simulate(texts, 3) == simulate(texts, 3)
    kinds = {copy.kind for seed in range(5) for copy in simulate(texts, seed)[1]}
    assert kinds == set(KINDS)


@pytest.fixture(scope="module")
def compared():
    return provenance.compare(
        [
            article("wire", f"TARN (MPA) — {WHOLE}", outlet="Meridian Press Agency", published="2026-03-01"),
            article("gull", f"TARN (MPA) — {LEAD}\n\n{MIDDLE}", title="Mill & more\x0b"),
            article("plateau", ELSEWHERE),
        ]
    )


def test_graphs_open_in_networkx_and_point_from_source_to_copy(compared):
    files = render(compared, "graph")
    graph = nx.read_graphml(io.BytesIO(files["copies.graphml"]))
    assert list(graph.edges) == [("wire", "gull")]
    assert graph.edges["wire", "gull"]["strength"] == "certain"
    assert nx.read_gexf(io.BytesIO(files["copies.gexf"])).has_edge("wire", "gull")
    assert render(compared, "graph") == files


def test_the_table_of_derivations_names_the_likely_source(compared):
    table = render(compared, "tables")["derivations.csv"].decode()
    rows = {row["article"]: row for row in csv.DictReader(io.StringIO(table))}
    assert (rows["gull"]["kind"], rows["gull"]["source"], rows["gull"]["strength"]) == (
        "wholly",
        "wire",
        "certain",
    )
    assert (rows["plateau"]["kind"], rows["plateau"]["source"]) == ("not", "")


def test_prov_says_what_was_derived_from_what(compared):
    prov = pytest.importorskip("prov.model")
    written = render(compared, "prov")["lineage.prov.json"]
    document = prov.ProvDocument.deserialize(content=written.decode(), format="json")
    assert len(list(document.get_records(prov.ProvEntity))) == 3
    derived = json.loads(written)["wasDerivedFrom"]
    assert any(each.get("p:relation") == "wire copy" for each in derived.values())


def test_a_copy_of_a_copy_has_its_nearest_source_and_siblings_have_none_between_them():
    lineage = traced(
        [
            article("eider", LONG, published="2026-03-01T08:00+00:00"),
            article("gull", f"{LEAD}\n\n{MIDDLE}", published="2026-03-02T08:00+00:00"),
            article("heron", f"{LEAD}\n\n{MIDDLE}", published="2026-03-04T08:00+00:00"),
            article("tern", f"{MIDDLE}\n\n{END}", published="2026-03-05T08:00+00:00"),
        ]
    )
    likely = {each.article: each.source for each in lineage.derivations}
    assert likely == {"eider": None, "gull": "eider", "heron": "gull", "tern": "eider"}
    assert between(lineage, "gull", "tern").direction is None


def test_two_with_the_same_text_share_what_one_would_be_sure_of():
    alone = [
        article("eider", LONG, published="2026-03-01"),
        article("gull", f"{LEAD}\n\n{MIDDLE}", published="2026-03-03"),
    ]
    sure = between(traced(alone), "eider", "gull").direction
    twin = replace(alone[0], id="tern", outlet="The Tern")
    lineage = traced([*alone, twin])
    for source in ("eider", "tern"):
        way = between(lineage, source, "gull").direction
        assert (way.source, way.strength) == (source, "weak")
        assert way.confidence == pytest.approx(sure.confidence / 2)
        assert "has the same text" in way.evidence[-1]
    assert between(lineage, "eider", "tern").direction is None


def test_who_alone_changes_a_quote_that_others_keep_has_it_from_one_of_them():
    said = (
        "“We will not sell a single acre of this valley, and our children will not either,” "
        "Mayor Ada Brook said."
    )
    changed = said.replace("single", "precious")
    lineage = traced(
        [
            article("gull", f"{LEAD}\n\n{said}\n\n{MIDDLE}", published="2026-03-01"),
            article("heron", f"{END}\n\n{said}", published="2026-03-02"),
            article("tern", f"{ELSEWHERE}\n\n{changed}", published="2026-03-05"),
        ]
    )
    for source in ("gull", "heron"):
        way = between(lineage, source, "tern").direction
        assert (way.source, way.strength) == (source, "weak")
    likely = {each.article: (each.source, each.strength) for each in lineage.derivations}
    assert likely["tern"][0] in {"gull", "heron"}
    assert likely["tern"][1] == "weak"


def test_a_name_is_found_in_running_text_however_its_letters_stand():
    words = f"{LEAD}\n\nAll this was in the HARBOR  review on Monday.\n\n{MIDDLE}"
    lineage = traced(
        [article("eider", f"{MIDDLE}\n\n{END}", outlet="Harbor Review"), article("gull", words)],
    )
    way = between(lineage, "eider", "gull").direction
    assert way.source == "eider"
    assert any("names Harbor Review" in each for each in way.evidence)


def test_text_in_several_outlets_without_a_credit_is_likely_wire_copy_unless_they_have_one_owner():
    names = ("gull", "heron", "tern")
    (group,) = traced([article(name, WHOLE) for name in names]).groups
    assert (group.kind, group.origin) == ("likely wire copy", None)
    (group,) = traced([article(name, WHOLE, owner="Shore Media") for name in names]).groups
    assert (group.kind, group.origin) == ("reprint", None)


def test_a_statement_comes_from_the_office_that_published_it():
    said = (
        "“Nobody will be asked to leave this valley before the turbines are sold, and nobody will lose a "
        "house,” Governor Ada Brook said on Friday."
    )
    title = "Statement by Governor Ada Brook"
    lineage = traced(
        [
            article("office", f"{title}\n\n{said}", outlet="Office of the Governor", title=title),
            article("gull", f"{LEAD}\n\n{said}"),
            article("heron", f"{said}\n\n{END}"),
        ]
    )
    (group,) = lineage.groups
    assert (group.kind, group.origin.article) == ("shared statement", "office")
    assert between(lineage, "gull", "heron").direction is None
    likely = {each.article: each.source for each in lineage.derivations}
    assert likely == {"office": None, "gull": "office", "heron": "office"}
    (story,) = lineage.stories
    assert story.origins == 3, "two reports of their own that quote an office do not rest on it"


def test_origins_are_not_measured_where_an_article_has_no_text_that_counts():
    articles = {name: article(name, text) for name, text in (("gull", WHOLE), ("void", "— … —"))}
    readings = reading.read(list(articles.values()), Settings())
    shares = Shares([], Texts(readings))
    measured = counted(Story("s1", ("gull",), None), articles, [], {}, shares)
    assert measured.origins == 1
    unknown = counted(Story("s2", ("gull", "void"), None), articles, [], {}, shares)
    assert (unknown.origins, unknown.sources) == (None, ())
