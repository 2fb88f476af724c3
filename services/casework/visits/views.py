"""The form for logging a visit on a phone: who, when, how long, what, how it went."""

import re
from datetime import date
from typing import Any
from uuid import UUID

from flask import g, request
from marshmallow import ValidationError, fields, validate, validates_schema

from services.casework.cases import queries as cases
from services.casework.cases.texts import title
from services.casework.visits import queries
from services.casework.visits.domain import VisitFacts
from services.casework.visits.schemas import VisitSchema
from services.common.codes import Role, VisitStatus
from shared.web.api import uuid_of
from shared.web.fields import Day, named
from shared.web.i18n import N_, gettext
from shared.web.paging import PageRequest
from shared.web.parts import Option
from shared.web.sentences import Sentence
from shared.work import Work

LENGTHS = (60, 120, 180)  # minutes offered as one tap
OTHER, NO_LENGTH = "other", ""
MOST_CASES = 30  # that a worker may choose from without coming from a case


class VisitForm(VisitSchema):
    """What the form sends: a visit with one child or several, its length as one tap."""

    class Meta(VisitSchema.Meta):
        exclude = ("present",)

    case = fields.UUID(load_default=None)  # the case whose page the form was opened from
    who = named(
        N_("With whom?"),
        fields.List(fields.UUID(), required=True, validate=validate.Length(min=1, max=12)),
    )
    held_on = named(N_("Day"), Day(required=True))
    length = named(
        N_("How long?"),
        fields.String(
            load_default=NO_LENGTH, validate=validate.OneOf(["", *map(str, LENGTHS), OTHER])
        ),
    )

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def held_visits_took_time(self, data: dict[str, Any], sent: dict[str, Any], **_: Any) -> None:
        is_wrong = any(name in sent and name not in data for name in ("length", "minutes"))
        held = data.get("status", VisitStatus.HELD) is VisitStatus.HELD
        if held and not is_wrong and not minutes_of(data):
            name = "minutes" if data.get("length") == OTHER else "length"
            raise ValidationError(Sentence("How long it lasted is missing."), name)


def minutes_of(data: dict[str, Any]) -> int:
    length = data.get("length") or ""
    is_chosen = re.fullmatch("[0-9]{1,4}", length) is not None
    return int(length) if is_chosen else int(data.get("minutes") or 0)


def facts_of(data: dict[str, Any]) -> VisitFacts:
    """What a filled-in form says of the visit."""
    copied = ("held_on", "kind", "status", "activities", "impression", "notes", "kilometres")
    return VisitFacts(
        **{name: data[name] for name in copied},
        minutes=minutes_of(data),
        costs=data["costs"],
        began_at=data["began_at"] or None,
    )


def is_supporter() -> bool:
    """Does the reader log as a support person, and not as staff?"""
    return g.who.has(Role.SUPPORT_PERSON) and not g.who.has(Role.NGO_WORKER, Role.NGO_COORDINATOR)


def whom(work: Work) -> list[Option]:
    """Those whom the reader may log a visit for, by first name for a support person."""
    if is_supporter():
        children = queries.supported_by(work, g.who)
        return [Option(str(child.case_id), child.name) for child in children]
    case_id = uuid_of(request.values.get("case", ""))
    if case_id:
        return [Option(str(case_id), title(cases.case(work, g.who, case_id)))]
    return [Option(str(each.row.case_id), each.name) for each in _lately_met_first(work)]


def _lately_met_first(work: Work) -> list[cases.ListedCase]:
    listed = cases.listed(work, g.who, page_request=PageRequest(MOST_CASES)).items
    met = queries.last_held(work, [each.row.case_id for each in listed])
    return sorted(listed, key=lambda each: met.get(each.row.case_id, date.min), reverse=True)


def form(work: Work) -> dict[str, Any]:
    """Everything that the form offers to choose from."""
    lengths = [Option(str(m), gettext("%(hours)s h", hours=m // 60)) for m in LENGTHS]
    return {
        "whom": whom(work),
        "today": work.today.isoformat(),
        "lengths": [*lengths, Option(OTHER, gettext("Other"))],
        "is_supporter": is_supporter(),
    }


def chosen(data: dict[str, Any]) -> list[UUID]:
    case_ids: list[UUID] = data["who"]
    return list(dict.fromkeys(case_ids))
