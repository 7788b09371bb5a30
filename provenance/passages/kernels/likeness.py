"""Compiled: how alike the sentences of one text are to those of the other.

Only the few pairs of rows that resemble each other are worked out in full. Of all others a bound is enough:
what their rarer stems have in common, and of the common ones the product of their lengths (Cauchy-Schwarz).
"""

import numpy as np
from numba import njit

from provenance.passages.kernels.lent import lent
from provenance.passages.kernels.sides import Echo, Room, Side
from provenance.passages.kernels.texts import Real, Rows, Stems, Whole, within

COMMON = (
    1.9  # weight of a stem in a seventh of all rows: three meetings in four are those of the commoner ones
)


@njit(cache=True, nogil=True)
def weigh(rarity: Real, rows: int, logs: Real, grain: float) -> None:
    """Say what a stem weighs that so many of two texts' rows hold: `likeness.common`."""
    whole = logs[rows]
    for holding in range(1, rows + 1):
        rarity[holding] = np.rint((whole - logs[holding]) * grain) / grain


@njit(cache=True, nogil=True)
def common(stems: tuple[Stems, Stems], sides: tuple[Side, Side], room: Room) -> int:
    """Weigh the stems of two texts, and return how many they share: `likeness.common`."""
    (mine, yours), (one, other) = stems, sides
    numbers, begins, often, place = mine.number, mine.entry, mine.often, room.place
    weight, known, total, rarity = one.weight, one.shared, one.echo.total, room.rarity
    for stem in range(len(numbers)):
        place[np.uint32(numbers[stem])], known[stem] = stem, -1
        weight[stem] = rarity[np.uint32(begins[stem + 1] - begins[stem])]
    other_numbers, other_begins, other_often, other_total = (
        yours.number,
        yours.entry,
        yours.often,
        other.echo.total,
    )
    other_weight, other_known, here, there = other.weight, other.shared, room.here, room.there
    many = 0
    for stem in range(len(other_numbers)):
        met = place[np.uint32(other_numbers[stem])]
        other_weight[stem] = rarity[np.uint32(other_begins[stem + 1] - other_begins[stem])]
        other_known[stem], here[many], there[many] = met, met, stem
        many += met >= 0  # no branch to be guessed
    for shared in range(many):
        met, stem = here[shared], there[shared]
        weighs = rarity[begins[met + 1] - begins[met] + other_begins[stem + 1] - other_begins[stem]]
        weight[met], known[met], other_weight[stem] = weighs, met, weighs
        total[met], other_total[met] = often[met] * weighs, other_often[stem] * weighs
    for stem in range(len(numbers)):
        place[np.uint32(numbers[stem])] = -1
    return many


@njit(cache=True, nogil=True)
def measured(rows: Rows, side: Side) -> None:
    """Measure each row of a text, and list what of it the other text has, too."""
    begins, stems, times, weight, shared = rows.opens, rows.stem, rows.times, side.weight, side.shared
    opens, both, part, masses = side.echo.opens, side.echo.both, side.echo.part, side.echo.mass
    squares, norm, backs, rests = side.square, side.norm, side.back, side.rest
    many, summed = 0, 0.0
    for row in range(len(begins) - 1):
        opens[row], masses[row] = many, summed
        square, back, rest, heavy = 0.0, 0.0, 0.0, 0.0
        for place in within(begins, row):
            stem = np.uint32(stems[place])
            own, met = weight[stem], shared[stem]
            weighs = times[place] * own
            squared = weighs * weighs
            both[many], part[many] = met, weighs
            many += met >= 0  # here and below: no branch to be guessed
            heavy += weighs
            square += squared
            back += weighs if met >= 0 else 0.0
            rest += squared if (met >= 0) & (own < COMMON) else 0.0
        summed += heavy
        squares[row], norm[row], backs[row], rests[row] = square, np.sqrt(square), back, np.sqrt(rest)
    opens[len(begins) - 1], masses[len(begins) - 1] = many, summed


