"""What is asked of a hand-over, and how it reads."""

from typing import Any

from marshmallow import Schema, fields

from services.casework.handover.policy import HandOverView
from services.common.codes import EarlierNotes, HandOverReason
from shared.web.api import Body
from shared.web.fields import Code, Day, Id, named
from shared.web.i18n import N_


class HandOverSchema(Body):
    leaving = named(
        N_("Who hands over?"),
        Id(load_default=None, allow_none=True),
        hint=N_("Leave it empty where nobody is responsible now."),
    )
    receiver = named(N_("Who takes the case over?"), Id(required=True))
    first_day = named(
        N_("First day of the new worker"),
        Day(required=True),
        hint=N_("From that day on whoever hands over no longer sees the case."),
    )
    reason = named(N_("Why?"), Code(HandOverReason, required=True))
    notes = named(
        N_("Which earlier notes does the new worker read?"),
        Code(EarlierNotes, load_default=None, allow_none=True),
        hint=N_("The coordinator decides. The plan, the goals and open concerns are always seen."),
    )
    notes_since = named(
        N_("Notes from which day on?"),
        Day(load_default=None, allow_none=True),
        hint=N_("Only if earlier notes are read from one day on."),
    )


class HandOverStateSchema(Schema):
    """A hand-over as those see it whom it concerns."""

    status = fields.String(
        required=True,
        metadata={"enum": ["none", "planned", "decided", "accepted"]},
    )
    leaving = fields.UUID(allow_none=True)
    receiver = fields.UUID(allow_none=True)
    first_day = fields.Date(allow_none=True)
    reason = fields.String(allow_none=True)
    notes = fields.String(allow_none=True)
    notes_since = fields.Date(allow_none=True)


def status(view: HandOverView) -> str:
    """How far it is: none, planned, decided or accepted."""
    plan = view.case.staffing.handover
    if plan is None:
        return "none"
    if view.case.staffing.is_accepted:
        return "accepted"
    return "planned" if plan.notes is None else "decided"


def as_json(view: HandOverView) -> dict[str, Any]:
    plan = view.case.staffing.handover
    names = ("leaving", "first_day", "reason", "notes", "notes_since")
    values = {name: getattr(plan, name) if plan else None for name in names}
    return {"status": status(view), "receiver": plan.to if plan else None, **values}
