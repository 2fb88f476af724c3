"""Agreements as they stand, one row each; organisations and programmes are in the catalogue.

An agreement's end and its making are of one stream, so they come in order.
"""

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    Uuid,
    insert,
    update,
)

from services.referral.directory.events import AgreementEnded, AgreementMade, AgreementRenewed
from shared.consumer.subscription import Projection
from shared.kernel.codec import to_json

metadata = MetaData()
agreements = Table(
    "agreements",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("provider", Uuid, nullable=False, index=True),
    Column("party", Uuid, nullable=False, index=True),
    Column("controller", Uuid, nullable=False),
    Column("programmes", JSON, nullable=False),
    Column("municipalities", JSON, nullable=False),
    Column("counties", JSON, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date),  # last day; NULL: until further notice
    Column("quota", Integer),  # families a calendar year; NULL: no limit
    Column("price", Numeric(12, 2)),  # euros a year; NULL: none
    Column("emphases", JSON, nullable=False),
    Column("plan", String(200), nullable=False),
    Column("kind", String(20)),  # NULL: not said
    Column("quotas", JSON),  # of single programmes; NULL: none
    Column("family_price", Numeric(12, 2)),  # euros a family; NULL: none
    Column("notice_days", Integer),  # before the last day; NULL: none agreed
    Column("plan_link", String(300)),
)
agreed = Projection("agreements", metadata)


@agreed.on(AgreementMade)
def agree(db: Connection, event: AgreementMade) -> None:
    db.execute(
        insert(agreements).values(
            id=event.agreement_id,
            provider=event.provider,
            party=event.party,
            controller=event.controller,
            programmes=list(event.programmes),
            municipalities=list(event.municipalities),
            counties=list(event.counties),
            starts_on=event.starts_on,
            ends_on=event.ends_on,
            quota=event.quota,
            price=event.price,
            emphases=to_json(event.emphases),
            plan=event.plan,
            kind=event.kind,
            quotas=to_json(event.quotas),
            family_price=event.family_price,
            notice_days=event.notice_days,
            plan_link=event.plan_link,
        )
    )


@agreed.on(AgreementEnded, AgreementRenewed)
def let_end(db: Connection, event: AgreementEnded | AgreementRenewed) -> None:
    ended = update(agreements).where(agreements.c.id == event.agreement_id)
    db.execute(ended.values(ends_on=event.ends_on))
