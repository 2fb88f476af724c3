"""Which events of the referral service start, stop, move and meet what is due."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Date, Integer, MetaData, Row, String, Table, Uuid, select

from services.common import workdays
from services.common.codes import OfferRule
from services.common.deadlines import projections as clock
from services.common.programme.usual import PROMISE_DAYS
from services.referral.agreement_ends.projections import count_agreements
from services.referral.booking_letters.projections import count_bookings
from services.referral.consent_wishes.projections import keep_clock
from services.referral.consents import events as consents
from services.referral.consultation_letters.projections import count_consultations
from services.referral.corrections import events as corrections
from services.referral.deadlines import rules
from services.referral.deadlines.rules import (
    ACKNOWLEDGEMENT,
    AGREEMENT,
    ANSWER,
    CONSENT,
    CONSULTATION,
    FAMILY_CONTACT,
    FEEDBACK,
    INFORMATION,
    KINDS,
    OFFER,
    PACKAGE,
    PACKAGE_PLAN,
    PACKAGE_SESSION,
    PAIR_MEETING,
    PAIR_OFFER,
    PAIR_WORK,
    RECEPTION,
    REQUEST,
)
from services.referral.directory import events as directory
from services.referral.families.events import Consent
from services.referral.family_contacts import projections as family_contacts
from services.referral.feedback import projections as feedback
from services.referral.networks.events import AnswerTimeAgreed
from services.referral.package_clock import projections as packages
from services.referral.pairwork_letters.projections import count_meetings, count_requests
from services.referral.referrals import events
from services.referral.rights import events as rights
from services.referral.rights.rules import due_on
from services.referral.routes.events import OfferDeclined, OfferRecalled, ReferralRouted
from services.referral.statuses.rules import WAITING
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert

metadata = MetaData()
awaited = Table(  # by what a referral's answer is counted
    "awaited_answers",
    metadata,
    Column("referral_id", Uuid, primary_key=True),
    Column("programme", String(60), index=True),  # NULL: not chosen yet
    Column("sender", Uuid),
    Column("provider", Uuid),  # NULL: offered to nobody yet
    Column("referred_on", Date),
    Column("paused_days", Integer, server_default="0"),
    Column("asked_on", Date),  # NULL: the clock runs
    Column("answered_on", Date),  # NULL: an answer is awaited
    Column("network_id", Uuid),  # whose rules chose the provider; NULL: no network's
    Column("offered_on", Date),  # by those rules; NULL: not by them, or given back
    Column("offer_paused", Integer),  # working days of paused_days before that
)
promises = Table(
    "promises",
    metadata,
    Column("programme", String(60), primary_key=True),
    Column("days", Integer, nullable=False),  # working days
)
answer_times = Table(
    "answer_times",
    metadata,
    Column("network_id", Uuid, primary_key=True),
    Column("working_days", Integer),  # NULL: the clock takes no offer back
)
deadlines = Projection("deadlines", clock.metadata, metadata, packages.metadata)
clock.follow_steps(deadlines, KINDS)
keep_clock(deadlines)
family_contacts.count_days(deadlines, FAMILY_CONTACT)
feedback.count_days(deadlines, FEEDBACK)
count_agreements(deadlines, AGREEMENT)
count_bookings(deadlines, RECEPTION)
count_consultations(deadlines, CONSULTATION)
count_requests(deadlines, PAIR_WORK, PAIR_OFFER)
count_meetings(deadlines, PAIR_WORK, PAIR_OFFER, PAIR_MEETING)
packages.count_requests(deadlines, PACKAGE, PACKAGE_PLAN)
packages.count_sessions(deadlines, PACKAGE, PACKAGE_PLAN, PACKAGE_SESSION)
clock.end_with_person(
    deadlines,
    *(FAMILY_CONTACT, FEEDBACK, RECEPTION, CONSULTATION),
    *(PAIR_WORK, PAIR_OFFER, PAIR_MEETING),
)
ANSWERED: dict[type, str] = {  # event -> its field with the day
    events.ReferralAccepted: "accepted_on",
    events.ReferralWaitlisted: "on",
    events.ReferralRejected: "on",
    events.ReferralWithdrawn: "on",
    corrections.ReferralEnteredInError: "on",
}


@deadlines.on(directory.ProgrammePublished)
def promise(db: Connection, event: directory.ProgrammePublished) -> None:
    """What waits for an answer is answered as the newest version promises."""
    code, days = event.programme.code, event.programme.promise_days
    upsert(db, promises, {"programme": code}, {"days": days})
    waits = awaited.c.answered_on.is_(None), awaited.c.asked_on.is_(None)
    query = select(awaited).where(awaited.c.programme == code, *waits)
    for row in db.execute(query).all():
        clock.move(db, ANSWER, row.referral_id, _answer_due(db, row))


@deadlines.on(events.ReferralReceived)
def await_answer(db: Connection, event: events.ReferralReceived) -> None:
    _wait(
        db,
        event.referral_id,
        programme=event.programme,
        sender=event.sender,
        referred_on=event.referred_on,
        paused_days=0,
    )


@deadlines.on(events.ReferralOffered)
def await_provider(db: Connection, event: events.ReferralOffered) -> None:
    """Whoever it is offered to; what another was waiting for is over."""
    _end_wait(db, event.referral_id, event.offered_on)
    is_routed = event.rule == OfferRule.ROUTED
    paused = _row(db, event.referral_id).paused_days
    offer = {"offered_on": event.offered_on if is_routed else None, "offer_paused": paused}
    _wait(db, event.referral_id, programme=event.programme, provider=event.organisation, **offer)
    _count_offer(db, event.referral_id, event.offered_on)


@deadlines.on(ReferralRouted)
def keep_network(db: Connection, event: ReferralRouted) -> None:
    """Comes in the same moment as the offer, just before it."""
    upsert(db, awaited, {"referral_id": event.referral_id}, {"network_id": event.network_id})


@deadlines.on(AnswerTimeAgreed)
def agree_answer_time(db: Connection, event: AnswerTimeAgreed) -> None:
    """What is offered already is counted by it too."""
    key = {"network_id": event.network_id}
    upsert(db, answer_times, key, {"working_days": event.working_days})
    waits = awaited.c.offered_on.is_not(None), awaited.c.answered_on.is_(None)
    query = select(awaited.c.referral_id).where(awaited.c.network_id == event.network_id, *waits)
    for referral_id in db.execute(query).scalars().all():
        _count_offer(db, referral_id, event.on)


@deadlines.on(events.InformationRequested)
def await_reply(db: Connection, event: events.InformationRequested) -> None:
    """The provider's clock stands while the sender's runs."""
    upsert(db, awaited, {"referral_id": event.referral_id}, {"asked_on": event.on})
    clock.stop(db, ANSWER, event.referral_id)
    clock.stop(db, OFFER, event.referral_id)
    row = _row(db, event.referral_id)
    whose = {"organisation": row.sender, "waiting": row.provider}
    due = rules.reply_due(event.on)
    clock.begin(db, INFORMATION, event.referral_id, since=event.on, due_on=due, **whose)


@deadlines.on(events.InformationGiven, OfferDeclined, OfferRecalled)
def go_on(db: Connection, event: events.InformationGiven | OfferDeclined | OfferRecalled) -> None:
    _end_wait(db, event.referral_id, event.on)
    if not isinstance(event, events.InformationGiven):
        upsert(db, awaited, {"referral_id": event.referral_id}, {"offered_on": None})
    clock.move(db, ANSWER, event.referral_id, _answer_due(db, _row(db, event.referral_id)))
    _count_offer(db, event.referral_id, event.on)


@deadlines.on(*ANSWERED)
def answer(db: Connection, event: Any) -> None:
    day = getattr(event, ANSWERED[type(event)])
    _end_wait(db, event.referral_id, day)
    upsert(db, awaited, {"referral_id": event.referral_id}, {"answered_on": day})
    clock.meet(db, ANSWER, event.referral_id, day)
    clock.meet(db, OFFER, event.referral_id, day)


@deadlines.on(corrections.ReferralReopened)
def await_again(db: Connection, event: corrections.ReferralReopened) -> None:
    """The days between count for nobody who has to answer."""
    row = _row(db, event.referral_id)
    if event.status not in WAITING or row.answered_on is None:
        return
    paused = row.paused_days + workdays.passed(row.answered_on, event.on)
    _wait(db, event.referral_id, answered_on=None, paused_days=paused)


@deadlines.on(events.ReferralDescribed)
def begin_consent(db: Connection, event: events.ReferralDescribed) -> None:
    _await_end(db, event.referral_id, event.consent)


@deadlines.on(corrections.ConsentCorrected, corrections.ConsentLapsed)
def renew_consent(db: Connection, event: Any) -> None:
    clock.meet(db, CONSENT, event.referral_id, event.on)
    if isinstance(event, corrections.ConsentCorrected):
        _await_end(db, event.referral_id, event.consent)


@deadlines.on(corrections.ConsentWithdrawn)
def withdraw_consent(db: Connection, event: corrections.ConsentWithdrawn) -> None:
    """Nobody waits for an answer of whom the referral was taken from."""
    clock.meet(db, CONSENT, event.referral_id, event.on)
    if event.given_back and _row(db, event.referral_id).answered_on is None:
        _end_wait(db, event.referral_id, event.on)
        clock.stop(db, ANSWER, event.referral_id)
        nobody = dict.fromkeys(("provider", "offered_on"))
        upsert(db, awaited, {"referral_id": event.referral_id}, nobody)
        _count_offer(db, event.referral_id, event.on)


@deadlines.on(consents.AcknowledgementAwaited)
def await_acknowledgement(db: Connection, event: consents.AcknowledgementAwaited) -> None:
    if event.organisation is None:
        return
    whose = {"organisation": event.organisation, "waiting": event.sender}
    begun, due = event.on, event.due_on
    clock.begin(db, ACKNOWLEDGEMENT, event.acknowledgement_id, since=begun, due_on=due, **whose)


@deadlines.on(consents.EndAcknowledged)
def acknowledge(db: Connection, event: consents.EndAcknowledged) -> None:
    clock.meet(db, ACKNOWLEDGEMENT, event.acknowledgement_id, event.on)


@deadlines.on(rights.RequestReceived)
def await_officer(db: Connection, event: rights.RequestReceived) -> None:
    begun, whose = event.received_on, {"organisation": event.organisation}
    clock.begin(db, REQUEST, event.request_id, since=begun, due_on=due_on(begun), **whose)


@deadlines.on(rights.RequestExtended)
def wait_longer(db: Connection, event: rights.RequestExtended) -> None:
    clock.move(db, REQUEST, event.request_id, event.due_on)


@deadlines.on(rights.RequestAnswered, rights.RequestRefused, rights.RequestWithdrawn)
def deal_with(db: Connection, event: Any) -> None:
    clock.meet(db, REQUEST, event.request_id, event.on)


def _wait(db: Connection, referral_id: UUID, **values: Any) -> None:
    upsert(db, awaited, {"referral_id": referral_id}, values)
    row = _row(db, referral_id)
    if row.referred_on is None or row.answered_on is not None:
        return
    whose, due = {"organisation": row.provider, "waiting": row.sender}, _answer_due(db, row)
    clock.begin(db, ANSWER, referral_id, since=row.referred_on, due_on=due, **whose)


def _count_offer(db: Connection, referral_id: UUID, on: date) -> None:
    """Until when the member answers, before the clock takes the offer back."""
    row = _row(db, referral_id)
    query = select(answer_times.c.working_days).where(answer_times.c.network_id == row.network_id)
    days = db.execute(query).scalar()
    if row.offered_on is None or row.answered_on is not None or days is None:
        clock.meet(db, OFFER, referral_id, on)
    elif row.asked_on is None:
        due = rules.offer_due(row.offered_on, days, row.paused_days - (row.offer_paused or 0))
        whose = {"organisation": row.provider}
        clock.keep(db, OFFER, referral_id, since=row.offered_on, due_on=due, **whose)


def _await_end(db: Connection, referral_id: UUID, consent: Consent) -> None:
    """Its sender renews it in time, or lets it end."""
    if until := consent.valid_until:
        whose = {"organisation": _row(db, referral_id).sender}
        clock.begin(db, CONSENT, referral_id, since=consent.given_on, due_on=until, **whose)


def _end_wait(db: Connection, referral_id: UUID, day: date) -> None:
    row = _row(db, referral_id)
    if row.asked_on is not None:
        paused = row.paused_days + workdays.passed(row.asked_on, day)
        values = {"asked_on": None, "paused_days": paused}
        upsert(db, awaited, {"referral_id": referral_id}, values)
        clock.meet(db, INFORMATION, referral_id, day)


def _answer_due(db: Connection, row: Row[Any]) -> date:
    of_programme = select(promises.c.days).where(promises.c.programme == row.programme)
    promised = db.execute(of_programme).scalar() or PROMISE_DAYS
    return rules.answer_due(row.referred_on, promised, row.paused_days)


def _row(db: Connection, referral_id: UUID) -> Row[Any]:
    return db.execute(select(awaited).where(awaited.c.referral_id == referral_id)).one()
