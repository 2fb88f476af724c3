"""Help without a referral on the wire."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields

from services.reporting.editions.schemas import Completeness, complete_to
from services.reporting.open_help.queries import OpenHelp
from services.reporting.open_help.rules import Attended, Came, Counts, Packages, Row, Shown
from shared.web.api import Body
from shared.web.fields import Code, Value


class OpenHelpQuerySchema(Body):
    half = fields.String(
        metadata={"description": "A half-year, such as 2026-2; without it the running one."}
    )


@dataclass(frozen=True)
class Counted:
    """How many, of one code or of some that stand together."""

    codes: tuple[str, ...]  # none: the total
    count: int | None  # null: fewer than five
    held: int | None  # null: not shown


@dataclass(frozen=True)
class Divided:
    total: Counted
    tables: dict[str, tuple[Counted, ...]]  # by theme, place or profession


@dataclass(frozen=True)
class PairWork:
    """Meetings with a client that somebody of an organisation and of a municipality held."""

    total: Counted
    tables: dict[str, tuple[Counted, ...]]
    ngo_minutes: int | None  # work and travel; null: the total is not exact
    municipal_minutes: int | None


@dataclass(frozen=True)
class EventsOf:
    """Open events about one theme or at one place; an event of two themes counts in both."""

    code: str
    days: int
    heads: int | None  # null: fewer than five


@dataclass(frozen=True)
class EventsCounted:
    days: int
    estimated_days: int
    heads: int | None
    kinds: dict[str, int | None]
    tables: dict[str, tuple[EventsOf, ...]]


@dataclass(frozen=True)
class PackagesClosed:
    """Packages made to measure of one kind; the last row has no kind and is all of them."""

    kind: str
    count: int
    sessions: int
    heads: int | None  # null: fewer than five
    paid_by_municipalities: int  # cents
    paid_by_own_grants: int
    paid_by_others: int


class OpenHelpSchema(Schema):
    half = fields.String(required=True)
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(required=True)
    final_on = fields.Date(
        required=True, metadata={"description": "From that day on the figures stay as they are."}
    )
    counted_until = fields.Date(required=True)
    shown = Code(Shown, required=True)
    bookings = Value(Divided, required=True)
    consultations = Value(Divided, required=True)
    pair_work = Value(PairWork, required=True)
    events = Value(EventsCounted, required=True)
    packages = Value(tuple[PackagesClosed, ...], required=True)
    complete_to = Value(dict[str, Completeness], metadata={"description": "By service."})


def open_help_as_json(answer: OpenHelp, now: Any) -> dict[str, Any]:
    half = answer.half
    return {
        "half": str(half),
        "starts_on": half.starts_on.isoformat(),
        "ends_on": half.ends_on.isoformat(),
        "final_on": half.final_on.isoformat(),
        "counted_until": answer.until.isoformat(),
        "shown": answer.shown,
        "bookings": _divided(answer.bookings),
        "consultations": _divided(answer.consultations),
        "pair_work": _pair_work(answer.pair_work),
        "events": _events(answer.events),
        "packages": [_packages(each) for each in answer.packages],
        "complete_to": complete_to(answer.reached, now, taken_at=now),
    }


def _divided(counts: Counts) -> dict[str, Any]:
    return {"total": _row(counts.total), "tables": _tables(counts.tables, _row)}


def _pair_work(counts: Counts) -> dict[str, Any]:
    ours, theirs = counts.minutes or (None, None)
    return {**_divided(counts), "ngo_minutes": ours, "municipal_minutes": theirs}


def _row(row: Row) -> dict[str, Any]:
    return {"codes": list(row.codes), "count": row.count, "held": row.held}


def _events(events: Attended) -> dict[str, Any]:
    return {
        "days": events.total.days,
        "estimated_days": events.estimated,
        "heads": events.total.heads,
        "kinds": dict(events.kinds),
        "tables": _tables(events.tables, _came),
    }


def _packages(each: Packages) -> dict[str, Any]:
    municipal, granted, others = each.paid
    return {
        "kind": each.kind,
        "count": each.count,
        "sessions": each.sessions,
        "heads": each.heads,
        "paid_by_municipalities": municipal,
        "paid_by_own_grants": granted,
        "paid_by_others": others,
    }


def _came(came: Came) -> dict[str, Any]:
    return {"code": came.code, "days": came.days, "heads": came.heads}


def _tables(tables: Mapping[str, tuple[Any, ...]], as_row: Any) -> dict[str, Any]:
    return {by: [as_row(row) for row in rows] for by, rows in tables.items()}
