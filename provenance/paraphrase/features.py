"""What of two sentences can be measured: words and meanings shared, order, edits, numbers, names."""

import numpy as np
from numpy.typing import NDArray

from provenance.paraphrase.characters import SIZES
from provenance.paraphrase.columns import Columns
from provenance.paraphrase.lexicon import lexicon
from provenance.paraphrase.measured import Column, Matrix, Measured, harmonic, share
from provenance.paraphrase.met import ALIKE, Counts, Met
from provenance.paraphrase.sequences import displacement, ends, order, runs, sequence

NEAR = 32  # half way to the same word: what shared topics alone give is mostly below


def measure(left: Columns, right: Columns, met: Met) -> tuple[Measured, tuple[Matrix, Matrix]]:
    """Measure pairs of sentences, side by side.

    Returns
    -------
    Measured
    (bool (L, B), bool (L, B))
        Words of either side whose stem stands anywhere on the other.
    """
    found = Measured()
    sizes = left.length.astype(np.float64), right.length.astype(np.float64)
    _sizes(found, left, right)
    _overlap(found, "word", met.word_hits, left, right)
    hits = _overlap(found, "stem", met.stem_hits, left, right)
    runs(found, met, *sizes)
    sequence(found, met, *sizes)
    order(found, met)
    displacement(found, met, left)
    stands = met.stem_hits[0] > 0, met.stem_hits[1] > 0
    ends(found, left, right, stands)
    _meanings(found, met, stands, left, right)
    _special(found, left, right, hits)
    return found, stands


def characters(
    found: Measured, sets: NDArray[np.uint64], left: NDArray[np.intp], right: NDArray[np.intp]
) -> None:
    """Measure the character n-grams that both sides have."""
    for size, bits in zip(SIZES, sets, strict=True):
        counts = np.bitwise_count(bits).sum(1, dtype=np.int64)
        both = np.bitwise_count(bits[left] & bits[right]).sum(1, dtype=np.int64)
        found.both(f"characters{size}", share(both, counts[left]), share(both, counts[right]))
        found[f"characters{size}_f"] = share(2 * both, counts[left] + counts[right])


def _sizes(found: Measured, left: Columns, right: Columns) -> None:
    found.both("words", left.length, right.length)
    found["length_ratio"] = share(found["words_low"], found["words_high"])
    found.both("mass", left.weight.sum(0), right.weight.sum(0))
    found["mass_ratio"] = share(found["mass_low"], found["mass_high"])


def _overlap(
    found: Measured, level: str, hits: tuple[Counts, Counts], left: Columns, right: Columns
) -> tuple[Matrix, Matrix]:
    """Measure words with a partner on the other side, each partner counted once."""
    sides = tuple(
        (side, (hit > getattr(side, f"{level}_rank")) & side.present)
        for side, hit in zip((left, right), hits, strict=True)
    )
    plain = [share(hit.sum(0), side.length) for side, hit in sides]
    rare = [share((side.weight * hit).sum(0), side.weight.sum(0)) for side, hit in sides]
    lone = [side.weight * ~hit for side, hit in sides]
    content = [(~hit & ~side.function & side.present).sum(0) for side, hit in sides]
    found.both(f"{level}_cover", *plain)
    found[f"{level}_f"] = harmonic(*plain)
    found.both(f"{level}_rare_cover", *rare)
    found[f"{level}_rare_f"] = harmonic(*rare)
    found[f"{level}_shared_mass"] = np.minimum(*((side.weight * hit).sum(0) for side, hit in sides)).astype(
        np.float64
    )
    found.both(f"{level}_lone_mass", *(each.sum(0) for each in lone))
    found.both(f"{level}_lone_most", *(each.max(0) for each in lone))
    found.both(f"{level}_lone_content", *content)
    return sides[0][1], sides[1][1]


