"""Consultations as lists read them, without a word of any text; and the agreed guidance."""

from sqlalchemy import (
    Column,
    Connection,
    Date,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
    delete,
    insert,
    update,
)

from services.common.codes import ConsultationStatus
from services.common.erasure.events import PersonErased
from services.referral.consultations import events
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert

metadata = MetaData()
consultations = Table(
    "consultations",
    metadata,
    Column("consultation_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False, index=True),  # the professional's
    Column("answerer", Uuid, index=True),  # NULL: nobody has taken it
    Column("theme", String(20), nullable=False),
    Column("urgency", String(10), nullable=False),
    Column("profession", String(20), nullable=False),
    Column("status", String(10), nullable=False),
    Column("asked_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("latest", Date, nullable=False, index=True),  # of the last word
)
guidance = Table(
    "consultation_guidance",
    metadata,
    Column("consultation_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False),  # which answered
    Column("theme", String(20), nullable=False, index=True),
    Column("guidance", Text, nullable=False),
    Column("agreed_on", Date, nullable=False),
)
consultation_list = Projection("consultations", metadata)


@consultation_list.on(events.ConsultationAsked)
def begin(db: Connection, event: events.ConsultationAsked) -> None:
    names = ("organisation", "theme", "urgency", "profession", "due_on")
    values = {name: getattr(event, name) for name in names} | {
        "asked_on": event.on,
        "latest": event.on,
        "status": ConsultationStatus.OPEN,
    }
    upsert(db, consultations, {"consultation_id": event.consultation_id}, values)


@consultation_list.on(events.ConsultationTaken)
def take(db: Connection, event: events.ConsultationTaken) -> None:
    row = update(consultations).where(consultations.c.consultation_id == event.consultation_id)
    db.execute(row.values(answerer=event.organisation, status=ConsultationStatus.TAKEN))


@consultation_list.on(events.ConsultationWritten, events.GuidanceProposed)
def write(db: Connection, event: events.ConsultationWritten | events.GuidanceProposed) -> None:
    row = update(consultations).where(consultations.c.consultation_id == event.consultation_id)
    db.execute(row.values(latest=event.on))


@consultation_list.on(events.ConsultationAnswered, events.ConsultationClosed)
def move(db: Connection, event: events.ConsultationAnswered | events.ConsultationClosed) -> None:
    is_answer = isinstance(event, events.ConsultationAnswered)
    status = ConsultationStatus.ANSWERED if is_answer else ConsultationStatus.CLOSED
    row = update(consultations).where(consultations.c.consultation_id == event.consultation_id)
    db.execute(row.values(status=status))


@consultation_list.on(events.GuidanceAgreed)
def agree(db: Connection, event: events.GuidanceAgreed) -> None:
    values = {
        "consultation_id": event.consultation_id,
        "organisation": event.organisation,
        "theme": event.theme,
        "guidance": event.guidance,
        "agreed_on": event.on,
    }
    db.execute(insert(guidance).values(values))


@consultation_list.on(PersonErased)
def forget(db: Connection, event: PersonErased) -> None:
    """Its texts are erased: the line goes, what was agreed for others stays."""
    db.execute(delete(consultations).where(consultations.c.consultation_id == event.person_id))
