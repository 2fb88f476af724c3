"""What the page of one match and a support person's own page show, in the reader's language."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for

from services.common import catalogue, seats
from services.common.children import OWN_VIEW_FROM
from services.common.codes import ChildView, MatchConsentGiver, MatchStatus
from services.common.labels import choices, label
from services.common.phrases import place
from services.common.programme import Consent
from services.volunteers.hours import queries as hours
from services.volunteers.matches import policy, queries
from services.volunteers.matches.domain import FAMILY, LIVE, Match
from services.volunteers.matches.policy import MatchView
from services.volunteers.matches.queries import Introduction
from services.volunteers.matches.texts import match_line, match_tag, whose_consent
from services.volunteers.needs.domain import Need
from services.volunteers.people import queries as people
from services.volunteers.ranking.texts import about_need
from shared.identity.principals import Principal
from shared.web.formats import format_date
from shared.web.i18n import gettext, language, ngettext
from shared.web.parts import ChecklistItem, Moment, Option, Step
from shared.work import Work

Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class MatchPage:
    view: MatchView
    is_coordinator: bool
    title: str
    tag: tuple[str, str]
    steps: list[Step]
    consents: list[ChecklistItem]
    asks: list[str]  # codes of those not heard with a yes
    facts: Facts
    givers: list[Option]
    own_view_from: int  # years of age
    today: str
    case_href: str  # empty for whom the case does not open

    @property
    def asks_now(self) -> bool:
        """Is there something for the coordinator to write down?"""
        return self.is_coordinator and self.view.match.is_live

    @property
    def status(self) -> str:
        return str(self.view.match.status)


def match(work: Work, who: Principal, match_id: UUID) -> MatchPage:
    """One match for its coordinators: who has answered what, and what comes next."""
    view = queries.match(work, who, match_id)
    match, proposal = view.match, view.match.proposed
    if proposal is None:
        raise LookupError(match_id)
    names = people.names(work, proposal.organisation)
    programmes = catalogue.names_of_programmes(work.db, language())
    need = work.load(Need(proposal.case_id))[0].opened
    is_coordinator = policy.coordinates.allows(who, view)
    opens_case = is_coordinator or who.id in seats.team_of(work.db, proposal.case_id)
    return MatchPage(
        view=view,
        is_coordinator=is_coordinator,
        title=names.get(proposal.volunteer_id, "–"),
        tag=match_tag(str(match.status)),
        steps=_steps(match),
        consents=_consents(match),
        asks=[str(consent) for consent in match.waits_for],
        facts=[
            (gettext("Programme"), programmes.get(proposal.programme, proposal.programme)),
            (gettext("For whom"), about_need(need) if need else "–"),
            (gettext("Municipality"), place(proposal.municipality)),
        ],
        givers=[
            Option(code, text)
            for code, text in choices(MatchConsentGiver, language())
            if MatchConsentGiver(code) in FAMILY
        ],
        own_view_from=OWN_VIEW_FROM,
        today=work.today.isoformat(),
        case_href=f"/casework/cases/{proposal.case_id}" if opens_case else "",
    )


def _steps(match: Match) -> list[Step]:
    proposal = match.proposed
    days = (
        (gettext("Proposed"), proposal.proposed_on if proposal else None),
        (gettext("Agreed"), match.agreed_on),
        (gettext("Support under way"), match.started_on),
        (gettext("Ended"), match.ended_on if match.status is MatchStatus.ENDED else None),
    )
    if match.status is MatchStatus.DECLINED:
        proposed, declined = proposal.proposed_on if proposal else None, match.ended_on
        return [
            Step(gettext("Proposed"), "done", _day(proposed)),
            Step(label(MatchStatus.DECLINED, language()), "current", _day(declined)),
        ]
    reached = max(at for at, (_, day) in enumerate(days) if day)
    return [
        Step(name, "done" if at < reached else "current" if at == reached else "todo", _day(day))
        for at, (name, day) in enumerate(days)
    ]


def _consents(match: Match) -> list[ChecklistItem]:
    asks = match.considered.asks if match.considered else ()
    return [_consent(match, consent) for consent in asks]


def _consent(match: Match, consent: Consent) -> ChecklistItem:
    who = whose_consent(consent)
    if consent is Consent.CHILD:
        if match.child is None:
            return ChecklistItem("open", who, gettext("not asked yet"))
        states = {ChildView.WANTS: "ok", ChildView.UNSURE: "warn", ChildView.DOES_NOT_WANT: "no"}
        view = ChildView(match.child.view)
        note = f"{label(view, language())}, {_day(match.child.on)}"
        return ChecklistItem(states[view], who, note)  # type: ignore[arg-type]
    answer = match.volunteer if consent is Consent.VOLUNTEER else match.family
    if answer is None:
        return ChecklistItem("open", who, gettext("not asked yet"))
    text = gettext("consented") if answer.given else gettext("declined")
    return ChecklistItem("ok" if answer.given else "no", who, f"{text}, {_day(answer.on)}")


def _day(day: date | None) -> str:
    return format_date(day, "d.M.yyyy") if day else ""


@dataclass(frozen=True)
class OwnMatch:
    """One of a support person's matches; a name only when all have consented."""

    match_id: UUID
    version: int
    title: str
    tag: tuple[str, str]
    facts: Facts
    asks_me: bool  # waits for the reader's own answer
    visit_href: str  # empty before the support has started


