"""Who supports whom, folded from what the volunteers service tells of its matches."""

from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Date, Index, MetaData, String, Table, Uuid

from services.common.codes import MatchStatus
from services.volunteers.matches.events import (
    MatchAgreed,
    MatchCorrected,
    MatchDeclined,
    MatchEnded,
    MatchEnteredInError,
    MatchProposed,
    MatchReopened,
    MatchStarted,
    OfMatch,
)
from services.volunteers.people.events import SignInEnded, SignInLinked
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert

NOBODY = UUID(int=0)  # whoever signed in as this support person has left
metadata = MetaData()
matches = Table(
    "matches",
    metadata,
    Column("match_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False, index=True),
    Column("volunteer_id", Uuid, nullable=False),
    Column("person_id", Uuid),  # who signed in then; NULL: the support person had no sign-in
    Column("status", String(20), nullable=False),
    Column("agreed_on", Date),
    Column("started_on", Date),
    Column("ended_on", Date),  # the last day; NULL while it goes on
    Index("matches_person", "person_id"),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("volunteer_id", Uuid, primary_key=True),
    Column("person_id", Uuid, nullable=False, index=True),  # as whom they sign in, or NOBODY
)

supporters = Projection("matches", metadata)


@supporters.on(MatchProposed)
def propose_it(db: Connection, event: MatchProposed) -> None:
    _update(db, event, status=MatchStatus.PROPOSED)


@supporters.on(MatchAgreed)
def agree_it(db: Connection, event: MatchAgreed) -> None:
    agreed = {"agreed_on": event.agreed_on, "person_id": event.person_id}
    _update(db, event, status=MatchStatus.AGREED, **agreed)


@supporters.on(MatchStarted)
def start_it(db: Connection, event: MatchStarted) -> None:
    started = {"started_on": event.started_on, "person_id": event.person_id}
    _update(db, event, status=MatchStatus.STARTED, **started)


@supporters.on(MatchEnded)
def end_it(db: Connection, event: MatchEnded) -> None:
    _update(db, event, status=MatchStatus.ENDED, ended_on=event.ended_on)


@supporters.on(MatchDeclined)
def decline_it(db: Connection, event: MatchDeclined) -> None:
    _update(db, event, status=MatchStatus.DECLINED)


@supporters.on(MatchCorrected, MatchReopened)
def mend_it(db: Connection, event: MatchCorrected | MatchReopened) -> None:
    days = {name: getattr(event, name) for name in ("agreed_on", "started_on", "ended_on")}
    if event.person_id:
        days["person_id"] = event.person_id
    _update(db, event, status=event.status, **days)


@supporters.on(MatchEnteredInError)
def strike_it_out(db: Connection, event: MatchEnteredInError) -> None:
    _update(db, event, status=MatchStatus.ENTERED_IN_ERROR)


@supporters.on(SignInLinked)
def sign_in(db: Connection, event: SignInLinked) -> None:
    """May come before the match or after it: it has a row of its own, and the last word."""
    upsert(db, sign_ins, {"volunteer_id": event.volunteer_id}, {"person_id": event.person_id})


@supporters.on(SignInEnded)
def sign_out(db: Connection, event: SignInEnded) -> None:
    """Also of matches that say as whom they signed in then: the person is let in anew or not."""
    upsert(db, sign_ins, {"volunteer_id": event.volunteer_id}, {"person_id": NOBODY})


def _update(db: Connection, event: OfMatch, **values: Any) -> None:
    who = {"case_id": event.case_id, "volunteer_id": event.volunteer_id}
    upsert(db, matches, {"match_id": event.match_id}, who | values)
