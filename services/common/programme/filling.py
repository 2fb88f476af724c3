"""From a programme's text to what stands in a form, and back.

Names are dotted, with places of rows: `phases.0.tasks.1.code`. What somebody typed that is no
number stays as it was typed, so that the fault names it. A field whose default counts is not
written; a row in which nothing stands, or that was ticked to be removed, goes.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from services.common.programme.document import node_of, plain
from services.common.programme.fields import Field, Kind

LANGUAGES = ("fi", "sv", "en")
REMOVE = "remove"
MOST_ROWS = 200
WHOLE = re.compile(r"-?[0-9]{1,9}")
NUMBER = re.compile(r"-?[0-9]{1,9}([.,][0-9]{1,9})?")
BETWEEN = re.compile(r"[,;\n]")
Typed = Mapping[str, Sequence[str]]
Shown = dict[str, list[str]]


class Row(dict[str, Any]):
    """What was typed in a row, and which row of the text it was."""

    def __init__(self, place: int, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self.place = place


def shown(fields: Iterable[Field], node: Any, above: str = "") -> Shown:
    """What stands in the form, by name, of what the text says so far."""
    values: Shown = {}
    given: Mapping[str, Any] = node if isinstance(node, Mapping) else {}
    for field in fields:
        values |= _shown(field, given.get(field.name), f"{above}{field.name}", field.name in given)
    return values


def fill(fields: Iterable[Field], node: CommentedMap, typed: Typed, above: str = "") -> None:
    """Write what was typed into the text's mapping; what is the same stays untouched."""
    _merge(fields, node, {f.name: _read(f, f"{above}{f.name}", typed) for f in fields})


def rows_in(values: Mapping[str, Sequence[str]], name: str) -> int:
    """How many rows of that name stand in the form."""
    return 1 + max(_places(values, name), default=-1)


def _shown(field: Field, value: Any, name: str, is_there: bool) -> Shown:
    if not is_there:
        value = _usual(field)
    match field.kind:
        case Kind.WORDS:
            words = value if isinstance(value, Mapping) else {}
            return {f"{name}.{each}": [_text(words.get(each))] for each in LANGUAGES}
        case Kind.GROUP:
            return shown(field.fields, value, f"{name}.")
        case Kind.ROWS:
            return _rows_shown(field, value, name)
        case Kind.CHOICES:
            return {name: [_text(item) for item in value] if isinstance(value, list) else []}
        case Kind.TEXTS:
            several = ", ".join(map(_text, value)) if isinstance(value, list) else _text(value)
            return {name: [several]}
        case Kind.FLAG:
            return {name: ["yes"] if value is True else []}
    return {name: [_text(value)]}


def _rows_shown(field: Field, value: Any, name: str) -> Shown:
    values: Shown = {}
    for place, row in enumerate(value if isinstance(value, list) else []):
        node = {"code": row} if isinstance(row, str) else row
        values |= shown(field.fields, node, f"{name}.{place}.")
    return values


def _usual(field: Field) -> Any:
    """What counts where the text says nothing, as the text would say it."""
    if field.is_needed or field.kind in (Kind.GROUP, Kind.ROWS, Kind.WORDS):
        return None
    return list(field.default) if isinstance(field.default, tuple) else field.default


def _text(value: Any) -> str:
    if isinstance(value, Mapping | list):
        return ""
    return "" if value is None else str(value)


def _read(field: Field, name: str, typed: Typed) -> Any:
    """What was typed as the text says it; None for nothing."""
    text = next(iter(typed.get(name, ())), "").strip()
    match field.kind:
        case Kind.WORDS:
            words = {each: next(iter(typed.get(f"{name}.{each}", ())), "") for each in LANGUAGES}
            return {each: " ".join(t.split()) for each, t in words.items() if t.strip()} or None
        case Kind.GROUP:
            inner = {each.name: _read(each, f"{name}.{each.name}", typed) for each in field.fields}
            return {key: value for key, value in inner.items() if value is not None} or None
        case Kind.ROWS:
            return _rows_read(field, name, typed)
        case Kind.CHOICES:
            return [item for item in typed.get(name, ()) if item] or None
        case Kind.TEXTS:
            return [item.strip() for item in BETWEEN.split(text) if item.strip()] or None
        case Kind.FLAG:
            return bool(text)
    return _value(field.kind, text) if text else None


