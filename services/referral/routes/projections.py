"""Who was considered for a referral, and what came of it: one row each, nothing of the family.

A member reads its own rows and the network's coordinator all of them, also when the referral
itself is somebody else's by now.
"""

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
    func,
    insert,
    select,
    update,
)

from services.referral.routes.events import (
    OfferDeclined,
    OfferRecalled,
    ReferralRouted,
)
from shared.consumer.subscription import Projection
from shared.kernel.codec import to_json

metadata = MetaData()
considered = Table(
    "considered",
    metadata,
    Column("referral_id", Uuid, primary_key=True),
    Column("round", Integer, primary_key=True),  # 1 for the first choice
    Column("organisation", Uuid, primary_key=True),
    Column("coordinator", Uuid, nullable=False),
    Column("network_id", Uuid, nullable=False),
    Column("programme", String(60), nullable=False),
    Column("on", Date, nullable=False),
    Column("skips", JSON, nullable=False),  # rules with the codes that they were held against
    Column("is_chosen", Integer, nullable=False),  # 1: it was offered to this one
    Column("back", String(30)),  # why it came back from whom it was offered to; NULL: it did not
    Index("considered_organisation", "organisation", "on"),
    Index("considered_coordinator", "coordinator", "on"),
)
considerations = Projection("routings", metadata)


@considerations.on(ReferralRouted)
def consider(db: Connection, event: ReferralRouted) -> None:
    here = considered.c.referral_id == event.referral_id
    before = db.execute(select(func.max(considered.c.round)).where(here)).scalar() or 0
    about = {
        "referral_id": event.referral_id,
        "round": before + 1,
        "coordinator": event.coordinator,
        "network_id": event.network_id,
        "programme": event.programme,
        "on": event.on,
    }
    for each in event.considered:
        values = {"organisation": each.organisation, "skips": to_json(each.skips)}
        chosen = int(each.organisation == event.chosen)
        db.execute(insert(considered).values(**about, **values, is_chosen=chosen))


@considerations.on(OfferDeclined, OfferRecalled)
def give_back(db: Connection, event: OfferDeclined | OfferRecalled) -> None:
    is_it = (
        considered.c.referral_id == event.referral_id,
        considered.c.organisation == event.organisation,
        considered.c.is_chosen == 1,
    )
    db.execute(update(considered).where(*is_it).values(back=event.reason))
