"""Score a run over `corpus/` against `corpus/truth.json`.

Pure functions from two dicts, the `comparison.json` of a run and the truth, to measures. Texts are
compared, not offsets: a loader may count characters of a cell, a body or a file, and the words are the same
in each. Every text in both dicts is an exact, contiguous piece of its article, which makes comparing them
exact too.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

Record = dict[str, Any]  # one object of either JSON document; their shapes are data here, not types

# Two texts tell the same once they share half of the shorter one; a passage is found once half of it is.
HALF = 0.5
COPYING = frozenset({"reprint", "wire copy", "excerpt"})
_PLAIN = str.maketrans("“”‘’«»\u00a0", '""\'\'"" ')


@dataclass(frozen=True, slots=True)
class Measure:
    """How much of what is true was found, and how much of what was reported is true.

    Attributes
    ----------
    expected : int
        Things that the truth holds.
    found : int
        Those of them which the run reports.
    reported : int
        Things that the run reports and that are judged here.
    right : int
        Those of them which are true.
    misses : tuple of str
        One line for each thing not found.
    errors : tuple of str
        One line for each thing reported and not true.
    """

    expected: int
    found: int
    reported: int
    right: int
    misses: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        """Share found of what was expected; 1 when nothing was."""
        return self.found / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        """Share right of what was reported; 1 when nothing was."""
        return self.right / self.reported if self.reported else 1.0


def load_truth(path: Path) -> Record:
    """Read `truth.json`.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    dict
        Its content; `corpus/README.md` explains the keys.
    """
    truth: Record = json.loads(path.read_text(encoding="utf-8"))
    return truth


def score(comparison: Record, truth: Record) -> dict[str, Measure]:
    """Score every aspect of a run.

    Parameters
    ----------
    comparison : dict
        What `comparison.json` holds.
    truth : dict
        What `truth.json` holds.

    Returns
    -------
    dict of str to Measure
        By aspect, in the order in which they are printed.
    """
    aspects: dict[str, Callable[[Record, Record], Measure]] = {
        "pair relations": score_relations,
        "copy or statement": score_copy_or_statement,
        "pairs across events": score_across_events,
        "passages": score_passages,
        "passages, verbatim": lambda run, true: score_passages(run, true, kinds=("verbatim",)),
        "passages, edited": lambda run, true: score_passages(run, true, kinds=("edited",)),
        "passages, paraphrase": lambda run, true: score_passages(run, true, kinds=("paraphrase",)),
        "quote families": score_quote_families,
        "quote members": score_quote_members,
        "altered quotes": score_altered_quotes,
        "speakers": score_speakers,
        "copy groups": score_copy_groups,
        "statement groups": score_statement_groups,
        "group origins": score_group_origins,
        "independent origins": score_independent_origins,
        "directions of copies": score_directions,
        "unique facts": score_unique_facts,
        "unique facts, uncapped": lambda run, true: score_unique_facts(run, true, capped=False),
        "shared facts": score_shared_facts,
        "conflicts": score_conflicts,
        "boilerplate kept out": score_boilerplate,
    }
    return {name: measure(comparison, truth) for name, measure in aspects.items()}


def table(measures: dict[str, Measure]) -> str:
    """Lay measures out as a table in plain text.

    Parameters
    ----------
    measures : dict of str to Measure
        What `score` returns.

    Returns
    -------
    str
        One line per aspect, below a line of headings.
    """
    rows = [f"{'aspect':26} {'recall':>7} {'':>9} {'precision':>9}"]
    rows += [
        f"{name:26} {m.recall:7.2f} {f'{m.found}/{m.expected}':>9} {m.precision:9.2f} {m.right}/{m.reported}"
        for name, m in measures.items()
    ]
    return "\n".join(rows)


# ── pairs ──


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
    given = {_key(pair): str(pair["relation"]) for pair in comparison["pairs"]}
    true = {_key(pair): str(pair["relation"]) for pair in truth["pairs"]}
    errors = tuple(
        f"{_name(key)}: {given.get(key, 'unrelated')}, is {relation}"
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
    given = {_key(pair): str(pair["relation"]) for pair in comparison["pairs"]}
    true = {_key(pair): str(pair["relation"]) for pair in truth["pairs"]}
    judged = {key for key, relation in true.items() if relation in COPYING or relation == "shared statement"}
    copies = {key for key in judged if true[key] in COPYING}
    called = {key for key in judged if given.get(key) in COPYING}
    return Measure(
        expected=len(copies),
        found=len(copies & called),
        reported=len(called),
        right=len(copies & called),
        misses=tuple(
            f"{_name(key)}: {given.get(key, 'unrelated')}, is {true[key]}"
            for key in _in_order(copies - called)
        ),
        errors=tuple(f"{_name(key)}: {given[key]}, is {true[key]}" for key in _in_order(called - copies)),
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
    given = {_key(pair): str(pair["relation"]) for pair in comparison["pairs"]}
    errors = tuple(
        f"{_name(key)}: {given[key]}" for key in _in_order(across & given.keys()) if given[key] != "unrelated"
    )
    right = len(across) - len(errors)
    return Measure(len(across), right, len(across), right, errors=errors)


# ── passages ──


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
    reported = _by_pair(
        dict(passage, left=pair["left"], right=pair["right"])
        for pair in comparison["pairs"]
        for passage in pair["passages"]
    )
    true = _by_pair(truth["passages"])
    fine = _by_pair(truth["also_fine_passages"])
    wanted = [
        (key, passage) for key, passages in true.items() for passage in passages if passage["kind"] in kinds
    ]
    misses = [
        f"{_name(key)}: {_start(passage['texts'][0])}"
        for key, passage in wanted
        if min(_cover(passage["texts"][side], (r["texts"][side] for r in reported[key])) for side in (0, 1))
        < HALF
    ]
    judged = [
        (key, passage)
        for key, passages in reported.items()
        for passage in passages
        if passage["kind"] in kinds
    ]
    errors = [
        f"{_name(key)}: {_start(passage['texts'][0])} | {_start(passage['texts'][1])}"
        for key, passage in judged
        if not any(
            all(_same(passage["texts"][side], known["texts"][side]) for side in (0, 1))
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


# ── quotes ──


def score_quote_families(comparison: Record, truth: Record) -> Measure:
    """Compare families of quotes that stand in several articles.

    Parameters
    ----------
    comparison, truth : dict
        The two documents.

    Returns
    -------
    Measure
        A true family is found when one reported family holds at least two of its members; a reported family
        with members in several articles is right when two of them belong to one true family.
    """
    several = [
        family for family in comparison["quotes"] if len({m["article"] for m in family["members"]}) > 1
    ]
    misses = [family["id"] for family in truth["quotes"] if _reported_family(family, comparison) is None]
    errors = [
        f"{family['speaker']}: {_start(family['text'])}"
        for family in several
        if not any(_members_in_common(true, family) > 1 for true in truth["quotes"])
    ]
    return Measure(
        expected=len(truth["quotes"]),
        found=len(truth["quotes"]) - len(misses),
        reported=len(several),
        right=len(several) - len(errors),
        misses=tuple(misses),
        errors=tuple(errors),
    )


def score_quote_members(comparison: Record, truth: Record) -> Measure:
    """Compare who carries each quote: every member of every true family, and of the family reported for it.

    Parameters
    ----------
    comparison, truth : dict
        The two documents.

    Returns
    -------
    Measure
        Members. One lifted without quotation marks is expected; one in indirect speech is welcome, not
        expected.
    """
    expected = found = reported = right = 0
    misses: list[str] = []
    errors: list[str] = []
    for family in truth["quotes"]:
        given = _reported_family(family, comparison)
        members = given["members"] if given else []
        expected += len(family["members"])
        lost = [f"{family['id']}: {m['article']}" for m in family["members"] if _match(m, members) is None]
        found += len(family["members"]) - len(lost)
        wrong = [
            f"{family['id']}: {m['article']}: {_start(m['text'])}"
            for m in members
            if _match(m, family["members"] + family["indirect"]) is None
        ]
        reported += len(members)
        right += len(members) - len(wrong)
        misses += lost
        errors += wrong
    return Measure(expected, found, reported, right, tuple(misses), tuple(errors))


def score_altered_quotes(comparison: Record, truth: Record) -> Measure:
    """Compare the altered wordings.

    Parameters
    ----------
    comparison, truth : dict
        The two documents.

    Returns
    -------
    Measure
        A true alteration is found when its article's member shows every swapped word. A member with changes
        is wrong when its true wording is the official one; cuts and quotes lifted without marks may show
        changes.
    """
    altered = [(family, m) for family in truth["quotes"] for m in family["members"] if m["altered"]]
    misses = []
    for family, member in altered:
        given = _reported_family(family, comparison)
        shown = _match(member, given["members"]) if given else None
        if shown is None or not _shows(shown["changes"], member["changes"]):
            misses.append(f"{family['id']}: {member['article']}")
    errors = []
    changed = 0
    for family in truth["quotes"]:
        given = _reported_family(family, comparison)
        for shown in given["members"] if given else []:
            member = _match(shown, family["members"])
            if member is None or not shown["changes"] or (member["change_class"] and not member["altered"]):
                continue
            changed += 1
            if not member["altered"]:
                errors.append(f"{family['id']}: {member['article']}: {shown['changes']}")
    return Measure(
        len(altered), len(altered) - len(misses), changed, changed - len(errors), tuple(misses), tuple(errors)
    )


def score_speakers(comparison: Record, truth: Record) -> Measure:
    """Compare the speakers of the quotes found: of every member, and of quotes that one article alone has.

    Parameters
    ----------
    comparison, truth : dict
        The two documents.

    Returns
    -------
    Measure
        A speaker is right when the name given ends in the true surname. Quotes not found are misses.
    """
    wanted = [
        (m["article"], m["text"], f["speaker"])
        for f in truth["quotes"]
        for m in f["members"]
        if m["in_quotation_marks"]
    ]
    wanted += [(q["article"], q["text"], q["speaker"]) for q in truth["single_quotes"]]
    given = [
        {**member, "speaker": member.get("speaker") or family["speaker"]}
        for family in comparison["quotes"]
        for member in family["members"]
    ]
    found = [
        (speaker, _match({"article": article, "text": text}, given)) for article, text, speaker in wanted
    ]
    errors = tuple(
        f"{shown['article']}: {shown['speaker']}, is {speaker}"
        for speaker, shown in found
        if shown is not None and not _is_name(speaker, shown["speaker"])
    )
    misses = tuple(
        f"{article}: {speaker}: {_start(text)}"
        for (article, text, speaker), (_, shown) in zip(wanted, found, strict=True)
        if shown is None
    )
    seen = len(wanted) - len(misses)
    return Measure(len(wanted), seen - len(errors), seen, seen - len(errors), misses, errors)


# ── groups, origins, directions ──


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
    given = {_key(pair): pair["direction"] for pair in comparison["pairs"] if pair.get("direction")}
    within = {_key(pair) for pair in truth["pairs"]}
    source = {frozenset((d["source"], d["derived"])): d["source"] for d in truth["directions"]}
    copies = {frozenset((d["source"], d["derived"])) for d in truth["directions"] if d["kind"] == "copy"}
    judged = {key for key in given.keys() & within if key in copies or given[key]["strength"] != "weak"}
    errors = tuple(
        f"{_name(key)}: from {given[key]['source']}, {given[key]['strength']}; is {source.get(key, 'none')}"
        for key in _in_order(judged)
        if given[key]["source"] != source.get(key)
    )
    misses = tuple(
        f"from {source[key]}: {_name(key)}"
        for key in _in_order(copies)
        if key not in given or given[key]["source"] != source[key]
    )
    return Measure(
        len(copies), len(copies) - len(misses), len(judged), len(judged) - len(errors), misses, errors
    )


# ── facts ──


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
        _by_article(facts)
        for facts in (truth["unique"], truth["also_fine_unique"], comparison["facts"]["unique"])
    )
    misses = [
        f"{article}: {_start(fact['text'])}"
        for article, facts in true.items()
        for fact in facts
        if not any(_same(fact["text"], shown["text"]) for shown in given[article])
    ]
    judged = [
        (article, fact)
        for article, facts in list(given.items())
        for fact in sorted(facts, key=lambda fact: -float(fact["score"]))[
            : len(true[article]) if capped else None
        ]
    ]
    errors = [
        f"{article}: {_start(fact['text'])}"
        for article, fact in judged
        if not any(_same(fact["text"], known["text"]) for known in true[article] + fine[article])
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
    given = comparison["facts"]["shared"]
    misses = tuple(
        fact["about"] for fact in truth["shared"] if not any(_articles_joined(fact, g) > 1 for g in given)
    )
    errors = tuple(
        _start(g["text"]) for g in given if not any(_articles_joined(fact, g) > 1 for fact in truth["shared"])
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
        *_members(facts["shared"]),
        *_members(facts["conflicts"]),
        *_members(comparison["quotes"]),
    ]
    for fact in told:
        used[fact["article"]].append(fact["text"])
    errors = tuple(
        f"{piece['article']} ({piece['kind']}): {_start(piece['text'])}"
        for piece in truth["boilerplate"]
        if _cover(piece["text"], used[piece["article"]]) >= HALF
    )
    expected = len(truth["boilerplate"])
    clean = expected - len(errors)
    return Measure(expected, clean, expected, clean, errors=errors)


# ── texts ──


def overlap(one: str, other: str) -> int:
    """Count the characters that two pieces of one text have in common.

    Parameters
    ----------
    one, other : str
        Contiguous pieces of the same text; quotation marks and white space may be written in different ways.

    Returns
    -------
    int
        The shorter one's length when it stands in the longer, else the longest end of one that begins the
        other.
    """
    begin, end = _where(_plain(one), _plain(other))
    return end - begin


def _where(text: str, piece: str) -> tuple[int, int]:
    """Say which part of a text a piece covers."""
    if piece in text:
        begin = text.index(piece)
        return begin, begin + len(piece)
    if text in piece:
        return 0, len(text)
    longest = min(len(text), len(piece)) - 1
    head = next((n for n in range(longest, 0, -1) if text.startswith(piece[-n:])), 0)
    tail = next((n for n in range(longest, 0, -1) if text.endswith(piece[:n])), 0)
    return (0, head) if head >= tail else (len(text) - tail, len(text))


def _cover(text: str, pieces: Iterable[str]) -> float:
    """Say which share of a text several pieces cover together."""
    plain = _plain(text)
    covered = bytearray(len(plain))
    for piece in pieces:
        begin, end = _where(plain, _plain(piece))
        covered[begin:end] = b"\1" * (end - begin)
    return sum(covered) / len(plain) if plain else 0.0


def _same(one: str, other: str) -> bool:
    shorter = min(len(_plain(one)), len(_plain(other)))
    return shorter > 0 and overlap(one, other) >= HALF * shorter


def _plain(text: str) -> str:
    return " ".join(text.translate(_PLAIN).split())


def _start(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:70]}…"


# ── records ──


def _key(pair: Record) -> frozenset[str]:
    return frozenset((pair["left"], pair["right"]))


def _name(key: frozenset[str]) -> str:
    return " ~ ".join(sorted(key))


def _in_order(keys: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    return sorted(keys, key=_name)


def _by_pair(passages: Iterable[Record]) -> defaultdict[frozenset[str], list[Record]]:
    """Gather passages by their two articles, the texts of each in the order of the article ids."""
    found: defaultdict[frozenset[str], list[Record]] = defaultdict(list)
    for passage in passages:
        texts = (passage["left_text"], passage["right_text"])
        straight = passage["left"] < passage["right"]
        found[_key(passage)].append({**passage, "texts": texts if straight else texts[::-1]})
    return found


def _by_article(facts: Iterable[Record]) -> defaultdict[str, list[Record]]:
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for fact in facts:
        found[fact["article"]].append(fact)
    return found


def _members(families: Iterable[Record]) -> Iterator[Record]:
    for family in families:
        yield from family["members"]


def _match(member: Record, members: Iterable[Record]) -> Record | None:
    """Find the member of the same article whose text is the same by half, the nearest in length first."""
    fits = [m for m in members if m["article"] == member["article"] and _same(m["text"], member["text"])]
    return min(fits, key=lambda m: abs(len(m["text"]) - len(member["text"])), default=None)


def _members_in_common(family: Record, given: Record) -> int:
    return sum(_match(member, given["members"]) is not None for member in family["members"])


def _reported_family(family: Record, comparison: Record) -> Record | None:
    best = max(comparison["quotes"], key=lambda given: _members_in_common(family, given), default=None)
    return best if best is not None and _members_in_common(family, best) > 1 else None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _shows(shown: list[Record], true: list[Record]) -> bool:
    """Say whether every swapped word, on both sides, is among the changes shown."""
    return all(
        set(_words(change[side])) <= {word for given in shown for word in _words(given[side] or "")}
        for change in true
        for side in ("from", "to")
    )


def _is_name(name: str, given: str | None) -> bool:
    return bool(given) and _words(name)[-1] in _words(given or "")


def _kind(group: Record) -> str:
    """Bring "likely wire copy" and its like down to the plain kind."""
    kind = str(group["kind"])
    return next((plain for plain in ("wire copy", "reprint", "statement") if plain in kind), kind)


def _groups(comparison: Record, truth: Record, kinds: Collection[str]) -> Measure:
    wanted_kinds = {_kind({"kind": kind}) for kind in kinds}
    true = {(_kind(g), frozenset(g["members"])) for g in truth["groups"] if _kind(g) in wanted_kinds}
    given = {(_kind(g), frozenset(g["members"])) for g in comparison["groups"] if _kind(g) in wanted_kinds}
    misses = tuple(sorted(f"{kind}: {_name(members)}" for kind, members in true - given))
    errors = tuple(sorted(f"{kind}: {_name(members)}" for kind, members in given - true))
    return Measure(len(true), len(true & given), len(given), len(true & given), misses, errors)


def _is_origin(given: Record, true: Record) -> bool:
    names = {name.lower() for name in (true["name"], *true["also"])}
    named = str(given["name"] or "").lower() in names
    return named or (true["article"] is not None and given.get("article") == true["article"])


def _articles_joined(true: Record, given: Record) -> int:
    return len({member["article"] for member in given["members"] if _match(member, true["members"])})


def _figures_shown(conflict: Record, given: Record) -> set[str]:
    """Collect the figures of a true conflict that a reported one gives in the sentences that hold them."""
    matches = ((member, _match(member, conflict["members"])) for member in given["members"])
    return {
        true["figure"] for member, true in matches if true and _is_figure(member["figure"], true["figure"])
    }


def _is_figure(given: object, true: str) -> bool:
    digits = re.sub(r"\D", "", true)  # none in a figure written as a word: its sentence is then enough
    return digits in str(given).replace(",", "")
