"""What a comparison can be made into. One file each, one public verb each: `render`.

A renderer computes nothing: it turns facts into bytes, whole or in pieces, and writes no file itself.
"""

from collections.abc import Iterable, Iterator
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from provenance.errors import UnknownRendererError

if TYPE_CHECKING:
    from provenance.comparison import Comparison

RENDERERS: dict[str, str] = {
    "json": "provenance.renderers.document",
    "tables": "provenance.renderers.tables",
    "markdown": "provenance.renderers.markdown",
    "page": "provenance.renderers.page",
    "heatmap": "provenance.renderers.heatmap",
    "facts": "provenance.renderers.factsheet",
    "facttable": "provenance.renderers.factboard",
    "lineage": "provenance.renderers.lineage",
    "timeline": "provenance.renderers.timeline",
    "svg": "provenance.renderers.svg",
    "graph": "provenance.renderers.graph",
    "prov": "provenance.renderers.prov",
}
"""Every renderer's name and its module, which is imported only when asked for."""

DEFAULT = ("json", "tables", "markdown", "page", "heatmap", "facts", "facttable", "lineage", "timeline")
"""What a run makes when nothing else is asked for, the data first."""


def render(comparison: "Comparison", name: str) -> dict[str, bytes]:
    """Return the files that one renderer makes.

    Parameters
    ----------
    comparison : Comparison
    name : str
        A key of `RENDERERS`.

    Returns
    -------
    dict of str to bytes
        File name and content.

    Raises
    ------
    UnknownRendererError
    """
    return {file: b"".join(pieces) for file, pieces in render_all(comparison, [name])}


def load(names: Iterable[str] | None = None) -> None:
    """Load what some renderers need, `DEFAULT` if left out: pictures half a second of matplotlib.

    Raises
    ------
    UnknownRendererError
    """
    modules = [_module(name) for name in (DEFAULT if names is None else names)]
    for module in modules:
        if hasattr(module, "picture"):
            module.picture.load()


def render_all(
    comparison: "Comparison", names: Iterable[str] | None = None
) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield the files of several renderers, each with its content in pieces made when they are asked for.

    Parameters
    ----------
    comparison : Comparison
    names : iterable of str, optional
        Keys of `RENDERERS`; `DEFAULT` if left out.

    Raises
    ------
    UnknownRendererError
    """
    for name in DEFAULT if names is None else names:
        files: dict[str, bytes | Iterator[bytes]] = _module(name).render(comparison)
        for file, content in files.items():
            yield file, iter((content,)) if isinstance(content, bytes) else content


def parts(names: Iterable[str]) -> list[tuple[str, str | None]]:
    """Return what can be made apart: each renderer, or each file of one that makes them one by one.

    Raises
    ------
    UnknownRendererError
    """
    return [(name, file) for name in names for file in getattr(_module(name), "FILES", (None,))]


def _module(name: str) -> ModuleType:
    """Import a renderer."""
    if name not in RENDERERS:
        raise UnknownRendererError(name, RENDERERS)
    return import_module(RENDERERS[name])
