"""Packages and templates as lists read them: codes, days and organisations."""

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
    Update,
    Uuid,
    delete,
    insert,
    update,
)

from services.common.codes import PackageStatus
from services.referral.package_plans import events as planned
from services.referral.package_plans.events import PlanEvent
from services.referral.packages import events
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert
from shared.kernel.codec import to_json

metadata = MetaData()
packages = Table(
    "packages",
    metadata,
    Column("package_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False, index=True),  # which asked for it
    Column("lead", Uuid, index=True),  # NULL: nobody has taken it
    Column("status", String(20), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("theme", String(20), nullable=False),
    Column("audience", String(20), nullable=False),
    Column("municipality", String(3), nullable=False),
    Column("by_when", Date, nullable=False),
    Column("asked_on", Date, nullable=False),
    Column("edition", Integer, nullable=False),  # of the plan; 0: nothing was planned
    Column("approved_by_asker", Integer, nullable=False),  # an edition; 0: none
    Column("approved_by_lead", Integer, nullable=False),
)
partners = Table(
    "package_partners",
    metadata,
    Column("package_id", Uuid, primary_key=True),
    Column("organisation", Uuid, primary_key=True),
)
templates = Table(
    "package_templates",
    metadata,
    Column("package_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False),  # which led it
    Column("kind", String(20), nullable=False),
    Column("theme", String(20), nullable=False),
    Column("audience", String(20), nullable=False),
    Column("shape", JSON, nullable=False),
    Column("kept_on", Date, nullable=False),
)
package_list = Projection("packages", metadata)
OF_REQUEST = ("organisation", "kind", "theme", "audience", "municipality", "by_when")


@package_list.on(events.PackageRequested)
def begin(db: Connection, event: events.PackageRequested) -> None:
    values = {name: getattr(event, name) for name in OF_REQUEST} | {
        "asked_on": event.on,
        "status": PackageStatus.REQUESTED,
        "edition": 0,
        "approved_by_asker": 0,
        "approved_by_lead": 0,
    }
    upsert(db, packages, {"package_id": event.package_id}, values)


@package_list.on(events.PackageTaken)
def take(db: Connection, event: events.PackageTaken) -> None:
    values = {"lead": event.organisation, "status": PackageStatus.IN_PLANNING}
    db.execute(_of(event).values(values))


@package_list.on(events.PackageGivenBack)
def give_back(db: Connection, event: events.PackageGivenBack) -> None:
    nobody = {"approved_by_asker": 0, "approved_by_lead": 0, "lead": None}
    db.execute(_of(event).values(nobody | {"status": PackageStatus.REQUESTED}))
    db.execute(delete(partners).where(partners.c.package_id == event.package_id))


@package_list.on(planned.ScopePlanned)
def plan(db: Connection, event: planned.ScopePlanned) -> None:
    db.execute(delete(partners).where(partners.c.package_id == event.package_id))
    rows = [{"package_id": event.package_id, "organisation": each} for each in event.partners]
    if rows:
        db.execute(insert(partners), rows)
    db.execute(_of(event).values(edition=event.edition))


@package_list.on(
    planned.GoalPlanned,
    planned.PackageSessionPlanned,
    planned.LineBudgeted,
    planned.PartDropped,
)
def change(db: Connection, event: PlanEvent) -> None:
    db.execute(_of(event).values(edition=event.edition))


@package_list.on(events.EditionApproved)
def approve(db: Connection, event: events.EditionApproved) -> None:
    by_lead = packages.c.lead == event.organisation
    db.execute(_of(event).where(by_lead).values(approved_by_lead=event.edition))
    by_asker = packages.c.organisation == event.organisation
    db.execute(_of(event).where(by_asker).values(approved_by_asker=event.edition))


@package_list.on(events.PackageAgreed, events.PackageCancelled, events.PackageClosed)
def move(
    db: Connection, event: events.PackageAgreed | events.PackageCancelled | events.PackageClosed
) -> None:
    db.execute(_of(event).values(status=STATES[type(event)]))


@package_list.on(events.TemplateKept)
def keep(db: Connection, event: events.TemplateKept) -> None:
    names = ("organisation", "kind", "theme", "audience")
    values = {name: getattr(event, name) for name in names}
    more = {"shape": to_json(event.shape), "kept_on": event.on}
    upsert(db, templates, {"package_id": event.package_id}, values | more)


STATES = {
    events.PackageAgreed: PackageStatus.AGREED,
    events.PackageCancelled: PackageStatus.CANCELLED,
    events.PackageClosed: PackageStatus.CLOSED,
}


def _of(event: Any) -> Update:
    return update(packages).where(packages.c.package_id == event.package_id)
