"""Networks and their members as they stand, for lists and for the choice between members."""

from sqlalchemy import (
    JSON,
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

from services.referral.networks import events
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert
from shared.kernel.codec import to_json

metadata = MetaData()
networks = Table(
    "networks",
    metadata,
    Column("network_id", Uuid, primary_key=True),
    Column("code", String(60), nullable=False),
    Column("name", String(200), nullable=False),
    Column("coordinator", Uuid, nullable=False, index=True),
    Column("programmes", JSON, nullable=False),
    Column("answer_days", Integer),  # working days; NULL: the clock takes no offer back
    Column("control", String(10)),  # NULL: nothing is agreed, so each answers for its own
    Column("contact", Uuid),  # to whom families turn where control is joint
    Column("arrangement", String(300)),
)
members = Table(
    "network_members",
    metadata,
    Column("network_id", Uuid, primary_key=True),
    Column("organisation", Uuid, primary_key=True),
    Column("offer", JSON, nullable=False),
    Column("left_on", Date),  # NULL: it belongs to the network
)
formed = Projection("networks", metadata)


@formed.on(events.NetworkFormed)
def form(db: Connection, event: events.NetworkFormed) -> None:
    db.execute(
        insert(networks).values(
            network_id=event.network_id,
            code=event.code,
            name=event.name,
            coordinator=event.coordinator,
            programmes=list(event.programmes),
        )
    )


@formed.on(events.MemberJoined, events.OfferRevised)
def offer(db: Connection, event: events.MemberJoined | events.OfferRevised) -> None:
    key = {"network_id": event.network_id, "organisation": event.organisation}
    upsert(db, members, key, {"offer": to_json(event.offer), "left_on": None})


@formed.on(events.AnswerTimeAgreed)
def agree(db: Connection, event: events.AnswerTimeAgreed) -> None:
    is_it = networks.c.network_id == event.network_id
    db.execute(update(networks).where(is_it).values(answer_days=event.working_days))


@formed.on(events.ControlAgreed)
def agree_control(db: Connection, event: events.ControlAgreed) -> None:
    values = {
        "control": event.control,
        "contact": event.contact,
        "arrangement": event.arrangement,
    }
    db.execute(update(networks).where(networks.c.network_id == event.network_id).values(values))


@formed.on(events.MemberLeft)
def leave(db: Connection, event: events.MemberLeft) -> None:
    is_it = members.c.network_id == event.network_id, members.c.organisation == event.organisation
    db.execute(update(members).where(*is_it).values(left_on=event.on))
