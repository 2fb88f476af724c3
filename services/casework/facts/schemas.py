"""What can be said of a family's answers on the wire, and how they read."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from marshmallow import Schema, fields, validate

from services.casework.facts.domain import FactSheet
from services.casework.facts.events import Fact
from services.casework.fields import SUBJECT
from services.common.programme.asking import MOST_QUESTIONS
from services.common.programme.questions import PARENTS
from shared.web.api import Body, personal
from shared.web.fields import TODAY, Day, Text, Whole, named
from shared.web.i18n import N_

MOST = MOST_QUESTIONS * PARENTS


class FactSchema(Body):
    question = named(N_("Question"), Text(most=60, required=True))
    person = named(N_("Which parent?"), Whole(least=1, most=PARENTS, load_default=1))
    answer = named(N_("Answer"), personal(Text(most=60, load_default=""), **SUBJECT))


class FactsSchema(Body):
    answered_on = named(N_("Day"), Day(load_default=None, allow_none=True), hint=TODAY)
    facts = named(
        N_("Answers"),
        fields.List(
            fields.Nested(FactSchema), required=True, validate=validate.Length(min=1, max=MOST)
        ),
    )


class FactsCorrectionSchema(Body):
    answered_on = named(N_("Day"), Day(load_default=None, allow_none=True))
    facts = named(
        N_("Answers"),
        fields.List(
            fields.Nested(FactSchema), required=True, validate=validate.Length(min=1, max=MOST)
        ),
    )
    reason = named(
        N_("Why is it corrected?"), personal(Text(most=1000, least=1, required=True), **SUBJECT)
    )


class FactSheetSchema(Schema):
    """The answers of one day as the case's people read them."""

    id = fields.UUID(required=True)
    answered_on = fields.Date(required=True)
    facts = fields.List(fields.Nested(FactSchema), required=True)
    corrected = fields.Boolean(required=True)
    entered_in_error = fields.Boolean(required=True)


class FactSheetListSchema(Schema):
    sheets = fields.List(
        fields.Nested(FactSheetSchema), required=True, metadata={"description": "Newest first."}
    )
    next = fields.String(allow_none=True)


def facts_of(rows: Iterable[dict[str, Any]]) -> tuple[Fact, ...]:
    """What was answered; a question without an answer was not asked."""
    return tuple(Fact(**row) for row in rows if row["answer"].strip())


def as_json(sheet: FactSheet) -> dict[str, Any]:
    return {
        "id": sheet.id,
        "answered_on": sheet.answered_on,
        "facts": [asdict(fact) for fact in sheet.facts],
        "corrected": bool(sheet.corrections),
        "entered_in_error": sheet.is_error,
    }
