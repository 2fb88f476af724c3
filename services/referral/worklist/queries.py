"""The reader's referrals as a list: in pages, by state, found by reference or name.

At disclosure level L0 a sender's list tells no more than a single referral does: that it was
answered, never how the support goes.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, case, exists, false, func, or_, select

from services.common import seats
from services.common.codes import BusinessStatus, DisclosureLevel, ReferralStatus, Role
from services.referral.referrals import queries
from services.referral.referrals.policy import PROVIDERS, SENDERS
from services.referral.referrals.projections import referrals
from services.referral.referrals.queries import ReferralView
from services.referral.referrals.rules import ENDED, WAITING
from services.referral.worklist.projections import OURS, moves
from shared.identity.principals import Principal
from shared.inbox import unread_things
from shared.kernel.sealing import opened
from shared.kernel.searching import matches
from shared.web.paging import Page, PageRequest, page
from shared.work import Work

STATES = ("waiting", "queue", "running", "ended")
WAITING_FIRST = case((referrals.c.status.in_(WAITING), 0), else_=1)
ORDER = (WAITING_FIRST, referrals.c.referred_on, referrals.c.referral_id)
ORDERS: Mapping[str, tuple[ColumnElement[Any], ...]] = {  # as programs may ask for them
    "waiting": ORDER,
    "referred_on": (referrals.c.referred_on, referrals.c.referral_id),
    "-referred_on": (referrals.c.referred_on.desc(), referrals.c.referral_id),
}


@dataclass(frozen=True)
class ListedReferral:
    """One line of the worklist."""

    row: Row[Any]
    status: str
    business_status: str | None
    needs: tuple[str, ...]
    mother_tongue: str | None
    name: str  # empty before acceptance
    is_mine: bool  # offered to the reader's organisation
    is_unread: bool = False  # it holds something that the reader has not read

    @property
    def is_waiting(self) -> bool:
        return self.status in WAITING


def worklist(
    work: Work,
    principal: Principal,
    *,
    state: str = "",
    programme: str = "",
    municipality: str = "",
    text: str = "",
    page_request: PageRequest,
) -> Page[ListedReferral]:
    """The reader's referrals, oldest waiting first."""
    query = _all(principal).where(*_in_state(principal, state))
    if programme:
        query = query.where(referrals.c.programme == programme)
    if municipality:
        query = query.where(referrals.c.municipality == municipality)

    own_cases = seats.cases_of(work.db, principal.id)

    def read(row: Row[Any]) -> ListedReferral | None:
        line = _line(work, principal, row, own_cases)
        return line if _matches(work, line, text) else None

    shown = page(work.db, query, ORDER, page_request=page_request, read=read)
    unread = unread_things(work.db, principal, [line.row.referral_id for line in shown.items])
    lines = [replace(line, is_unread=line.row.referral_id in unread) for line in shown.items]
    return replace(shown, items=lines)


@dataclass(frozen=True)
class Question:
    """Which referrals a program asks for, and in which order; None: whichever."""

    reference: str | None = None  # as the sender calls it
    status: str | None = None
    since: datetime | None = None  # moved then or later, as far as the reader may know
    order: str = "waiting"


def views(
    work: Work, principal: Principal, question: Question, *, page_request: PageRequest
) -> Page[ReferralView]:
    """The same, each from its own stream."""
    query = _all(principal)
    if question.reference is not None:
        query = query.where(referrals.c.source_reference == question.reference)
    if question.status is not None:
        query = query.where(_shown(principal)[0] == question.status)
    if question.since is not None:
        query = query.where(_has_moved(principal, question.since))
    return page(
        work.db,
        query,
        ORDERS[question.order],
        page_request=page_request,
        read=lambda row: queries.referral(work, principal, row.referral_id),
    )


def _has_moved(principal: Principal, since: datetime) -> ColumnElement[bool]:
    """Whether something happened since then that the reader may know of."""
    ours = (
        referrals.c.organisation == principal.organisation if principal.has(*PROVIDERS) else false()
    )
    read_back = and_(moves.c.level != OURS, moves.c.level <= referrals.c.disclosure_level)
    is_it = moves.c.referral_id == referrals.c.referral_id
    return exists().where(is_it, moves.c.moved_at >= since, or_(ours, read_back))


