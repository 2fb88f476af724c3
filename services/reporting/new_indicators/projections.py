"""Which indicators there are: one row each, of the newest version."""

from sqlalchemy import Column, Connection, Date, Integer, MetaData, String, Table, Uuid

from services.reporting.new_indicators.events import IndicatorDefined
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert

metadata = MetaData()
defined_indicators = Table(
    "defined_indicators",
    metadata,
    Column("indicator_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("name_fi", String(120), nullable=False),
    Column("name_sv", String(120), nullable=False),
    Column("name_en", String(120), nullable=False),
    Column("counted_event", String(60), nullable=False),
    Column("defined_on", Date, nullable=False, index=True),
)
indicator_list = Projection("indicators", metadata)
NAMES = ("version", "name_fi", "name_sv", "name_en", "counted_event")


@indicator_list.on(IndicatorDefined)
def keep(db: Connection, event: IndicatorDefined) -> None:
    values = {name: getattr(event, name) for name in NAMES} | {"defined_on": event.on}
    upsert(db, defined_indicators, {"indicator_id": event.indicator_id}, values)
