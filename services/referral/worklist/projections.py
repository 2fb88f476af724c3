"""When each referral moved last, by who may know of it: for programs that ask what is new."""

from typing import Any, get_args

from sqlalchemy import Column, Connection, MetaData, String, Table, Uuid

from services.common.disclosing import least_level
from services.referral.referrals.events import ReferralEvent
from shared.consumer.subscription import Projection
from shared.database.columns import UtcDateTime
from shared.database.upsert import upsert
from shared.store import Recorded

OURS = "-"  # what only the provider may know of
metadata = MetaData()
moves = Table(
    "referral_moves",
    metadata,
    Column("referral_id", Uuid, primary_key=True),
    Column("level", String(2), primary_key=True),  # from which its sender reads back such a move
    Column("moved_at", UtcDateTime, nullable=False),
)
moved = Projection("moves", metadata)


@moved.on_message(*get_args(ReferralEvent))
def keep(db: Connection, event: Any, message: Recorded) -> None:
    level = least_level(event)
    key = {"referral_id": event.referral_id, "level": level.value if level else OURS}
    upsert(db, moves, key, {"moved_at": message.recorded_at})
