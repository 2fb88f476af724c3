"""Rows of a form, such as the wheels of a bicycle: added and taken away by buttons.

A field of a row is called `wheels.0.size`. What was typed stays a flat mapping, as forms
are sent and drafts are kept; after each step the rows are numbered from nought.
"""

import re
from collections.abc import Mapping, Sequence

from shared.web.drafts import Typed

Row = Mapping[str, Sequence[str]]  # field to what was typed in it
PLACE = re.compile(r"\.[0-9]{1,3}(?=\.)")


def rows_of(typed: Typed, name: str) -> list[Row]:
    """The rows of that name, in their order, also those in which nothing stands."""
    rows: dict[int, dict[str, Sequence[str]]] = {}
    for key, values in typed.items():
        if place := _place(key, name):
            number, field = place
            rows.setdefault(number, {})[field] = values
    return [rows[number] for number in sorted(rows)]


def with_row(typed: Typed, name: str, fields: Sequence[str], *, most: int) -> Typed:
    """One more empty row, while there may be one."""
    rows = rows_of(typed, name)
    return _joined(typed, name, [*rows, {field: [""] for field in fields}][:most])


def without_row(typed: Typed, name: str, number: int) -> Typed:
    """The same without that row; the next ones move up."""
    rows = rows_of(typed, name)
    return _joined(typed, name, [*rows[:number], *rows[number + 1 :]])


def without_blank_rows(typed: Typed, name: str) -> Typed:
    """The same with those rows alone in which something stands."""
    return _joined(typed, name, [row for row in rows_of(typed, name) if _is_filled(row)])


def without_places(name: str) -> str:
    """What a field of any row is called: `wheels.size`."""
    return PLACE.sub("", name)


def _joined(typed: Typed, name: str, rows: Sequence[Row]) -> Typed:
    others = {key: values for key, values in typed.items() if _place(key, name) is None}
    return others | {
        f"{name}.{number}.{field}": values
        for number, row in enumerate(rows)
        for field, values in row.items()
    }


def _place(key: str, name: str) -> tuple[int, str] | None:
    """Which row a field belongs to, and what it is called there; None for any other field."""
    number, _, field = key.removeprefix(f"{name}.").partition(".")
    is_row = key.startswith(f"{name}.") and number.isdecimal() and len(number) <= 3 and field
    return (int(number), field) if is_row else None


def _is_filled(row: Row) -> bool:
    return any(text.strip() for texts in row.values() for text in texts)
