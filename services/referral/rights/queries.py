"""Requests as their readers may see them: the list by the last day, and one with its history."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select, true

from services.common import people
from services.common.codes import RightsKind, RightsStatus
from services.referral.locks.projections import insiders_of
from services.referral.referrals.domain import Referral
from services.referral.referrals.policy import looks
from services.referral.referrals.projections import referrals
from services.referral.rights import events, policy
from services.referral.rights.domain import RightsRequest
from services.referral.rights.projections import requests
from services.referral.worklist.queries import NEWEST, named
from shared import finding
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.kernel.events import decode
from shared.kernel.sealing import opened
from shared.store.history import recorded
from shared.web.access_log import note_listed
from shared.web.paging import MOST, Page, PageRequest, page
from shared.work import Work, stream_of

MOST_CANDIDATES = 20
MOST_REFUSED = 50


@dataclass(frozen=True)
class RequestView:
    """A request before one reader."""

    request: RightsRequest
    version: int
    answers: bool  # is it this reader's to answer?


@dataclass(frozen=True)
class ListedRequest:
    """One line of the list."""

    request_id: UUID
    kind: str
    status: str
    name: str
    received_on: date
    due_on: date
    dealt_with_on: date | None


def request(work: Work, principal: Principal, request_id: UUID) -> RequestView:
    """One request; raises `NotFound` when it is missing or not this reader's."""
    state, version = work.load(RightsRequest(request_id))
    policy.reads.check(principal, state)
    return RequestView(state, version, policy.answers.allows(principal, state))


def listed(
    work: Work, who: Principal, *, is_open: bool, page_request: PageRequest
) -> Page[ListedRequest]:
    """Those that wait, the first due first; or those dealt with, the latest first."""
    waits = requests.c.dealt_with_on.is_(None)
    query = select(requests).where(_theirs(who), waits if is_open else ~waits)
    first = requests.c.due_on if is_open else requests.c.due_on.desc()
    return page(
        work.db,
        query,
        (first, requests.c.request_id),
        page_request=page_request,
        read=lambda row: _line(work, row),
    )


def waiting(work: Work, who: Principal) -> list[ListedRequest]:
    """All that wait for this officer, the first due first."""
    return listed(work, who, is_open=True, page_request=PageRequest(MOST)).items


def refused(work: Work, who: Principal, kind: RightsKind) -> list[tuple[ListedRequest, str]]:
    """Requests of that kind that were refused lately, each with its ground in law."""
    c = requests.c
    query = select(requests).where(_theirs(who), c.kind == kind, c.status == RightsStatus.REFUSED)
    rows = work.db.execute(query.order_by(c.dealt_with_on.desc(), c.request_id).limit(MOST_REFUSED))
    lines = [_line(work, row) for row in rows]
    note_listed(line.request_id for line in lines)
    return [(line, _ground(work, line.request_id)) for line in lines]


def _ground(work: Work, request_id: UUID) -> str:
    steps = (each.event for each in history(work, request_id))
    return next((e.ground for e in steps if isinstance(e, events.RequestRefused)), "")


@dataclass(frozen=True)
class Happening:
    """One step of a request, and who recorded it."""

    event: events.RightsEvent
    by: str
    at: datetime


def history(work: Work, request_id: UUID) -> list[Happening]:
    """What has happened, oldest first."""
    name = people.names(work)
    return [
        Happening(
            decode(row.name, row.schema_version, row.data, work.sealing),
            name(row.metadata["actor"]),
            row.recorded_at,
        )
        for row in recorded(work.db, stream_of(RightsRequest(request_id)))
    ]


@dataclass(frozen=True)
class Candidate:
    """A family that somebody's request may be about."""

    referral_id: UUID
    name: str
    programme: str
    referred_on: date


def check_whose(work: Work, who: Principal, referral_id: UUID | None) -> None:
    """The officer may record a request of any family; others of those whom they know.

    Raises `NotFound` for all others.
    """
    if referral_id is None:
        policy.check_officer(who)
        return
    referral, _ = work.load(Referral(referral_id))
    if referral.received is None:
        raise NotFound
    if not who.has(policy.OFFICER):
        looks.check(who, replace(referral, insiders=insiders_of(work.db, referral.case)))


def ended(work: Work) -> list[UUID]:
    """Requests whose time may be over: a cheap first look, without their histories."""
    query = select(requests.c.request_id).where(requests.c.dealt_with_on.is_not(None))
    return list(work.db.scalars(query.order_by(requests.c.request_id)))


def name_of(work: Work, referral_id: UUID | None) -> str:
    """What the family of a referral is called; empty where its data is gone."""
    described = work.load(Referral(referral_id))[0].described if referral_id else None
    return (
        f"{described.given_name or ''} {described.family_name or ''}".strip() if described else ""
    )


def candidates(work: Work, text: str) -> list[Candidate]:
    """Families by name, day of birth or reference, for the officer alone."""
    sought = select(referrals).where(*named(work, None, text)).order_by(NEWEST[0])
    rows = work.db.execute(finding.with_relatives(sought, referrals.c.referral_id))
    families = (_candidate(work, row, text) for row in rows)
    return list(islice((each for each in families if each), MOST_CANDIDATES))


def _candidate(work: Work, row: Row[Any], text: str) -> Candidate | None:
    given, family = (opened(value, work.sealing) for value in (row.given_name, row.family_name))
    name = f"{given or ''} {family or ''}".strip()
    if not name or not finding.is_meant(work, text, row, (name, row.source_reference)):
        return None
    return Candidate(row.referral_id, name, row.programme or "", row.referred_on)


def _line(work: Work, row: Row[Any]) -> ListedRequest:
    return ListedRequest(
        row.request_id,
        row.kind,
        row.status,
        str(opened(row.requester_name, work.sealing) or ""),
        row.received_on,
        row.due_on,
        row.dealt_with_on,
    )


def _theirs(who: Principal) -> ColumnElement[bool]:
    """Of which organisations an officer's requests are."""
    return true() if who.organisation is None else requests.c.organisation == who.organisation
