"""The reports on the wire: what may be asked, the answer as JSON, and as rows of a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from services.reporting.appointments.schemas import AppointmentsKept
from services.reporting.appointments.views import as_json as kept_as_json
from services.reporting.circumstances.schemas import AnsweredQuestion
from services.reporting.circumstances.views import answered_as_json
from services.reporting.disclosure.cells import ALL
from services.reporting.editions.schemas import Completeness, complete_to
from services.reporting.encounters.schemas import EncountersOfKind
from services.reporting.encounters.views import as_json as encounters_as_json
from services.reporting.figures.schemas import (
    NOT_IN_FILES,
    FigureSchema,
    line_as_json,
    line_as_row,
    name_as_json,
)
from services.reporting.figures.texts import place_name, programme_name, why_hidden
from services.reporting.indicators.months import Range
from services.reporting.measured.schemas import MeasuredChange
from services.reporting.measured.views import as_json
from services.reporting.professions.schemas import ProfessionMet
from services.reporting.professions.views import as_json as met_as_json
from services.reporting.reports.queries import Change, ReportAnswer
from services.reporting.reports.rules import Alternative, Reading, alternatives, answering, hidden
from services.reporting.surveyed.schemas import StatementShare
from services.reporting.surveyed.views import as_json as share_as_json
from shared.web.api import Body
from shared.web.fields import Value, named
from shared.web.i18n import N_, gettext
from shared.web.spreadsheets import Row


class AskedSchema(Schema):
    """What stands before the figures in a row of a file."""

    report = named(N_("Report"), fields.String())
    from_ = named(N_("From month"), fields.String(data_key="from"))
    to = named(N_("To month"), fields.String())
    municipality = named(N_("Municipality"), fields.String())
    programme = named(N_("Programme"), fields.String())
    edition = named(N_("Edition"), fields.String())


class ReachedSchema(Schema):
    """What stands after them: up to where everything is in."""

    complete_to = named(N_("Complete up to"), fields.String())
    complete = named(N_("Everything is in"), fields.String())
    as_of = named(N_("As of"), fields.String())


ROW = (AskedSchema, FigureSchema, ReachedSchema)
LABELS = {
    field.data_key or name: field.metadata["label"]
    for schema in ROW
    for name, field in schema().fields.items()
    if name not in NOT_IN_FILES
}
COLUMNS = tuple(LABELS)


class ReportQuerySchema(Body):
    """Whole calendar months; left out: the twelve months to the newest edition."""

    from_ = fields.String(data_key="from", metadata={"example": "2026-01"})
    to = fields.String(metadata={"example": "2026-10"})
    as_of = fields.String(metadata={"description": "The editions in force that day."})
    municipality = fields.String(
        metadata={"description": "A municipality's code, such as 853; subregion:024, county:05."}
    )
    programme = fields.String(
        metadata={"description": "Its code; provider:<id> for all of one organisation."}
    )
    lang = fields.String(metadata={"description": "fi, sv or en: the language of names."})


@dataclass(frozen=True)
class EditionInForce:
    id: UUID
    month: str  # 2026-03
    published_on: date
    complete: bool


@dataclass(frozen=True)
class Months:
    from_: str  # 2026-01
    to: str


@dataclass(frozen=True)
class NearQuestion:
    municipality: str | None
    programme: str | None
    from_: str
    to: str
    name: str
    numerator: int | None


@dataclass(frozen=True)
class ChangedFigure:
    """A figure with another value in the edition before."""

    indicator: str
    figure: str
    group: str
    code: str
    name: str
    before: int
    now: int


class ReportSchema(Schema):
    report = fields.String()
    from_ = fields.String(data_key="from", attribute="from")
    to = fields.String()
    municipality = fields.String(allow_none=True)
    programme = fields.String(allow_none=True)
    scope = fields.String(metadata={"description": "region, or organisation for live figures."})
    edition = Value(EditionInForce, allow_none=True)
    complete_to = Value(dict[str, Completeness], metadata={"description": "By service."})
    nearest = Value(
        Months, allow_none=True, metadata={"description": "The months of the main figure."}
    )
    hidden = fields.String(
        allow_none=True, metadata={"description": "Why the main figure is not shown."}
    )
    instead = Value(
        tuple[NearQuestion, ...],
        metadata={"description": "Near questions that have an answer."},
    )
    figures = fields.List(fields.Nested(FigureSchema))
    changes = Value(tuple[ChangedFigure, ...])
    circumstances = Value(
        tuple[AnsweredQuestion, ...],
        metadata={"description": "Of one's own families, in the report of support alone."},
    )
    measured = Value(
        tuple[MeasuredChange, ...],
        metadata={"description": "Of one's own families, in the report of outcomes alone."},
    )
    professions = Value(
        tuple[ProfessionMet, ...],
        metadata={"description": "Of one's own families, in the report of support alone."},
    )
    encounters = Value(
        tuple[EncountersOfKind, ...],
        metadata={"description": "Of one's own organisation, in the report of support alone."},
    )
    appointments = Value(
        AppointmentsKept,
        metadata={"description": "Of one's own families, in the report of support alone."},
    )
    experience = Value(
        tuple[StatementShare, ...],
        metadata={"description": "Of support persons, in the report of support alone."},
    )


def labels() -> list[str]:
    """What the columns of a file are called, in the reader's language."""
    return [gettext(label) for label in LABELS.values()]


