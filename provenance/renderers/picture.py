"""What all pictures share: the canvas, the type, colours safe for colour-blind readers, and equal bytes.

The only module beside the pictures themselves that knows matplotlib. It never touches pyplot's global
state, so pictures can be made in a thread and in a notebook alike.
"""

import io
import warnings
from typing import TYPE_CHECKING, Any, Literal

from provenance.renderers.plain import printable

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.text import Text

Form = Literal["png", "svg"]

DPI = 200  # sharp in print and on a projector
INK, FAINT, PAPER = "#1b1f24", "#6a7178", "#ffffff"
# Blue, orange and sky are Okabe & Ito's (2008, "Color Universal Design"); rust is darker than their
# vermillion, which deuteranopes take for the orange (distance 18 in L*a*b*; rust has 41).
BLUE, ORANGE, RUST, SKY = "#0072b2", "#e69f00", "#a0260f", "#56b4e9"


def load() -> None:
    """Load matplotlib: half a second that a program may spend while it waits for something else."""
    canvas(1, 1)


def canvas(width: float, height: float) -> "Figure":
    """Return an empty figure of this size in inches."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), dpi=DPI, facecolor=PAPER, layout=None)
    FigureCanvasAgg(figure)
    return figure


def literal(text: "Text") -> "Text":
    """Show a text as it is written: a dollar sign from an article is no formula."""
    text.set_parse_math(False)
    return text


def shown(text: str) -> str:
    """Return a name as a picture can hold it."""
    return printable(text).replace("\n", " ").replace("\t", " ")


def head(figure: "Figure", title: str, note: str) -> None:
    """Write what one sees and how to read it above the picture, as large as the width allows."""
    width, height = figure.get_size_inches()
    large = min(max(width * 1.5, 17.0), 24.0)
    title = shown(title)
    # Inches a character takes at one point, measured on DejaVu Sans bold and regular.
    fit = min(large, (width - 0.6) / max(len(title) * 0.0088, 0.01))
    literal(figure.text(0.3 / width, 1 - 0.5 / height, title, size=fit, weight="bold", color=INK))
    small = min(large * 0.6, (width - 0.6) / max(len(note) * 0.0076, 0.01))
    figure.text(0.3 / width, 1 - 0.88 / height, note, size=small, color=FAINT)


def encode(figure: "Figure", form: Form = "png") -> bytes:
    """Draw a figure; equal figures give equal bytes."""
    from matplotlib import rc_context

    drawn = io.BytesIO()
    metadata = {"Software": None} if form == "png" else {"Date": None, "Creator": None}
    with warnings.catch_warnings(), rc_context({"svg.hashsalt": "provenance", "svg.fonttype": "none"}):
        # Names in scripts the font lacks are drawn as boxes; that is no reason to fail.
        warnings.filterwarnings("ignore", message="Glyph", category=UserWarning)
        warnings.filterwarnings(
            "ignore", message="Matplotlib currently does not support", category=UserWarning
        )
        extra: dict[str, Any] = {}
        if form == "png":
            extra["pil_kwargs"] = {"compress_level": 4}  # faster than 6, a tenth larger
        figure.savefig(drawn, format=form, metadata=metadata, facecolor=PAPER, **extra)
    return drawn.getvalue()
