"""What has been erased from a service's own register: one row a record, ground and day."""

from sqlalchemy import JSON, Column, Connection, Date, MetaData, String, Table, Uuid, select

from services.common.erasure.events import PersonErased
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert
from shared.store import Recorded

metadata = MetaData()
done = Table(
    "erasures_done",
    metadata,
    Column("record_id", Uuid, primary_key=True),  # such as the referral of a family
    Column("ground", String(20), primary_key=True),
    Column("on", Date, primary_key=True),
    Column("register", String(20), nullable=False),
    Column("classes", JSON, nullable=False),  # retention classes that are gone
    Column("by", String(80), nullable=False),  # id, or name of one of our own processes
)
erasures = Projection("erasures", metadata)


@erasures.on_message(PersonErased)
def list_it(db: Connection, event: PersonErased, message: Recorded) -> None:
    """A family is several people, each erased by an event of their own."""
    key = {"record_id": event.record_id, "ground": event.ground, "on": event.on}
    is_it = [done.c[name] == value for name, value in key.items()]
    before = db.execute(select(done.c.classes).where(*is_it)).scalar() or ()
    values = {
        "register": event.register,
        "classes": sorted({*before, *event.classes}),
        "by": message.metadata["actor"],
    }
    upsert(db, done, key, values)