def _value(kind: Kind, text: str) -> Any:
    if kind is Kind.NUMBER and WHOLE.fullmatch(text):
        return int(text)
    if kind is Kind.DECIMAL and NUMBER.fullmatch(text):
        return int(text) if WHOLE.fullmatch(text) else float(text.replace(",", "."))
    if kind is Kind.DAY:
        with suppress(ValueError):
            return date.fromisoformat(text)
    return text


def _rows_read(field: Field, name: str, typed: Typed) -> list[Row] | None:
    rows = []
    for place in sorted(_places(typed, name))[:MOST_ROWS]:
        above = f"{name}.{place}."
        if any(typed.get(f"{above}{REMOVE}", ())):
            continue
        read = {each.name: _read(each, f"{above}{each.name}", typed) for each in field.fields}
        values = {key: value for key, value in read.items() if value is not None}
        if any(value is not False for value in values.values()):
            rows.append(Row(place, values))
    return rows or None


def _places(typed: Iterable[str], name: str) -> set[int]:
    row = re.compile(re.escape(name) + r"\.([0-9]{1,3})\..*")
    return {int(match[1]) for key in typed if (match := row.fullmatch(key))}


def _merge(fields: Iterable[Field], node: CommentedMap, values: Mapping[str, Any]) -> None:
    order = [field.name for field in fields]
    for field in fields:
        value, is_there = values.get(field.name), field.name in node
        if field.kind is Kind.CHOICES:
            value = _in_their_order(field, node.get(field.name), value)
        if value is None:
            if is_there and node[field.name]:
                del node[field.name]
        elif is_there:
            node[field.name] = _merged(field, node[field.name], value)
        elif not _is_usual(field, value):
            before = order[: order.index(field.name)]
            place = max((at + 1 for at, key in enumerate(node) if key in before), default=0)
            node.insert(place, field.name, _merged(field, None, value))


def _in_their_order(field: Field, before: Any, value: Any) -> Any:
    """Those that stay keep their order; none of what is usual is written as none."""
    if value is None:
        return [] if not field.is_needed and field.default else None
    kept = [item for item in before or () if item in value] if isinstance(before, list) else []
    return [*kept, *(item for item in value if item not in kept)]


def _is_usual(field: Field, value: Any) -> bool:
    usual = _usual(field)
    if field.kind is Kind.CHOICES and usual is not None:
        return {*usual} == {*value}
    return bool(value == usual) or (field.kind is Kind.GROUP and _says_nothing(field, value))


def _says_nothing(field: Field, value: Mapping[str, Any]) -> bool:
    """Whether a group that is not in the text says only what is usual in it."""
    return all(_is_usual(each, value[each.name]) for each in field.fields if each.name in value)


def _merged(field: Field, before: Any, value: Any) -> Any:
    if field.kind is Kind.GROUP and isinstance(before, CommentedMap):
        _merge(field.fields, before, value)
        return before
    if field.kind is Kind.GROUP:
        return _new(field, value)
    if field.kind is Kind.ROWS:
        return _rows_merged(field, before, value)
    if field.kind is Kind.WORDS and isinstance(before, CommentedMap):
        return _words_merged(before, value)
    return before if plain(before) == plain(value) and before is not None else node_of(value)


def _words_merged(before: CommentedMap, value: Mapping[str, str]) -> CommentedMap:
    for key in [each for each in before if each in LANGUAGES and each not in value]:
        del before[key]
    for key, text in value.items():
        if " ".join(str(before.get(key, "")).split()) != text:
            before[key] = text
    return before


def _rows_merged(field: Field, before: Any, rows: Sequence[Row]) -> Any:
    if not isinstance(before, CommentedSeq):
        return node_of([_new(field, row) for row in rows])
    kept = {row.place: row for row in rows if row.place < len(before)}
    for place in reversed(range(len(before))):
        if place not in kept:
            del before[place]
            continue
        old = before[place]
        if isinstance(old, CommentedMap):
            _merge(field.fields, old, kept[place])
        elif (new := _new(field, kept[place])) != old:
            before[place] = new
    for row in rows:
        if row.place not in kept:
            before.append(_new(field, row))
    return before


def _new(field: Field, values: Mapping[str, Any]) -> Any:
    """A row or group that is not in the text yet; a shared measure is its code alone."""
    if {*values} == {"code"} and field.name == "indicators":
        return values["code"]
    node = CommentedMap()
    _merge(field.fields, node, values)
    return node_of(node)
