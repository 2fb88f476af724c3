"""What the page of a partnership shows, in the reader's language; templates only draw it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from services.common import catalogue
from services.common.codes import EmphasisState
from services.common.desk import MOST_ITEMS, DeskItem, Urgency
from services.referral.directory.rules import Terms
from services.referral.partnerships import policy, queries, texts
from services.referral.partnerships.domain import Partnership
from services.referral.partnerships.queries import PartnershipView
from services.referral.partnerships.rules import Seen, Use, money
from services.referral.partnerships.texts import Names
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.web.formats import format_date, format_datetime
from shared.web.i18n import gettext, language
from shared.web.own_form import OwnForms
from shared.web.parts import Moment, Option
from shared.work import Work

AHEAD = 5  # years that a form offers
Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class MeetingPart:
    day: str
    took_part: str
    decisions: str
    next_on: str
    edit: str  # address of the form; empty for everybody else


@dataclass(frozen=True)
class PartnershipPage:
    title: str
    facts: Facts
    plan_link: str
    due: tuple[str, str]  # tag and text; both empty where nothing is due
    years: list[texts.YearPart]
    use: list[list[str]]
    use_columns: list[str | tuple[str, str]]
    forecasts: list[list[str]]
    sides: tuple[str, str]  # provider, other party
    meetings: list[MeetingPart]
    history: list[Moment]
    forms: dict[str, str]  # addresses; none where the reader does not speak for a party


def partnership(work: Work, who: Principal, agreement_id: UUID) -> PartnershipPage:
    """One agreement, and what its parties do together, as one of its readers sees it."""
    view = queries.partnership(work, who, agreement_id)
    state, terms = view.partnership, view.terms
    organisations = catalogue.all_organisations(work.db)
    names = {id_: each.name_in(language()) for id_, each in organisations.items()}
    programmes = catalogue.names_of_programmes(work.db, language())
    sides = names.get(terms.provider, "–"), names.get(terms.party, "–")
    speaks = policy.speaks.allows(who, state)
    is_provider = who.organisation == terms.provider
    return PartnershipPage(
        title=" – ".join(sides),
        facts=texts.facts(terms, programmes),
        plan_link=terms.plan_link,
        due=texts.due(terms, work.today),
        years=texts.years_of(state, who if speaks else None, names, programmes),
        use=_use(queries.seen(work, who, terms), terms, programmes, is_provider=is_provider),
        use_columns=_columns(terms, is_provider=is_provider),
        forecasts=_forecasts(state, programmes),
        sides=sides,
        meetings=_meetings(state, sides, speaks=speaks),
        history=[
            Moment(
                at=format_datetime(each.at),
                text=texts.happening(each.event, names.get(each.event.organisation, "–")),
                by=each.by,
            )
            for each in reversed(queries.history(work, agreement_id))
        ],
        forms=_forms(agreement_id) if speaks else {},
    )


def use_json(
    seen: Mapping[int, Mapping[str, tuple[Seen, int]]], terms: Terms
) -> list[dict[str, Any]]:
    quotas = {each.programme: each.families for each in terms.quotas}
    return [
        {
            "year": year,
            "programme": code,
            "quota": quotas.get(code),
            "least": number.least,
            "most": number.most,
            "own": own,
        }
        for year, of_year in seen.items()
        for code, (number, own) in of_year.items()
    ]


def _forms(agreement_id: UUID) -> dict[str, str]:
    pages = ("emphases", "meetings", "forecast")
    return {name: url_for(f"partnerships.{name}", agreement_id=agreement_id) for name in pages}


def _use(
    seen: Mapping[int, Mapping[str, tuple[Seen, int]]],
    terms: Terms,
    programmes: Names,
    *,
    is_provider: bool,
) -> list[list[str]]:
    """Each year's programmes, and all of them together where there are several."""
    quotas, rows = {each.programme: each.families for each in terms.quotas}, []
    for year, of_year in seen.items():
        lines = [
            (programmes.get(code, code), quotas.get(code), number, own)
            for code, (number, own) in of_year.items()
        ]
        if len(lines) > 1:
            together = sum((number for _, _, number, _ in lines), Use().seen(is_provider=True))
            lines.append((gettext("Together"), terms.quota, together, sum(n for *_, n in lines)))
        for name, quota, number, own in lines:
            row = [f"{year} · {name}", str(quota or "–"), texts.number_of(number)]
            row += [] if is_provider else [str(own)]
            amount = money(number, terms.family_price)
            rows.append(row if terms.family_price is None else [*row, texts.money_of(amount)])
    return rows


def _columns(terms: Terms, *, is_provider: bool) -> list[str | tuple[str, str]]:
    names = [gettext("Quota"), gettext("Families taken on")]
    names += [] if is_provider else [gettext("Sent by you")]
    names += [] if terms.family_price is None else [gettext("Money used")]
    return [gettext("Year and programme"), *((name, "num") for name in names)]


def _forecasts(state: Partnership, programmes: Names) -> list[list[str]]:
    keys = sorted({(year, code) for _, year, code in state.forecasts}, reverse=True)
    return [
        [
            f"{year} · {programmes.get(code, code)}",
            texts.foreseen(state.forecasts.get((state.party, year, code))),
            texts.foreseen(state.forecasts.get((state.provider, year, code))),
        ]
        for year, code in keys
    ]


