"""Renderer `timeline`: when each article of the largest story appeared, as exactly as is known."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from provenance.comparison import Comparison
from provenance.model import Article, Story
from provenance.renderers import picture
from provenance.renderers.picture import Form
from provenance.renderers.plain import counted, labels, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 40  # rows of the picture
Stay = tuple[datetime, datetime]


def render(comparison: Comparison, form: Form = "png") -> dict[str, bytes]:
    """Return ``timeline.png``: a dot where the hour is known, else a bar as wide as the day, month or year.

    Parameters
    ----------
    comparison : Comparison
    form : {"png", "svg"}
    """
    story = max(comparison.stories, key=lambda each: (len(each.members), each.id), default=None)
    known = _known(comparison, story)
    names = labels(comparison)
    rows = [(names[article.id], stay) for article, stay in known[:MOST]]
    total = len(story.members) if story else 0
    longest = max((len(shorten(name, 38)) for name, _ in rows), default=10)
    margin = 0.5 + longest * 0.094
    width, height = margin + 7.6, 1.9 + 0.36 * max(len(rows), 1)
    figure = picture.canvas(width, height)
    picture.head(figure, _title(rows, total), _note(total, len(known)))
    if rows:
        axes = figure.add_axes((margin / width, 0.6 / height, 7.2 / width, (height - 1.9) / height))
        _draw(axes, rows)
    return {f"timeline.{form}": picture.encode(figure, form)}


def _known(comparison: Comparison, story: Story | None) -> list[tuple[Article, Stay]]:
    members = [comparison.article(each) for each in story.members] if story else []
    known = [(article, stay) for article in members if (stay := _stay(article.published)) is not None]
    return sorted(known, key=lambda each: (each[1], each[0].id))


def _stay(published: str | None) -> Stay | None:
    """Return the first and the last moment at which an article can have appeared."""
    if not published:
        return None
    width = {4: timedelta(days=365), 7: timedelta(days=30), 10: timedelta(days=1)}.get(
        len(published), timedelta()
    )
    filled = published + {4: "-01-01", 7: "-01"}.get(len(published), "")
    try:
        begin = datetime.fromisoformat(filled)
    except ValueError:
        return None
    begin = begin.replace(tzinfo=UTC) if begin.tzinfo is None else begin.astimezone(UTC)
    try:
        return begin, begin + width
    except OverflowError:
        return None


def _title(rows: list[tuple[str, Stay]], total: int) -> str:
    if not rows:
        return "No article of a story has a date"
    exact = [name for name, (begin, end) in rows if begin == end]
    # Only where every article has an hour can one be called the first.
    if len(exact) == len(rows) == total and total > 1:
        return f"{shorten(rows[0][0], 40)} is dated earliest"
    return f"{counted(total, 'article')} on one story; not every hour is known"


def _note(total: int, known: int) -> str:
    undated = f" {counted(total - known, 'article')} without a date." if total > known else ""
    more = f" The first {MOST} are shown." if known > MOST else ""
    return f"UTC. A dot: the hour is known. A bar: only the day, month or year is.{undated}{more}"


def _draw(axes: "Axes", rows: list[tuple[str, Stay]]) -> None:
    from matplotlib import dates

    number: Callable[[datetime], float] = dates.date2num
    for row, (_, (begin, end)) in enumerate(rows):
        if begin == end:
            axes.plot([number(begin)], [row], "o", color=picture.BLUE, markersize=9)
        else:
            axes.barh(row, number(end) - number(begin), left=number(begin), height=0.42, color=picture.SKY)
    first, last = number(rows[0][1][0]), max(number(end) for _, (_, end) in rows)
    pad = max((last - first) * 0.04, 0.02)
    axes.set_xlim(first - pad, last + pad)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    names = [picture.shown(shorten(name, 38)) for name, _ in rows]
    axes.set_yticks(range(len(rows)), names, size=10.5, color=picture.INK)
    for label in axes.get_yticklabels():
        picture.literal(label)
    locator = dates.AutoDateLocator(maxticks=8, tz=UTC)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator, tz=UTC))  # type: ignore[no-untyped-call]
    axes.tick_params(axis="x", labelsize=10, colors=picture.FAINT)
    axes.tick_params(axis="y", length=0, pad=8)
    axes.grid(axis="both", color="#e3e6e9", linewidth=0.8)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)