def _meanings(
    found: Measured, met: Met, stands: tuple[Matrix, Matrix], left: Columns, right: Columns
) -> None:
    """Measure words whose like, in meaning, stands on the other side."""
    cover, left_over, lone_cover, far = [], [], [], []
    for side, likest, stand in zip((left, right), met.best, stands, strict=True):
        best = likest.astype(np.float64) / ALIKE
        lone = ~stand & side.present
        weight = side.weight.astype(np.float64)
        cover.append(share((weight * best).sum(0), weight.sum(0)))
        left_over.append((weight * (1 - best) * side.present).sum(0))
        lone_cover.append(share((weight * best * lone).sum(0), (weight * lone).sum(0), empty=1.0))
        far.append((lone & (best < NEAR / ALIKE)).sum(0))
    found.both("meaning_cover", *cover)
    found["meaning_f"] = harmonic(*cover)
    found.both("meaning_left_over", *left_over)
    found.both("meaning_lone_cover", *lone_cover)
    found.both("meaning_far", *far)
    gists = met.gists.astype(np.float64)
    found["gist"] = _cosine(gists[0], gists[1])
    found["lone_gist"] = _cosine(gists[2], gists[3])


def _cosine(one: Column, other: Column) -> Column:
    sizes = np.sqrt((one * one).sum(1)) * np.sqrt((other * other).sum(1))
    return share((one * other).sum(1), sizes)


def _special(found: Measured, left: Columns, right: Columns, hits: tuple[Matrix, Matrix]) -> None:
    """Measure numbers, names, negations, opposites and glue that only one side has."""
    sides = tuple(zip((left, right), hits, strict=True))
    for kind in ("number", "name", "unseen"):
        found.both(f"{kind}_lone", *((getattr(side, kind) & ~hit).sum(0) for side, hit in sides))
    for kind in ("number", "name"):
        shared = [(getattr(side, kind) & hit).sum(0) for side, hit in sides]
        found[f"{kind}_shared"] = np.minimum(*shared).astype(np.float64)
    found.both("unseen", *(share(side.unseen.sum(0), side.length) for side in (left, right)))
    found.both("glue", *(share(side.function.sum(0), side.length) for side in (left, right)))
    found.both(
        "glue_cover", *(share((side.function & hit).sum(0), side.function.sum(0)) for side, hit in sides)
    )
    content = [side.present & ~side.function for side in (left, right)]
    found.both(
        "content_cover",
        *(share((own & hit).sum(0), own.sum(0)) for own, hit in zip(content, hits, strict=True)),
    )
    negated = left.negation.sum(0), right.negation.sum(0)
    found.both("negations", *negated)
    found["negation_differs"] = ((negated[0] + negated[1]) % 2).astype(np.float64)
    found["opposites"] = _opposites(left, right, hits)
    plain = [
        (side.present & ~hit & ~side.number & ~side.negation & ~side.function).sum(0) for side, hit in sides
    ]
    found.both("plain_lone", *plain)
    found["title_lone"] = sum((side.title & ~hit).sum(0) for side, hit in sides).astype(np.float64)


def _opposites(left: Columns, right: Columns, hits: tuple[Matrix, Matrix]) -> Column:
    """Count words of the left that the right lacks but has an opposite of."""
    known = lexicon()
    at = np.minimum(np.searchsorted(known.opposed, left.stems), len(known.opposed) - 1)
    is_opposed = known.opposed[at] == left.stems
    found = np.zeros(hits[0].shape, dtype=bool)
    lone_right = np.where(hits[1], -2, right.stem)
    for opposite in known.opposites.T:
        wanted = np.where(is_opposed, opposite[at], 0)
        place = np.minimum(np.searchsorted(left.stems, wanted), len(left.stems) - 1)
        ids = np.where(is_opposed & (wanted != 0) & (left.stems[place] == wanted), place, -3)
        mine = np.where(left.present & ~hits[0], ids[left.stem], -3)
        which = np.flatnonzero((mine >= 0).any(0))
        found[:, which] |= (mine[:, None, which] == lone_right[None, :, which]).any(1)
    count: Column = found.sum(0).astype(np.float64)
    return count
