"""Small phrases of the page that both parties of an agreement read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import url_for

from services.common import geography
from services.common.codes import AgreementKind, EmphasisState, MeetingRole, Theme
from services.common.labels import label, listed
from services.referral.deadlines.rules import AGREEMENT
from services.referral.directory.rules import Terms
from services.referral.partnerships import events
from services.referral.partnerships.domain import Partnership, Proposal
from services.referral.partnerships.events import Emphasis, Minutes
from services.referral.partnerships.rules import Seen
from shared.identity.principals import Principal
from shared.web.formats import format_date, format_money, format_number, format_percent
from shared.web.i18n import gettext, language, ngettext

Names = Mapping[str, str]
Facts = list[tuple[str, str]]
TAGS = {
    EmphasisState.WAITING: "wait",
    EmphasisState.AGREED: "done",
    EmphasisState.COUNTERED: "info",
    EmphasisState.DECLINED: "late",
    EmphasisState.WITHDRAWN: "idle",
}


@dataclass(frozen=True)
class ProposalPart:
    tag: tuple[str, str]
    facts: Facts
    text: str
    by: list[str]  # who proposed it and who answered, each with the day
    answer: str
    forms: list[tuple[str, str, str]]  # text, address, kind of button


@dataclass(frozen=True)
class YearPart:
    year: str
    now: list[ProposalPart]  # what is agreed by the latest word, and what waits
    before: list[ProposalPart]


def area(terms: Terms) -> str:
    """The municipalities and counties by name."""
    places = [geography.name(code, language()) for code in terms.municipalities]
    places += [geography.county(code).name(language()) for code in terms.counties]
    return ", ".join(places)


def period(terms: Terms) -> str:
    """From the first day to the last, or until further notice."""
    begins = format_date(terms.starts_on)
    if terms.ends_on is None:
        return gettext("from %(day)s until further notice", day=begins)
    return f"{begins}–{format_date(terms.ends_on)}"


def due(terms: Terms, today: date) -> tuple[str, str]:
    """By when the parties decide what follows, and how urgent it is; empty where nothing is due."""
    if terms.decide_by is None or terms.ends_on is None:
        return "", ""
    day, last = format_date(terms.decide_by), format_date(terms.ends_on)
    if today > terms.ends_on:
        return "info", gettext("The agreement ended on %(day)s.", day=last)
    text = gettext("The parties decide by %(day)s what follows after %(last)s.", day=day, last=last)
    if today > terms.decide_by:
        return "late", text
    is_near = (terms.decide_by - today).days <= (AGREEMENT.reminds or 0)
    return "wait" if is_near else "info", text


def facts(terms: Terms, programmes: Names) -> list[tuple[str, str]]:
    """What the agreement says; nothing of what it does not say."""
    quotas = "; ".join(
        f"{programmes.get(each.programme, each.programme)} {families(each.families)}"
        for each in terms.quotas
    )
    first = "; ".join(
        f"{year}: {named(terms.emphasis(year), programmes)}"
        for year in sorted({each.year for each in terms.emphases})
    )
    shown = (
        (gettext("Kind"), label(AgreementKind(terms.kind), language()) if terms.kind else ""),
        (gettext("Programmes"), named(terms.programmes, programmes)),
        (gettext("Area"), area(terms)),
        (gettext("Period"), period(terms)),
        (gettext("Families a year"), str(terms.quota) if terms.quota else ""),
        (gettext("Of single programmes"), quotas),
        (gettext("Euros a year"), format_money(terms.price) if terms.price else ""),
        (gettext("Price for a family"), format_money(terms.family_price or 0)),
        (gettext("First, as the agreement says"), first),
        (gettext("Public plan"), terms.plan),
    )
    is_empty = {gettext("Price for a family")} if terms.family_price is None else set()
    return [(name, text) for name, text in shown if text and name not in is_empty]


def named(codes: tuple[str, ...], names: Names) -> str:
    return ", ".join(names.get(code, code) for code in codes)


def families(number: int) -> str:
    return ngettext("%(num)s family", "%(num)s families", number)


def number_of(seen: Seen) -> str:
    """A number, or between which borders it lies."""
    return str(seen.least) if seen.least == seen.most else f"{seen.least}–{seen.most}"


def money_of(amount: Decimal | None) -> str:
    return "–" if amount is None else format_money(amount)


def emphasis(of: Emphasis, programmes: Names) -> list[tuple[str, str]]:
    """What comes first, as terms and values."""
    shown = (
        (gettext("Programmes that come first"), named(of.programmes, programmes)),
        (gettext("Themes that come first"), listed(map(Theme, of.themes), language())),
        (
            gettext("Share of the year's work"),
            format_percent(Decimal(of.share) / 100) if of.share else "",
        ),
    )
    return [(name, text) for name, text in shown if text]


def took_part(minutes: Minutes, *, provider: str, party: str) -> str:
    """Both organisations with the capacities in which their people were there."""
    sides = ((provider, minutes.provider_roles), (party, minutes.party_roles))
    return "; ".join(
        f"{name}: {listed(map(MeetingRole, roles), language())}" for name, roles in sides if roles
    )


def foreseen(given: events.ForecastGiven | None) -> str:
    """Families and person-years of one forecast."""
    if given is None:
        return "–"
    parts = [] if given.families is None else [families(given.families)]
    if given.staff is not None:
        parts.append(gettext("%(number)s person-years", number=format_number(given.staff)))
    return ", ".join(parts)


def happening(event: events.PartnershipEvent, side: str) -> str:
    """One line of the history; `side` is the organisation that spoke."""
    match event:
        case events.EmphasisProposed(emphasis=of, counters=None):
            text = gettext("%(side)s proposed what comes first in %(year)s", **_of(side, of.year))
        case events.EmphasisProposed(emphasis=of):
            text = gettext("%(side)s made another proposal for %(year)s", **_of(side, of.year))
        case events.EmphasisAgreed(emphasis=of):
            text = gettext("%(side)s agreed to the proposal for %(year)s", **_of(side, of.year))
        case events.EmphasisDeclined():
            text = gettext("%(side)s did not agree to the proposal", side=side)
        case events.EmphasisWithdrawn():
            text = gettext("%(side)s took its proposal back", side=side)
        case events.MeetingHeld(minutes=minutes):
            day = format_date(minutes.held_on)
            text = gettext("%(side)s wrote down the meeting of %(day)s", side=side, day=day)
        case events.MeetingCorrected(minutes=minutes):
            day = format_date(minutes.held_on)
            text = gettext("%(side)s corrected the meeting of %(day)s", side=side, day=day)
        case events.ForecastGiven(year=year):
            text = gettext("%(side)s gave a forecast for %(year)s", **_of(side, year))
    return text


def _of(side: str, year: int) -> dict[str, str]:
    return {"side": side, "year": str(year)}


def years_of(
    state: Partnership, speaker: Principal | None, names: Mapping[UUID, str], programmes: Names
) -> list[YearPart]:
    years = {each.proposed.emphasis.year for each in state.proposals.values()}
    return [_year(state, year, speaker, names, programmes) for year in sorted(years, reverse=True)]


def _year(
    state: Partnership,
    year: int,
    speaker: Principal | None,
    names: Mapping[UUID, str],
    programmes: Names,
) -> YearPart:
    latest = state.agreed(year)[-1:]
    now, before = list[ProposalPart](), list[ProposalPart]()
    for each in reversed(state.of_year(year)):
        part = proposal_part(state, each, speaker, names, programmes)
        is_now = each.state is EmphasisState.WAITING or each in latest
        (now if is_now else before).append(part)
    return YearPart(str(year), now, before)


def proposal_part(
    state: Partnership,
    each: Proposal,
    speaker: Principal | None,
    names: Mapping[UUID, str],
    programmes: Names,
) -> ProposalPart:
    proposed, tag = each.proposed, TAGS[each.state]
    word = label(each.state, language())
    if each.version is not None:
        word = gettext("Agreed, version %(version)s", version=each.version)
    line = gettext("%(side)s proposed this on %(day)s")
    by = [_by(line, names.get(proposed.organisation, "–"), proposed.on)]
    if each.state is EmphasisState.AGREED and each.answered_by and each.answered_on:
        line = gettext("%(side)s agreed on %(day)s")
        by.append(_by(line, names.get(each.answered_by, "–"), each.answered_on))
    return ProposalPart(
        tag=(tag, word),
        facts=emphasis(proposed.emphasis, programmes),
        text=proposed.text,
        by=by,
        answer=each.answer,
        forms=_answers(state.id, each, speaker),
    )


def _by(line: str, side: str, day: date) -> str:
    return line % {"side": side, "day": format_date(day)}


def _answers(
    agreement_id: UUID, each: Proposal, speaker: Principal | None
) -> list[tuple[str, str, str]]:
    if speaker is None or each.state is not EmphasisState.WAITING:
        return []
    at: dict[str, Any] = {"agreement_id": agreement_id, "emphasis_id": each.proposed.emphasis_id}
    if speaker.organisation == each.proposed.organisation:
        address = url_for("partnerships.emphases_withdrawal", **at)
        return [(gettext("Take the proposal back"), address, "quiet")]
    counter = url_for(
        "partnerships.emphases", agreement_id=agreement_id, counters=at["emphasis_id"]
    )
    return [
        (gettext("Agree"), url_for("partnerships.emphases_agreement", **at), "primary"),
        (gettext("Propose something else"), counter, "secondary"),
        (gettext("Do not agree"), url_for("partnerships.emphases_refusal", **at), "quiet"),
    ]
