"""Renderer `facts`: what each outlet tells with others, alone, and against others, as stacked bars."""

from collections import defaultdict
from typing import TYPE_CHECKING

from provenance.comparison import Comparison
from provenance.renderers import picture
from provenance.renderers.picture import Form
from provenance.renderers.plain import counted, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 40  # outlets: those that tell most
_PARTS = (
    ("shared", "told by others too", picture.BLUE, None),
    ("unique", "told only here", picture.ORANGE, "//"),
    ("conflict", "contradicted by others", picture.RUST, "xx"),
)
Counts = dict[str, int]


def render(comparison: Comparison, form: Form = "png") -> dict[str, bytes]:
    """Return ``facts.png``: one bar an outlet, its facts shared, alone and in conflict.

    Parameters
    ----------
    comparison : Comparison
    form : {"png", "svg"}
    """
    told = _told(comparison)
    rows = sorted(told.items(), key=lambda each: (-each[1]["unique"], -sum(each[1].values()), each[0]))
    left_out = max(0, len(rows) - MOST)
    rows = rows[:MOST]
    longest = max((len(shorten(name, 32)) for name, _ in rows), default=10)
    margin = 0.5 + longest * 0.098
    width, height = margin + 7.4, 2.2 + 0.4 * max(len(rows), 1)
    figure = picture.canvas(width, height)
    picture.head(figure, _title(rows), _note(left_out))
    if rows:
        axes = figure.add_axes((margin / width, 0.85 / height, 6.9 / width, (height - 2.1) / height))
        _draw(axes, rows)
    return {f"facts.{form}": picture.encode(figure, form)}


def _told(comparison: Comparison) -> dict[str, Counts]:
    outlet = {article.id: article.outlet for article in comparison.articles}
    told: defaultdict[str, Counts] = defaultdict(lambda: {"shared": 0, "unique": 0, "conflict": 0})
    for shared in comparison.facts.shared:
        for name in sorted({outlet[member.article] for member in shared.members if member.sure}):
            told[name]["shared"] += 1
    for unique in comparison.facts.unique:
        told[outlet[unique.article]]["unique"] += 1
    for conflict in comparison.facts.conflicts:
        for name in sorted({outlet[member.article] for member in conflict.members}):
            told[name]["conflict"] += 1
    return dict(told)


def _title(rows: list[tuple[str, Counts]]) -> str:
    if not rows:
        return "No facts were found to compare"
    name, counts = rows[0]
    if not counts["unique"]:
        return "No outlet tells a fact that the others do not"
    return f"{shorten(name, 40)} tells {counted(counts['unique'], 'fact')} that no other outlet has"


def _note(left_out: int) -> str:
    more = f" {counted(left_out, 'outlet')} with fewer facts not shown." if left_out else ""
    return f"Facts an outlet tells, among the articles compared here.{more}"


def _draw(axes: "Axes", rows: list[tuple[str, Counts]]) -> None:
    from matplotlib.ticker import MaxNLocator

    lefts = [0] * len(rows)
    highest = max(sum(counts.values()) for _, counts in rows)
    for key, words, color, hatch in _PARTS:
        sizes = [counts[key] for _, counts in rows]
        axes.barh(
            range(len(rows)),
            sizes,
            left=lefts,
            height=0.66,
            color=color,
            hatch=hatch,
            edgecolor=picture.PAPER,
            label=words,
        )
        for row, (left, size) in enumerate(zip(lefts, sizes, strict=True)):
            if size > 0.045 * highest:
                box = {"facecolor": picture.PAPER, "edgecolor": "none", "boxstyle": "round,pad=0.15"}
                axes.text(
                    left + size / 2,
                    row,
                    str(size),
                    ha="center",
                    va="center",
                    size=9,
                    color=picture.INK,
                    bbox=box,
                )
        lefts = [left + size for left, size in zip(lefts, sizes, strict=True)]
    names = [picture.shown(shorten(name, 32)) for name, _ in rows]
    axes.set_yticks(range(len(rows)), names, size=11, color=picture.INK)
    for label in axes.get_yticklabels():
        picture.literal(label)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.tick_params(axis="y", length=0, pad=8)
    axes.tick_params(axis="x", labelsize=10, colors=picture.FAINT)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.legend(
        loc="upper left",
        bbox_to_anchor=(-0.02, -0.34 / max(1, 0.4 * len(rows))),
        ncols=3,
        frameon=False,
        fontsize=10,
    )
