"""Packages as their readers may see them."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, false, func, or_, select, true

from services.common import geography
from services.common.codes import PackageStatus, Role
from services.referral.networks.queries import ListedNetwork, all_networks
from services.referral.packages import policy
from services.referral.packages.domain import Package
from services.referral.packages.policy import PackageView
from services.referral.packages.projections import packages, partners
from shared.identity.principals import Principal
from shared.web.paging import Page, PageRequest, page
from shared.work import Work

OPEN, IN_WORK = PackageStatus.REQUESTED, (PackageStatus.IN_PLANNING, PackageStatus.AGREED)


def package(work: Work, who: Principal, package_id: UUID) -> PackageView:
    """One before its reader; raises `NotFound`."""
    state, version = work.load(Package(package_id))
    place = state.requested.municipality if state.requested else ""
    view = PackageView(state, version, place in places_served(work, who))
    policy.reads.check(who, view)
    return view


def places_served(work: Work, who: Principal) -> frozenset[str]:
    """The municipalities that the reader's organisation serves in its networks."""
    if not who.has(*policy.STAFF):
        return frozenset()
    offers = [each.members[who.organisation] for each in _networks(work, who) if who.organisation]
    everywhere = geography.municipalities()
    if any(not offer.municipalities and not offer.counties for offer in offers):
        return frozenset(everywhere)
    towns = {town for offer in offers for town in offer.municipalities}
    counties = {county for offer in offers for county in offer.counties}
    return frozenset(
        code for code, each in everywhere.items() if code in towns or each.county in counties
    )


def serving(work: Work, municipality: str, *, but: UUID) -> tuple[UUID, ...]:
    """The members of all networks that serve the place, without whoever asks."""
    place = geography.municipalities().get(municipality)
    county = place.county if place else ""
    there = {
        organisation
        for network in all_networks(work.db)
        for organisation, offer in network.members.items()
        if not (offer.municipalities or offer.counties)
        or municipality in offer.municipalities
        or county in offer.counties
    }
    return tuple(sorted(there - {but}, key=str))


def is_of_network(work: Work, who: Principal) -> bool:
    """Whether the reader may begin from what others have kept: members, and those who ask them."""
    others = (Role.MUNICIPAL_WORKER, Role.REGIONAL_COORDINATOR)
    return who.has(*others) or any(True for _ in _networks(work, who))


def fellows(work: Work, organisation: UUID) -> frozenset[UUID]:
    """The members of the networks that the organisation belongs to, without itself."""
    networks = (each for each in all_networks(work.db) if organisation in each.members)
    return frozenset(member for each in networks for member in each.members) - {organisation}


def listed(work: Work, who: Principal, request: PageRequest) -> Page[Row[Any]]:
    """What the reader may see, the newest first."""
    c = packages.c
    query = select(packages).where(_theirs(work, who))
    order = (c.asked_on.desc(), c.package_id)
    return page(work.db, query, order, page_request=request, read=lambda row: row)


def waiting(work: Work, who: Principal) -> tuple[int, int]:
    """How many nobody has taken, and how many plans wait for the reader's own side."""
    c, home = packages.c, who.organisation
    if home is None:
        return 0, 0
    open_ones = _count(work, c.status == OPEN, _theirs(work, who)) if who.has(*policy.STAFF) else 0
    is_asker = who.has(Role.MUNICIPAL_WORKER)
    own, other = c.approved_by_asker, c.approved_by_lead
    own, other = (own, other) if is_asker else (other, own)
    ours = c.organisation == home if is_asker else c.lead == home
    is_ours_to_say = and_(other == c.edition, own < c.edition)
    return open_ones, _count(work, c.status.in_(IN_WORK), ours, is_ours_to_say)


def _count(work: Work, *where: ColumnElement[bool]) -> int:
    return work.db.execute(select(func.count()).select_from(packages).where(*where)).scalar_one()


def _networks(work: Work, who: Principal) -> Iterator[ListedNetwork]:
    return (each for each in all_networks(work.db) if who.organisation in each.members)


def _theirs(work: Work, who: Principal) -> ColumnElement[bool]:
    c, home = packages.c, who.organisation
    if who.has(Role.REGIONAL_COORDINATOR):
        return true()
    if home is None:
        return false()
    if who.has(Role.MUNICIPAL_WORKER):
        return c.organisation == home
    takeable = and_(c.status == OPEN, c.municipality.in_(sorted(places_served(work, who))))
    shared = c.package_id.in_(select(partners.c.package_id).where(partners.c.organisation == home))
    return or_(c.lead == home, shared, takeable)
