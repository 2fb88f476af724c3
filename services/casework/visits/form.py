"""The form for logging a visit on a phone: who, when, how long, what, how it went."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import g, request
from marshmallow import ValidationError, fields, validate, validates_schema

from services.casework.cases import queries as cases
from services.casework.cases.views import title
from services.casework.visits import queries
from services.casework.visits.domain import LONGEST, Told
from services.casework.visits.events import Activity, Impression
from services.casework.visits.schemas import CLOCK, DEAREST, FARTHEST, SUBJECT
from services.codes import Role, VisitKind, VisitStatus
from services.labels import choices
from shared.api import Body, personal, uuid_of
from shared.fields import Code, Codes, Day, Text, Whole
from shared.i18n import gettext, language
from shared.paging import Asked
from shared.parts import Option
from shared.work import Work

LENGTHS = (60, 120, 180)  # minutes offered as one tap
OTHER = "other"
MOST_CASES = 30  # that a worker may choose from without coming from a case


class VisitForm(Body):
    """What the form sends; empty fields are left out."""

    case = fields.UUID(load_default=None)  # the case whose page the form was opened from
    who = fields.List(fields.UUID(), required=True, validate=validate.Length(min=1, max=12))
    held_on = Day(required=True)
    began_at = Text(most=5, load_default="", validate=validate.Regexp(f"{CLOCK}|^$"))
    length = fields.String(
        load_default="", validate=validate.OneOf(["", *map(str, LENGTHS), OTHER])
    )
    minutes = Whole(least=0, most=LONGEST, load_default=0)
    kind = Code(VisitKind, load_default=VisitKind.FACE)
    status = Code(VisitStatus, load_default=VisitStatus.HELD)
    activities = personal(Codes(Activity), **SUBJECT)
    impression = personal(Code(Impression, load_default=None), **SUBJECT)
    notes = personal(Text(most=4000, load_default=""), **SUBJECT)
    kilometres = Whole(least=0, most=FARTHEST, load_default=0)
    costs = fields.Decimal(load_default=0, validate=validate.Range(0, DEAREST))

    @validates_schema
    def held_visits_took_time(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("status", VisitStatus.HELD) is VisitStatus.HELD and not minutes_of(data):
            name = "minutes" if data.get("length") == OTHER else "length"
            raise ValidationError("How long it lasted is missing.", name)


def minutes_of(data: dict[str, Any]) -> int:
    length = data.get("length") or ""
    return int(length) if length.isdigit() else int(data.get("minutes") or 0)


def told(data: dict[str, Any]) -> Told:
    """What a filled-in form says of the visit."""
    copied = ("held_on", "kind", "status", "activities", "impression", "notes", "kilometres")
    return Told(
        **{name: data[name] for name in copied},
        minutes=minutes_of(data),
        costs=data["costs"],
        began_at=data["began_at"].replace(".", ":") or None,
    )


def is_supporter() -> bool:
    """Does the reader log as a support person, and not as staff?"""
    return g.who.has(Role.SUPPORT_PERSON) and not g.who.has(Role.NGO_WORKER, Role.NGO_COORDINATOR)


def whom(work: Work) -> list[Option]:
    """Those whom the reader may log a visit for, by first name for a support person."""
    if is_supporter():
        return [
            Option(str(child.case_id), child.name) for child in queries.supported_by(work, g.who)
        ]
    asked = uuid_of(request.values.get("case", ""))
    if asked:
        return [Option(str(asked), title(cases.case(work, g.who, asked)))]
    return [Option(str(line.row.case_id), line.name) for line in _lately_met_first(work)]


def _lately_met_first(work: Work) -> list[cases.Line]:
    lines = cases.lines(work, g.who, asked=Asked(MOST_CASES)).items
    met = queries.last_held(work, [line.row.case_id for line in lines])
    return sorted(lines, key=lambda line: met.get(line.row.case_id, date.min), reverse=True)


def draws(work: Work) -> dict[str, Any]:
    """Everything that the form offers to choose from."""
    lengths = [Option(str(m), gettext("%(hours)s h", hours=m // 60)) for m in LENGTHS]
    return {
        "whom": whom(work),
        "today": work.today.isoformat(),
        "lengths": [*lengths, Option(OTHER, gettext("Other"))],
        "activities": _activities(),
        "impressions": _impressions(),
        "kinds": [Option(code, text) for code, text in choices(VisitKind, language())],
        "statuses": [Option(code, text) for code, text in choices(VisitStatus, language())],
        "is_supporter": is_supporter(),
    }


def chosen(data: dict[str, Any]) -> list[UUID]:
    found: list[UUID] = data["who"]
    return list(dict.fromkeys(found))


def _activities() -> list[Option]:
    return [
        Option(Activity.SPORT, gettext("Sports")),
        Option(Activity.GAMES, gettext("Games")),
        Option(Activity.HOMEWORK, gettext("Homework")),
        Option(Activity.TALKING, gettext("We talked")),
        Option(Activity.OTHER, gettext("Something else")),
    ]


def _impressions() -> list[Option]:
    return [
        Option(Impression.GOOD, gettext("Well")),
        Option(Impression.FAIR, gettext("All right")),
        Option(Impression.HARD, gettext("It was hard")),
    ]
