"""Compiled: how alike the sentences of one text are to those of the other.

Only the few pairs of rows that resemble each other are worked out in full. Of all others a bound is enough:
what their rarer stems have in common, and of the common ones the product of their lengths (Cauchy-Schwarz).
"""

import numpy as np
from numba import njit

from provenance.passages.kernels.sides import Echo, Room, Side
from provenance.passages.kernels.texts import Real, Rows, Stems, Whole

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
        place[numbers[stem]], known[stem] = stem, -1
        weight[stem] = rarity[begins[stem + 1] - begins[stem]]
    other_begins, other_often, other_total = yours.entry, yours.often, other.echo.total
    other_weight, other_known, here, there = other.weight, other.shared, room.here, room.there
    many = 0
    for stem in range(len(yours.number)):
        met = place[yours.number[stem]]
        holding = other_begins[stem + 1] - other_begins[stem]
        if met >= 0:
            holding += begins[met + 1] - begins[met]
            weight[met], known[met] = rarity[holding], met
            total[met], other_total[met] = often[met] * rarity[holding], other_often[stem] * rarity[holding]
            here[many], there[many] = met, stem
            many += 1
        other_weight[stem], other_known[stem] = rarity[holding], met
    for stem in range(len(numbers)):
        place[numbers[stem]] = -1
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
        square, back, rest = 0.0, 0.0, 0.0
        for place in range(begins[row], begins[row + 1]):
            stem = stems[place]
            own, known = weight[stem], shared[stem] >= 0
            weighs = times[place] * own
            both[many], part[many] = shared[stem], weighs
            many += known  # no branch to be guessed
            summed += weighs
            square += weighs * weighs
            back += weighs * known
            rest += weighs * weighs * (known & (own < COMMON))
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
    (mine, yours), (here, there) = stems, both
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
            row, part = rows[at], times[at] * own * own
            for other in range(begin, end):
                dot[row, columns[other]] += other_times[other] * part
    return True


@njit(cache=True, nogil=True, inline="always")
def marked(echo: Echo, row: int, room: Room) -> int:
    """Note what the shared stems of a row weigh; return the number of this use."""
    room.uses[0] += 1
    use: int = room.uses[0]
    parts, marks, both, part = room.parts, room.marks, echo.both, echo.part
    for place in range(echo.opens[row], echo.opens[row + 1]):
        marks[both[place]], parts[both[place]] = use, part[place]
    return use


@njit(cache=True, nogil=True, inline="always")
def met(echo: Echo, row: int, use: int, room: Room) -> tuple[float, int]:
    """Return the product of a row with the one that was marked, and how many stems both have."""
    parts, marks, both, part = room.parts, room.marks, echo.both, echo.part
    dot, count = 0.0, 0
    for place in range(echo.opens[row], echo.opens[row + 1]):
        if marks[both[place]] == use:
            dot += part[place] * parts[both[place]]
            count += 1
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
    tall, wide = dot.shape
    many, count = np.empty(tall, np.int64), 0
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
        for column in range(wide):
            if not these[column] + known * other_rest[column] > asked * other_norm[column]:
                continue
            product, shared = met(other.echo, column, use, room)
            alike = product / (norm[row] * other_norm[column])
            if alike >= least:
                found[count, 0], found[count, 1] = row, column
                measures[count, 0] = alike
                measures[count, 1] = 2.0 * shared / (distinct + yours.opens[column + 1] - yours.opens[column])
                count += 1
    return found[:count], measures[:count]
