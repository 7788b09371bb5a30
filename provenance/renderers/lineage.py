"""Renderer `lineage`: who took text from whom and who quotes whom, as arrows from source to carrier.

Copying and quoting are drawn apart: an office whose statement nine outlets quote did not write nine articles.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.comparison import Comparison
from provenance.model import Pair
from provenance.renderers import picture
from provenance.renderers.picture import Form
from provenance.renderers.plain import counted, labels, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 30  # articles: beyond, arrows cross too often to be followed
_LINES = {"certain": ("-", 2.4), "likely": ((0, (5, 2)), 1.8)}  # a weak guess gets no arrow
_COPIES = {"reprint", "wire copy", "excerpt"}
_STEP, _ROW, _BOX = 3.7, 0.62, 2.7  # inches: from column to column, from row to row, width of a name


@dataclass(frozen=True, slots=True)
class _Arrow:
    source: str
    target: str
    strength: str
    copied: bool


def render(comparison: Comparison, form: Form = "png") -> dict[str, bytes]:
    """Return ``lineage.png``: one arrow for every pair whose direction is known.

    Parameters
    ----------
    comparison : Comparison
    form : {"png", "svg"}
    """
    arrows, left_out = _arrows(comparison)
    places = _places(arrows)
    columns = 1 + max((column for column, _ in places.values()), default=0)
    rows = 1 + max((row for _, row in places.values()), default=0)
    width, height = max(7.5, _STEP * columns - 0.4), 1.9 + _ROW * rows
    figure = picture.canvas(width, height)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    names = labels(comparison)
    picture.head(figure, _title(arrows, names), _note(left_out))
    for arrow in _bare(arrows):
        _draw(axes, places[arrow.source], places[arrow.target], arrow)
    for article, place in places.items():
        _box(axes, place, names[article])
    return {f"lineage.{form}": picture.encode(figure, form)}


def _arrows(comparison: Comparison) -> tuple[list[_Arrow], int]:
    known = [pair for pair in comparison.pairs if pair.direction is not None]
    known.sort(key=lambda pair: (pair.relation not in _COPIES, -_sureness(pair), pair.left, pair.right))
    chosen: list[_Arrow] = []
    inside: set[str] = set()
    for pair in known:
        if pair.direction is None or pair.direction.strength not in _LINES:
            continue
        source = pair.direction.source
        if len(inside | {pair.left, pair.right}) <= MOST:
            inside |= {pair.left, pair.right}
            target = pair.right if source == pair.left else pair.left
            chosen.append(_Arrow(source, target, pair.direction.strength, pair.relation in _COPIES))
    return chosen, len(known) - len(chosen)


def _bare(arrows: Sequence[_Arrow]) -> list[_Arrow]:
    """Leave out what two other arrows imply: text that came by way of a third."""
    feeds: dict[str, set[str]] = {}
    for arrow in arrows:
        feeds.setdefault(arrow.source, set()).add(arrow.target)
    return [
        arrow
        for arrow in arrows
        if not any(arrow.target in feeds.get(via, ()) for via in feeds[arrow.source] - {arrow.target})
    ]


def _sureness(pair: Pair) -> float:
    return pair.direction.confidence if pair.direction else 0.0


def _places(arrows: Sequence[_Arrow]) -> dict[str, tuple[int, int]]:
    """Return column and row of each article: a source stands left of what it feeds."""
    members = sorted({end for arrow in arrows for end in (arrow.source, arrow.target)})
    column = dict.fromkeys(members, 0)
    for _ in range(min(len(members), 6)):  # a chain of more generations would not fit on a page
        for arrow in arrows:
            column[arrow.target] = min(6, max(column[arrow.target], column[arrow.source] + 1))
    filled: dict[int, int] = {}
    places = {}
    for member in sorted(members, key=lambda each: (column[each], each)):
        row = filled.get(column[member], 0)
        filled[column[member]] = row + 1
        places[member] = (column[member], row)
    return places


def _title(arrows: Sequence[_Arrow], names: dict[str, str]) -> str:
    if not arrows:
        return "Who took text from whom cannot be told"
    feeds: dict[str, int] = {}
    copied = any(arrow.copied for arrow in arrows)
    for arrow in arrows:
        if arrow.copied == copied:
            feeds[arrow.source] = feeds.get(arrow.source, 0) + 1
    source = min(feeds, key=lambda each: (-feeds[each], each))
    others = counted(feeds[source], "other article")
    if copied:
        return f"Text of {shorten(names[source], 40)} stands in {others}"
    return f"{shorten(names[source], 40)} is quoted in {others}"


def _note(left_out: int) -> str:
    more = f" {counted(left_out, 'weaker arrow')} not drawn." if left_out else ""
    return (
        "Blue: copied text. Orange: only quoted, which is not copying. Solid: certain, dashed: likely.\n"
        f"Arrows that others imply are not drawn.{more}"
    )


def _corner(place: tuple[int, int]) -> tuple[float, float]:
    return 0.3 + _STEP * place[0], 1.55 + _ROW * place[1]


def _draw(axes: "Axes", source: tuple[int, int], target: tuple[int, int], arrow: _Arrow) -> None:
    from matplotlib.patches import FancyArrowPatch

    style, weight = _LINES[arrow.strength]
    (left, top), (right, bottom) = _corner(source), _corner(target)
    ends = (
        ((left + _BOX, top), (right, bottom))
        if right > left
        else ((left + _BOX, top), (right + _BOX, bottom))
    )
    bend = "arc3,rad=0" if right > left else "arc3,rad=-0.4"
    axes.add_patch(
        FancyArrowPatch(
            *ends,
            connectionstyle=bend,
            arrowstyle="-|>",
            mutation_scale=16,
            linewidth=weight,
            linestyle=style,
            color=picture.BLUE if arrow.copied else picture.ORANGE,
            shrinkA=2,
            shrinkB=2,
        )
    )


def _box(axes: "Axes", place: tuple[int, int], name: str) -> None:
    from matplotlib.patches import FancyBboxPatch

    left, middle = _corner(place)
    axes.add_patch(
        FancyBboxPatch(
            (left + 0.06, middle - 0.17),
            _BOX - 0.12,
            0.34,
            boxstyle="round,pad=0.05,rounding_size=0.08",
            facecolor="#f1f5f9",
            edgecolor=picture.FAINT,
            linewidth=0.8,
        )
    )
    picture.literal(
        axes.text(
            left + 0.16, middle, picture.shown(shorten(name, 28)), va="center", size=10.5, color=picture.INK
        )
    )
