"""What can be counted of history, which events count, and what each reader sees of it.

Of its own events an organisation reads every number. Everybody else reads them as of last Sunday,
to the nearest five: rows of fewer than five families, also without those that one of the readers
sent itself, stand together with others. Never exactly: whoever writes conditions would subtract
one figure from another.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.common.codes import FigureCounting, FigureDimension
from services.reporting.countable.domain import BY_NAME, Field, countable_fields, names_case
from services.reporting.new_indicators.domain import Definition
from services.reporting.new_indicators.events import Condition
from services.reporting.open_help.rules import Row, Thing, in_fives, is_safe
from shared.kernel.aggregate import Invalid

LINE = re.compile(r"(\w{1,40})\s*(=|!=|>=|<=)\s*(\S{1,60})")
MOST_CONDITIONS = 6
YES = {"yes": True, "true": True, "no": False, "false": False}
OF_CONDITIONS: dict[str, Any] = {"code": "conditions", "field": "conditions"}
WITHHELD = "withheld"  # in place of a municipality


@dataclass(frozen=True)
class Happened:
    """One event, with what figures divide it by."""

    on: date
    who: UUID  # the family; of what is no family's, the thing itself
    classes: Mapping[FigureDimension, str]
    fields: Mapping[str, Any]
    sender: UUID | None = None  # one of the readers, who knows of it


@dataclass(frozen=True)
class Figures:
    """How many, and what they divide into."""

    total: Row
    tables: Mapping[FigureDimension, tuple[Row, ...]]


def conditions_in(text: str, *, counted_event: str) -> tuple[Condition, ...]:
    """Each line of a text; raises `Invalid` with the line that cannot be."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_CONDITIONS:
        raise Invalid(
            "There are at most %(most)s conditions.", most=MOST_CONDITIONS, **OF_CONDITIONS
        )
    return tuple(_condition(line, counted_event) for line in lines)


def must_be_countable(counted_event: str, counting: FigureCounting) -> None:
    """Refuse what cannot be counted, with the field and the reason."""
    if counted_event not in BY_NAME:
        raise Invalid(
            "%(event)s is no event that can be counted.",
            code="event",
            field="counted_event",
            event=counted_event[:60],
        )
    if counting is FigureCounting.CASES and not names_case(counted_event):
        raise Invalid(
            "%(event)s is of no family, so cases cannot be counted of it. Count events.",
            code="counting",
            field="counting",
            event=counted_event,
        )


def figures(events: Iterable[Happened], definition: Definition, *, exactly: bool) -> Figures:
    """Of those that the conditions let count."""
    counted = [each for each in events if counts(each, definition)]
    return Figures(
        _row((), counted, definition, exactly),
        {
            by: tuple(_rows(counted, by, definition, exactly=exactly))
            for by in definition.dimensions
        },
    )


def counts(event: Happened, definition: Definition) -> bool:
    return all(_holds(each, event.fields) for each in definition.conditions)


def as_line(condition: Condition) -> str:
    return f"{condition.field} {condition.comparison} {condition.value}"


def _condition(line: str, counted_event: str) -> Condition:
    match = LINE.fullmatch(line)
    if match is None:
        raise Invalid(
            "%(line)s is no condition such as status = HELD.", line=line[:60], **OF_CONDITIONS
        )
    field, comparison, value = match.groups()
    kinds = countable_fields(counted_event)
    if field not in kinds:
        raise Invalid(
            "%(event)s has no %(name)s to ask for. It has: %(fields)s.",
            event=counted_event[:60],
            name=field,
            fields=", ".join(kinds),
            **OF_CONDITIONS,
        )
    _check_value(kinds[field], field, comparison, value)
    return Condition(field=field, comparison=comparison, value=value)


def _check_value(kind: Field, field: str, comparison: str, value: str) -> None:
    if comparison in (">=", "<=") and kind is not int:
        raise Invalid(
            "%(name)s is no number, so it is = or != something.", name=field, **OF_CONDITIONS
        )
    if kind is bool and value.lower() not in YES:
        raise Invalid("%(name)s is yes or no.", name=field, **OF_CONDITIONS)
    if kind is int and not re.fullmatch(r"\d{1,6}", value):
        raise Invalid("%(name)s is a number.", name=field, **OF_CONDITIONS)
    if issubclass(kind, StrEnum) and value not in list(kind):
        raise Invalid(
            "%(name)s is one of: %(codes)s.", name=field, codes=", ".join(kind), **OF_CONDITIONS
        )


def _holds(condition: Condition, fields: Mapping[str, Any]) -> bool:
    """What an event does not say is neither more nor less than anything, and nothing's equal."""
    given, value = fields.get(condition.field), condition.value
    if isinstance(given, bool):
        is_equal = given == YES[value.lower()]
    elif isinstance(given, int):
        if condition.comparison in (">=", "<="):
            return given >= int(value) if condition.comparison == ">=" else given <= int(value)
        is_equal = given == int(value)
    else:
        is_equal = given == value
    return is_equal if condition.comparison == "=" else not is_equal and given is not None


def _rows(
    counted: Sequence[Happened], by: FigureDimension, definition: Definition, *, exactly: bool
) -> list[Row]:
    groups: dict[str, list[Happened]] = defaultdict(list)
    for each in counted:
        groups[each.classes[by]].append(each)
    alone = [((code,), groups[code]) for code in sorted(groups)]
    if exactly:
        return [_row(codes, group, definition, exactly) for codes, group in alone]
    together = _months(alone) if by is FigureDimension.MONTH else _joined(alone)
    rows = [_row(codes, group, definition, exactly) for codes, group in together]
    return [row for row in rows if row.count is not None]


Group = tuple[tuple[str, ...], list[Happened]]


def _joined(groups: Sequence[Group]) -> list[Group]:
    """Those that can be shown alone; the others together, with the smallest of them if need be."""
    small = [group for group in groups if not _is_enough(group[1])]
    large = sorted(
        (group for group in groups if _is_enough(group[1])), key=lambda g: (len(g[1]), g[0])
    )
    while small and large and not _is_enough(_together(small)[1]):
        small.append(large.pop(0))
    return sorted([*large, *([_together(small)] if small else [])], key=lambda group: group[0])


def _months(groups: Sequence[Group]) -> list[Group]:
    """Months that follow each other stand together until they are enough."""
    rows: list[Group] = []
    waiting: list[Group] = []
    for group in groups:
        waiting.append(group)
        if _is_enough(_together(waiting)[1]):
            rows.append(_together(waiting))
            waiting = []
    if waiting:
        last = [rows.pop()] if rows else []
        rows.append(_together([*last, *waiting]))
    return rows


def _together(groups: Sequence[Group]) -> Group:
    codes = sorted(code for codes, _ in groups for code in codes)
    return tuple(codes), [each for _, events in groups for each in events]


def _is_enough(events: Sequence[Happened]) -> bool:
    """Five families or more, and so it is without those that any one of the readers sent."""
    senders = {each.who: each.sender for each in events}
    return is_safe([Thing({}, sender) for sender in senders.values()])


def _row(
    codes: tuple[str, ...], events: Sequence[Happened], definition: Definition, exactly: bool
) -> Row:
    count = len(events)
    if definition.counting is FigureCounting.CASES:
        count = len({each.who for each in events})
    if exactly:
        return Row(codes, count)
    return Row(codes, in_fives(count) if _is_enough(events) else None)
