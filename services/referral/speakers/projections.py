"""At which open event somebody speaks, without saying who: for whoever keeps their time."""

from uuid import UUID

from sqlalchemy import Column, Connection, MetaData, Table, Uuid, delete, select

from services.common.erasure.events import PersonErased
from services.referral.speakers.events import SpeakerAdded
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert

metadata = MetaData()
speakers = Table(
    "speakers",
    metadata,
    Column("speaker_id", Uuid, primary_key=True),
    Column("happening_id", Uuid, nullable=False, index=True),
    Column("organisation", Uuid, nullable=False),
)
speaking = Projection("speakers", metadata)


@speaking.on(SpeakerAdded)
def list_it(db: Connection, event: SpeakerAdded) -> None:
    values = {"happening_id": event.happening_id, "organisation": event.organisation}
    upsert(db, speakers, {"speaker_id": event.speaker_id}, values)


@speaking.on(PersonErased)
def forget(db: Connection, event: PersonErased) -> None:
    db.execute(delete(speakers).where(speakers.c.speaker_id == event.person_id))


def happening_of(db: Connection, speaker_id: UUID) -> UUID | None:
    """Where they speak; None: it was erased."""
    query = select(speakers.c.happening_id).where(speakers.c.speaker_id == speaker_id)
    happening_id: UUID | None = db.execute(query).scalar()
    return happening_id
