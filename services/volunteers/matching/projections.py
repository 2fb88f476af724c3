"""Needs as the matching list shows them; a row moves with the matches of its case."""

from typing import Any

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
    insert,
    update,
)

from services.common.codes import MatchStatus
from services.common.retention import CASE
from services.volunteers.matches.events import (
    MatchAgreed,
    MatchCorrected,
    MatchDeclined,
    MatchEnded,
    MatchEnteredInError,
    MatchProposed,
    MatchReopened,
    MatchStarted,
)
from services.volunteers.needs.events import (
    NeedAgeCorrected,
    NeedClosed,
    NeedOpened,
    NeedPlaceCorrected,
    NeedReopened,
)
from shared.consumer.subscription import Projection
from shared.database.columns import Personal

OPEN, PROPOSED, AGREED, SUPPORTED, CLOSED = "open", "proposed", "agreed", "supported", "closed"

STATES = {
    MatchStatus.PROPOSED: PROPOSED,
    MatchStatus.AGREED: AGREED,
    MatchStatus.STARTED: SUPPORTED,
}

metadata = MetaData()
OF_SUBJECT = {"of": "subject_id", "retention": CASE}
needs = Table(
    "needs",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("referral_id", Uuid, nullable=False),
    Column("organisation", Uuid, nullable=False, index=True),
    Column("sender", Uuid, nullable=False),
    Column("programme", String(60), nullable=False),
    Column("programme_version", Integer, nullable=False),
    Column("municipality", String(3)),  # NULL: withheld
    Column("age_band", String(10)),  # NULL: not known
    Column("asks_child", Boolean, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("needs", Personal(**OF_SUBJECT)),
    Column("mother_tongue", Personal(**OF_SUBJECT)),  # NULL: not told
    Column("service_language", String(35), nullable=False),
    Column("interpreter_needed", Boolean, nullable=False),
    Column("interests", Personal(**OF_SUBJECT)),
    Column("availability", Personal(**OF_SUBJECT)),
    Column("date_of_birth", Personal(**OF_SUBJECT)),  # NULL: not told, or no child
    Column("sibling_count", Integer, nullable=False),
    Column("requested_on", Date, nullable=False),
    Column("state", String(10), nullable=False, index=True),
    Column("match_id", Uuid),  # the live one; NULL while somebody is looked for
    Column("waiting_since", Date, nullable=False),  # asked for, or alone again since
)
need_list = Projection("needs", metadata)


@need_list.on(NeedOpened)
def list_it(db: Connection, event: NeedOpened) -> None:
    state = {"state": OPEN, "waiting_since": event.requested_on}
    listed = {name: value for name, value in vars(event).items() if name in needs.c}
    db.execute(insert(needs).values(listed | state))


@need_list.on(NeedPlaceCorrected)
def move_home(db: Connection, event: NeedPlaceCorrected) -> None:
    row = update(needs).where(needs.c.case_id == event.case_id)
    db.execute(row.values(municipality=event.municipality))


@need_list.on(NeedAgeCorrected)
def age(db: Connection, event: NeedAgeCorrected) -> None:
    row = update(needs).where(needs.c.case_id == event.case_id)
    names = ("age_band", "asks_child", "date_of_birth")
    db.execute(row.values({name: getattr(event, name) for name in names}))


@need_list.on(MatchProposed)
def propose(db: Connection, event: MatchProposed) -> None:
    _move(db, event, state=PROPOSED, match_id=event.match_id)


@need_list.on(MatchAgreed)
def agree(db: Connection, event: MatchAgreed) -> None:
    _move(db, event, state=AGREED)


@need_list.on(MatchStarted)
def support(db: Connection, event: MatchStarted) -> None:
    _move(db, event, state=SUPPORTED)


@need_list.on(MatchDeclined)
def look_again(db: Connection, event: MatchDeclined) -> None:
    _move(db, event, state=OPEN, match_id=None)


@need_list.on(MatchEnded)
def look_for_another(db: Connection, event: MatchEnded) -> None:
    _move(db, event, state=OPEN, match_id=None, waiting_since=event.ended_on)


@need_list.on(MatchEnteredInError)
def look_as_before(db: Connection, event: MatchEnteredInError) -> None:
    """Only the match that the need has; an old one ended long ago."""
    row = update(needs).where(needs.c.case_id == event.case_id, needs.c.match_id == event.match_id)
    db.execute(row.where(needs.c.state != CLOSED).values(state=OPEN, match_id=None))


@need_list.on(MatchCorrected, MatchReopened)
def stand_as_mended(db: Connection, event: MatchCorrected | MatchReopened) -> None:
    """A match that goes on is the need's; days of one that has ended change nothing here."""
    if state := STATES.get(event.status):
        _move(db, event, state=state, match_id=event.match_id)


@need_list.on(NeedClosed)
def close(db: Connection, event: NeedClosed) -> None:
    _move(db, event, state=CLOSED, match_id=None)


@need_list.on(NeedReopened)
def open_again(db: Connection, event: NeedReopened) -> None:
    row = update(needs).where(needs.c.case_id == event.case_id)
    db.execute(row.values(state=OPEN, match_id=None))


def _move(db: Connection, event: Any, **values: Any) -> None:
    """Closed needs stay closed, whatever becomes of their last match."""
    row = update(needs).where(needs.c.case_id == event.case_id, needs.c.state != CLOSED)
    db.execute(row.values(values))
