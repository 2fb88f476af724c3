"""The worklist: one row for each referral, its messages, and what was disclosed to whom."""

from datetime import date
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
    insert,
    select,
    update,
)

from services.common import workdays
from services.common.codes import BusinessStatus, DisclosureLevel, ReferralStatus
from services.common.retention import REFERRAL
from services.referral.corrections import events as corrections
from services.referral.referrals import events
from services.referral.routes.events import OfferDeclined, OfferRecalled
from services.referral.sameness.events import ReferralSeparated
from services.referral.statuses.rules import UNANSWERED
from shared.consumer.subscription import Projection
from shared.database.columns import Personal, UtcDateTime
from shared.store import Recorded

metadata = MetaData()
OF_SUBJECT = {"of": "subject_id", "retention": REFERRAL}

referrals = Table(
    "referrals",
    metadata,
    Column("referral_id", Uuid, primary_key=True),
    Column("sender", Uuid, nullable=False, index=True),  # organisation
    Column("referrer_kind", String(30), nullable=False),
    Column("programme", String(60)),  # NULL: the sender left the choice open
    Column("municipality", String(3)),  # NULL: withheld
    Column("referred_on", Date, nullable=False),
    Column("status", String(30), nullable=False),
    Column("organisation", Uuid, index=True),  # NULL: offered to nobody yet
    Column("offered_on", Date),
    Column("answered_on", Date),  # accepted, rejected or withdrawn; NULL while nobody has
    Column("reason", String(30)),  # of a rejection, withdrawal or waiting list
    Column("case_id", Uuid, index=True),  # NULL before acceptance
    Column("business_status", String(30)),  # NULL before acceptance
    Column("phase", String(30)),
    Column("asked_on", Date),  # since when the sender's reply is awaited; NULL: it is not
    Column("paused_days", Integer, server_default="0"),  # working days of such waits before
    Column("started_on", Date),  # the support; NULL: not yet
    Column("ended_on", Date),  # NULL: it goes on
    Column("moved_on", Date),  # day of the last change of the business status
    Column("client", String(80)),
    Column("source_reference", String(200)),
    Column("disclosure_level", String(2)),  # what the sender may read back
    Column("subject_id", Uuid),
    Column("subject_kind", String(20)),
    Column("age_band", String(10)),
    Column("urgency", String(10)),
    Column("service_language", String(10)),
    Column("interpreter_needed", Boolean),
    Column("sibling_count", Integer),
    Column("warnings", JSON),
    Column("needs", Personal(**OF_SUBJECT)),
    Column("mother_tongue", Personal(**OF_SUBJECT)),
    Column("given_name", Personal(**OF_SUBJECT)),  # shown to the provider after acceptance only
    Column("family_name", Personal(**OF_SUBJECT)),
    Column("date_of_birth", Personal(**OF_SUBJECT)),
    Index("referrals_source", "client", "source_reference"),
)

messages = Table(
    "messages",
    metadata,
    Column("message_id", Uuid, primary_key=True),
    Column("referral_id", Uuid, nullable=False, index=True),
    Column("subject_id", Uuid, nullable=False),
    Column("organisation", Uuid),  # NULL: the family itself
    Column("text", Personal(**OF_SUBJECT), nullable=False),
    Column("sent_at", UtcDateTime, nullable=False),
)

