"""Which plans of independence a case has. What each says is read from its own history."""

from sqlalchemy import Column, Connection, Date, Index, Integer, MetaData, Table, Uuid, insert

from services.casework.independence.events import IndependencePlanned
from shared.consumer.subscription import Projection
from shared.store import Recorded

metadata = MetaData()
plans = Table(
    "independence_plans",
    metadata,
    Column("plan_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False),
    Column("planned_on", Date, nullable=False),
    Column("position", Integer, nullable=False),  # of the event that says it
    Index("independence_plans_case", "case_id", "planned_on"),
)

plan_list = Projection("independence_plans", metadata)


@plan_list.on_message(IndependencePlanned)
def list_it(db: Connection, event: IndependencePlanned, message: Recorded) -> None:
    names = ("plan_id", "case_id", "planned_on")
    values = {name: getattr(event, name) for name in names}
    db.execute(insert(plans).values(position=message.position, **values))