def counts(work: Work, principal: Principal) -> Mapping[str, int]:
    """How many of the reader's referrals are in each state of the worklist's filter."""
    status, business = _shown(principal)
    seen = (
        select(status, business, func.count())
        .where(*_visible(principal))
        .group_by(status, business)
    )
    tally = dict.fromkeys(STATES, 0)
    for stands, goes, number in work.db.execute(seen):
        tally[_state_of(stands, goes)] += number
    return tally


def municipalities(work: Work, principal: Principal) -> list[str]:
    """Where the reader's referrals come from; withheld ones are not among them."""
    query = select(referrals.c.municipality).where(
        referrals.c.municipality.is_not(None), *_visible(principal)
    )
    return list(work.db.execute(query.distinct()).scalars())


def _all(principal: Principal) -> Select[Any]:
    status, business = _shown(principal)
    shown = (status.label("shown_status"), business.label("shown_business"))
    return select(referrals, *shown).where(*_visible(principal))


def _shown(principal: Principal) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Status and business status as far as the reader may know them."""
    status, business = referrals.c.status, referrals.c.business_status
    ours = func.coalesce(referrals.c.organisation == principal.organisation, False)
    least = func.coalesce(referrals.c.disclosure_level == DisclosureLevel.L0, False)
    hidden = and_(least, ~ours) if principal.has(*PROVIDERS) else least
    accepted = case((and_(hidden, status.in_(ENDED)), ReferralStatus.ACCEPTED.value), else_=status)
    return accepted, case((hidden, None), else_=business)


def _state_of(status: str, business: str | None) -> str:
    if status in WAITING:
        return "waiting"
    if status == ReferralStatus.WAITLISTED:
        return "queue"
    if status != ReferralStatus.ACCEPTED:
        return "ended"
    return "running" if business == BusinessStatus.IN_PROGRESS else "queue"


def _in_state(principal: Principal, state: str) -> list[ColumnElement[bool]]:
    status, business = _shown(principal)
    accepted, waitlisted = (
        status == value for value in (ReferralStatus.ACCEPTED, ReferralStatus.WAITLISTED)
    )
    running = func.coalesce(business == BusinessStatus.IN_PROGRESS, False)
    filters: dict[str, list[ColumnElement[bool]]] = {
        "waiting": [status.in_(WAITING)],
        "queue": [or_(waitlisted, and_(accepted, ~running))],
        "running": [accepted, running],
        "ended": [status.not_in(WAITING), ~accepted, ~waitlisted],
    }
    return filters.get(state, [])


def _visible(principal: Principal) -> list[ColumnElement[bool]]:
    own = []
    if principal.has(*SENDERS, *PROVIDERS):
        own.append(referrals.c.sender == principal.organisation)
    if principal.has(*PROVIDERS):
        own.append(referrals.c.organisation == principal.organisation)
    return [or_(*own), referrals.c.sender.is_not(None)]


def _line(
    work: Work, principal: Principal, row: Row[Any], own_cases: Collection[UUID]
) -> ListedReferral:
    is_mine = principal.has(*PROVIDERS) and row.organisation == principal.organisation
    name = ""
    is_known = principal.has(Role.NGO_COORDINATOR) or row.case_id in own_cases
    if is_mine and row.case_id and is_known:
        given, family = (opened(n, work.sealing) or "" for n in (row.given_name, row.family_name))
        name = f"{given} {family}".strip()
    return ListedReferral(
        row=row,
        status=row.shown_status,
        business_status=row.shown_business,
        needs=tuple(opened(row.needs, work.sealing) or ()),
        mother_tongue=opened(row.mother_tongue, work.sealing),
        name=name,
        is_mine=is_mine,
    )


def _matches(work: Work, line: ListedReferral, text: str) -> bool:
    """Names lie sealed, so a search opens the reader's own rows and looks through them."""
    born = opened(line.row.date_of_birth, work.sealing) if line.name and text else None
    day = date.fromisoformat(born) if born else None
    return matches(text, (line.name, line.row.source_reference), born=day)
