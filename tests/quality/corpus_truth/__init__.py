"""Score a run over `corpus/` against `corpus/truth.json`.

Pure functions from two dicts, the `comparison.json` of a run and the truth, to measures. Texts are
compared, not offsets: a loader may count characters of a cell, a body or a file, and the words are the same
in each. Every text in both dicts is an exact, contiguous piece of its article, which makes comparing them
exact too.
"""

import json
from collections.abc import Callable
from pathlib import Path

from corpus_truth.facts import score_conflicts, score_shared_facts, score_unique_facts
from corpus_truth.lineage import (
    score_copy_groups,
    score_directions,
    score_group_origins,
    score_independent_origins,
    score_statement_groups,
)
from corpus_truth.measure import Measure, Record
from corpus_truth.passages import score_boilerplate, score_passages
from corpus_truth.quotes import (
    score_altered_quotes,
    score_quote_families,
    score_quote_members,
    score_speakers,
)
from corpus_truth.relations import score_across_events, score_copy_or_statement, score_relations


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
