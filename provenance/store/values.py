"""Values of `model` as JSON and back, by their own type hints."""

import json
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Value = TypeVar("Value")


def written(value: Any) -> str:  # noqa: ANN401 - any dataclass of `model`
    """Write a value, or a tuple of values, as JSON."""
    plain = [asdict(each) for each in value] if isinstance(value, tuple | list) else asdict(value)
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def read(kind: type[Value], text: str) -> Value:
    """Read a value of a dataclass back."""
    made: Value = _made(kind, json.loads(text))
    return made


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {each.name: hints[each.name] for each in fields(kind)}


def _made(kind: Any, found: Any) -> Any:  # noqa: ANN401
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _made(hints[name], each) for name, each in found.items()})
    outer = get_origin(kind)
    if outer is tuple:
        inner = get_args(kind)[0]
        return tuple(_made(inner, each) for each in found)
    if outer in {Union, UnionType}:
        inner = next(each for each in get_args(kind) if each is not type(None))
        return None if found is None else _made(inner, found)
    return found