@njit(cache=True, nogil=True)
def products(
    stems: tuple[Stems, Stems], weight: Real, both: tuple[Whole, Whole], dot: Real, budget: int
) -> bool:
    """Multiply all rows of two texts by their rarer stems.

    Parameters
    ----------
    weight : float64
        Of each stem of the left text.
    both : int32 (S,), int32 (S,)
        The stems that both texts have.
    dot : float64 (rows, other rows)
        All zero; what is found is added.

    Returns
    -------
    bool
        False if stems meet more often than `budget`: the plain code leaves some out.
    """
    (mine, yours), (here, there), dot = stems, both, lent(dot)
    entry, rows, times = mine.entry, mine.holds, mine.times
    other_entry, columns, other_times = yours.entry, yours.holds, yours.times
    meetings = 0
    for place in range(len(here)):
        first, last = entry[here[place]], entry[here[place] + 1]
        begin, end = other_entry[there[place]], other_entry[there[place] + 1]
        meetings += (last - first) * (end - begin)
        own = weight[here[place]]
        if meetings > budget:
            return False
        if own < COMMON:
            continue
        for at in range(first, last):
            row, part = dot[np.uint32(rows[at])], times[at] * own * own
            for other in range(np.uint64(begin), np.uint64(end)):
                row[np.uint32(columns[other])] += other_times[other] * part
    return True


@njit(cache=True, nogil=True, inline="always")
def marked(echo: Echo, row: int, room: Room) -> int:
    """Note what the shared stems of a row weigh; return the number of this use."""
    room.uses[0] += 1
    use: int = room.uses[0]
    parts, marks, both, part = room.parts, room.marks, echo.both, echo.part
    for place in within(echo.opens, row):
        stem = np.uint32(both[place])
        marks[stem], parts[stem] = use, part[place]
    return use


@njit(cache=True, nogil=True, inline="always")
def met(echo: Echo, row: int, use: int, room: Room) -> tuple[float, int]:
    """Return the product of a row with the one that was marked, and how many stems both have."""
    parts, marks, both, part = room.parts, room.marks, echo.both, echo.part
    dot, count = 0.0, 0
    for place in within(echo.opens, row):
        stem = np.uint32(both[place])
        weighs, same = part[place] * parts[stem], marks[stem] == use
        dot += weighs if same else 0.0  # no branch to be guessed
        count += same
    return dot, count


@njit(cache=True, nogil=True)
def near(
    rows: tuple[Rows, Rows], sides: tuple[Side, Side], dot: Real, room: Room, least: float
) -> tuple[Whole, Real]:
    """Return the pairs of rows whose cosine is at least `least`, in order: rows, and cosine and Dice.

    Parameters
    ----------
    dot : float64 (rows, other rows)
        What `products` found.
    """
    (mine, yours), (one, other) = rows, sides
    norm, other_norm, rest, other_rest = one.norm, other.norm, one.rest, other.rest
    loose = least * (1 - 1e-9)  # a product is cheaper than a quotient and may round otherwise
    dot, (tall, wide) = lent(dot), dot.shape
    many, count = np.empty(tall, np.int64), 0
    columns = np.empty(wide + 1, np.int32)
    for row in range(tall):
        asked, known, these, may = loose * norm[row], rest[row] * (1 + 1e-9), dot[row], 0
        for column in range(wide):
            may += these[column] + known * other_rest[column] > asked * other_norm[column]
        many[row] = may
        count += may
    found, measures = np.empty((count, 2), np.int32), np.empty((count, 2))
    count = 0
    for row in range(tall):
        if not many[row]:
            continue
        asked, known, these = loose * norm[row], rest[row] * (1 + 1e-9), dot[row]
        use, distinct = marked(one.echo, row, room), mine.opens[row + 1] - mine.opens[row]
        may = 0
        for column in range(wide):
            columns[may] = column
            may += these[column] + known * other_rest[column] > asked * other_norm[column]
        for place in range(may):
            column = columns[place]
            product, shared = met(other.echo, column, use, room)
            alike = product / (norm[row] * other_norm[column])
            if alike >= least:
                found[count, 0], found[count, 1] = row, column
                measures[count, 0] = alike
                measures[count, 1] = 2.0 * shared / (distinct + yours.opens[column + 1] - yours.opens[column])
                count += 1
    return found[:count], measures[:count]
