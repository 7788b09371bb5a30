"""Pairs: which relation, copy or statement, and nothing across events."""

from itertools import combinations

from corpus_truth.measure import Measure, Record
from corpus_truth.records import in_order, pair_key, pair_name

COPYING = frozenset({"reprint", "wire copy", "excerpt"})


def score_relations(comparison: Record, truth: Record) -> Measure:
    """Compare the relation of every pair within an event; a pair not reported counts as unrelated.

    Parameters
    ----------
    comparison, truth : dict
        The two documents.

    Returns
    -------
    Measure
        Recall and precision are both the accuracy. Errors name the relation given and the true one.
    """
    given = {pair_key(pair): str(pair["relation"]) for pair in comparison["pairs"]}
    true = {pair_key(pair): str(pair["relation"]) for pair in truth["pairs"]}
    errors = tuple(
        f"{pair_name(key)}: {given.get(key, 'unrelated')}, is {relation}"
        for key, relation in true.items()
        if given.get(key, "unrelated") != relation
    )
    right = len(true) - len(errors)
    return Measure(len(true), right, len(true), right, errors=errors)


def score_copy_or_statement(comparison: Record, truth: Record) -> Measure:
    """Tell copying from quoting the same source, the heart of the matter.

    Parameters
    ----------
    comparison, truth : dict
        The two documents.

    Returns
    -------
    Measure
        Of the pairs that copy or share a statement: recall is the share of true copies called any kind of
        copy, precision the share of those called copies that are. Both lists name the confused pairs.
    """
    given = {pair_key(pair): str(pair["relation"]) for pair in comparison["pairs"]}
    true = {pair_key(pair): str(pair["relation"]) for pair in truth["pairs"]}
    judged = {key for key, relation in true.items() if relation in COPYING or relation == "shared statement"}
    copies = {key for key in judged if true[key] in COPYING}
    called = {key for key in judged if given.get(key) in COPYING}
    return Measure(
        expected=len(copies),
        found=len(copies & called),
        reported=len(called),
        right=len(copies & called),
        misses=tuple(
            f"{pair_name(key)}: {given.get(key, 'unrelated')}, is {true[key]}"
            for key in in_order(copies - called)
        ),
        errors=tuple(f"{pair_name(key)}: {given[key]}, is {true[key]}" for key in in_order(called - copies)),
    )


def score_across_events(comparison: Record, truth: Record) -> Measure:
    """Count pairs of two different events that are called anything but unrelated.

    Parameters
    ----------
    comparison, truth : dict
        The two documents.

    Returns
    -------
    Measure
        Over every pair across events, reported or not; errors name the relation given.
    """
    event = {article["id"]: article["event"] for article in truth["articles"]}
    across = {frozenset(ids) for ids in combinations(event, 2) if event[ids[0]] != event[ids[1]]}
    given = {pair_key(pair): str(pair["relation"]) for pair in comparison["pairs"]}
    errors = tuple(
        f"{pair_name(key)}: {given[key]}"
        for key in in_order(across & given.keys())
        if given[key] != "unrelated"
    )
    right = len(across) - len(errors)
    return Measure(len(across), right, len(across), right, errors=errors)
