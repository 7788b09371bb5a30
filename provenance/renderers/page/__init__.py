"""Renderer `page`: the whole result as one HTML file. It opens from disk and asks the network for nothing."""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from provenance.comparison import Comparison
from provenance.renderers.findings import findings
from provenance.renderers.glossary import GLOSSARY, NOT_A_VERDICT
from provenance.renderers.page.payload import packed, payload
from provenance.renderers.plain import counted, outlets_of, printable, story_names

_FOLDER = Path(__file__).parent
# In the order in which they build on each other.
_SCRIPTS = ("dom", "data", "marks", "map", "pair", "stories", "quotes", "facts", "outlets", "router")
_VIEWS = (
    ("overview", "Overview"),
    ("map", "Map"),
    ("stories", "Stories"),
    ("quotes", "Quotes"),
    ("facts", "Facts"),
    ("outlets", "Outlets"),
    ("words", "Words"),
)
_FIXED = 150_000  # bytes: script, style and words
_PACKED = 0.48  # of the data: deflated and in base64, measured on runs over news: .38 to .46
_TRIES = 3  # what packing saves is an estimate; a second try nearly always fits
_STORIES = 6  # named on the first view
_SKIPPED = 200  # rows: beyond, the reasons repeat and the data file is the place to look


def render(comparison: Comparison) -> dict[str, bytes]:
    """Return ``report.html``, at most ``settings.report_bytes`` long.

    Article texts are embedded once, passages as spans. What has no room is counted in the overview.
    """
    most = comparison.settings.report_bytes
    room = (most - _FIXED) / _PACKED
    content = _page(comparison, room)
    for _ in range(_TRIES):
        if len(content) <= most:
            break
        room *= 0.98 * (most - _FIXED) / (len(content) - _FIXED)
        content = _page(comparison, room)
    return {"report.html": content}


def _page(comparison: Comparison, room: float) -> bytes:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    content = payload(comparison, room)
    style, script = _style(), _script()
    page = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    ).get_template("page.html.jinja")
    html = page.render(
        style=Markup(style),  # noqa: S704 - this package's own file
        script=Markup(script),  # noqa: S704 - this package's own file
        data=packed(content.data),
        style_hash=_digest(style),
        script_hash=_digest(script),
        **_words(comparison, content.left_out),
    )
    return html.encode("utf-8", errors="replace")


def _words(comparison: Comparison, left_out: list[str]) -> dict[str, Any]:
    articles, outlets = len(comparison.articles), len({each.outlet for each in comparison.articles})
    told = sum(len(story.members) > 1 for story in comparison.stories)
    altered = sum(any(member.altered for member in family.members) for family in comparison.quotes)
    tiles = (
        (articles, "article" if articles == 1 else "articles", "outlets"),
        (outlets, "outlet" if outlets == 1 else "outlets", "outlets"),
        (told, "stories told by several" if told != 1 else "story told by several", "stories"),
        (sum(bool(pair.passages) for pair in comparison.pairs), "pairs that share text", "map"),
        (altered, "quotes whose words differ", "quotes"),
        (len(comparison.facts.conflicts), "disagreements", "facts"),
    )
    return {
        "title": f"{counted(articles, 'article')} compared · provenance",
        "heading": f"What {counted(articles, 'article')} from {counted(outlets, 'outlet')} share "
        "and what each adds",
        "lead": "Compared word by word, on this machine alone. To begin with:",
        "stories": _stories(comparison),
        "stories_more": f"{told - _STORIES:,}" if told > _STORIES else "",
        "version": comparison.version,
        "views": _VIEWS,
        "findings": [{"text": printable(each.text), "target": each.target} for each in findings(comparison)],
        "verdict": NOT_A_VERDICT.partition(". ")[2],
        "tiles": [
            {"number": f"{number:,}", "words": words, "target": target} for number, words, target in tiles
        ],
        "skipped": [
            {
                "origin": printable(each.origin)[:500],
                "step": printable(each.step),
                "reason": printable(each.reason)[:500],
            }
            for each in comparison.skipped[:_SKIPPED]
        ],
        "skipped_more": max(0, len(comparison.skipped) - _SKIPPED),
        "left_out": left_out,
        "glossary": GLOSSARY,
    }


def _stories(comparison: Comparison) -> list[dict[str, Any]]:
    """Return the largest stories: what they are about, how many tell them, where to read on."""
    names = story_names(comparison)
    told = [story for story in comparison.stories if len(story.members) > 1]
    told.sort(key=lambda story: (-len(story.members), story.id))
    return [
        {
            "name": names[story.id],
            "target": f"story={quote(printable(story.id), safe='', errors='replace')}",
            "articles": counted(len(story.members), "article"),
            "outlets": counted(len(outlets_of(comparison, story.members)), "outlet"),
        }
        for story in told[:_STORIES]
    ]


@cache
def _style() -> str:
    return (_FOLDER / "style.css").read_text(encoding="utf-8")


@cache
def _script() -> str:
    files = [(_FOLDER / "script" / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS]
    return '"use strict";\n(async () => {\n' + "\n".join(files) + "})();\n"


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
