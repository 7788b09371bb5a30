"""Groups, where they came from, and which way copies went."""

from collections.abc import Collection

from corpus_truth.measure import Measure, Record
from corpus_truth.records import in_order, match, pair_key, pair_name


def score_copy_groups(comparison: Record, truth: Record) -> Measure:
    """Compare groups of wire copy and reprints: same kind, exactly the same members.

    Parameters
    ----------
    comparison, truth : dict
        The two documents.

    Returns
    -------
    Measure
        Groups found and right.
    """
    return _groups(comparison, truth, ("wire copy", "reprint"))


def score_statement_groups(comparison: Record, truth: Record) -> Measure:
    """Compare groups that share a statement: exactly the same members.

    Parameters
    ----------
    comparison, truth : dict
        The two documents.

    Returns
    -------
    Measure
        Groups found and right.
    """
    return _groups(comparison, truth, ("common statement",))


def score_group_origins(comparison: Record, truth: Record) -> Measure:
    """Compare the origin named for each copy group.

    Parameters
    ----------
    comparison, truth : dict
        The two documents.

    Returns
    -------
    Measure
        Of the true copy groups: those whose best-fitting reported group names the true origin. An origin
        that is not named is a miss, a wrong one is an error too.
    """
    wanted = [group for group in truth["groups"] if _kind(group) in ("wire copy", "reprint")]
    misses, errors, named = [], [], 0
    for group in wanted:
        fits = [
            g
            for g in comparison["groups"]
            if _kind(g) == _kind(group) and set(g["members"]) & set(group["members"])
        ]
        best = max(fits, key=lambda g: len(set(g["members"]) & set(group["members"])), default=None)
        origin = best["origin"] if best else None
        label = f"{group['kind']} {group['members'][0]}"
        if not origin:
            misses.append(f"{label}: none, is {group['origin']['name']}")
            continue
        named += 1
        if not _is_origin(origin, group["origin"]):
            misses.append(f"{label}: {origin['name']}, is {group['origin']['name']}")
            errors.append(misses[-1])
    right = named - len(errors)
    return Measure(len(wanted), right, named, right, tuple(misses), tuple(errors))


def score_independent_origins(comparison: Record, truth: Record) -> Measure:
    """Compare the number of independent origins of each story.

    Parameters
    ----------
    comparison, truth : dict
        The two documents.

    Returns
    -------
    Measure
        Of the events: those for which a story with exactly their articles has the true number of origins,
        or another that can be defended.
    """
    misses = []
    for event in truth["origins"]:
        members = {article["id"] for article in truth["articles"] if article["event"] == event["event"]}
        story = next((s for s in comparison["stories"] if set(s["members"]) == members), None)
        counted = story["origins"] if story else "no such story"
        if counted not in {event["count"], *event["also_defensible"]}:
            misses.append(f"{event['event']}: {counted}, are {event['count']}")
    total = len(truth["origins"])
    right = total - len(misses)
    return Measure(total, right, total, right, tuple(misses), tuple(misses))


def score_directions(comparison: Record, truth: Record) -> Measure:
    """Compare who copied whom.

    Parameters
    ----------
    comparison, truth : dict
        The two documents.

    Returns
    -------
    Measure
        Recall over true copies. Precision over every direction given within an event that is more than
        weak, and over weak ones of true copies: wrong when turned round, or when nothing in the corpus
        could tell.
    """
    given = {pair_key(pair): pair["direction"] for pair in comparison["pairs"] if pair.get("direction")}
    within = {pair_key(pair) for pair in truth["pairs"]}
    source = {frozenset((d["source"], d["derived"])): d["source"] for d in truth["directions"]}
    copies = {frozenset((d["source"], d["derived"])) for d in truth["directions"] if d["kind"] == "copy"}
    judged = {key for key in given.keys() & within if key in copies or given[key]["strength"] != "weak"}
    errors = tuple(
        f"{pair_name(key)}: from {given[key]['source']}, {given[key]['strength']};"
        f" is {source.get(key, 'none')}"
        for key in in_order(judged)
        if given[key]["source"] != source.get(key)
    )
    misses = tuple(
        f"from {source[key]}: {pair_name(key)}"
        for key in in_order(copies)
        if key not in given or given[key]["source"] != source[key]
    )
    return Measure(
        len(copies), len(copies) - len(misses), len(judged), len(judged) - len(errors), misses, errors
    )


def _kind(group: Record) -> str:
    """Bring "likely wire copy" and its like down to the plain kind."""
    kind = str(group["kind"])
    return next((plain for plain in ("wire copy", "reprint", "statement") if plain in kind), kind)


def _groups(comparison: Record, truth: Record, kinds: Collection[str]) -> Measure:
    wanted_kinds = {_kind({"kind": kind}) for kind in kinds}
    true = {(_kind(g), frozenset(g["members"])) for g in truth["groups"] if _kind(g) in wanted_kinds}
    given = {(_kind(g), frozenset(g["members"])) for g in comparison["groups"] if _kind(g) in wanted_kinds}
    misses = tuple(sorted(f"{kind}: {pair_name(members)}" for kind, members in true - given))
    errors = tuple(sorted(f"{kind}: {pair_name(members)}" for kind, members in given - true))
    return Measure(len(true), len(true & given), len(given), len(true & given), misses, errors)


def _is_origin(given: Record, true: Record) -> bool:
    names = {name.lower() for name in (true["name"], *true["also"])}
    named = str(given["name"] or "").lower() in names
    return named or (true["article"] is not None and given.get("article") == true["article"])


def _articles_joined(true: Record, given: Record) -> int:
    return len({member["article"] for member in given["members"] if match(member, true["members"])})
