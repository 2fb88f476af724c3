"""A row for each measurement that stands, beside the other facts."""

from sqlalchemy import Column, Connection, Date, Float, String, Table, Uuid, delete

from services.casework.plan.events import MeasurementCounted
from services.reporting.facts.projections import facts, metadata
from shared.database.upsert import upsert

measurement_facts = Table(
    "measurement_facts",
    metadata,
    Column("measurement_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False, index=True),
    Column("organisation", Uuid, nullable=False, index=True),
    Column("programme", String(60), nullable=False),
    Column("indicator", String(60), nullable=False),
    Column("value", Float, nullable=False),
    Column("measured_on", Date, nullable=False),
)
NAMES = ("case_id", "organisation", "programme", "indicator", "value", "measured_on")


@facts.on(MeasurementCounted)
def count(db: Connection, event: MeasurementCounted) -> None:
    if event.value is None:
        row = measurement_facts.c.measurement_id == event.measurement_id
        db.execute(delete(measurement_facts).where(row))
        return
    values = {name: getattr(event, name) for name in NAMES} | {"value": float(event.value)}
    upsert(db, measurement_facts, {"measurement_id": event.measurement_id}, values)
