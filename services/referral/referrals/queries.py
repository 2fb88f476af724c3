"""What pages and API read: one referral from its own stream, lists from the worklist.

Who may see what stands here. The sender reads how it stands, as far as its disclosure level;
the provider reads codes before acceptance and the family's names after. Everybody else gets
the same answer as for a referral that does not exist.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, or_, select

from services.codes import BusinessStatus, ReferralStatus, Role
from services.referral.referrals.domain import Referral
from services.referral.referrals.projections import messages, referrals
from shared.identity.principals import Principal
from shared.problems import NotFound
from shared.sealing import opened
from shared.work import Work

SENDERS = (Role.MUNICIPAL_SYSTEM, Role.MUNICIPAL_WORKER)
PROVIDERS = (Role.NGO_COORDINATOR, Role.NGO_WORKER)
PAGE = 50
WAITING = (ReferralStatus.RECEIVED, ReferralStatus.OFFERED)


@dataclass(frozen=True)
class ReferralView:
    """A referral as one reader may see it."""

    referral: Referral
    version: int
    is_sender: bool
    is_provider: bool
    coordinates: bool = False  # for its provider

    @property
    def is_disclosed(self) -> bool:
        """May this reader see who the family is?"""
        return self.is_provider and self.referral.case is not None

    @property
    def level(self) -> str:
        return "L3" if self.is_provider else self.referral.disclosure_level

    @property
    def can_be_answered(self) -> bool:
        return self.coordinates and self.referral.can_be_answered

    @property
    def can_be_withdrawn(self) -> bool:
        return self.is_sender and self.referral.can_be_withdrawn

    @property
    def next_step(self) -> str:
        """Whose turn it is, as a code."""
        match self.referral.status:
            case ReferralStatus.RECEIVED:
                return "OFFER"
            case ReferralStatus.OFFERED:
                return "PROVIDER_ANSWERS"
            case ReferralStatus.ACCEPTED:
                return _STEPS.get(self.referral.business_status, "FOLLOW")
            case _:
                return "NONE"


_STEPS: dict[str | None, str] = {
    BusinessStatus.WAITING_FOR_PERSON: "FIND_SUPPORT_PERSON",
    BusinessStatus.MATCH_PROPOSED: "ASK_CONSENTS",
    BusinessStatus.MATCH_AGREED: "START_SUPPORT",
}


def referral(work: Work, who: Principal, referral_id: UUID) -> ReferralView:
    """One referral; raises `NotFound` when it is missing or not this reader's."""
    state, version = work.load(Referral(referral_id))
    received = state.received
    is_sender = received is not None and received.sender == who.organisation and who.has(*SENDERS)
    if received is not None and who.has(*PROVIDERS) and received.sender == who.organisation:
        is_sender = True  # a coordinator who recorded it
    is_provider = state.organisation == who.organisation and who.has(*PROVIDERS)
    if who.organisation is None or not (is_sender or is_provider):
        raise NotFound
    coordinates = is_provider and who.has(Role.NGO_COORDINATOR)
    return ReferralView(state, version, is_sender, is_provider, coordinates)


def as_json(view: ReferralView) -> dict[str, Any]:
    """The resource; what the reader's level does not allow is left out."""
    found, told, received = view.referral, view.referral.described, view.referral.received
    body: dict[str, Any] = {
        "id": found.id,
        "status": str(found.status).lower(),
        "disclosure_level": view.level,
        "source_reference": told.source_reference if told else "",
        "next_step": view.next_step,
    }
    if view.level == "L0":
        return body
    body |= {
        "business_status": found.business_status,
        "programme": found.programme,
        "municipality": received.municipality if received else None,
        "referred_on": received.referred_on if received else None,
        "offered_to": found.organisation,
        "warnings": list(told.warnings) if told else [],
        "case": found.case,
        "latest_on": found.latest,
        "reason": found.reason,
    }
    if view.level in ("L2", "L3"):
        body["phase"] = found.phase
    if view.level == "L3":
        body["outcome"] = found.outcome
    if view.is_provider:
        body["need"] = coded_need(view)
    if told and (view.is_disclosed or view.is_sender):
        body["preconditions"] = {one.field: one.told for one in told.preconditions}
    if view.is_disclosed:
        body["subject"] = disclosed_subject(view)
    return body


def coded_need(view: ReferralView) -> dict[str, Any]:
    """All that a provider sees before acceptance: codes, an age band, no name."""
    told = view.referral.described
    if told is None:
        return {}
    return {
        "needs": list(told.needs),
        "subject_kind": told.subject_kind,
        "age_band": told.age_band,
        "mother_tongue": told.mother_tongue,
        "service_language": told.service_language,
        "interpreter_needed": told.interpreter_needed,
        "client_status": told.client_status,
        "sibling_count": told.sibling_count,
        "urgency": told.urgency,
    }


