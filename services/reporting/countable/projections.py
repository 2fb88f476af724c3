"""One row for each public event that can be counted, as it stands after what was put right.

A row follows events of one thing, which come in order. What was entered in error, or taken back, is
struck out with its day; what was corrected has the corrected values. Rows hold ids, codes and days.
"""

from typing import Any

from sqlalchemy import JSON, Column, Connection, Date, MetaData, String, Table, Uuid, select, update

from services.casework.cases import events as cases
from services.casework.course.events import PhaseTakenBack
from services.casework.entries import events as entries
from services.casework.visits import events as visits
from services.common.days import day_of
from services.referral.corrections import events as corrections
from services.reporting.countable.domain import (
    BY_NAME,
    COUNTABLE,
    countable_fields,
    day_field,
    thing_field,
)
from services.volunteers.matches import events as matches
from services.volunteers.people import events as people
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert
from shared.kernel.events import kind_of
from shared.store import Recorded

metadata = MetaData()
event_facts = Table(
    "event_facts",
    metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("kind", String(60), nullable=False, index=True),
    Column("thing_id", Uuid, nullable=False, index=True),
    Column("on", Date, nullable=False),
    Column("recorded_on", Date, nullable=False),
    Column("struck_on", Date),  # NULL: it holds
    Column("organisation", Uuid),
    Column("case_id", Uuid),
    Column("referral_id", Uuid),
    Column("programme", String(60)),
    Column("municipality", String(3)),
    Column("fields", JSON, nullable=False),
)
history = Projection("countable", metadata)
OWN = ("organisation", "case_id", "referral_id", "programme", "municipality")
ALL: tuple[str, ...] = ()  # every event of the thing
STRIKES: dict[type, tuple[str, ...]] = {
    visits.VisitEnteredInError: ALL,
    entries.EntryEnteredInError: ALL,
    matches.MatchEnteredInError: ALL,
    corrections.ReferralEnteredInError: ALL,
    people.VolunteerEnteredInError: ALL,
    cases.CaseReopened: ("case.closed", "case.followed_up"),
    cases.FollowUpTakenBack: ("case.followed_up",),
    matches.MatchReopened: ("match.ended", "match.declined"),
    corrections.ReferralReopened: (
        "referral.rejected",
        "referral.withdrawn",
        "referral.completed",
        "referral.failed",
    ),
}
CORRECTS: dict[type, str] = {
    visits.VisitCorrected: "visit.logged",
    entries.EntryCorrected: "entry.recorded",
    entries.EntrySettled: "entry.recorded",
}


@history.on_message(*COUNTABLE)
def keep(db: Connection, event: Any, message: Recorded) -> None:
    name = kind_of(event).name
    key = {"event_id": message.id}
    if name == "pairwork.held":
        _strike(db, event, (name,), message)  # each says the whole anew
    values = {each: getattr(event, each, None) for each in OWN}
    upsert(db, event_facts, key, values | _values(name, event, message) | {"kind": name})


@history.on_message(*STRIKES)
def strike_out(db: Connection, event: Any, message: Recorded) -> None:
    _strike(db, event, STRIKES[type(event)] or tuple(BY_NAME), message)


@history.on_message(PhaseTakenBack)
def take_phase_back(db: Connection, event: PhaseTakenBack, message: Recorded) -> None:
    """The last time that the case came into that phase."""
    c = event_facts.c
    came = (c.thing_id == event.case_id, c.kind == "phase.advanced", c.struck_on.is_(None))
    rows = db.execute(select(c.event_id, c.fields).where(*came).order_by(c.recorded_on, c.on)).all()
    last = [row.event_id for row in rows if row.fields.get("phase") == event.phase][-1:]
    row = update(event_facts).where(c.event_id.in_(last))
    db.execute(row.values(struck_on=day_of(message.recorded_at)))


@history.on_message(*CORRECTS)
def correct(db: Connection, event: Any, message: Recorded) -> None:
    c, name = event_facts.c, CORRECTS[type(event)]
    of_thing = (c.thing_id == getattr(event, thing_field(type(event))), c.kind == name)
    for row in db.execute(select(c.event_id, c.fields).where(*of_thing)).all():
        corrected = {
            field: _plain(getattr(event, field)) for field in row.fields if hasattr(event, field)
        }
        changed = update(event_facts).where(c.event_id == row.event_id)
        day = getattr(event, day_field(name))
        db.execute(changed.values(on=day, fields={**row.fields, **corrected}))


def _strike(db: Connection, event: Any, names: tuple[str, ...], message: Recorded) -> None:
    c = event_facts.c
    thing = getattr(event, thing_field(type(event)))
    rows = update(event_facts).where(c.thing_id == thing, c.kind.in_(names), c.struck_on.is_(None))
    db.execute(rows.values(struck_on=day_of(message.recorded_at)))


def _values(name: str, event: Any, message: Recorded) -> dict[str, Any]:
    return {
        "thing_id": getattr(event, thing_field(type(event))),
        "on": getattr(event, day_field(name)),
        "recorded_on": day_of(message.recorded_at),
        "fields": {field: _plain(getattr(event, field)) for field in countable_fields(name)},
    }


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value
