"""What is asked about pair work, and how it reads."""

from typing import Any

from marshmallow import Schema, fields

from services.common.codes import (
    MeetingVenue,
    NotHeldReason,
    PairWorkResult,
    PairWorkStatus,
    Profession,
    Theme,
)
from services.common.retention import CONTACT
from services.referral.pairwork.domain import Proposal
from services.referral.pairwork.events import MinutesWritten, PairWorkAgreed
from services.referral.pairwork.policy import PairWorkView
from shared.web.api import Body, personal
from shared.web.fields import Clock, Code, Codes, Day, Id, Language, Text, Whole, named
from shared.web.i18n import N_

OF_PAIRWORK = {"of": "pairwork_id", "retention": CONTACT}
LEAVE_OUT = N_("Leave out names, identity codes, phone numbers, e-mail and street addresses.")
LONGEST, A_DAY = 8 * 60, 24 * 60  # minutes


class PairWorkRequestSchema(Body):
    theme = named(N_("Theme"), Code(Theme, required=True))
    profession = named(N_("You work in"), Code(Profession, required=True))
    municipality = named(
        N_("Municipality"),
        Text(most=3, least=3, required=True),
        hint=N_("Where the client lives. Organisations that work there are asked."),
        example="853",
    )
    first_day = named(N_("Wished day"), Day(required=True))
    first_begins = named(N_("Begins at"), Clock(required=True))
    second_day = named(N_("Second wished day"), Day(load_default=None, allow_none=True))
    second_begins = named(N_("The second begins at"), Clock(load_default=""))
    third_day = named(N_("Third wished day"), Day(load_default=None, allow_none=True))
    third_begins = named(N_("The third begins at"), Clock(load_default=""))
    minutes = named(N_("How many minutes?"), Whole(least=15, most=LONGEST, required=True))
    venue = named(N_("Where do you meet?"), Code(MeetingVenue, required=True))
    language = named(N_("Language of the meeting"), Language(load_default="fi"))
    text = named(
        N_("What do you wish a pair for?"),
        personal(Text(most=2000, least=2, required=True), **OF_PAIRWORK),
        hint=LEAVE_OUT,
    )


class PairTimeSchema(Body):
    day = named(N_("Day"), Day(required=True))
    begins = named(N_("Begins at"), Clock(required=True))
    minutes = named(N_("How many minutes?"), Whole(least=15, most=LONGEST, required=True))


class PairOfferSchema(PairTimeSchema):
    worker = named(N_("Who comes along?"), Id(required=True))


class PairMoveSchema(PairTimeSchema):
    worker = named(N_("Who comes along?"), Id(load_default=None, allow_none=True))


class PairReasonSchema(Body):
    reason = named(
        N_("Why?"),
        personal(Text(most=1000, least=2, required=True), **OF_PAIRWORK),
        hint=LEAVE_OUT,
    )


class PairNotHeldSchema(Body):
    why = named(N_("Why did you not meet?"), Code(NotHeldReason, required=True))


class PairMinutesSchema(Body):
    work_minutes = named(
        N_("Minutes of work"),
        Whole(least=0, most=A_DAY, required=True),
        hint=N_("Your own side’s: preparing, meeting, and what followed."),
    )
    travel_minutes = named(N_("Minutes of travel"), Whole(least=0, most=A_DAY, load_default=0))
    brought = named(N_("What did it bring?"), Codes(PairWorkResult))
    text = named(
        N_("In your own words"),
        personal(Text(most=2000, load_default=""), **OF_PAIRWORK),
        hint=LEAVE_OUT,
    )


class WishedTimeSchema(Schema):
    day = fields.Date(required=True)
    begins = fields.String(required=True, metadata={"description": "On the wall in Helsinki."})


class OfferedTimeSchema(WishedTimeSchema):
    by = fields.UUID(required=True, metadata={"description": "The organisation that says so."})
    worker = fields.UUID(required=True)
    minutes = fields.Integer(required=True)


class WrittenMinutesSchema(Schema):
    work_minutes = fields.Integer(required=True)
    travel_minutes = fields.Integer(required=True)
    brought = fields.List(Code(PairWorkResult), required=True)
    text = fields.String(required=True)


