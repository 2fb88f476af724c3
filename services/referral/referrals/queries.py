"""One referral as one reader may see it, from its own stream, and what both sides have written."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, Select, select, true

from services.common import catalogue, contact_readers, workdays
from services.common.codes import BusinessStatus, DisclosureLevel, ReferralStatus
from services.common.identifying import check_anonymous
from services.common.programme import Programme
from services.common.programme.usual import PROMISE_DAYS
from services.referral.directory.queries import place_of, served_by
from services.referral.directory.rules import Terms
from services.referral.eligibility import queries as eligibility
from services.referral.eligibility.domain import Finding
from services.referral.families import events as families
from services.referral.locks.projections import insiders_of
from services.referral.referrals import policy
from services.referral.referrals.domain import Referral
from services.referral.referrals.events import ReferralEvent
from services.referral.referrals.projections import messages, referrals
from services.referral.routes import queries as routes
from services.referral.routes.domain import Choice
from services.referral.routes.events import OfferExplained
from services.referral.routes.rules import FamilyCount, Wanted, tallied
from services.referral.sameness.projections import followers
from services.referral.statuses.rules import ENDED, NEXT_STEPS, SUPPORT_STEPS, WAITING
from shared.database.scope import rows_of_everybody
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.kernel.sealing import opened
from shared.web.api import uuid_of
from shared.work import Work, state_of


@dataclass(frozen=True)
class ReferralView:
    """A referral as one reader may see it."""

    referral: Referral
    version: int
    is_sender: bool
    is_provider: bool
    coordinates: bool = False  # for its provider
    is_disclosed: bool = False  # may this reader see who the family is?
    converses: bool = True  # does this reader read and write messages?
    shows_contact: bool = True  # False: hidden by a non-disclosure order
    contact_until: datetime | None = None  # when what it hides closes to the reader again
    is_named: bool = False  # may the reader open it?
    is_network: bool = False  # of who coordinates the network on whose way it is

    @property
    def record(self) -> families.Family | None:
        """What the reader's own register says of the family; None: nothing that names anybody."""
        if self.is_sender:
            return self.referral.described
        return self.referral.disclosed if self.is_disclosed else None

    @property
    def level(self) -> str:
        """Of the provider's people only those who know the family read all of it."""
        if self.sees_all:
            return DisclosureLevel.L3
        as_sender = self.referral.disclosure_level if self.is_sender else DisclosureLevel.L0
        inside = self.is_provider or self.is_network
        return max(as_sender, DisclosureLevel.L1) if inside else as_sender

    @property
    def sees_all(self) -> bool:
        """Is every event of it one that this reader may know of?"""
        return self.is_disclosed or (self.is_provider and self.referral.case is None)

    def reads(self, level: DisclosureLevel) -> bool:
        """Whether the reader's level includes this one."""
        return self.level >= level

    @property
    def status(self) -> ReferralStatus | None:
        """At level L0 no more than that it was accepted, whatever came of it."""
        status = self.referral.status
        is_hidden = not self.reads(DisclosureLevel.L1)
        return ReferralStatus.ACCEPTED if is_hidden and status in ENDED else status

    @property
    def business_status(self) -> BusinessStatus | None:
        return self.referral.business_status if self.reads(DisclosureLevel.L1) else None

    @property
    def can_be_answered(self) -> bool:
        return self.coordinates and self.referral.can_be_answered

    @property
    def can_be_withdrawn(self) -> bool:
        return self.is_sender and self.referral.can_be_withdrawn

    @property
    def next_step(self) -> str:
        """Whose turn it is, as a code."""
        if self.status is ReferralStatus.ACCEPTED:
            return (
                SUPPORT_STEPS.get(self.business_status, "FOLLOW")
                if self.business_status
                else "NONE"
            )
        return NEXT_STEPS.get(self.status, "NONE")


def referral(work: Work, principal: Principal, referral_id: UUID) -> ReferralView:
    """One referral; raises `NotFound` when it is missing or not this reader's."""
    state, version = work.load(Referral(referral_id))
    state = replace(state, insiders=insiders_of(work.db, state.case))
    policy.reads.check(principal, state)
    state = with_readers(work.db, state, principal.organisation)
    view = ReferralView(
        state,
        version,
        is_sender=policy.is_sender(principal, state),
        is_provider=policy.is_provider(principal, state),
        coordinates=policy.answers.allows(principal, state),
        is_disclosed=policy.knows(principal, state),
        is_network=policy.coordinates_network(principal, state),
        converses=policy.writes.allows(principal, state),
        shows_contact=state.shows_contact(principal.id, at=work.now),
        contact_until=state.contact.open_until(principal.id, at=work.now),
        is_named=principal.id in state.contact.named,
    )
    return view if view.sees_all else replace(view, version=state.versions.at(view.level))


def with_readers(db: Connection, referral: Referral, organisation: UUID | None) -> Referral:
    """Itself with who of that organisation is named to open the contact details.

    For the provider casework tells; of the sender it is whoever wrote them down.
    """
    named = set[UUID]()
    if organisation is not None and organisation == referral.organisation:
        named |= contact_readers.readers_of(db, referral.case)
    author = uuid_of(referral.described.client) if referral.described else None
    if author and organisation is not None and organisation == referral.sender:
        named.add(author)
    return replace(referral, contact=referral.contact.naming(*named))


def concerned(db: Connection, event: ReferralEvent) -> Collection[UUID]:
    """Who may hear of an event that an earlier policy was asked about."""
    return state_of(db, Referral(event.referral_id)).concerned_by(event)


