"""What is asked when somebody is kept out, and how it reads to coordinators."""

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from services.casework.cases.domain import Case
from services.common.retention import CASE
from shared.web.api import Body, personal
from shared.web.fields import Id, Text, named
from shared.web.i18n import N_

SUBJECT = {"of": "subject", "retention": CASE}


class LockSchema(Body):
    reason = named(
        N_("Why?"),
        personal(Text(most=500, least=1, required=True), **SUBJECT),
        hint=N_("Only the coordinators read it."),
    )


class LockedPersonSchema(LockSchema):
    """As the form sends it: the person is one of its fields."""

    person_id = named(N_("Who may never open the case?"), Id(required=True, data_key="person"))


class LockLineSchema(Schema):
    person = fields.UUID(required=True)
    on = fields.Date(required=True)
    reason = fields.String(required=True)


class LockListSchema(Schema):
    locks = fields.List(fields.Nested(LockLineSchema), required=True)
    next = fields.String(allow_none=True)


def lines(case: Case) -> list[dict[str, Any]]:
    """Who is kept out, since when and why; the last first."""
    locks: dict[UUID, Any] = dict(case.staffing.locks)
    listed = [
        {"person": person, "on": lock.on, "reason": lock.reason} for person, lock in locks.items()
    ]
    return listed[::-1]
