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

from services.common import catalogue, seats, workdays
from services.common.codes import (
    BusinessStatus,
    DeadlineCode,
    DisclosureLevel,
    ReferralStatus,
    Role,
)
from services.common.deadlines.projections import deadlines, with_deadlines
from services.referral.locks.projections import is_open_to
from services.referral.referrals import queries
from services.referral.referrals.policy import PROVIDERS, SENDERS, SENDS
from services.referral.referrals.projections import referrals
from services.referral.statuses.rules import ENDED, WAITING
from services.referral.worklist.projections import OURS, moves
from shared import finding
from shared.identity.principals import Principal
from shared.inbox import unread_things
from shared.kernel.sealing import opened
from shared.kernel.searching import matches
from shared.web.paging import Page, PageRequest, page
from shared.work import Work

STATES = ("waiting", "late", "queue", "running", "ended")
OLDEST = (referrals.c.referred_on, referrals.c.referral_id)
NEWEST = (referrals.c.referred_on.desc(), referrals.c.referral_id)
ORDERS: Mapping[str, tuple[ColumnElement[Any], ...]] = {  # as programs may ask for them
    "referred_on": OLDEST,
    "-referred_on": NEWEST,
}
Promises = Mapping[str, int]  # working days, by programme
_WITH_DUE = with_deadlines(referrals, referrals.c.referral_id, DeadlineCode.ANSWER)


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

    @property
    def waits_until(self) -> date | None:
        """When the family's wait was over, as far as the reader may know; None: it goes on."""
        row = self.row
        if self.status == ReferralStatus.ACCEPTED and self.business_status is None:
            until: date | None = row.answered_on
            return until
        ended: date | None = row.started_on or row.ended_on
        return ended

    def used(self, today: date) -> int:
        """Working days of the promised answer: none while the sender's reply is awaited."""
        row = self.row
        until = row.answered_on or row.asked_on or today
        return max(workdays.passed(row.referred_on, until) - (row.paused_days or 0), 0)

    def is_late(self, today: date) -> bool:
        """Has the last day of the promised answer gone by, while no clock stood?"""
        return self.is_waiting and self.row.late_on is not None and self.row.late_on <= today


def worklist(
    work: Work,
    principal: Principal,
    *,
    state: str = "",
    programme: str = "",
    municipality: str = "",
    text: str = "",
    newest: bool = False,
    page_request: PageRequest,
) -> Page[ListedReferral]:
    """The reader's referrals, who has waited longest first."""
    query = _all(principal).where(*_in_state(principal, state, work.today))
    if programme:
        query = query.where(referrals.c.programme == programme)
    if municipality:
        query = query.where(referrals.c.municipality == municipality)
    query = query.where(*named(work, principal.organisation, text))
    query = finding.with_relatives(query, referrals.c.referral_id) if text else query

    own_cases = seats.cases_of(work.db, principal.id)

    def read(row: Row[Any]) -> ListedReferral | None:
        line = _line(work, principal, row, own_cases)
        return line if not text or _matches(work, line, text) else None

    order = NEWEST if newest else _worst_first(principal)
    shown = page(work.db, query, order, page_request=page_request, read=read)
    unread = unread_things(
        work.db, principal, [line.row.referral_id for line in shown.items], now=work.now
    )
    lines = [replace(line, is_unread=line.row.referral_id in unread) for line in shown.items]
    return replace(shown, items=lines)


def named(work: Work, organisation: UUID | None, text: str) -> list[ColumnElement[bool]]:
    """Conditions for the referrals that a search may mean, before any of them is opened."""
    reference = referrals.c.source_reference

    def in_reference(word: str) -> ColumnElement[bool]:
        small = func.lower(reference).contains(word, autoescape=True)
        return or_(small, reference.contains(word.upper(), autoescape=True))

    return finding.meant_by(work, organisation, text, referrals.c.referral_id, or_in=in_reference)


