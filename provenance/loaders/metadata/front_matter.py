"""YAML front matter: the lines between two ``---`` at the very top of a text."""

from collections.abc import Mapping

from provenance.loaders.metadata.fields import stated

_MOST_BRACKETS = 500  # YAML takes time that grows with the square of their depth
_LONGEST = 32_768  # characters; real front matter has some hundred, and YAML is slow on what is built to be


def split(text: str, mapping: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """Separate front matter from text; where it is none, everything is text.

    The text loses the front matter and the empty lines after it, nothing else.
    """
    if not text.startswith("---\n"):
        return {}, text
    end = text.find("\n---\n", 3, _LONGEST)
    if end < 0:
        return {}, text
    found = _mapping(text[4 : end + 1])
    if found is None:
        return {}, text
    return stated(found, mapping), text[end + 5 :].lstrip("\n")


def _mapping(block: str) -> Mapping[object, object] | None:
    """Read the block as names and strings; aliases, which can grow without bound, are refused."""
    import yaml

    if block.count("[") + block.count("{") > _MOST_BRACKETS:
        return None
    try:
        for token in yaml.scan(block):
            if isinstance(token, yaml.AliasToken | yaml.TagToken):
                return None
        # Only strings, lists and mappings come out of the base loader, so dates keep their precision.
        found = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506 - safer still than safe_load: no types at all
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return found if isinstance(found, dict) else None
