"""Pair work as its readers may see it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, false, func, or_, select, true

from services.common import geography
from services.common.codes import PairWorkStatus, Register, Role
from services.common.erasure.schedule import schedule_of
from services.referral.networks.events import Offer
from services.referral.networks.queries import all_networks
from services.referral.pairwork import policy
from services.referral.pairwork.domain import BEFORE, PairWork
from services.referral.pairwork.policy import PairWorkView
from services.referral.pairwork.projections import requests
from services.referral.pairwork.rules import serves
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.web.paging import Page, PageRequest, page
from shared.work import Work


def pairwork(work: Work, who: Principal, pairwork_id: UUID) -> PairWorkView:
    """One before its reader; raises `NotFound`."""
    state, version = work.load(PairWork(pairwork_id))
    if state.first is None:
        raise NotFound
    request = state.first
    county = geography.municipality(request.municipality).county
    where = {"municipality": request.municipality, "county": county}
    could = (serves(each, theme=request.theme, **where) for each in _offers(work, who))
    is_own = request.organisation == who.organisation
    view = PairWorkView(state, version, any(could) and not is_own)
    policy.reads.check(who, view)
    return view


def listed(work: Work, who: Principal, request: PageRequest) -> Page[Row[Any]]:
    """The reader's own side's and, for the network, those that wait; newest first."""
    c = requests.c
    query = select(requests).where(_theirs(work, who))
    order = (c.asked_on.desc(), c.pairwork_id)
    return page(work.db, query, order, page_request=request, read=lambda row: row)


def waiting(work: Work, who: Principal) -> int:
    """How many wait for an offer that the reader's organisation could make."""
    query = select(func.count()).select_from(requests)
    is_open = requests.c.status == PairWorkStatus.OPEN
    return work.db.execute(query.where(_theirs(work, who), is_open)).scalar_one()


def ended(work: Work) -> list[UUID]:
    """Requests whose time may be over: a cheap first look, without their histories."""
    since = max(kept.since(work.today) for kept in schedule_of(Register.CONTACTS))
    c = requests.c
    query = select(c.pairwork_id).where(c.latest < since)
    return list(work.db.scalars(query.order_by(c.pairwork_id)))


def _offers(work: Work, who: Principal) -> Iterator[Offer]:
    """What the reader's organisation does in its networks."""
    home = who.organisation
    if home is None or not who.has(*policy.STAFF):
        return
    for network in all_networks(work.db):
        if home in network.members:
            yield network.members[home]


def _theirs(work: Work, who: Principal) -> ColumnElement[bool]:
    c = requests.c
    if who.organisation is None:
        return false()
    if who.has(Role.MUNICIPAL_WORKER):
        return c.organisation == who.organisation
    could = or_(false(), *(_served(offer) for offer in _offers(work, who)))
    is_others = c.organisation != who.organisation
    return or_(c.partner == who.organisation, could & c.status.in_(BEFORE) & is_others)


def _served(offer: Offer) -> ColumnElement[bool]:
    """The rule `serves`, as the table is asked."""
    c = requests.c
    wanted: list[ColumnElement[bool]] = [true()]
    if offer.themes:
        wanted.append(c.theme.in_(offer.themes))
    if offer.municipalities or offer.counties:
        there = {
            each.code
            for each in geography.municipalities().values()
            if each.county in offer.counties
        }
        wanted.append(c.municipality.in_(sorted(there | set(offer.municipalities))))
    return and_(*wanted)