def lines(work: Work, principal: Principal, referral_ids: Collection[UUID]) -> list[ListedReferral]:
    """Those of the referrals that are in the reader's list."""
    query = _all(principal).where(referrals.c.referral_id.in_(referral_ids))
    own_cases = seats.cases_of(work.db, principal.id)
    return [_line(work, principal, row, own_cases) for row in work.db.execute(query)]


@dataclass(frozen=True)
class Question:
    """Which referrals a program asks for, and in which order; None: whichever."""

    reference: str | None = None  # as the sender calls it
    status: str | None = None
    since: datetime | None = None  # moved then or later, as far as the reader may know
    order: str = "waiting"


def views(
    work: Work, principal: Principal, question: Question, *, page_request: PageRequest
) -> Page[queries.ReferralView]:
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
        ORDERS.get(question.order) or _worst_first(principal),
        page_request=page_request,
        read=lambda row: queries.referral(work, principal, row.referral_id),
    )


def _has_moved(principal: Principal, since: datetime) -> ColumnElement[bool]:
    """Whether something happened since then that the reader may know of."""
    own = referrals.c.organisation == principal.organisation
    ours = own if principal.has(*PROVIDERS) else false()
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
    late = _all(principal).where(*_in_state(principal, "late", work.today))
    return tally | {"late": work.db.scalar(select(func.count()).select_from(late.subquery())) or 0}


def promised(work: Work) -> Promises:
    """In how many working days each programme answers."""
    return {each.code: each.promise_days for each in catalogue.newest_programmes(work.db)}


def municipalities(work: Work, principal: Principal) -> list[str]:
    """Where the reader's referrals come from; withheld ones are not among them."""
    query = select(referrals.c.municipality).where(
        referrals.c.municipality.is_not(None), *_visible(principal)
    )
    return list(work.db.execute(query.distinct()).scalars())


def _worst_first(principal: Principal) -> tuple[ColumnElement[Any], ...]:
    """Who waits for our answer, for the sender's reply, for a person; then all the others."""
    c, (_, business) = referrals.c, _shown(principal)
    waits = c.started_on.is_(None) & c.ended_on.is_(None)
    is_hidden = c.case_id.is_not(None) & business.is_(None)
    rank = case(
        (c.status.in_((ReferralStatus.RECEIVED, ReferralStatus.OFFERED)), 0),
        (c.status.in_(WAITING), 1),
        (waits | is_hidden, 2),
        else_=3,
    )
    return (rank, c.referred_on, c.referral_id)


def _all(principal: Principal) -> Select[Any]:
    status, business = _shown(principal)
    shown = (status.label("shown_status"), business.label("shown_business"))
    due = (deadlines.c.due_on, deadlines.c.late_on)
    return select(referrals, *due, *shown).select_from(_WITH_DUE).where(*_visible(principal))


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


def _in_state(principal: Principal, state: str, today: date) -> list[ColumnElement[bool]]:
    status, business = _shown(principal)
    accepted, waitlisted = (
        status == value for value in (ReferralStatus.ACCEPTED, ReferralStatus.WAITLISTED)
    )
    running = func.coalesce(business == BusinessStatus.IN_PROGRESS, False)
    filters: dict[str, list[ColumnElement[bool]]] = {
        "waiting": [status.in_(WAITING)],
        "late": [status.in_(WAITING), deadlines.c.late_on <= today],
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
    is_open = is_open_to(referrals.c.case_id, principal.id)
    return [or_(*own), referrals.c.sender.is_not(None), is_open]


def _line(
    work: Work, principal: Principal, row: Row[Any], own_cases: Collection[UUID]
) -> ListedReferral:
    is_mine = principal.has(*PROVIDERS) and row.organisation == principal.organisation
    name = ""
    is_known = principal.has(Role.NGO_COORDINATOR) or row.case_id in own_cases
    is_own_word = row.sender == principal.organisation and principal.has(*SENDS)
    if is_own_word or (is_mine and row.case_id and is_known):
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
    """What the index came upon is opened and looked at, as far as the reader may see it."""
    texts = (line.name, line.row.source_reference)
    if not line.name:  # whose family it is the reader may not know
        return matches(text, texts)
    return finding.is_meant(work, text, line.row, texts)
