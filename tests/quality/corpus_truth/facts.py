"""Facts: unique, shared, in conflict."""

import re

from corpus_truth.lineage import _articles_joined
from corpus_truth.measure import Measure, Record
from corpus_truth.records import by_article, match
from corpus_truth.texts import same, start


def score_unique_facts(comparison: Record, truth: Record, *, capped: bool = True) -> Measure:
    """Compare what only one article tells.

    Parameters
    ----------
    comparison, truth : dict
        The two documents.
    capped : bool
        Judge of each article only the best-scored facts, as many as it truly has.

    Returns
    -------
    Measure
        Recall over the true unique facts, wherever they rank. A reported one is right when it shares half
        of the shorter text with a true one of its article, or with a detail that is unique too but tells
        little.
    """
    true, fine, given = (
        by_article(facts)
        for facts in (truth["unique"], truth["also_fine_unique"], comparison["facts"]["unique"])
    )
    misses = [
        f"{article}: {start(fact['text'])}"
        for article, facts in true.items()
        for fact in facts
        if not any(same(fact["text"], shown["text"]) for shown in given[article])
    ]
    judged = [
        (article, fact)
        for article, facts in list(given.items())
        for fact in sorted(facts, key=lambda fact: -float(fact["score"]))[
            : len(true[article]) if capped else None
        ]
    ]
    errors = [
        f"{article}: {start(fact['text'])}"
        for article, fact in judged
        if not any(same(fact["text"], known["text"]) for known in true[article] + fine[article])
    ]
    expected = len(truth["unique"])
    return Measure(
        expected, expected - len(misses), len(judged), len(judged) - len(errors), tuple(misses), tuple(errors)
    )


def score_shared_facts(comparison: Record, truth: Record) -> Measure:
    """Compare what several articles tell.

    Parameters
    ----------
    comparison, truth : dict
        The two documents.

    Returns
    -------
    Measure
        A true shared fact is found when one reported fact joins two of its articles. A reported one is
        right when two of its members in different articles belong to one true fact.
    """
    given = [fact for fact in comparison["facts"]["shared"] if fact["sure"]]
    misses = tuple(
        fact["about"] for fact in truth["shared"] if not any(_articles_joined(fact, g) > 1 for g in given)
    )
    errors = tuple(
        start(g["text"]) for g in given if not any(_articles_joined(fact, g) > 1 for fact in truth["shared"])
    )
    expected = len(truth["shared"])
    return Measure(expected, expected - len(misses), len(given), len(given) - len(errors), misses, errors)


def score_conflicts(comparison: Record, truth: Record) -> Measure:
    """Compare figures that disagree.

    Parameters
    ----------
    comparison, truth : dict
        The two documents.

    Returns
    -------
    Measure
        A true conflict is found when the reported ones about it show all its figures, each in an article
        that gives it; with fewer it is a miss that names them. A reported one is right when it sets two
        figures of one true conflict, or of one that can be defended, against each other.
    """
    given = comparison["facts"]["conflicts"]
    misses = []
    for conflict in truth["conflicts"]:
        figures = {member["figure"] for member in conflict["members"]}
        shown: set[str] = set().union(*(seen for g in given if len(seen := _figures_shown(conflict, g)) > 1))
        if shown != figures:
            misses.append(f"{conflict['about']}: lacks {', '.join(sorted(figures - shown))}")
    known = truth["conflicts"] + truth["also_fine_conflicts"]
    errors = tuple(
        f"{g['about']}: {', '.join(str(m['figure']) for m in g['members'])}"
        for g in given
        if not any(len(_figures_shown(conflict, g)) > 1 for conflict in known)
    )
    expected = len(truth["conflicts"])
    return Measure(
        expected, expected - len(misses), len(given), len(given) - len(errors), tuple(misses), errors
    )


def _figures_shown(conflict: Record, given: Record) -> set[str]:
    """Collect the figures of a true conflict that a reported one gives in the sentences that hold them."""
    matches = ((member, match(member, conflict["members"])) for member in given["members"])
    return {
        true["figure"] for member, true in matches if true and _is_figure(member["figure"], true["figure"])
    }


def _is_figure(given: object, true: str) -> bool:
    digits = re.sub(r"\D", "", true)  # none in a figure written as a word: its sentence is then enough
    return digits in str(given).replace(",", "")
