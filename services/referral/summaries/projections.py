"""What casework discloses of each summary, edition by edition, sealed for the supported person."""

from typing import Any

from sqlalchemy import Column, Connection, Date, Integer, MetaData, String, Table, Uuid

from services.casework.summaries.events import SummaryDisclosed
from services.common.codes import Role
from services.common.retention import CASE
from services.referral.summaries.events import SummaryArrived
from shared import inbox
from shared.consumer.subscription import Projection
from shared.database.columns import Personal
from shared.database.upsert import upsert
from shared.inbox import Letter, role_of
from shared.store import Recorded

metadata = MetaData()
OF_SUBJECT: dict[str, Any] = {"of": "subject_id", "retention": CASE}

summaries = Table(
    "sent_summaries",
    metadata,
    Column("summary_id", Uuid, primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("case_id", Uuid, nullable=False),
    Column("referral_id", Uuid, nullable=False, index=True),
    Column("subject_id", Uuid, nullable=False),
    Column("organisation", Uuid, nullable=False),  # the provider, who sent it
    Column("programme", String(60), nullable=False),
    Column("programme_version", Integer, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("sent_on", Date, nullable=False),
    Column("digest", Personal(**OF_SUBJECT)),
    Column("written", Personal(**OF_SUBJECT)),
    Column("reason", Personal(**OF_SUBJECT)),
)
sent = Projection("sent-summaries", metadata)


@sent.on(SummaryDisclosed)
def keep_summary(db: Connection, event: SummaryDisclosed) -> None:
    names = (
        *("case_id", "referral_id", "subject_id", "organisation", "programme"),
        *("programme_version", "since", "until", "digest", "written", "reason"),
    )
    values = {name: getattr(event, name) for name in names} | {"sent_on": event.on}
    upsert(db, summaries, {"summary_id": event.summary_id, "edition": event.edition}, values)


def tell_sender(letters: Projection, kind: str, thing: str, roles: tuple[Role, ...]) -> None:
    """A letter to the sender's people for each edition that comes."""

    @letters.on_message(SummaryArrived)
    def tell(db: Connection, event: SummaryArrived, message: Recorded) -> None:
        author, at = message.metadata["actor"], message.recorded_at
        letter = Letter(message.id, kind, thing, event.summary_id, author, at)
        inbox.send(db, letter, [role_of(event.sender, role) for role in roles])
