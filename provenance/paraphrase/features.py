"""What is measured of a pair of sentences, made of what was counted. It does not say which side is which."""

import numpy as np

from provenance.paraphrase.characters import SIZE
from provenance.paraphrase.measured import Column, Measured, harmonic, share
from provenance.paraphrase.tallies import RUNS, Pair, Side, Tallies


def measure(tallies: Tallies) -> Measured:
    """Measure pairs of sentences."""
    found = Measured()
    sides, pairs = tallies
    _sizes(found, tallies)
    _overlap(found, "word", tallies, Side.WORD_HITS)
    _overlap(found, "stem", tallies, Side.STEM_HITS)
    _sequence(found, tallies)
    count = pairs[Pair.SHARED]
    found["inverted"] = share(pairs[Pair.INVERTED], count * (count - 1) / 2)
    found["pieces"] = share(np.maximum(count - pairs[Pair.JOINED], 0), count)
    found["backwards"] = share(pairs[Pair.BACKWARDS], np.maximum(count - 1, 0))
    found["displaced"] = share(pairs[Pair.DISPLACED], pairs[Pair.DISPLACED_MASS], empty=1.0)
    found["displaced_most"] = pairs[Pair.DISPLACED_MOST]
    found["rarest_shared"] = pairs[Pair.RAREST]
    for name, end in (("lead", Side.LEAD), ("tail", Side.TAIL)):
        found.both(f"{name}_mass", *sides[end])
        found.shares(f"{name}_share", sides[end], sides[Side.MASS])
    _meanings(found, tallies)
    _special(found, tallies)
    found.shares(f"characters{SIZE}", pairs[[Pair.CHARACTERS] * 2], sides[Side.CHARACTERS])
    found[f"characters{SIZE}_f"] = share(2 * pairs[Pair.CHARACTERS], sides[Side.CHARACTERS].sum(0))
    return found


def _sizes(found: Measured, tallies: Tallies) -> None:
    found.both("words", *tallies.sides[Side.WORDS])
    found["length_ratio"] = share(found["words_low"], found["words_high"])
    found.both("mass", *tallies.sides[Side.MASS])
    found["mass_ratio"] = share(found["mass_low"], found["mass_high"])


def _overlap(found: Measured, level: str, tallies: Tallies, first: Side) -> None:
    """Measure words with a partner on the other side, each partner counted once."""
    hits, mass, content, lone_most = tallies.sides[first : first + 4]
    whole = tallies.sides[Side.MASS]
    plain = [share(*side) for side in zip(hits, tallies.sides[Side.WORDS], strict=True)]
    single = mass.astype(np.float32), whole.astype(np.float32)  # as the trees learned it
    rare = [share(*side) for side in zip(*single, strict=True)]
    found.both(f"{level}_cover", *plain)
    found[f"{level}_f"] = harmonic(*plain)
    found.both(f"{level}_rare_cover", *rare)
    found[f"{level}_rare_f"] = harmonic(*rare)
    found[f"{level}_shared_mass"] = mass.min(0)
    found.both(f"{level}_lone_mass", *(whole - mass))
    found.both(f"{level}_lone_most", *lone_most)
    found.both(f"{level}_lone_content", *(tallies.sides[Side.CONTENT] - content))


def _sequence(found: Measured, tallies: Tallies) -> None:
    """Measure runs of two, three and four words, the common subsequence and run, and the edit distance."""
    words, pairs = tallies.sides[Side.WORDS], tallies.pairs
    for longer in range(RUNS):
        grams = np.maximum(words - longer - 1, 0)
        found.shares(f"run{longer + 2}", tallies.sides[Side.RUN_OF_TWO + longer], grams)
    found.shares("subsequence", pairs[[Pair.SUBSEQUENCE] * 2], words)
    found["longest_run"] = pairs[Pair.LONGEST]
    found.shares("longest_run_share", pairs[[Pair.LONGEST] * 2], words)
    found["edits"] = share(pairs[Pair.EDITS], words.max(0))


def _meanings(found: Measured, tallies: Tallies) -> None:
    """Measure words whose like, in meaning, stands on the other side."""
    sides, pairs = tallies
    cover = [share(*side) for side in zip(sides[Side.ALIKE_MASS], sides[Side.MASS], strict=True)]
    found.both("meaning_cover", *cover)
    found["meaning_f"] = harmonic(*cover)
    found.both("meaning_left_over", *(sides[Side.MASS] - sides[Side.ALIKE_MASS]))
    found.shares("meaning_lone_cover", sides[Side.LONE_ALIKE_MASS], sides[Side.LONE_MASS], empty=1.0)
    found.both("meaning_far", *sides[Side.LONE_FAR])
    found["gist"] = _cosine(pairs[Pair.GIST], *sides[Side.GIST])
    found["lone_gist"] = _cosine(pairs[Pair.LONE_GIST], *sides[Side.LONE_GIST])


def _cosine(product: Column, one: Column, other: Column) -> Column:
    return share(product, np.sqrt(one) * np.sqrt(other))


def _special(found: Measured, tallies: Tallies) -> None:
    """Measure numbers, names, negations, opposites and glue that only one side has."""
    sides = tallies.sides
    kinds = {
        "number": (sides[Side.NUMBERS], sides[Side.NUMBER_HITS]),
        "name": (sides[Side.NAMES], sides[Side.NAME_HITS]),
        "unseen": (sides[Side.UNSEEN], sides[Side.UNSEEN_HITS]),
    }
    for kind, (whole, hits) in kinds.items():
        found.both(f"{kind}_lone", *(whole - hits))
    for kind in ("number", "name"):
        found[f"{kind}_shared"] = kinds[kind][1].min(0)
    words, content, content_hits = sides[[Side.WORDS, Side.CONTENT, Side.STEM_CONTENT]]
    found.shares("unseen", sides[Side.UNSEEN], words)
    found.shares("glue", words - content, words)
    found.shares("glue_cover", sides[Side.STEM_HITS] - content_hits, words - content)
    found.shares("content_cover", content_hits, content)
    found.both("negations", *sides[Side.NEGATIONS])
    found["negation_differs"] = sides[Side.NEGATIONS].sum(0) % 2
    found["opposites"] = tallies.pairs[Pair.OPPOSITES]
    found.both("plain_lone", *sides[Side.PLAIN_LONE])
    found["title_lone"] = sides[Side.TITLE_LONE].sum(0)
