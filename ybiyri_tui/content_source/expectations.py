"""What was expected, in the words of a person who wrote the file, from what pydantic reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

Key = tuple[str | int, ...]

_KINDS = {
    "int": "a whole number",
    "float": "a number",
    "decimal": "a number",
    "finite": "a number",
    "bool": "true or false",
    "string": "text",
    "tuple": "a list (lines that begin with a dash)",
    "list": "a list (lines that begin with a dash)",
    "dict": "keys with values (key: value)",
    "model": "keys with values (key: value)",
    "url": "a web address that begins with https:// or http://",
    "date": "a date such as 2026-03-31",
}
_BOUNDS = {
    "greater_than_equal": ("ge", "at least"),
    "less_than_equal": ("le", "at most"),
    "greater_than": ("gt", "more than"),
    "less_than": ("lt", "less than"),
}


def is_echo(detail: Mapping[str, Any]) -> bool:
    """Whether a list is called too short only because entries failed, which are reported themselves."""
    return bool(detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"])


def expected(detail: Mapping[str, Any], model: type[BaseModel], written: str | None) -> str:
    """What a validation error asks for; `written` is the scalar as it stands in the file."""
    kind, context = detail["type"], detail.get("ctx", {})
    found = _found(detail["input"], written)
    if kind == "extra_forbidden":
        return _known_keys(detail["loc"], model)
    if kind == "missing":
        return f"the key {detail['loc'][-1]}, which is missing"
    if kind in _BOUNDS:
        name, words = _BOUNDS[kind]
        return f"{words} {context[name]}, not {found}"
    if kind in ("too_short", "too_long", "string_too_short", "string_too_long"):
        return _length(kind, context, len(detail["input"]))
    if kind == "string_pattern_mismatch":
        return f"{_pattern(context['pattern'])}, not {found}"
    if kind in ("literal_error", "enum"):
        return _choice(context["expected"].replace("'", ""), detail["input"], written, found)
    if kind == "value_error":
        return f"values that fit together: {context['error']}"
    return _kind(kind, detail["input"], written, found) or _generic(detail["msg"], found)


def _kind(kind: str, value: object, written: str | None, found: str) -> str | None:
    wanted = _KINDS.get(kind.split("_")[0])
    if wanted == "text" and written and not isinstance(value, str):
        return f'text: write "{written}" in quotes, or YAML reads it as something else'
    return wanted and f"{wanted}, not {found}"


def _choice(choices: str, value: object, written: str | None, found: str) -> str:
    if written and not isinstance(value, str) and written in choices.replace(",", "").split():
        return f'{choices}; write "{written}" in quotes, or YAML reads it as something else'
    return f"{choices}, not {found}"


def _length(kind: str, context: Mapping[str, Any], length: int) -> str:
    at_least = kind.endswith("short")
    limit = context["min_length"] if at_least else context["max_length"]
    noun = "character" if kind.startswith("string") else "entry"
    plural = noun if limit == 1 else {"character": "characters", "entry": "entries"}[noun]
    return f"at {'least' if at_least else 'most'} {limit} {plural}, not {length}"


def _pattern(pattern: str) -> str:
    if "a-z" in pattern and r"\." in pattern:
        return "small letters, digits and hyphens, with a dot between the two parts"
    if "a-z" in pattern:
        return "small letters, digits and hyphens, beginning with a letter"
    return "text on one line"


def _generic(message: str, found: str) -> str:
    wanted = message.removeprefix("Input should be ").removeprefix("Value should be ")
    return f"{wanted[:1].lower()}{wanted[1:]}, not {found}"


def _found(value: object, written: str | None) -> str:
    if isinstance(value, dict):
        return "keys with values"
    if isinstance(value, list):
        return "a list"
    if value is None or written is None:
        return "nothing"
    text = repr(written)
    return text if len(text) <= 60 else text[:57] + "…'"


def _known_keys(location: Key, model: type[BaseModel]) -> str:
    names = sorted(set(_fields_at(model, location[:-1])))
    near = get_close_matches(str(location[-1]), names, n=1)
    hint = f"; perhaps {near[0]} is meant" if near else ""
    return f"one of the keys {', '.join(names)}{hint}"


def _fields_at(model: type[BaseModel], location: Key) -> Iterator[str]:
    """Names of the fields that are allowed at a place in a model."""
    current: Any = model
    for part in location:
        if isinstance(part, str) and part in getattr(current, "model_fields", {}):
            current = _model_in(current.model_fields[part].annotation) or current
    yield from current.model_fields


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for arg in getattr(annotation, "__args__", ()) if (found := _model_in(arg))), None)
