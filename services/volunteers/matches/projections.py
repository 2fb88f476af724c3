"""Matches as lists show them, and, once all have agreed, whom a support person may meet."""

from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
    insert,
    update,
)

from services.casework.cases.events import CaseIntroduced
from services.common.codes import MatchStatus
from services.common.programme import Consent
from services.common.retention import CASE
from services.volunteers.matches import events
from services.volunteers.matches.domain import STANDS
from shared.consumer.subscription import Projection
from shared.database.columns import Personal
from shared.database.upsert import upsert

OF_SUBJECT = {"of": "subject_id", "retention": CASE}

match_tables = MetaData()
matches = Table(
    "matches",
    match_tables,
    Column("match_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False, index=True),
    Column("volunteer_id", Uuid, nullable=False, index=True),
    Column("referral_id", Uuid, index=True),  # siblings have it in common
    Column("organisation", Uuid, index=True),  # NULL, as what follows, until it is proposed
    Column("programme", String(60)),
    Column("status", String(20)),
    Column("asks", JSON, nullable=False),  # whose consent it takes
    Column("score", Integer),  # of the person chosen; NULL: not in the list
    Column("proposed_on", Date),
    Column("volunteer_given", String(3)),  # yes, no; NULL: not asked yet
    Column("family_given", String(3)),
    Column("family_by", String(20)),
    Column("child_view", String(20)),
    Column("agreed_on", Date),
    Column("started_on", Date),
    Column("ended_on", Date),  # or declined
    Column("end_reason", String(30)),
)
match_list = Projection("matches", match_tables)

introduction_tables = MetaData()
introductions = Table(  # rows come with `case.introduced`, which only an agreed match causes
    "introductions",
    introduction_tables,
    Column("match_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("given_name", Personal(**OF_SUBJECT)),
    Column("phone", Personal(**OF_SUBJECT)),
    Column("address", Personal(**OF_SUBJECT)),  # NULL: not told, or withheld
    Column("guardian_name", Personal(**OF_SUBJECT)),
    Column("guardian_phone", Personal(**OF_SUBJECT)),
    Column("siblings", Personal(**OF_SUBJECT)),  # first names; NULL: told of none
)
introduced = Projection("introductions", introduction_tables)


@match_list.on(events.MatchConsidered)
def keep_choice(db: Connection, event: events.MatchConsidered) -> None:
    scores = {candidate.volunteer_id: candidate.score for candidate in event.candidates}
    db.execute(
        insert(matches).values(
            match_id=event.match_id,
            case_id=event.case_id,
            volunteer_id=event.volunteer_id,
            asks=list(event.asks),
            score=scores.get(event.volunteer_id),
        )
    )


@match_list.on(events.MatchProposed)
def list_it(db: Connection, event: events.MatchProposed) -> None:
    names = ("referral_id", "organisation", "programme", "proposed_on")
    values = {name: getattr(event, name) for name in names}
    _change(db, event, status=MatchStatus.PROPOSED, **values)


@match_list.on(events.VolunteerAnswered)
def note_volunteer(db: Connection, event: events.VolunteerAnswered) -> None:
    _change(db, event, volunteer_given=_yes(event.given))


@match_list.on(events.FamilyAnswered)
def note_family(db: Connection, event: events.FamilyAnswered) -> None:
    _change(db, event, family_given=_yes(event.given), family_by=event.by)


@match_list.on(events.ChildHeard)
def note_child(db: Connection, event: events.ChildHeard) -> None:
    _change(db, event, child_view=event.view)


@match_list.on(events.MatchAgreed)
def agree_it(db: Connection, event: events.MatchAgreed) -> None:
    _change(db, event, status=MatchStatus.AGREED, agreed_on=event.agreed_on)


@match_list.on(events.MatchStarted)
def start_it(db: Connection, event: events.MatchStarted) -> None:
    _change(db, event, status=MatchStatus.STARTED, started_on=event.started_on)


@match_list.on(events.MatchEnded)
def end_it(db: Connection, event: events.MatchEnded) -> None:
    status, day = MatchStatus.ENDED, event.ended_on
    _change(db, event, status=status, ended_on=day, end_reason=event.reason)


@match_list.on(events.MatchDeclined)
def decline_it(db: Connection, event: events.MatchDeclined) -> None:
    _change(db, event, status=MatchStatus.DECLINED, ended_on=event.on)


@match_list.on(events.MatchCorrected, events.MatchReopened)
def mend_it(db: Connection, event: events.MatchCorrected | events.MatchReopened) -> None:
    _change(db, event, **{name: getattr(event, name) for name in STANDS})


@match_list.on(events.MatchEnteredInError)
def strike_it_out(db: Connection, event: events.MatchEnteredInError) -> None:
    _change(db, event, status=MatchStatus.ENTERED_IN_ERROR, ended_on=event.on)


@match_list.on(events.AnswerEnteredInError)
def strike_answer_out(db: Connection, event: events.AnswerEnteredInError) -> None:
    column = "child_view" if event.whose is Consent.CHILD else f"{event.whose.lower()}_given"
    family = {"family_by": None} if event.whose is Consent.FAMILY else {}
    _change(db, event, **{column: None}, **family)


@introduced.on(CaseIntroduced)
def introduce(db: Connection, event: CaseIntroduced) -> None:
    values = {name: getattr(event, name) for name in INTRODUCED}
    upsert(db, introductions, {"match_id": event.match_id}, values)


INTRODUCED = (
    "case_id",
    "subject_id",
    "given_name",
    "phone",
    "address",
    "guardian_name",
    "guardian_phone",
    "siblings",
)


def _change(db: Connection, event: Any, **values: Any) -> None:
    db.execute(update(matches).where(matches.c.match_id == event.match_id).values(values))


def _yes(given: bool) -> str:
    return "yes" if given else "no"
