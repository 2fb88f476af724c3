"""The register of support persons: one row each, as pipeline, lists and matching read it.

No column tells of an extract: who was checked and when stays in the person's own history.
"""

from datetime import date
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
    insert,
    select,
    update,
)

from services.common.codes import Reopening, VolunteerStatus
from services.common.programme import Step
from services.common.retention import APPLICATION, VOLUNTEER
from services.volunteers.people import events
from shared.consumer.subscription import Projection
from shared.database.columns import Personal

OF_PERSON = {"of": "volunteer_id", "retention": VOLUNTEER}

metadata = MetaData()
volunteers = Table(
    "volunteers",
    metadata,
    Column("volunteer_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("programmes", JSON, nullable=False),  # applied for
    Column("status", String(20), nullable=False),
    Column("applied_on", Date, nullable=False),
    Column("given_name", Personal(**OF_PERSON)),
    Column("family_name", Personal(**OF_PERSON)),
    Column("date_of_birth", Personal(**OF_PERSON)),
    Column("phone", Personal(**OF_PERSON)),
    Column("email", Personal(**OF_PERSON)),
    Column("municipality", Personal(**OF_PERSON)),
    Column("languages", Personal(**OF_PERSON)),
    Column("interests", Personal(**OF_PERSON)),
    Column("availability", Personal(**OF_PERSON)),
    Column("capacity", Integer, nullable=False),  # families at the same time
    Column("interviewed_on", Date),  # NULL while it has not been; the others likewise
    Column("recommended", Personal(of="volunteer_id", retention=APPLICATION)),
    Column("references_on", Date),
    Column("trained_on", Date),  # the training written down last
    Column("training_days", JSON),  # of all, in the order written down; NULL: none, or not known
    Column("consented", Boolean, nullable=False),  # to an extract
    Column("vetted", JSON, nullable=False),  # programme -> day of approval
    Column("vetted_versions", JSON),  # programme -> version of the policy met; NULL: not known
    Column("suspended", JSON),  # programme -> day on which its approval lost its ground; NULL: none
    Column("moved_on", Date, nullable=False),  # the day of the last step
    Column("person_id", Uuid, index=True),  # as whom they sign in; NULL: do not
)
APPROVALS = (
    volunteers.c.vetted,
    volunteers.c.vetted_versions,
    volunteers.c.suspended,
    volunteers.c.status,
)
register = Projection("volunteers", metadata)


@register.on(events.VolunteerApplied)
def welcome(db: Connection, event: events.VolunteerApplied) -> None:
    db.execute(
        insert(volunteers).values(
            volunteer_id=event.volunteer_id,
            organisation=event.organisation,
            kind=event.kind,
            programmes=list(event.programmes),
            status=VolunteerStatus.APPLICANT,
            applied_on=event.applied_on,
            moved_on=event.applied_on,
            capacity=1,
            consented=False,
            vetted={},
        )
    )


@register.on(events.VolunteerDescribed)
def describe(db: Connection, event: events.VolunteerDescribed) -> None:
    shown = ("given_name", "family_name", "date_of_birth", "phone", "email")
    _change(db, event, **{name: getattr(event, name) for name in shown})


@register.on(events.OfferDescribed)
def describe_offer(db: Connection, event: events.OfferDescribed) -> None:
    shown = ("municipality", "languages", "interests", "availability", "capacity")
    _change(db, event, **{name: getattr(event, name) for name in shown})


@register.on(events.VolunteerInterviewed)
def interview(db: Connection, event: events.VolunteerInterviewed) -> None:
    day = event.held_on
    _change(db, event, interviewed_on=day, recommended=event.recommended, moved_on=day)


@register.on(events.ReferencesReceived)
def receive_references(db: Connection, event: events.ReferencesReceived) -> None:
    _change(db, event, references_on=event.received_on, moved_on=event.received_on)


@register.on(events.VolunteerTrained)
def train(db: Connection, event: events.VolunteerTrained) -> None:
    row = volunteers.c.volunteer_id == event.volunteer_id
    days = list(db.execute(select(volunteers.c.training_days).where(row)).scalar() or ())
    days.append(event.completed_on.isoformat())
    _change(db, event, trained_on=event.completed_on, training_days=days)


@register.on(events.VettingConsentGiven)
def consent(db: Connection, event: events.VettingConsentGiven) -> None:
    _change(db, event, consented=True)


@register.on(events.VettingConsentWithdrawn)
def withdraw_consent(db: Connection, event: events.VettingConsentWithdrawn) -> None:
    _change(db, event, consented=False)


@register.on(events.VolunteerVetted)
def vet(db: Connection, event: events.VolunteerVetted) -> None:
    is_it = volunteers.c.volunteer_id == event.volunteer_id
    row = db.execute(select(*APPROVALS).where(is_it)).one()
    paused = row.status == VolunteerStatus.PAUSED
    _change(
        db,
        event,
        vetted=row.vetted | {event.programme: event.vetted_on.isoformat()},
        vetted_versions=(row.vetted_versions or {}) | {event.programme: event.version},
        suspended=_but(row.suspended, event.programme),
        status=VolunteerStatus.PAUSED if paused else VolunteerStatus.VETTED,
        moved_on=event.vetted_on,
    )


@register.on(events.ApprovalSuspended)
def suspend(db: Connection, event: events.ApprovalSuspended) -> None:
    is_it = volunteers.c.volunteer_id == event.volunteer_id
    row = db.execute(select(*APPROVALS).where(is_it)).one()
    vetted = _but(row.vetted, event.programme)
    _change(
        db,
        event,
        vetted=vetted,
        vetted_versions=_but(row.vetted_versions, event.programme),
        suspended=(row.suspended or {}) | {event.programme: event.on.isoformat()},
        status=row.status if vetted else VolunteerStatus.APPLICANT,
        moved_on=event.on,
    )


def _but(by_programme: dict[str, Any] | None, code: str) -> dict[str, Any]:
    return {name: value for name, value in (by_programme or {}).items() if name != code}


@register.on(events.VolunteerPaused)
def pause(db: Connection, event: events.VolunteerPaused) -> None:
    _change(db, event, status=VolunteerStatus.PAUSED, moved_on=event.on)


@register.on(events.VolunteerReturned)
def come_back(db: Connection, event: events.VolunteerReturned) -> None:
    _change(db, event, status=VolunteerStatus.VETTED, moved_on=event.on)


@register.on(events.ApplicationClosed, events.VolunteerLeft)
def end(db: Connection, event: events.ApplicationClosed | events.VolunteerLeft) -> None:
    _change(db, event, status=VolunteerStatus.ENDED, moved_on=event.on)


@register.on(events.VolunteerEnteredInError)
def strike_out(db: Connection, event: events.VolunteerEnteredInError) -> None:
    _change(db, event, status=VolunteerStatus.ENTERED_IN_ERROR, moved_on=event.on)


@register.on(events.VolunteerReopened)
def reopen(db: Connection, event: events.VolunteerReopened) -> None:
    """By mistake ended, all holds; who comes back begins with the interview."""
    anew: dict[str, Any] = {"status": VolunteerStatus.APPLICANT}
    if event.why == Reopening.MISTAKE:
        is_it = volunteers.c.volunteer_id == event.volunteer_id
        if db.execute(select(volunteers.c.vetted).where(is_it)).scalar_one():
            anew = {"status": VolunteerStatus.VETTED}
    else:
        anew |= {"interviewed_on": None, "recommended": None, "consented": False}
        anew |= {"vetted": {}, "vetted_versions": {}, "suspended": {}, "applied_on": event.on}
    _change(db, event, moved_on=event.on, person_id=None, **anew)


@register.on(events.StepEnteredInError)
def strike_step_out(db: Connection, event: events.StepEnteredInError) -> None:
    """Of several trainings another one is left; how many there are, the record itself knows."""
    columns: dict[Step, dict[str, Any]] = {
        Step.INTERVIEW: {"interviewed_on": None, "recommended": None},
        Step.REFERENCES: {"references_on": None},
        Step.CONSENT: {"consented": False},
        Step.TRAINING: {},
        Step.EXTRACT_CHECK: {},
    }
    values = columns[event.step]
    if event.step is Step.TRAINING:
        values = _one_training_less(db, event)
    if values:  # of a check of an extract the list shows nothing
        _change(db, event, **values)


def _one_training_less(db: Connection, event: events.StepEnteredInError) -> dict[str, Any]:
    row = volunteers.c.volunteer_id == event.volunteer_id
    days = list(db.execute(select(volunteers.c.training_days).where(row)).scalar() or ())
    del days[event.number - 1 : event.number]
    left = date.fromisoformat(days[-1]) if days else None
    return {"training_days": days, "trained_on": left}


@register.on(events.SignInLinked)
def link(db: Connection, event: events.SignInLinked) -> None:
    _change(db, event, person_id=event.person_id)


@register.on(events.SignInEnded)
def unlink(db: Connection, event: events.SignInEnded) -> None:
    _change(db, event, person_id=None)


def _change(db: Connection, event: Any, **values: Any) -> None:
    row = update(volunteers).where(volunteers.c.volunteer_id == event.volunteer_id)
    db.execute(row.values(values))
