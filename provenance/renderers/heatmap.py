"""Renderer `heatmap`: who is how close to whom, as three pictures of numbers in a grid."""

from dataclasses import dataclass
from math import cos, degrees, radians, sin
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from provenance.comparison import Comparison
from provenance.renderers import picture
from provenance.renderers.measures import Map, Matrix, measure
from provenance.renderers.picture import Form
from provenance.renderers.plain import counted, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import Normalize

# One hue from paper to ink: read right in grey and by every kind of colour vision. Its darkest end
# leaves white figures a contrast above 7.
RAMP = ("#f7f9fb", "#d6e6f1", "#a3cbe3", "#5fa3cf", "#1f74b1", "#084a86", "#062f5c")
FIGURES = 40  # rows up to which values stand in the cells
ZEROS = 12  # rows up to which a nought does, too: on larger maps it hides the rest
SLANTED = 25  # rows up to which names of columns lean; beyond they would touch, and stand steeper
SLANT, STEEP = 38, 65  # degrees
_DARK = 0.55  # of the ramp: beyond, figures are light
Codes = NDArray[np.uint8]  # what kind of line leads to each point of a path

LABEL = 34  # characters of a name


@dataclass(frozen=True, slots=True)
class _Grid:
    """One picture: its file, the words around it and its values (shares are shown as percent)."""

    file: str
    title: str
    note: str
    values: Matrix
    share: bool
    relative: bool  # colours run, by the square root, to the highest value instead of 100 %


def render(comparison: Comparison, form: Form = "png") -> dict[str, bytes]:
    """Return ``heatmap.png`` (similar words), ``heatmap-text.png`` and ``heatmap-facts.png``.

    Parameters
    ----------
    comparison : Comparison
    form : {"png", "svg"}
    """
    layout = measure(comparison)
    files = {}
    for grid in _grids(layout):
        files[f"{grid.file}.{form}"] = _draw(layout, grid, form)
    return files


def _grids(layout: Map) -> list[_Grid]:
    who = "outlets" if layout.by_outlet else "articles"
    return [
        _Grid("heatmap", *_words_title(layout, who), layout.words, share=True, relative=False),
        _Grid("heatmap-text", *_text_title(layout, who), layout.text, share=True, relative=layout.by_outlet),
        _Grid("heatmap-facts", *_facts_title(layout, who), layout.facts, share=False, relative=False),
    ]


def _top(layout: Map, values: Matrix) -> tuple[str, str, float] | None:
    """Return the names and the value of the highest cell off the diagonal; None if nothing stands there."""
    off = np.nan_to_num(np.where(np.eye(len(values), dtype=bool), 0.0, values))
    if not off.size or off.max() <= 0:
        return None
    row, column = np.unravel_index(int(off.argmax()), off.shape)
    return shorten(layout.names[row], 28), shorten(layout.names[column], 28), float(off[row, column])


def _words_title(layout: Map, who: str) -> tuple[str, str]:
    note = f"Similar words, 0 to 100 (TF-IDF; rare words count more). Like {who} stand side by side."
    top = _top(layout, layout.words)
    if top is None:
        return f"No two {who} use similar words", note
    return f"{top[0]} and {top[1]} use the most similar words", note


def _text_title(layout: Map, who: str) -> tuple[str, str]:
    note = "Shared text: percent of the row’s own words that also stand in the column."
    top = _top(layout, layout.text)
    if top is None:
        return f"No two {who} share text", note
    return f"{100 * top[2]:.0f} % of {top[0]} also stands in {top[1]}", note


def _facts_title(layout: Map, who: str) -> tuple[str, str]:
    note = "Facts that both tell; on the diagonal those that only this one tells."
    top = _top(layout, layout.facts)
    if top is None:
        return f"No fact is told by two {who}", note
    return f"{top[0]} and {top[1]} tell {top[2]:.0f} of the same facts", note


