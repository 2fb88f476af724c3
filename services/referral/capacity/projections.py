"""Support people who are approved, and whether each is beside a family, as public events say.

A match and its person come on the same topic, but an approval may come after a match began.
"""

from typing import Any

from sqlalchemy import Boolean, Column, Connection, MetaData, String, Table, Uuid, delete, update

from services.common.codes import MatchStatus
from services.common.matches import GOING_ON
from services.volunteers.matches import events as matches
from services.volunteers.people import events as people
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert

metadata = MetaData()
supporters = Table(
    "free_supporters",
    metadata,
    Column("volunteer_id", Uuid, primary_key=True),
    Column("programme", String(60), primary_key=True),
    Column("organisation", Uuid, nullable=False, index=True),
    Column("has_left", Boolean, nullable=False),
)
busy = Table(
    "busy_supporters",
    metadata,
    Column("match_id", Uuid, primary_key=True),
    Column("volunteer_id", Uuid, nullable=False, index=True),
)
supporters_seen = Projection("supporters", metadata)
HELD = (MatchStatus.PROPOSED, *GOING_ON)


@supporters_seen.on(people.VolunteerVetted)
def approve(db: Connection, event: people.VolunteerVetted) -> None:
    key = {"volunteer_id": event.volunteer_id, "programme": event.programme}
    upsert(db, supporters, key, {"organisation": event.organisation, "has_left": False})


@supporters_seen.on(people.ApprovalSuspended)
def suspend(db: Connection, event: people.ApprovalSuspended) -> None:
    of_person = supporters.c.volunteer_id == event.volunteer_id
    db.execute(delete(supporters).where(of_person, supporters.c.programme == event.programme))


@supporters_seen.on(people.VolunteerLeft)
def leave(db: Connection, event: people.VolunteerLeft) -> None:
    _set_left(db, event.volunteer_id, has_left=True)


@supporters_seen.on(people.VolunteerReopened)
def return_(db: Connection, event: people.VolunteerReopened) -> None:
    _set_left(db, event.volunteer_id, has_left=False)


@supporters_seen.on(people.VolunteerEnteredInError)
def forget(db: Connection, event: people.VolunteerEnteredInError) -> None:
    db.execute(delete(supporters).where(supporters.c.volunteer_id == event.volunteer_id))


@supporters_seen.on(matches.MatchProposed, matches.MatchAgreed, matches.MatchStarted)
def hold(db: Connection, event: Any) -> None:
    upsert(db, busy, {"match_id": event.match_id}, {"volunteer_id": event.volunteer_id})


@supporters_seen.on(matches.MatchEnded, matches.MatchDeclined, matches.MatchEnteredInError)
def free(db: Connection, event: Any) -> None:
    db.execute(delete(busy).where(busy.c.match_id == event.match_id))


@supporters_seen.on(matches.MatchCorrected, matches.MatchReopened)
def stand(db: Connection, event: matches.MatchCorrected | matches.MatchReopened) -> None:
    if event.status in HELD:
        hold(db, event)
    else:
        free(db, event)


def _set_left(db: Connection, volunteer_id: Any, *, has_left: bool) -> None:
    of_person = supporters.c.volunteer_id == volunteer_id
    db.execute(update(supporters).where(of_person).values(has_left=has_left))