class PairWorkSchema(Schema):
    id = fields.UUID(required=True)
    status = Code(PairWorkStatus, required=True)
    theme = Code(Theme, required=True)
    profession = Code(Profession, required=True)
    municipality = fields.String(required=True)
    wished = fields.List(fields.Nested(WishedTimeSchema), required=True)
    minutes = fields.Integer(required=True)
    venue = Code(MeetingVenue, required=True)
    language = fields.String(required=True)
    asked_on = fields.Date(required=True)
    due_on = fields.Date(required=True)
    text = fields.String(required=True)
    partner = fields.UUID(
        required=True, allow_none=True, metadata={"description": "Only for the two sides."}
    )
    proposed = fields.Nested(OfferedTimeSchema, required=True, allow_none=True)
    answer_by = fields.Date(
        required=True,
        allow_none=True,
        metadata={"description": "The last day for the answer to an offer, before it lapses."},
    )
    lapsed_on = fields.Date(
        required=True,
        allow_none=True,
        metadata={"description": "When the last offer lapsed, which nobody answered."},
    )
    agreed = fields.Nested(OfferedTimeSchema, required=True, allow_none=True)
    why_not = Code(NotHeldReason, required=True, allow_none=True)
    reason = fields.String(
        required=True, metadata={"description": "Of a refusal or a cancellation."}
    )
    ngo_minutes = fields.Nested(WrittenMinutesSchema, required=True, allow_none=True)
    municipal_minutes = fields.Nested(WrittenMinutesSchema, required=True, allow_none=True)


class ListedPairWorkSchema(Schema):
    id = fields.UUID(required=True)
    status = Code(PairWorkStatus, required=True)
    theme = Code(Theme, required=True)
    profession = Code(Profession, required=True)
    municipality = fields.String(required=True)
    asked_on = fields.Date(required=True)
    due_on = fields.Date(required=True)
    day = fields.Date(required=True, allow_none=True)


class PairWorkListSchema(Schema):
    requests = fields.List(fields.Nested(ListedPairWorkSchema), required=True)
    next = fields.String(allow_none=True)


def as_json(view: PairWorkView, *, is_side: bool, is_refused: bool) -> dict[str, Any]:
    """One as JSON; whoever could only offer reads the request, and no other's offer."""
    state, request = view.pairwork, view.pairwork.request
    refusal, cancelled = state.refusal, state.cancelled
    reason = (refusal.reason if refusal and (is_side or is_refused) else "") or ""
    return {
        "id": state.id,
        "status": state.status,
        "theme": request.theme,
        "profession": request.profession,
        "municipality": request.municipality,
        "wished": [{"day": each.day, "begins": each.begins} for each in request.wished],
        "minutes": request.minutes,
        "venue": request.venue,
        "language": request.language,
        "asked_on": request.on,
        "due_on": state.due_on,
        "text": request.text or "",
        "partner": state.partner if is_side else None,
        "proposed": _time(state.proposal) if is_side else None,
        "answer_by": state.answer_by if is_side else None,
        "lapsed_on": state.lapse.on if state.lapse else None,
        "agreed": _time(state.agreed) if is_side else None,
        "why_not": state.why_not,
        "reason": (cancelled.reason or "") if cancelled else reason,
        "ngo_minutes": _minutes(state.minutes.get(False)),
        "municipal_minutes": _minutes(state.minutes.get(True)),
    }


def _time(time: Proposal | PairWorkAgreed | None) -> dict[str, Any] | None:
    if time is None:
        return None
    names = ("worker", "day", "begins", "minutes")
    return {"by": time.organisation, **{name: getattr(time, name) for name in names}}


def _minutes(written: MinutesWritten | None) -> dict[str, Any] | None:
    if written is None:
        return None
    names = ("work_minutes", "travel_minutes")
    values = {name: getattr(written, name) for name in names}
    return {**values, "brought": list(written.brought), "text": written.text or ""}


def listed_json(row: Any) -> dict[str, Any]:
    names = (
        *("status", "theme", "profession", "municipality"),
        *("asked_on", "due_on", "day"),
    )
    return {"id": row.pairwork_id, **{name: getattr(row, name) for name in names}}