def _draw(layout: Map, grid: _Grid, form: Form) -> bytes:
    from matplotlib.colors import LinearSegmentedColormap

    count = max(len(layout.names), 1)
    names = [shorten(picture.shown(name), LABEL) for name in layout.names]
    longest = max(map(len, names), default=1)
    cell = float(np.clip(7.2 / count, 0.22, 1.1))  # inches
    size = float(np.clip(cell * 32, 7, 14))  # points: fills half the height of a row of the largest map
    side = cell * count
    angle = radians(SLANT if count <= SLANTED else STEEP)
    length = longest * size * 0.0088  # inches of the longest name
    margin = 0.35 + length
    top = 1.3 + length * sin(angle) + 0.1
    width, height = margin + side + 0.2 + length * cos(angle), top + side + 0.6
    width = max(width, 7.0)
    figure = picture.canvas(width, height)
    axes = figure.add_axes((margin / width, 0.6 / height, side / width, side / height))
    ramp = LinearSegmentedColormap.from_list("paper-to-ink", RAMP, bad="#e4e6e8")
    norm = _norm(grid)
    # What only one tells stands on the diagonal, and is no measure of closeness.
    values = np.ma.masked_invalid(np.where(np.eye(len(grid.values), dtype=bool), np.nan, grid.values))
    edges = np.arange(len(layout.names) + 1) - 0.5
    drawn = axes.pcolormesh(
        edges, edges, values, cmap=ramp, norm=norm, edgecolor=picture.PAPER, linewidth=1.2
    )
    axes.set_ylim(count - 0.5, -0.5)
    _name(axes, names, size, degrees(angle))
    if count <= FIGURES:
        _figures(axes, grid, norm, size / 72 / cell)
    else:
        legend = figure.add_axes((margin / width, 0.38 / height, 2.6 / width, 0.14 / height))
        scale = figure.colorbar(drawn, cax=legend, orientation="horizontal")
        scale.outline.set_visible(False)
        scale.ax.tick_params(length=0, labelsize=8)
        if grid.relative:
            ticks = [0.0, float(norm.vmax or 0) / 4, float(norm.vmax or 0)]
            scale.set_ticks(ticks, labels=[f"{100 * tick:.0f}" for tick in ticks])
        elif grid.share:
            scale.set_ticks([0, 0.25, 0.5, 0.75, 1], labels=["0", "25", "50", "75", "100"])
    note = grid.note
    if layout.left_out:
        who = "outlet" if layout.by_outlet else "article"
        note += f" {counted(layout.left_out, who)} with less in common left out."
    picture.head(figure, grid.title, note)
    return picture.encode(figure, form)


def _norm(grid: _Grid) -> "Normalize":
    """Return how values become colours."""
    from matplotlib.colors import Normalize, PowerNorm

    apart = np.nan_to_num(np.where(np.eye(len(grid.values), dtype=bool), 0.0, grid.values))
    highest = float(apart.max(initial=0.0))
    if grid.relative and highest > 0:
        return PowerNorm(0.5, 0.0, highest)
    return Normalize(0.0, 1.0 if grid.share else max(highest, 1.0))


def _name(axes: "Axes", names: list[str], size: float, angle: float) -> None:
    places = range(len(names))
    axes.set_xticks(
        places, names, rotation=angle, ha="left", rotation_mode="anchor", size=size, color=picture.INK
    )
    axes.set_yticks(places, names, size=size, color=picture.INK)
    axes.xaxis.tick_top()
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        picture.literal(label)
    axes.tick_params(length=0, pad=6)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _figures(axes: "Axes", grid: _Grid, norm: "Normalize", points: float) -> None:
    """Write every value into its cell; on large maps, every one but nought.

    As two paths, light on dark and dark on light: a text object a cell would take seconds for 40 rows.

    Parameters
    ----------
    points : float
        Height of the type, in cells a point.
    """
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path
    from matplotlib.textpath import TextPath

    shapes: dict[str, tuple[Matrix, Codes]] = {}
    inks: dict[str, list[Path]] = {picture.INK: [], picture.PAPER: []}
    for (row, column), value in np.ndenumerate(grid.values):
        if np.isnan(value) or (value == 0 and len(grid.values) > ZEROS):
            continue
        text = f"{100 * value:.0f}" if grid.share else f"{value:.0f}"
        if text not in shapes:
            shape = TextPath((0, 0), text, size=1)
            middle = shape.get_extents().get_points().mean(axis=0)
            shapes[text] = np.asarray(shape.vertices) - middle, np.asarray(shape.codes)
        outline, codes = shapes[text]
        ink = picture.PAPER if row != column and norm(value) > _DARK else picture.INK
        inks[ink].append(Path(outline * (points, -points) + (column, row), codes))
    for ink, paths in inks.items():
        if paths:  # as an artist: a patch would first measure each curve to fit the axes
            axes.add_artist(PathPatch(Path.make_compound_path(*paths), facecolor=ink, linewidth=0))
