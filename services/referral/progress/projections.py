"""What casework tells of a case: each visit that was held, each goal where the sender may read it.

Goals come sealed for the case's person, and only at disclosure level L3; whoever reads them here
has been found to be the sender first.
"""

from typing import Any

from sqlalchemy import Column, Connection, Date, Integer, MetaData, Numeric, Table, Uuid

from services.casework.plan.events import GoalDisclosed
from services.casework.visits.events import VisitLogged
from services.codes import VisitStatus
from services.common.retention import CASE
from shared.columns import Personal
from shared.subscription import Projection
from shared.upsert import upsert

metadata = MetaData()
OF_SUBJECT: dict[str, Any] = {"of": "subject_id", "retention": CASE}

visits = Table(
    "held_visits",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False, index=True),
    Column("held_on", Date, nullable=False),
)

goals = Table(
    "told_goals",
    metadata,
    Column("goal_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False, index=True),
    Column("subject_id", Uuid, nullable=False),
    Column("text", Personal(**OF_SUBJECT), nullable=False),
    Column("weight", Numeric(8, 2), nullable=False),
    Column("set_on", Date, nullable=False),
    Column("score", Integer),  # the newest; NULL before the first
    Column("assessed_on", Date),
)

progress = Projection("progress", metadata)


@progress.on(VisitLogged)
def count_it(db: Connection, event: VisitLogged) -> None:
    if event.status == VisitStatus.HELD:
        said = {"case_id": event.case_id, "held_on": event.held_on}
        upsert(db, visits, {"visit_id": event.visit_id}, said)


@progress.on(GoalDisclosed)
def tell_it(db: Connection, event: GoalDisclosed) -> None:
    names = ("case_id", "subject_id", "text", "weight", "set_on", "score", "assessed_on")
    said = {name: getattr(event, name) for name in names}
    upsert(db, goals, {"goal_id": event.goal_id}, said)
