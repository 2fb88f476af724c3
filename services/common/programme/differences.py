"""What is different between two versions of a programme, field by field."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from services.common.programme.fields import Field, Kind, fields_of
from services.common.programme.programme import Programme

Path = tuple[Field | str, ...]  # a text is the code of a row


@dataclass(frozen=True)
class Difference:
    """One field that says something else; None where it says nothing, or is not there."""

    path: Path
    field: Field
    before: Any
    after: Any


def differences(before: Programme, after: Programme) -> list[Difference]:
    """In the order of fields; the version's own number is none."""
    fields = tuple(field for field in fields_of(Programme) if field.name != "version")
    return list(_between(fields, before, after, ()))


def _between(fields: Iterable[Field], before: Any, after: Any, path: Path) -> Iterator[Difference]:
    for field in fields:
        old, new = getattr(before, field.name, None), getattr(after, field.name, None)
        if old == new:
            continue
        if field.kind is Kind.ROWS:
            yield from _rows(field, old or (), new or (), (*path, field))
        elif field.kind is Kind.GROUP and old is not None and new is not None:
            yield from _between(field.fields, old, new, (*path, field))
        else:
            yield Difference((*path, field), field, old, new)


def _rows(field: Field, before: Any, after: Any, path: Path) -> Iterator[Difference]:
    old, new = ({_code(row): row for row in rows} for rows in (before, after))
    for code, row in old.items():
        if code not in new:
            yield Difference((*path, code), field, row, None)
    for code, row in new.items():
        if code not in old:
            yield Difference((*path, code), field, None, row)
        else:
            yield from _between(field.fields, old[code], row, (*path, code))
    if [code for code in old if code in new] != [code for code in new if code in old]:
        yield Difference(path, field, (*old,), (*new,))


def _code(row: Any) -> str:
    """By what a row is the same one: its code, or where it leads."""
    return str(getattr(row, "code", None) or row.to)
