"""The list of cases with their teams: one row in `cases` for each case."""

from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
    delete,
    insert,
    select,
    update,
)

from services.casework.cases import events
from services.casework.course.events import PhaseAdvanced, PhaseTakenBack
from services.casework.merges.events import CaseMerged, CaseSeparated
from services.casework.staffing import projections as staffing
from services.casework.staffing.projections import team
from services.common.codes import TeamRole
from services.common.retention import CASE
from shared.consumer.subscription import Projection
from shared.database.columns import Personal
from shared.database.upsert import upsert

metadata = MetaData()
OF_SUBJECT: dict[str, Any] = {"of": "subject_id", "retention": CASE}

cases = Table(
    "cases",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("subject_id", Uuid, nullable=False),
    Column("given_name", Personal(**OF_SUBJECT)),
    Column("family_name", Personal(**OF_SUBJECT)),
    Column("date_of_birth", Personal(**OF_SUBJECT)),
    Column("non_disclosure", Boolean, nullable=False),  # no place may be shown
    Column("non_disclosure_until", Date),  # to be looked at again; NULL: nobody has said
    Column("sender_name", String(200), nullable=False),
    Column("referral_id", Uuid, index=True),
    Column("organisation", Uuid, index=True),  # the provider
    Column("programme", String(60)),
    Column("programme_version", Integer),
    Column("municipality", String(3)),  # NULL: withheld
    Column("opened_on", Date),
    Column("phase", String(60)),  # NULL: the programme has no phases
    Column("phase_since", Date),
    Column("closed_on", Date),  # NULL: still open
    Column("followed_up_on", Date),  # NULL: not yet
    Column("led_by", Uuid, index=True),  # another case of the same person; NULL: it leads itself
    Column("misses_responsible", Boolean),  # who was it has left; NULL: no
)

ORDER = ("non_disclosure", "non_disclosure_until")
case_list = Projection("cases", metadata, staffing.metadata)
staffing.keep_seats(case_list)


@case_list.on(events.CaseDescribed)
def describe_it(db: Connection, event: events.CaseDescribed) -> None:
    db.execute(
        insert(cases).values(
            case_id=event.case_id,
            subject_id=event.subject_id,
            given_name=event.given_name,
            family_name=event.family_name,
            date_of_birth=event.date_of_birth,
            non_disclosure=event.non_disclosure,
            non_disclosure_until=event.non_disclosure_until,
            sender_name=event.sender_name,
        )
    )


@case_list.on(events.FamilyCorrected)
def describe_anew(db: Connection, event: events.FamilyCorrected) -> None:
    names = ("given_name", "family_name", "date_of_birth", *ORDER)
    _update(db, event.case_id, **{name: getattr(event, name) for name in names})


@case_list.on(events.CasePlaceCorrected)
def move_home(db: Connection, event: events.CasePlaceCorrected) -> None:
    _update(db, event.case_id, municipality=event.municipality)


@case_list.on(events.CaseOpened)
def open_it(db: Connection, event: events.CaseOpened) -> None:
    _update(
        db,
        event.case_id,
        referral_id=event.referral_id,
        organisation=event.organisation,
        programme=event.programme,
        programme_version=event.programme_version,
        municipality=event.municipality,
        opened_on=event.opened_on,
        phase=event.phase,
        phase_since=event.opened_on if event.phase else None,
    )


@case_list.on(PhaseAdvanced)
def move_it(db: Connection, event: PhaseAdvanced) -> None:
    _update(db, event.case_id, phase=event.phase, phase_since=event.on)


@case_list.on(events.CaseClosed)
def close_it(db: Connection, event: events.CaseClosed) -> None:
    _update(db, event.case_id, closed_on=event.on)


@case_list.on(events.CaseFollowedUp)
def follow_it_up(db: Connection, event: events.CaseFollowedUp) -> None:
    if not event.early:  # the programme's own is still ahead
        _update(db, event.case_id, followed_up_on=event.assessed_on)


@case_list.on(events.FollowUpTakenBack)
def wait_for_follow_up(db: Connection, event: events.FollowUpTakenBack) -> None:
    _update(db, event.case_id, followed_up_on=None)


@case_list.on(events.CaseReopened)
def reopen_it(db: Connection, event: events.CaseReopened) -> None:
    _update(db, event.case_id, closed_on=None, followed_up_on=None)


@case_list.on(PhaseTakenBack)
def move_it_back(db: Connection, event: PhaseTakenBack) -> None:
    _update(db, event.case_id, phase=event.back_to, phase_since=event.since)


@case_list.on(events.WorkerAssigned)
def join_team(db: Connection, event: events.WorkerAssigned) -> None:
    key = {"case_id": event.case_id, "person_id": event.person_id}
    upsert(db, team, key, {"role": event.role, "since": event.on})
    staffing.settle(db, **key)
    if event.role == TeamRole.RESPONSIBLE:
        _update(db, event.case_id, misses_responsible=False)


@case_list.on(events.ResponsibleLeft)
def miss_responsible(db: Connection, event: events.ResponsibleLeft) -> None:
    _update(db, event.case_id, misses_responsible=True)


@case_list.on(events.WorkerReleased)
def leave_team(db: Connection, event: events.WorkerReleased) -> None:
    seat = (team.c.case_id == event.case_id) & (team.c.person_id == event.person_id)
    db.execute(delete(team).where(seat))
    staffing.settle(db, event.case_id, event.person_id)


@case_list.on(CaseMerged, CaseSeparated)
def follow_it(db: Connection, event: CaseMerged | CaseSeparated) -> None:
    _update(db, event.case_id, led_by=event.into if isinstance(event, CaseMerged) else None)


def followers_of(db: Connection, case_id: UUID) -> list[UUID]:
    """The cases of the same person that this one leads."""
    query = select(cases.c.case_id).where(cases.c.led_by == case_id)
    return list(db.execute(query.order_by(cases.c.case_id)).scalars())


def _update(db: Connection, case_id: UUID, **values: Any) -> None:
    db.execute(update(cases).where(cases.c.case_id == case_id).values(**values))
