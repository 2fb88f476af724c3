"""Approvals by whoever had seen the extract, since nobody else could: for the officer to read."""

from sqlalchemy import Column, Connection, Date, MetaData, String, Table, Uuid

from services.common.retention import VOLUNTEER
from services.volunteers.people.events import ApprovedAlone
from shared.consumer.subscription import Projection
from shared.database.columns import Personal
from shared.database.upsert import upsert

metadata = MetaData()
lone_approvals = Table(
    "lone_approvals",
    metadata,
    Column("volunteer_id", Uuid, primary_key=True),
    Column("programme", String(60), primary_key=True),
    Column("organisation", Uuid, nullable=False),
    Column("approved_on", Date, nullable=False),
    Column("approved_by", String(80), nullable=False),  # id of a principal
    Column("reason", Personal(of="volunteer_id", retention=VOLUNTEER)),  # NULL: erased
)
alone = Projection("lone_approvals", metadata)


@alone.on(ApprovedAlone)
def keep(db: Connection, event: ApprovedAlone) -> None:
    values = {
        "organisation": event.organisation,
        "approved_on": event.on,
        "approved_by": event.by,
        "reason": event.reason,
    }
    upsert(
        db,
        lone_approvals,
        {"volunteer_id": event.volunteer_id, "programme": event.programme},
        values,
    )
