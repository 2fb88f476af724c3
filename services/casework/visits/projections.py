"""The visits of each case, for its chart and lists: one row a visit, either half first."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Index,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    Uuid,
)

from services.casework.visits import events
from services.casework.visits.rules import took
from services.common.retention import CASE
from shared.consumer.subscription import Projection
from shared.database.columns import Personal
from shared.database.upsert import upsert
from shared.store import Recorded

metadata = MetaData()
OF_SUBJECT: dict[str, Any] = {"of": "subject_id", "retention": CASE}

visits = Table(
    "visits",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False),
    Column("held_on", Date),  # NULL for the moment between the two events of a visit
    Column("kind", String(10)),
    Column("status", String(10)),
    Column("minutes", Integer),
    Column("present", Integer),
    Column("volunteer_id", Uuid),  # NULL: somebody of the team
    Column("began_at", String(5)),
    Column("subject_id", Uuid),  # NULL: nothing was noted
    Column("activities", Personal(**OF_SUBJECT)),
    Column("impression", Personal(**OF_SUBJECT)),
    Column("notes", Personal(**OF_SUBJECT)),
    Column("participants", Personal(**OF_SUBJECT)),
    Column("kilometres", Integer),  # of somebody of the team; NULL: none
    Column("costs", Numeric(8, 2)),  # euros
    Column("paid_kilometres", Integer),  # of a support person; NULL: none
    Column("paid_costs", Numeric(8, 2)),
    Column("paid_hours_away", Numeric(6, 2)),  # on a trip; NULL: none, as in the two that follow
    Column("paid_distance", Integer),  # kilometres from home
    Column("paid_free_meals", Boolean),
    Column("by", String(80)),  # who logged it; NULL: before that was kept
    Column("is_error", Boolean),  # true: it never was; else NULL
    Column("is_corrected", Boolean),  # else NULL
    Index("visits_case", "case_id", "held_on"),
)

visit_list = Projection("visits", metadata)


COUNTED = ("case_id", "held_on", "kind", "status", "minutes", "present", "volunteer_id")
NOTED = (
    "case_id",
    "subject_id",
    "began_at",
    "activities",
    "impression",
    "notes",
    "participants",
    "kilometres",
    "costs",
)


@visit_list.on_message(events.VisitLogged)
def list_it(db: Connection, event: events.VisitLogged, message: Recorded) -> None:
    _keep(db, event, COUNTED, by=message.metadata["actor"])


@visit_list.on(events.VisitCorrected)
def correct_it(db: Connection, event: events.VisitCorrected) -> None:
    _keep(db, event, COUNTED, is_corrected=True)


@visit_list.on(events.VisitEnteredInError)
def take_it_out(db: Connection, event: events.VisitEnteredInError) -> None:
    _keep(db, event, ("case_id",), is_error=True)


@visit_list.on(events.VisitNoted)
def note_it(db: Connection, event: events.VisitNoted) -> None:
    _keep(db, event, NOTED)


@visit_list.on(events.ExpensesIncurred, events.ExpensesCorrected)
def pay_it(db: Connection, event: events.ExpensesIncurred | events.ExpensesCorrected) -> None:
    paid = {f"paid_{name}": value for name, value in took(event).items()}
    _keep(db, event, ("case_id",), **paid)


def _keep(db: Connection, event: Any, names: tuple[str, ...], **more: Any) -> None:
    values = {name: getattr(event, name) for name in names}
    upsert(db, visits, {"visit_id": event.visit_id}, values | more)
