"""The list of ways as people read it, and one referral's way for a program."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import flash, g, url_for

from services.common import catalogue
from services.common.codes import RecallReason, RejectionReason
from services.common.labels import label
from services.referral.networks.queries import all_networks
from services.referral.referrals import queries as referrals
from services.referral.referrals.policy import coordinates_network, offers, recalls as recalling
from services.referral.referrals.queries import ReferralView
from services.referral.routes import views as routes
from services.referral.routes.domain import NOT_ROUTED
from services.referral.routes.texts import reason
from services.referral.routes.views import RoundPart
from services.referral.routings import policy, queries
from services.referral.routings.queries import ConsideredRow
from services.referral.routings.schemas import routing_json
from services.referral.statuses.rules import OPEN
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.web.api import read_only
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.paging import PageRequest
from shared.work import Work

Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class RoutingPart:
    """How a referral came to whom it is offered, as far as its reader may know."""

    rounds: list[RoundPart]
    returns: Facts
    set_asides: Facts
    moves: Facts  # words and address of the forms that offer it to somebody else


@dataclass(frozen=True)
class RoutingLine:
    day: str
    programme: str
    organisation: str
    outcome: str
    why: str
    href: str  # of the referral, for the coordinator of the network


@dataclass(frozen=True)
class RoutingsPage:
    lines: list[RoutingLine]
    more: str  # address of the older ones; empty: there are none


def routings(work: Work, principal: Principal, page_request: PageRequest) -> RoutingsPage:
    """Who was offered families, and who was skipped and why."""
    shown = queries.lines(work, principal, page_request=page_request)
    names = _names(work)
    programmes = catalogue.names_of_programmes(work.db, language())
    more = url_for("routings.listed", cursor=shown.next) if shown.next else ""
    return RoutingsPage([_line(each, names, programmes) for each in shown.items], more)


def routing(work: Work, principal: Principal, referral_id: UUID) -> dict[str, Any]:
    """One referral's way, for whoever may read it."""
    view = referrals.referral(work, principal, referral_id)
    policy.reads.check(principal, view)
    state = view.referral
    networks = {each.id: each.name for each in all_networks(work.db)}
    network = networks.get(state.journey.rounds[-1].network_id, "") if state.journey.rounds else ""
    counts = coordinates_network(principal, state)
    return routing_json(state.journey, _names(work), network=network, counts=counts)


def routing_part(view: ReferralView, principal: Principal, names: dict[UUID, str]) -> RoutingPart:
    """For its page; at level L0 a sender reads none of it."""
    journey = view.referral.journey if policy.reads.allows(principal, view) else NOT_ROUTED
    return RoutingPart(
        routes.rounds(journey, names),
        routes.returns(journey, names),
        routes.set_asides(journey, names),
        _moves(view, principal),
    )


def home(referral_id: UUID) -> str:
    """The page of the referral, or the list for whoever does not see it any more."""
    try:
        read_only(lambda work: referrals.referral(work, g.who, referral_id))
    except NotFound:
        flash(gettext("It is offered to another organisation now."), "info")
        return url_for("worklist.show")
    return url_for("referrals.show", referral_id=referral_id)


def _moves(view: ReferralView, principal: Principal) -> Facts:
    """What the reader may do so that somebody else answers."""
    state = view.referral
    if state.journey.coordinator is None or state.status not in OPEN:
        return []
    recalls = recalling.allows(principal, state) and state.can_be_answered
    offered = (
        (recalls and not state.journey.is_last, gettext("Offer it to the next"), "recall"),
        (offers.allows(principal, state), gettext("Choose another organisation"), "offer"),
    )
    return [
        (words, url_for(f"referrals.{page}", referral_id=state.id))
        for is_offered, words, page in offered
        if is_offered
    ]


def _names(work: Work) -> dict[UUID, str]:
    everybody = catalogue.all_organisations(work.db)
    return {id_: each.name_in(language()) for id_, each in everybody.items()}


def _line(line: ConsideredRow, names: dict[UUID, str], programmes: dict[str, str]) -> RoutingLine:
    href = url_for("referrals.show", referral_id=line.referral) if line.referral else ""
    return RoutingLine(
        day=format_date(line.on, "d.M.yyyy"),
        programme=programmes.get(line.programme, line.programme),
        organisation=names.get(line.organisation, "–"),
        outcome=gettext("Offered") if line.is_chosen else gettext("Not offered"),
        why=_why(line),
        href=href,
    )


def _why(line: ConsideredRow) -> str:
    if line.back:
        codes = RejectionReason if line.back in set(RejectionReason) else RecallReason
        return gettext("Came back: %(why)s", why=label(codes(line.back), language()))
    return "; ".join(reason(skip) for skip in line.skips)