disclosures = Table(
    "disclosures",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("referral_id", Uuid, nullable=False, index=True),
    Column("controller", Uuid, nullable=False),
    Column("by", String(80), nullable=False),  # whose acceptance disclosed it
    Column("purpose", String(60), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

worklist = Projection("worklist", metadata)
NOBODY: dict[str, Any] = dict.fromkeys(("organisation", "offered_on", "reason", "asked_on"))
NOT_OFFERED = NOBODY | {"status": ReferralStatus.RECEIVED}  # with its sender alone
STATUSES: dict[type, ReferralStatus] = {  # of what says no more than where the referral stands
    events.ReferralCompleted: ReferralStatus.COMPLETED,
    events.ReferralFailed: ReferralStatus.FAILED,
}
NO: dict[type, ReferralStatus] = {
    events.ReferralRejected: ReferralStatus.REJECTED,
    events.ReferralWithdrawn: ReferralStatus.WITHDRAWN,
}


@worklist.on(events.ReferralReceived)
def list_it(db: Connection, event: events.ReferralReceived) -> None:
    names = ("referral_id", "sender", "referrer_kind", "programme", "municipality", "referred_on")
    values = {name: getattr(event, name) for name in names}
    db.execute(insert(referrals).values(**values, status=ReferralStatus.RECEIVED))


@worklist.on(events.ReferralDescribed)
def describe_it(db: Connection, event: events.ReferralDescribed) -> None:
    names = (
        "client source_reference subject_id subject_kind age_band urgency service_language "
        "interpreter_needed sibling_count needs mother_tongue given_name family_name date_of_birth"
    )
    values = {name: getattr(event, name) for name in names.split()}
    values["disclosure_level"] = event.consent.disclosure_level
    _change(db, event, warnings=list(event.warnings), **values)


@worklist.on(events.ReferralOffered)
def offer_it(db: Connection, event: events.ReferralOffered) -> None:
    _change(
        db,
        event,
        status=ReferralStatus.OFFERED,
        organisation=event.organisation,
        programme=event.programme,
        offered_on=event.offered_on,
        reason=None,
        **_clock_goes_on(db, event, event.offered_on),
    )


@worklist.on(OfferDeclined, OfferRecalled)
def take_back_offer(db: Connection, event: OfferDeclined | OfferRecalled) -> None:
    _change(db, event, **(NOT_OFFERED | _clock_goes_on(db, event, event.on)))


@worklist.on(events.ReferralAccepted)
def accept_it(db: Connection, event: events.ReferralAccepted) -> None:
    _change(
        db,
        event,
        status=ReferralStatus.ACCEPTED,
        case_id=event.case_id,
        reason=None,
        answered_on=event.accepted_on,
        moved_on=event.accepted_on,
        **_clock_goes_on(db, event, event.accepted_on),
        business_status=BusinessStatus.WAITING_FOR_PERSON,
    )


@worklist.on_message(events.ReferralDisclosed)
def log_disclosure(db: Connection, event: events.ReferralDisclosed, message: Recorded) -> None:
    db.execute(
        insert(disclosures).values(
            case_id=event.case_id,
            referral_id=event.referral_id,
            controller=event.controller,
            by=message.metadata["actor"],
            purpose=event.purpose,
            at=message.recorded_at,
        )
    )


@worklist.on(*STATUSES)
def keep_status(db: Connection, event: Any) -> None:
    _change(db, event, status=STATUSES[type(event)], ended_on=event.on)


@worklist.on(events.InformationRequested)
def stop_clock(db: Connection, event: events.InformationRequested) -> None:
    _change(db, event, status=ReferralStatus.AWAITING_INFORMATION, asked_on=event.on)


@worklist.on(events.InformationGiven)
def start_clock(db: Connection, event: events.InformationGiven) -> None:
    _change(db, event, status=ReferralStatus.OFFERED, **_clock_goes_on(db, event, event.on))


@worklist.on(*NO)
def keep_no(db: Connection, event: events.ReferralRejected | events.ReferralWithdrawn) -> None:
    values = {"reason": event.reason, "answered_on": event.on, "ended_on": event.on}
    _change(db, event, status=NO[type(event)], **values, **_clock_goes_on(db, event, event.on))


@worklist.on(events.ReferralWaitlisted)
def wait_for_place(db: Connection, event: events.ReferralWaitlisted) -> None:
    clock = _clock_goes_on(db, event, event.on)
    _change(db, event, status=ReferralStatus.WAITLISTED, reason=event.reason, **clock)


@worklist.on(corrections.ReferralCorrected)
def move_home(db: Connection, event: corrections.ReferralCorrected) -> None:
    _change(db, event, municipality=event.municipality)


@worklist.on(corrections.ReferralRedescribed)
def describe_anew(db: Connection, event: corrections.ReferralRedescribed) -> None:
    names = (
        "age_band service_language interpreter_needed sibling_count needs mother_tongue "
        "given_name family_name date_of_birth"
    )
    _change(db, event, **{name: getattr(event, name) for name in names.split()})


@worklist.on(corrections.ConsentCorrected)
def correct_consent(db: Connection, event: corrections.ConsentCorrected) -> None:
    _change(db, event, disclosure_level=event.consent.disclosure_level)


@worklist.on(corrections.ConsentWithdrawn, corrections.ConsentLapsed)
def lose_consent(db: Connection, event: Any) -> None:
    """Once it is withdrawn, whoever was to answer sees it no more."""
    is_back = isinstance(event, corrections.ConsentWithdrawn) and event.given_back
    taken = is_back and _row(db, event).status in UNANSWERED
    _change(db, event, disclosure_level=DisclosureLevel.L0, **(NOT_OFFERED if taken else {}))


@worklist.on(corrections.ReferralEnteredInError)
def mark_error(db: Connection, event: corrections.ReferralEnteredInError) -> None:
    status = ReferralStatus.ENTERED_IN_ERROR
    _change(db, event, status=status, answered_on=event.on, ended_on=event.on, asked_on=None)


@worklist.on(corrections.ReferralReopened)
def reopen_it(db: Connection, event: corrections.ReferralReopened) -> None:
    goes_on = event.status == ReferralStatus.ACCEPTED
    again = {} if goes_on else {"answered_on": None, **_days_of_mistake(db, event)}
    _change(db, event, status=event.status, reason=None, ended_on=None, **again)


@worklist.on_message(events.MessageSent)
def keep_message(db: Connection, event: events.MessageSent, message: Recorded) -> None:
    db.execute(
        insert(messages).values(
            message_id=event.message_id,
            referral_id=event.referral_id,
            subject_id=event.subject_id,
            organisation=event.organisation,
            text=event.text,
            sent_at=message.recorded_at,
        )
    )


@worklist.on(events.ReferralProgressed)
def move_it(db: Connection, event: events.ReferralProgressed) -> None:
    values = {"business_status": event.business_status, "phase": event.phase}
    _change(db, event, moved_on=event.on, **values)
    if event.business_status == BusinessStatus.IN_PROGRESS:
        begun = (referrals.c.started_on.is_(None), referrals.c.referral_id == event.referral_id)
        db.execute(update(referrals).where(*begun).values(started_on=event.on))


@worklist.on(ReferralSeparated)
def part_it(db: Connection, event: ReferralSeparated) -> None:
    _change(db, event, started_on=event.started_on)


def _clock_goes_on(db: Connection, event: Any, day: date) -> dict[str, Any]:
    """Nobody waits for the sender any more; the days of the wait are not the provider's."""
    row = _row(db, event)
    if row.asked_on is None:
        return {}
    stood = workdays.passed(row.asked_on, day)
    return {"asked_on": None, "paused_days": row.paused_days + stood}


def _days_of_mistake(db: Connection, event: corrections.ReferralReopened) -> dict[str, Any]:
    row = _row(db, event)
    stood = workdays.passed(row.ended_on, event.on) if row.ended_on else 0
    return {"paused_days": row.paused_days + stood}


def _row(db: Connection, event: Any) -> Any:
    c = referrals.c
    facts = (c.asked_on, c.paused_days, c.ended_on, c.status)
    return db.execute(select(*facts).where(referrals.c.referral_id == event.referral_id)).one()


def _change(db: Connection, event: Any, **values: Any) -> None:
    here = referrals.c.referral_id == event.referral_id
    db.execute(update(referrals).where(here).values(values))
