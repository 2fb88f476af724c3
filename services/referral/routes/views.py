"""A referral's way through its network on its page, and the forms that move it on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.common import catalogue
from services.common.codes import OfferRule, RecallReason, RejectionReason
from services.common.labels import label, within
from services.referral.networks import queries as networks
from services.referral.routes.domain import Journey
from services.referral.routes.events import Considered, OfferDeclined, ReferralRouted
from services.referral.routes.texts import reason
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.parts import Option
from shared.work import Work

Names = Mapping[UUID, str]


@dataclass(frozen=True)
class RoundPart:
    """One choice of the rules: whom they chose, and why not the others."""

    heading: str
    lines: list[tuple[str, str]]  # organisation, and why it was chosen or skipped


def rounds(journey: Journey, names: Names) -> list[RoundPart]:
    """Every choice, the newest first."""
    return [_round(each, names) for each in reversed(journey.rounds)]


def _round(routed: ReferralRouted, names: Names) -> RoundPart:
    chosen = names.get(routed.chosen, "–")
    day = format_date(routed.on, "d.M.yyyy")
    return RoundPart(
        heading=gettext("%(day)s: offered to %(organisation)s", day=day, organisation=chosen),
        lines=[
            (names.get(each.organisation, "–"), _why(each, routed)) for each in routed.considered
        ],
    )


def _why(considered: Considered, routed: ReferralRouted) -> str:
    if considered.skips:
        return "; ".join(reason(skip) for skip in considered.skips)
    if considered.organisation == routed.chosen:
        return label(OfferRule(routed.rule), language())
    return gettext("Could take it too, but has less room")


def returns(journey: Journey, names: Names) -> list[tuple[str, str]]:
    """Who had it and has it no longer, with the reason of that day."""
    lines = []
    for each in reversed(journey.back):
        codes = RejectionReason if isinstance(each, OfferDeclined) else RecallReason
        why = within(label(codes(each.reason), language()))
        day = format_date(each.on, "d.M.yyyy")
        lines.append((names.get(each.organisation, "–"), f"{day}: {why}"))
    return lines


def set_asides(journey: Journey, names: Names) -> list[tuple[str, str]]:
    """Whom a person chose against the rules, and why."""
    return [
        (names.get(each.organisation, "–"), each.reason) for each in reversed(journey.explained)
    ]


def draw_offer(work: Work, view: Any) -> Mapping[str, Any]:
    """Whom it can be offered to, each with what spoke against it in the last choice."""
    organisations = catalogue.all_organisations(work.db)
    state = view.referral
    last = state.journey.rounds[-1].considered if state.journey.rounds else ()
    skips = {each.organisation: each.skips for each in last}
    network = networks.network_of(work.db, state.programme or "")
    members = [*network.members, network.coordinator] if network else []
    options = [
        Option(
            str(id_),
            organisations[id_].name_in(language()),
            hint="; ".join(reason(skip) for skip in skips.get(id_, ())),
        )
        for id_ in dict.fromkeys(members)
        if id_ in organisations and id_ != state.organisation
    ]
    return {"organisations": sorted(options, key=lambda each: each.label)}