@dataclass(frozen=True)
class OwnPage:
    name: str
    is_known: bool  # is the reader a support person of anybody?
    live: list[OwnMatch]
    earlier: list[Moment]
    hours: str
    visits: list[Moment]
    person_href: str


def own(work: Work, who: Principal) -> OwnPage:
    """A support person's own matches: what waits for them, whom they meet, their hours."""
    volunteer_id = people.own_id(work, who)
    if volunteer_id is None:
        return OwnPage(who.name, False, [], [], "", [], "")
    rows = queries.of_volunteer(work, volunteer_id)
    live = [row for row in rows if row.status in LIVE]
    ended = [row for row in rows if row.status == MatchStatus.ENDED]
    held = hours.of_volunteer(work, volunteer_id, since=work.today.replace(month=1, day=1))
    return OwnPage(
        name=who.name,
        is_known=True,
        live=[_own(work, row) for row in live],
        earlier=[match_line(row, linked=False) for row in ended],
        hours=_hours(held.minutes, held.visits),
        visits=[
            Moment(at=format_date(day, "d.M.yyyy"), text=_minutes(minutes))
            for day, minutes in held.latest
        ],
        person_href=url_for("people.show", volunteer_id=volunteer_id),
    )


def _own(work: Work, row: Any) -> OwnMatch:
    match, version = work.load(Match(row.match_id))
    introduction = queries.introduction(work, row)
    need = work.load(Need(row.case_id))[0].opened
    programmes = catalogue.names_of_programmes(work.db, language())
    programme = programmes.get(row.programme, row.programme)
    started = row.status == MatchStatus.STARTED
    return OwnMatch(
        match_id=row.match_id,
        version=version,
        title=introduction.given_name if introduction else programme,
        tag=match_tag(row.status),
        facts=[
            (gettext("Programme"), programme),
            (gettext("For whom"), about_need(need) if need else "–"),
            *_reaching(introduction),
        ],
        asks_me=Consent.VOLUNTEER in match.waits_for and row.status == MatchStatus.PROPOSED,
        visit_href=f"/casework/visits/new?case={row.case_id}" if started else "",
    )


def _reaching(introduction: Introduction | None) -> Facts:
    if introduction is None:
        return [(gettext("Name and contact"), gettext("shown when everybody has consented"))]
    guardian = " ".join(
        part for part in (introduction.guardian_name, introduction.guardian_phone) if part
    )
    facts = (
        (gettext("Phone"), introduction.phone),
        (gettext("Address"), introduction.address),
        (gettext("Guardian"), guardian),
    )
    return [(name, text) for name, text in facts if text]


def _hours(minutes: int, visits: int) -> str:
    met = ngettext("%(num)s visit", "%(num)s visits", visits)
    return gettext("%(time)s this year · %(visits)s", time=_minutes(minutes), visits=met)


def _minutes(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return gettext("%(minutes)s min", minutes=rest)
    if not rest:
        return gettext("%(hours)s h", hours=hours)
    return gettext("%(hours)s h %(minutes)s min", hours=hours, minutes=rest)
