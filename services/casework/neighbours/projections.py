"""What happened to a case's referral and in its matches, as their public events say it."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Column, Connection, Date, Index, MetaData, String, Table, Uuid

from services.referral.referrals import events as referrals
from services.volunteers.matches import events as matches
from shared.consumer.subscription import Projection
from shared.database.columns import UtcDateTime
from shared.database.upsert import upsert
from shared.store import Recorded

metadata = MetaData()
neighbour_moments = Table(
    "neighbour_moments",
    metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("referral_id", Uuid, nullable=False),
    Column("on", Date, nullable=False),
    Column("what", String(40), nullable=False),  # the event's name
    Column("facts", JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False),  # when it was recorded
    Index("neighbour_moments_referral", "referral_id"),
)

neighbours = Projection("neighbours", metadata)
DAY_OF: dict[type, str] = {  # event -> the field with its day
    referrals.ReferralReceived: "referred_on",
    referrals.ReferralOffered: "offered_on",
    referrals.ReferralAccepted: "accepted_on",
    matches.MatchProposed: "proposed_on",
    matches.MatchAgreed: "agreed_on",
    matches.MatchStarted: "started_on",
    matches.MatchEnded: "ended_on",
    matches.MatchDeclined: "on",
    matches.MatchEnteredInError: "on",
}


@neighbours.on_message(*DAY_OF)
def add(db: Connection, event: Any, message: Recorded) -> None:
    on: date = getattr(event, DAY_OF[type(event)])
    reason = getattr(event, "reason", None)
    values = {
        "referral_id": event.referral_id,
        "on": on,
        "what": message.name,
        "facts": {"reason": str(reason)} if reason else {},
        "at": message.recorded_at,
    }
    upsert(db, neighbour_moments, {"event_id": message.id}, values)