def _meetings(state: Partnership, sides: tuple[str, str], *, speaks: bool) -> list[MeetingPart]:
    latest = sorted(state.meetings.items(), key=lambda each: each[1].held_on, reverse=True)
    at: dict[str, Any] = {"agreement_id": state.id}
    return [
        MeetingPart(
            day=format_date(each.held_on),
            took_part=texts.took_part(each, provider=sides[0], party=sides[1]),
            decisions=each.decisions,
            next_on=format_date(each.next_on) if each.next_on else "",
            edit=url_for("partnerships.meetings_correction", meeting_id=id_, **at)
            if speaks
            else "",
        )
        for id_, each in latest
    ]


def desk(work: Work, who: Principal) -> Iterator[DeskItem]:
    """Proposals that wait for an answer of the reader's organisation."""
    organisations = catalogue.all_organisations(work.db)
    for row in queries.waiting_for(work, who)[:MOST_ITEMS]:
        other = organisations.get(row.organisation)
        yield DeskItem(
            text=gettext("Answer a proposal for %(year)s", year=str(row.year)),
            href=url_for("partnerships.show", agreement_id=row.agreement_id),
            action=gettext("Look"),
            about=other.name_in(language()) if other else "",
            tag=("wait", gettext("proposed %(day)s", day=format_date(row.proposed_on, "d.M."))),
            urgency=Urgency.SOON,
            day=row.proposed_on,
        )


def draw_proposal(work: Work, view: PartnershipView) -> Mapping[str, Any]:
    """The years and programmes to choose from."""
    return _choices(work, view.terms)


def fill_proposal(work: Work, view: PartnershipView) -> Mapping[str, object]:
    """Begins with what the other party has proposed, or with the year that comes next."""
    waiting = [
        each for each in view.partnership.proposals.values() if each.state is EmphasisState.WAITING
    ]
    if not waiting:
        years = _years_ahead(work, view.terms)
        return {"year": str(years[min(1, len(years) - 1)]) if years else ""}
    emphasis = waiting[-1].proposed.emphasis
    share = str(emphasis.share) if emphasis.share else ""
    lists = {"programmes": list(emphasis.programmes), "themes": list(emphasis.themes)}
    return {"year": str(emphasis.year), "share": share, "text": waiting[-1].proposed.text} | lists


def draw_answer(work: Work, view: PartnershipView, emphasis_id: UUID) -> Mapping[str, Any]:
    """The proposal that is answered."""
    proposal = view.partnership.proposals.get(emphasis_id)
    if proposal is None:
        raise NotFound
    organisations = catalogue.all_organisations(work.db)
    names = {id_: each.name_in(language()) for id_, each in organisations.items()}
    programmes = catalogue.names_of_programmes(work.db, language())
    part = texts.proposal_part(view.partnership, proposal, None, names, programmes)
    return {"proposal": part, "year": str(proposal.proposed.emphasis.year)}


def draw_meeting(
    work: Work, view: PartnershipView, meeting_id: UUID | None = None
) -> Mapping[str, Any]:
    """The names of both sides."""
    organisations = catalogue.all_organisations(work.db)
    ids = (view.terms.provider, view.terms.party)
    if meeting_id is not None and meeting_id not in view.partnership.meetings:
        raise NotFound
    names = [organisations[i].name_in(language()) if i in organisations else "–" for i in ids]
    return {"sides": names, "is_new": meeting_id is None}


def fill_meeting(work: Work, view: PartnershipView, meeting_id: UUID) -> Mapping[str, object]:
    """What was written of it."""
    minutes = view.partnership.meetings.get(meeting_id)
    if minutes is None:
        raise NotFound
    return {
        "held_on": format_date(minutes.held_on, "yyyy-MM-dd"),
        "provider_roles": list(minutes.provider_roles),
        "party_roles": list(minutes.party_roles),
        "decisions": minutes.decisions,
        "next_on": format_date(minutes.next_on, "yyyy-MM-dd") if minutes.next_on else "",
    }


def draw_forecast(work: Work, view: PartnershipView) -> Mapping[str, Any]:
    """The years and programmes to choose from."""
    return _choices(work, view.terms)


def fill_forecast(work: Work, view: PartnershipView) -> Mapping[str, object]:
    """Begins with the year that comes next."""
    years = _years_ahead(work, view.terms)
    return {"year": str(years[min(1, len(years) - 1)]) if years else ""}


def _choices(work: Work, terms: Terms) -> dict[str, Any]:
    names = catalogue.names_of_programmes(work.db, language())
    return {
        "years": [Option(str(year), str(year)) for year in _years_ahead(work, terms)],
        "programmes": [Option(code, names.get(code, code)) for code in terms.programmes],
    }


def _years_ahead(work: Work, terms: Terms) -> list[int]:
    first = work.today.year
    return [year for year in range(first, first + AHEAD) if terms.holds_in(year)]


def _frame(view: PartnershipView) -> Mapping[str, Any]:
    home = url_for("partnerships.show", agreement_id=view.partnership.id)
    return {"home": home}


forms = OwnForms[PartnershipView](
    key="agreement_id",
    read=queries.partnership,
    home=lambda agreement_id: url_for("partnerships.show", agreement_id=agreement_id),
    lists=("partnerships",),
    frame=_frame,
)