def programme_of(work: Work, referral: Referral) -> Programme | None:
    """Its programme: in its case's version once there is one, in the newest until then.

    None while no programme is chosen, or the one chosen is not known here.
    """
    if referral.programme is None:
        return None
    return catalogue.programme(work.db, referral.programme, referral.programme_version)


def answer_due(work: Work, referral: Referral) -> date | None:
    """The last day of the promised answer; None while the clock stands, or where none is due."""
    programme = programme_of(work, referral)
    return due_on(referral, programme.promise_days if programme else PROMISE_DAYS)


def due_on(referral: Referral, promised: int) -> date | None:
    received, waits = referral.received, referral.status in WAITING
    if received is None or not waits or referral.asked_on:
        return None
    return workdays.due(received.referred_on, promised + referral.paused_days)


@dataclass(frozen=True)
class Message:
    id: UUID
    organisation: UUID | None  # None: somebody of no organisation wrote it
    text: str
    sent_at: datetime


def conversation(work: Work, referral_id: UUID, *, since: datetime | None = None) -> list[Message]:
    """What sender and provider have written, newest first; since then, or ever."""
    query = _messages(referral_id)
    if since is not None:
        query = query.where(messages.c.sent_at >= since)
    rows = work.db.execute(query.order_by(messages.c.sent_at.desc(), messages.c.message_id))
    return [_message(work, row) for row in rows.all()]


def message(work: Work, referral_id: UUID, message_id: UUID) -> Message:
    """One of them; `NotFound` when the referral has no such message."""
    query = _messages(referral_id).where(messages.c.message_id == message_id)
    row = work.db.execute(query).first()
    if row is None:
        raise NotFound
    return _message(work, row)


def count_taken(db: Connection, terms: Terms, year: int) -> int:
    """How many an agreement's provider has accepted in a year that it serves; no withheld place.

    One that follows another counts: a place that came free would tell that there is another.
    """
    return _count_taken(db, terms, year, true())


def count_people(db: Connection, terms: Terms, year: int) -> int:
    """The same for the provider itself: two referrals of one person take one place."""
    return _count_taken(db, terms, year, referrals.c.referral_id.not_in(followers()))


def _count_taken(db: Connection, terms: Terms, year: int, which: ColumnElement[bool]) -> int:
    c, days = referrals.c, (date(year, 1, 1), date(year, 12, 31))
    theirs = c.organisation.in_(served_by(db, terms)), c.programme.in_(terms.programmes)
    accepted = c.case_id.is_not(None), c.municipality.is_not(None), c.answered_on.between(*days)
    query = select(c.municipality).where(*theirs, *accepted, which)
    rows = rows_of_everybody(db, query)  # whoever sends counts what others have sent
    return sum(terms.serves(place_of(row.municipality)) for row in rows)


def family_counts(db: Connection, programme: str, on: date) -> dict[UUID, FamilyCount]:
    """How many families each organisation has of a programme, as the worklist knows."""
    c = referrals.c
    follows = c.referral_id.in_(followers()).label("follows")
    query = select(c.organisation, c.status, c.case_id, c.answered_on, follows).where(
        c.programme == programme, c.organisation.is_not(None)
    )
    return tallied(rows_of_everybody(db, query), on.year)


def choice(work: Work, referral: Referral, *, tried: Collection[UUID] = ()) -> Choice | None:
    """Whom the rules choose for it today; None while no programme or nobody is known."""
    wanted = wanted_of(referral)
    if wanted is None:
        return None
    return routes.choose(work.db, wanted, on=work.on, count_families=family_counts, tried=tried)


def next_choice(work: Work, referral: Referral) -> Choice | None:
    """Whom it goes to when it leaves where it is; None where there is nobody else."""
    journey, here = referral.journey, referral.organisation
    if journey.coordinator is None or journey.is_last or here is None:
        return None
    return choice(work, referral, tried=(*journey.tried, here))


def set_aside(
    work: Work, referral: Referral, organisation: UUID, reason: str
) -> list[OfferExplained]:
    """The rules that a person sets aside by offering it there; without a reason `Refused`."""
    wanted, described = wanted_of(referral), referral.described
    if wanted is None or described is None:
        return []
    skips = routes.rules_against(
        work.db, wanted, organisation, on=work.on, count_families=family_counts
    )
    if reason:
        check_anonymous(reason, referral.names, field="reason")
    about = (referral.id, described.subject_id)
    return routes.explained(skips, about, organisation, reason, on=work.on)


def wanted_of(referral: Referral) -> Wanted | None:
    """What a network's rules ask of it; None without a programme, or when nobody knows any more."""
    described, received, code = referral.described, referral.received, referral.programme
    if described is None or received is None or code is None or described.is_erased:
        return None
    return Wanted(
        programme=code,
        themes=received.themes,
        place=place_of(described.place),
        language="" if described.interpreter_needed else described.service_language,
    )


def in_the_way(work: Work, referral: Referral, *, on: date) -> tuple[Finding, ...]:
    """What would refuse it on that day, but for what was set aside and an end since it came."""
    described, received, code = referral.described, referral.received, referral.programme
    programme = catalogue.programme(work.db, code) if code else None
    if described is None or received is None or programme is None:
        return ()
    family = eligibility.family_of(described, described.place, received.referrer_kind, programme)
    count, came = count_people, received.referred_on
    assessment = eligibility.assessed(
        work.db, programme, family, on=on, count_taken=count, arrives_on=came
    )
    override = described.override
    return (assessment.overriding(override.rule) if override else assessment).refusals


def _messages(referral_id: UUID) -> Select[Any]:
    return select(messages).where(messages.c.referral_id == referral_id)


def _message(work: Work, row: Row[Any]) -> Message:
    text = opened(row.text, work.sealing) or ""
    return Message(row.message_id, row.organisation, text, row.sent_at)
