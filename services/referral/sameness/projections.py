"""What has been decided of pairs of referrals: one row a pair, by the one that was decided on."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Date, MetaData, Select, String, Table, Uuid, select

from services.common.codes import SamenessAnswer
from services.common.retention import CASE
from services.referral.sameness import events
from shared.consumer.subscription import Projection
from shared.database.columns import Personal
from shared.database.upsert import upsert

metadata = MetaData()
comparisons = Table(
    "comparisons",
    metadata,
    Column("referral_id", Uuid, primary_key=True),  # SAME: it follows the other one
    Column("other", Uuid, primary_key=True),
    Column("organisation", Uuid, index=True),  # the provider of both
    Column("answer", String(12)),
    Column("decided_on", Date),
    Column("subject_id", Uuid),  # NULL: no reason was given
    Column("reason", Personal(of="subject_id", retention=CASE)),
)

decided = Projection("comparisons", metadata)
Answered = events.ReferralMerged | events.ReferralSeparated | events.ReferralDistinguished


@decided.on(events.ReferralMerged)
def merge(db: Connection, event: events.ReferralMerged) -> None:
    _keep(db, event, event.into, SamenessAnswer.SAME, event.on)


@decided.on(events.ReferralSeparated, events.ReferralDistinguished)
def tell_apart(
    db: Connection, event: events.ReferralSeparated | events.ReferralDistinguished
) -> None:
    _keep(db, event, event.other, SamenessAnswer.NOT_SAME, event.on)


@decided.on(events.SamenessExplained)
def explain(db: Connection, event: events.SamenessExplained) -> None:
    key = {"referral_id": event.referral_id, "other": event.other}
    upsert(db, comparisons, key, {"subject_id": event.subject_id, "reason": event.reason})


def followers() -> Select[Any]:
    """The referrals that follow another one of the same person."""
    c = comparisons.c
    return select(c.referral_id).where(c.answer == SamenessAnswer.SAME)


def _keep(db: Connection, event: Answered, other: UUID, answer: SamenessAnswer, day: date) -> None:
    key = {"referral_id": event.referral_id, "other": other}
    values = {"organisation": event.organisation, "answer": answer, "decided_on": day}
    upsert(db, comparisons, key, values | {"subject_id": None, "reason": None})
