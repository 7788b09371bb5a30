"""Passages: what is shared is found, what is furniture is not."""

from collections import defaultdict
from collections.abc import Collection

from corpus_truth.measure import Measure, Record
from corpus_truth.records import by_pair, members_of, pair_name
from corpus_truth.texts import HALF, cover, same, start


def score_passages(
    comparison: Record, truth: Record, kinds: Collection[str] = ("verbatim", "edited", "paraphrase")
) -> Measure:
    """Compare shared passages.

    A true passage is found when reported ones of its pair cover at least half of it on both sides. A
    reported passage is right when it shares half of the shorter text, on both sides, with a true passage of
    its pair (quotes are among them) or with two sentences that tell the same fact.

    Parameters
    ----------
    comparison, truth : dict
        The two documents.
    kinds : collection of str
        The kinds looked at: for recall those that are true, for precision those that were reported.

    Returns
    -------
    Measure
        Passages found and right.
    """
    reported = by_pair(
        dict(passage, left=pair["left"], right=pair["right"])
        for pair in comparison["pairs"]
        for passage in pair["passages"]
    )
    true = by_pair(truth["passages"])
    fine = by_pair(truth["also_fine_passages"])
    wanted = [
        (key, passage) for key, passages in true.items() for passage in passages if passage["kind"] in kinds
    ]
    misses = [
        f"{pair_name(key)}: {start(passage['texts'][0])}"
        for key, passage in wanted
        if min(cover(passage["texts"][side], (r["texts"][side] for r in reported[key])) for side in (0, 1))
        < HALF
    ]
    judged = [
        (key, passage)
        for key, passages in reported.items()
        for passage in passages
        if passage["kind"] in kinds
    ]
    errors = [
        f"{pair_name(key)}: {start(passage['texts'][0])} | {start(passage['texts'][1])}"
        for key, passage in judged
        if not any(
            all(same(passage["texts"][side], known["texts"][side]) for side in (0, 1))
            for known in true[key] + fine[key]
        )
    ]
    return Measure(
        expected=len(wanted),
        found=len(wanted) - len(misses),
        reported=len(judged),
        right=len(judged) - len(errors),
        misses=tuple(misses),
        errors=tuple(errors),
    )


def score_boilerplate(comparison: Record, truth: Record) -> Measure:
    """Find furniture of the page that was matched or mined.

    Parameters
    ----------
    comparison, truth : dict
        The two documents.

    Returns
    -------
    Measure
        Of the pieces of boilerplate: those that stand, by half, in no passage, fact or quote. Each leak is
        an error.
    """
    used: dict[str, list[str]] = defaultdict(list)
    for pair in comparison["pairs"]:
        for passage in pair["passages"]:
            used[pair["left"]].append(passage["left_text"])
            used[pair["right"]].append(passage["right_text"])
    facts = comparison["facts"]
    told = [
        *facts["unique"],
        *members_of(facts["shared"]),
        *members_of(facts["conflicts"]),
        *members_of(comparison["quotes"]),
    ]
    for fact in told:
        used[fact["article"]].append(fact["text"])
    errors = tuple(
        f"{piece['article']} ({piece['kind']}): {start(piece['text'])}"
        for piece in truth["boilerplate"]
        if cover(piece["text"], used[piece["article"]]) >= HALF
    )
    expected = len(truth["boilerplate"])
    clean = expected - len(errors)
    return Measure(expected, clean, expected, clean, errors=errors)
