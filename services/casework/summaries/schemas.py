"""What can be asked of a summary on the wire, and what is answered to those who may open it."""

from datetime import date
from typing import Any

from marshmallow import Schema, fields

from services.casework.summaries.policy import SummaryView
from services.casework.summaries.rules import Edition
from services.common.codes import SummaryStatus
from services.common.retention import CASE
from shared.kernel.codec import to_json
from shared.web.api import Body, personal
from shared.web.fields import Code, Day, Text, YesNo, named
from shared.web.i18n import N_

SUBJECT = {"of": "subject", "retention": CASE}
LONGEST = 6000  # characters of one part


class NewSummarySchema(Body):
    since = named(N_("First day of the period"), Day(load_default=None, allow_none=True))
    until = named(N_("Last day of the period"), Day(load_default=None, allow_none=True))


class DraftSchema(NewSummarySchema):
    """The draft, whole: what is left out is empty."""

    happened = named(
        N_("What has happened"), personal(Text(most=LONGEST, load_default=""), **SUBJECT)
    )
    child = named(
        N_("How the child or family is"), personal(Text(most=LONGEST, load_default=""), **SUBJECT)
    )
    ahead = named(N_("What comes next"), personal(Text(most=LONGEST, load_default=""), **SUBJECT))
    is_ready = named(N_("Hand it over for approval"), YesNo(load_default=False))


class SendBackSchema(Body):
    reason = named(
        N_("What should be changed?"),
        personal(Text(most=2000, least=1, required=True), **SUBJECT),
    )


class EditionSchema(Schema):
    """One approved edition; it never changes."""

    edition = fields.Integer(required=True)
    since = fields.Date(required=True)
    until = fields.Date(required=True)
    approved_on = fields.Date(required=True)
    by_writer = fields.Boolean(
        required=True, metadata={"description": "Whoever handed it over approved it too."}
    )
    sent = fields.Boolean(required=True)
    read_on = fields.Date(
        required=True, allow_none=True, metadata={"description": "null: not read by the sender."}
    )
    reason = fields.String(required=True, metadata={"description": "Why it was put right."})
    texts = fields.Dict(required=True)
    figures = fields.Dict(required=True, metadata={"description": "What was drawn from the book."})


class SummarySchema(Schema):
    """A summary as those who may open its case read it."""

    id = fields.UUID(required=True)
    case = fields.UUID(required=True)
    status = Code(SummaryStatus, required=True)
    since = fields.Date(required=True)
    until = fields.Date(required=True)
    happened = fields.String(required=True)
    child = fields.String(required=True)
    ahead = fields.String(required=True)
    returned = fields.String(
        required=True, metadata={"description": "What the coordinator asks to be changed."}
    )
    editions = fields.List(fields.Nested(EditionSchema), required=True)


class ListedSummarySchema(Schema):
    id = fields.UUID(required=True)
    status = Code(SummaryStatus, required=True)
    since = fields.Date(required=True)
    until = fields.Date(required=True)
    sent_on = fields.Date(required=True, allow_none=True)


class SummaryListSchema(Schema):
    summaries = fields.List(
        fields.Nested(ListedSummarySchema),
        required=True,
        metadata={"description": "The newest period first."},
    )
    next = fields.String(allow_none=True)


def as_json(view: SummaryView, read_on: dict[int, date]) -> dict[str, Any]:
    summary = view.summary
    return {
        "id": summary.id,
        "case": view.case.id,
        "status": summary.status,
        "since": summary.current.since,
        "until": summary.current.until,
        "happened": summary.written.happened,
        "child": summary.written.child,
        "ahead": summary.written.ahead,
        "returned": summary.returned,
        "editions": [_edition(each, read_on) for each in summary.editions],
    }


def _edition(each: Edition, read_on: dict[int, date]) -> dict[str, Any]:
    return {
        "edition": each.number,
        "since": each.period.since,
        "until": each.period.until,
        "approved_on": each.approved_on,
        "by_writer": each.by_writer,
        "sent": each.is_sent,
        "read_on": read_on.get(each.number),
        "reason": each.reason,
        "texts": to_json(each.written),
        "figures": to_json(each.digest),
    }
