"""A published table beside what is counted, on the wire."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from marshmallow import Schema, fields

from services.reporting.editions.schemas import Completeness, complete_to
from services.reporting.published_table.domain import Check, Row
from services.reporting.published_table.queries import PublishedTable, Reads
from services.reporting.published_table.rules import Snapshot, checked, fits, together
from services.reporting.table_checks.rules import Checked, Shares
from shared.web.api import Body
from shared.web.fields import Code, Value


class PublishedTableQuerySchema(Body):
    from_ = fields.String(
        data_key="from",
        metadata={"description": "The first month, such as 2026-01; usually the team's first."},
    )
    on = fields.String(
        metadata={"description": "How things stood that day; usually the day that fits best."}
    )


@dataclass(frozen=True)
class CountedFigure:
    """How many, of how many, and whether that comes out as it was published."""

    part: int
    whole: int | None
    share: int | None  # per cent
    fits: bool


@dataclass(frozen=True)
class CountedOn:
    on: date
    figures: dict[str, CountedFigure]  # by row
    not_asked: dict[str, int]  # families, by row of answers
    not_assessed: int  # of those that ended
    followed_up: int  # of those that ended, whose months of follow-up were over


@dataclass(frozen=True)
class PublishedRow:
    code: str
    number: int | None
    percent: int | None


@dataclass(frozen=True)
class CheckedArithmetic:
    """A line of published figures: of how many people it can be, or what its sum lacks."""

    line: str
    rows: tuple[str, ...]
    possible: tuple[int, ...] | None  # numbers of people, up to 80; null for a sum
    fits: bool | None  # whether the published number of people is one of them
    missing: int | None  # of a sum


@dataclass(frozen=True)
class People:
    children: int
    families: int
    parents: int


class PublishedTableSchema(Schema):
    programme = fields.String(required=True)
    published_from = fields.String(required=True, metadata={"description": "2024-01"})
    published_to = fields.String(required=True)
    rows = Value(tuple[PublishedRow, ...], required=True)
    checks = Value(tuple[CheckedArithmetic, ...], required=True)
    together = Value(
        tuple[People, ...],
        required=True,
        metadata={"description": "Of whom all shares can be at once."},
    )
    reads = Code(Reads, required=True)
    from_ = fields.String(data_key="from", required=True)
    to = fields.String(required=True)
    fit = Value(CountedOn | None, allow_none=True)
    end = Value(CountedOn | None, allow_none=True)
    totals = Value(
        dict[str, int | None],
        metadata={"description": "To the nearest five; null: fewer than five."},
    )
    complete_to = Value(dict[str, Completeness], metadata={"description": "By service."})


def as_json(table: PublishedTable, now: Any) -> dict[str, Any]:
    publication = table.publication
    lines = zip(publication.checks, checked(publication), strict=True)
    names = ("children", "families", "parents")
    return {
        "programme": publication.programme,
        "published_from": publication.first,
        "published_to": publication.last,
        "rows": [_row(row) for row in publication.rows],
        "checks": [_check(each, line, publication.published_people) for each, line in lines],
        "together": [dict(zip(names, each, strict=True)) for each in together(publication)],
        "reads": table.reads,
        "from": table.period.first,
        "to": table.period.last,
        "fit": _snapshot(table, table.fit),
        "end": _snapshot(table, table.end),
        "totals": dict(table.totals),
        "complete_to": complete_to(table.reached, now, taken_at=now),
    }


def _row(row: Row) -> dict[str, Any]:
    return {"code": row.code, "number": row.number, "percent": row.percent}


def _check(each: Check, line: Checked, people: int) -> dict[str, Any]:
    values: Mapping[str, Any] = {"possible": None, "fits": None, "missing": None}
    if isinstance(line, Shares):
        numbers = [whole.number for whole in line.wholes]
        values = {**values, "possible": numbers, "fits": people in numbers}
    else:
        values = {**values, "missing": line.missing}
    return {"line": each.line, "rows": list(each.rows), **values}


def _snapshot(table: PublishedTable, taken: Snapshot | None) -> dict[str, Any] | None:
    if taken is None:
        return None
    figures = {
        row.code: {
            "part": taken.figures[row.code].part,
            "whole": taken.figures[row.code].whole,
            "share": taken.figures[row.code].share,
            "fits": fits(row, taken.figures[row.code]),
        }
        for row in table.publication.rows
    }
    return {
        "on": taken.on.isoformat(),
        "figures": figures,
        "not_asked": dict(taken.unanswered),
        "not_assessed": taken.undone,
        "followed_up": taken.followed,
    }
