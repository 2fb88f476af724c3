"""What can be said of a concern on the wire, and in its forms; nothing of the first is needed."""

from typing import Any

from marshmallow import Schema, fields, validate

from services.casework.concerns.policy import ConcernView
from services.casework.fields import SUBJECT
from services.common.codes import ConcernAct, ConcernSign, ConcernStatus, NotificationWay
from shared.web.api import Body, personal
from shared.web.fields import TODAY, Clock, Code, Codes, Day, Text, YesNo, named
from shared.web.i18n import N_
from shared.web.paging import PageQuery

LONGEST = 10_000  # characters: nobody is stopped in the middle of a worry


class NewConcernSchema(Body):
    signs = named(N_("What is it about?"), personal(Codes(ConcernSign, load_default=()), **SUBJECT))
    text = named(
        N_("What did you see or hear?"),
        personal(Text(most=LONGEST, load_default="", takes_codes=True), **SUBJECT),
        hint=N_("In the child's own words, if you can. A few words are enough."),
    )
    seen = named(
        N_("When?"),
        personal(Text(most=200, load_default="", takes_codes=True), **SUBJECT),
        hint=N_("For instance: today at 22.30"),
    )
    in_danger = named(N_("The child is in danger right now"), YesNo(load_default=False))
    may_call = named(N_("You may call me about this"), YesNo(load_default=False))


class TakingSchema(Body):
    """Nothing is asked: whoever sends it sees to the concern from now on."""


class ActSchema(Body):
    act = named(N_("What was done?"), Code(ConcernAct, required=True))
    county = named(
        N_("To which county was the notification made?"),
        personal(Text(most=2, load_default=""), **SUBJECT),
        example="05",
    )
    method = named(
        N_("How was the notification made?"),
        Code(NotificationWay, load_default=None, allow_none=True),
        hint=N_("Never by e-mail: it is not safe."),
    )
    done_by = named(
        N_("By whom?"),
        personal(Text(most=200, load_default=""), **SUBJECT),
        hint=N_("Yourself, if you leave it empty."),
    )
    on = named(N_("Day"), Day(load_default=None), hint=TODAY)
    done_at = named(N_("Time of day"), personal(Clock(load_default=""), **SUBJECT))
    text = named(
        N_("What came of it?"),
        personal(Text(most=LONGEST, load_default="", takes_codes=True), **SUBJECT),
    )


class ClosingSchema(Body):
    outcome = named(N_("How was it seen to?"), Code(ConcernAct, required=True))
    reason = named(
        N_("Why is nothing more needed?"),
        personal(Text(most=2000, least=1, required=True), **SUBJECT),
    )
    on = named(N_("Day"), Day(load_default=None), hint=TODAY)


class ReopeningSchema(Body):
    reason = named(
        N_("Why is it opened again?"),
        personal(Text(most=2000, least=1, required=True), **SUBJECT),
    )


class ActedSchema(Schema):
    id = fields.UUID(required=True)
    act = Code(ConcernAct, required=True, allow_none=True)
    on = fields.Date(required=True)
    done_at = fields.String(required=True)
    done_by = fields.String(required=True)
    county = fields.String(required=True)
    method = Code(NotificationWay, required=True, allow_none=True)
    text = fields.String(required=True)


class ConcernSchema(Schema):
    """A concern; whoever only raised it reads their own words and how it stands."""

    id = fields.UUID(required=True)
    case_id = fields.UUID(required=True)
    status = Code(ConcernStatus, required=True)
    raised_at = fields.DateTime(required=True)
    raised_by = fields.UUID(required=True)
    taken_by = fields.UUID(required=True, allow_none=True)
    taken_at = fields.DateTime(required=True, allow_none=True)
    in_danger = fields.Boolean(required=True)
    may_call = fields.Boolean(required=True)
    signs = fields.List(Code(ConcernSign), required=True)
    seen = fields.String(required=True)
    text = fields.String(required=True)
    acts = fields.List(fields.Nested(ActedSchema), required=True)
    outcome = Code(ConcernAct, required=True, allow_none=True)
    reason = fields.String(required=True)


class ConcernLineSchema(Schema):
    id = fields.UUID(required=True)
    case_id = fields.UUID(required=True)
    status = Code(ConcernStatus, required=True)
    raised_at = fields.DateTime(required=True)
    taken_by = fields.UUID(required=True, allow_none=True)
    taken_at = fields.DateTime(required=True, allow_none=True)
    in_danger = fields.Boolean(required=True)


class ConcernListSchema(Schema):
    concerns = fields.List(fields.Nested(ConcernLineSchema), required=True)
    next = fields.String(allow_none=True)


class ConcernQuery(PageQuery):
    state = fields.String(load_default="open", validate=validate.OneOf(("open", "closed")))


def as_json(view: ConcernView) -> dict[str, Any]:
    """One concern for a program, as far as its reader may know it."""
    concern, report = view.concern, view.concern.report
    taken, closing = concern.taken, concern.closing if view.is_handler else None
    return {
        "id": concern.id,
        "case_id": report.case_id,
        "status": concern.status,
        "raised_at": report.raised_at,
        "raised_by": report.raised_by,
        "taken_by": taken.taken_by if taken else None,
        "taken_at": taken.taken_at if taken else None,
        "in_danger": report.is_danger,
        "may_call": report.may_call,
        "signs": list(report.signs),
        "seen": report.seen,
        "text": report.text,
        "acts": [_act(each) for each in concern.acts] if view.is_handler else [],
        "outcome": closing.outcome if closing else None,
        "reason": closing.reason if closing else "",
    }


def _act(act: Any) -> dict[str, Any]:
    names = ("act", "on", "done_at", "done_by", "county", "method", "text")
    return {"id": act.act_id} | {name: getattr(act, name) for name in names}