def disclosed_subject(view: ReferralView) -> dict[str, Any]:
    """Who the family is; only after acceptance, and only for the provider."""
    told = view.referral.described
    if told is None:
        return {}
    return {
        "given_name": told.given_name,
        "family_name": told.family_name,
        "date_of_birth": told.date_of_birth.isoformat() if told.date_of_birth else None,
        "phone": told.phone,
        "email": told.email,
        "notes": told.notes,
    }


def by_reference(work: Work, who: Principal, reference: str) -> list[ReferralView]:
    """The client's own referrals with that reference, none or one."""
    query = select(referrals.c.referral_id).where(
        referrals.c.source_reference == reference, *_visible(who)
    )
    return [referral(work, who, found) for found in work.db.execute(query).scalars()]


@dataclass(frozen=True)
class Line:
    """One line of the worklist."""

    row: Row[Any]
    needs: tuple[str, ...]
    mother_tongue: str | None
    name: str  # empty before acceptance
    is_mine: bool  # offered to the reader's organisation

    @property
    def is_waiting(self) -> bool:
        return self.row.status in WAITING


def worklist(
    work: Work,
    who: Principal,
    *,
    state: str = "",
    programme: str = "",
    municipality: str = "",
    text: str = "",
    after: int = 0,
) -> list[Line]:
    """The reader's referrals, oldest waiting first."""
    query = select(referrals).where(*_visible(who), *_in_state(state))
    if programme:
        query = query.where(referrals.c.programme == programme)
    if municipality:
        query = query.where(referrals.c.municipality == municipality)
    waits = referrals.c.status.in_(WAITING)
    query = query.order_by(waits.desc(), referrals.c.referred_on, referrals.c.referral_id)
    rows = [_line(work, who, row) for row in work.db.execute(query).all()]
    found = [row for row in rows if _matches(row, text)]
    return found[after : after + PAGE + 1]


def counts(work: Work, who: Principal) -> dict[str, int]:
    """How many of the reader's referrals are in each state of the worklist's filter."""
    query = select(referrals.c.status, referrals.c.business_status, func.count())
    grouped = query.where(*_visible(who)).group_by(referrals.c.status, referrals.c.business_status)
    tally = dict.fromkeys(STATES, 0)
    for status, business, number in work.db.execute(grouped):
        tally[_state_of(status, business)] += number
    return tally


STATES = ("waiting", "queue", "running", "ended")


def _state_of(status: str, business: str | None) -> str:
    if status in WAITING:
        return "waiting"
    if status != ReferralStatus.ACCEPTED:
        return "ended"
    return "running" if business == BusinessStatus.IN_PROGRESS else "queue"


def _in_state(state: str) -> list[Any]:
    accepted = referrals.c.status == ReferralStatus.ACCEPTED
    running = referrals.c.business_status == BusinessStatus.IN_PROGRESS
    filters: dict[str, list[Any]] = {
        "waiting": [referrals.c.status.in_(WAITING)],
        "queue": [accepted, ~running],
        "running": [accepted, running],
        "ended": [referrals.c.status.not_in(WAITING), ~accepted],
    }
    return filters.get(state, [])


def _visible(who: Principal) -> list[Any]:
    mine = []
    if who.has(*SENDERS, *PROVIDERS):
        mine.append(referrals.c.sender == who.organisation)
    if who.has(*PROVIDERS):
        mine.append(referrals.c.organisation == who.organisation)
    return [or_(*mine), referrals.c.sender.is_not(None)]


def _line(work: Work, who: Principal, row: Row[Any]) -> Line:
    is_mine = who.has(*PROVIDERS) and row.organisation == who.organisation
    name = ""
    if is_mine and row.case_id:
        given, family = (opened(n, work.sealing) or "" for n in (row.given_name, row.family_name))
        name = f"{given} {family}".strip()
    return Line(
        row=row,
        needs=tuple(opened(row.needs, work.sealing) or ()),
        mother_tongue=opened(row.mother_tongue, work.sealing),
        name=name,
        is_mine=is_mine,
    )


def _matches(line: Line, text: str) -> bool:
    """Names lie sealed, so a search opens the reader's own rows and looks through them."""
    words = text.casefold().split()
    searched = f"{line.name} {line.row.source_reference or ''}".casefold()
    return all(word in searched for word in words)


def municipalities(work: Work, who: Principal) -> list[str]:
    """Where the reader's referrals come from; withheld ones are not among them."""
    query = select(referrals.c.municipality).where(
        referrals.c.municipality.is_not(None), *_visible(who)
    )
    return list(work.db.execute(query.distinct()).scalars())


@dataclass(frozen=True)
class Message:
    organisation: UUID | None
    text: str
    sent_at: Any


def conversation(work: Work, referral_id: UUID) -> list[Message]:
    """What sender and provider have written, newest first."""
    query = select(messages).where(messages.c.referral_id == referral_id)
    rows = work.db.execute(query.order_by(messages.c.sent_at.desc())).all()
    return [Message(r.organisation, opened(r.text, work.sealing) or "", r.sent_at) for r in rows]


def waited(row: Row[Any], today: date) -> int:
    """Days since it was sent, to its answer or to today."""
    until: date = row.answered_on or today
    sent: date = row.referred_on
    return (until - sent).days
