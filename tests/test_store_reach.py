"""What a change to a store reaches: pairs told anew, and pairs that a third article may now explain."""

from provenance.pipeline.web import Web, stirred
from provenance.store.pairs import Link

# a and b copy; b quotes as c does; c has a statement from d; e stands apart with f; o is an office's.
WEB = Web(
    [
        Link("a", "b", copy=True, source="a"),
        Link("b", "c", copy=False, source=None),
        Link("c", "d", copy=False, source="d"),
        Link("c", "o", copy=False, source=None),
        Link("d", "o", copy=False, source=None),
        Link("e", "f", copy=True, source="e"),
    ]
)


def test_a_pair_judged_anew_is_told_anew_with_the_copies_beside_it():
    assert stirred(WEB, {("b", "c")}, set(), set()).told == {("b", "c"), ("a", "b")}


def test_of_a_pair_beside_a_changed_one_it_is_asked_again_whether_a_third_explains_it():
    stir = stirred(WEB, {("b", "c")}, set(), set())
    assert stir.again == {("c", "d")}
    assert stir.moved == {"a", "b", "c"}


def test_a_pair_that_is_gone_stirs_what_is_beside_it():
    stir = stirred(WEB, {("c", "x")}, set(), {"x"})
    assert ("c", "x") not in stir.told
    assert stir.told == {("b", "c"), ("c", "d"), ("c", "o")}


def test_a_family_that_changed_stirs_the_pairs_of_its_articles_with_each_other():
    assert stirred(WEB, set(), {"c", "d"}, set()).told == {("c", "d")}


def test_a_new_share_with_a_published_statement_stirs_all_that_may_have_it_from_there():
    assert stirred(WEB, {("c", "o")}, set(), {"o"}).told == {("b", "c"), ("c", "d"), ("c", "o")}
    assert stirred(WEB, {("c", "o")}, set(), set()).told == {("c", "o")}


def test_what_no_changed_pair_touches_stands():
    stir = stirred(WEB, {("b", "c")}, {"a", "b"}, {"o"})
    assert ("e", "f") not in stir.pairs