def report_as_json(answer: ReportAnswer, changes: Iterable[Change]) -> dict[str, Any]:
    reading, query, names = answer.reading, answer.query, answer.names
    edition = reading.edition
    return {
        "report": query.report,
        "from": query.period.first,
        "to": query.period.last,
        "municipality": None if query.place == ALL else query.place,
        "programme": None if query.programme == ALL else query.programme,
        "scope": "organisation" if reading.is_live else "region",
        "edition": edition
        and {
            "id": str(edition.id),
            "month": edition.month,
            "published_on": edition.published_on.isoformat(),
            "complete": edition.is_complete,
        },
        "complete_to": complete_to(reading.reached, reading.at, taken_at=reading.taken_at),
        "nearest": _months(answering(reading, query)),
        "hidden": why_hidden(hidden(reading, query)),
        "instead": [_alternative(other, names) for other in alternatives(reading, query)],
        "figures": [line_as_json(line, names) for line in answer.lines],
        "changes": [
            {**name_as_json(change.line, names), "before": change.before, "now": change.now}
            for change in changes
        ],
        "circumstances": [answered_as_json(each) for each in answer.circumstances],
        "measured": [as_json(each, answer.measures) for each in answer.developments],
        "professions": [met_as_json(each) for each in answer.met],
        "encounters": [encounters_as_json(each) for each in answer.encounters],
        "appointments": kept_as_json(answer.kept),
        "experience": [share_as_json(each) for each in answer.experiences],
    }


def report_as_rows(answer: ReportAnswer) -> list[Row]:
    """One row a figure, with the columns of `COLUMNS`."""
    reading, query = answer.reading, answer.query
    first: Row = [
        str(query.report),
        query.period.first,
        query.period.last,
        "" if query.place == ALL else query.place,
        "" if query.programme == ALL else query.programme,
        reading.edition.published_on.isoformat() if reading.edition else "",
    ]
    reached = " ".join(f"{source.service}#{source.position}" for source in reading.reached)
    last: Row = [reached, "yes" if reading.is_complete else "no", _as_of(reading)]
    return [[*first, *line_as_row(line, answer.names), *last] for line in answer.lines]


def _as_of(reading: Reading) -> str:
    """When the service heard least lately was heard; empty when one never was."""
    moments = [source.at for source in reading.reached if source.at]
    return min(moments).isoformat() if moments and len(moments) == len(reading.reached) else ""


def _alternative(other: Alternative, names: Mapping[str, str]) -> dict[str, Any]:
    place, programme = other.query.place, other.query.programme
    return {
        "municipality": None if place == ALL else place,
        "programme": None if programme == ALL else programme,
        **(_months(other.query.period) or {}),
        "name": f"{place_name(place)}, {programme_name(programme, names)}",
        "numerator": other.figure.value,
    }


def _months(period: Range | None) -> dict[str, str] | None:
    return {"from": period.first, "to": period.last} if period else None
