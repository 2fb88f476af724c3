"""What the page of one match and a support person's own page show, in the reader's language."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for

from services.common import catalogue
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
    case_href: str

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
    found, told = view.match, view.match.proposed
    if told is None:
        raise LookupError(match_id)
    names = people.names(work, told.organisation)
    programmes = catalogue.names_of_programmes(work.db, language())
    asked = work.load(Need(told.case_id))[0].asked
    return MatchPage(
        view=view,
        is_coordinator=policy.coordinates.allows(who, view),
        title=names.get(told.volunteer_id, "–"),
        tag=match_tag(str(found.status)),
        steps=_steps(found),
        consents=_consents(found),
        asks=[str(one) for one in found.waits_for],
        facts=[
            (gettext("Programme"), programmes.get(told.programme, told.programme)),
            (gettext("For whom"), about_need(asked) if asked else "–"),
            (gettext("Municipality"), place(told.municipality)),
        ],
        givers=[
            Option(code, text)
            for code, text in choices(MatchConsentGiver, language())
            if MatchConsentGiver(code) in FAMILY
        ],
        own_view_from=OWN_VIEW_FROM,
        today=work.today.isoformat(),
        case_href=f"/casework/cases/{told.case_id}",
    )


def _steps(found: Match) -> list[Step]:
    told = found.proposed
    days = (
        (gettext("Proposed"), told.proposed_on if told else None),
        (gettext("Agreed"), found.agreed_on),
        (gettext("Support under way"), found.started_on),
        (gettext("Ended"), found.ended_on if found.status is MatchStatus.ENDED else None),
    )
    if found.status is MatchStatus.DECLINED:
        proposed, declined = told.proposed_on if told else None, found.ended_on
        return [
            Step(gettext("Proposed"), "done", _day(proposed)),
            Step(label(MatchStatus.DECLINED, language()), "current", _day(declined)),
        ]
    reached = max(at for at, (_, day) in enumerate(days) if day)
    return [
        Step(name, "done" if at < reached else "current" if at == reached else "todo", _day(day))
        for at, (name, day) in enumerate(days)
    ]


def _consents(found: Match) -> list[ChecklistItem]:
    asks = found.considered.asks if found.considered else ()
    return [_consent(found, consent) for consent in asks]


def _consent(found: Match, consent: Consent) -> ChecklistItem:
    who = whose_consent(consent)
    if consent is Consent.CHILD:
        if found.child is None:
            return ChecklistItem("open", who, gettext("not asked yet"))
        states = {ChildView.WANTS: "ok", ChildView.UNSURE: "warn", ChildView.DOES_NOT_WANT: "no"}
        view = ChildView(found.child.view)
        note = f"{label(view, language())}, {_day(found.child.on)}"
        return ChecklistItem(states[view], who, note)  # type: ignore[arg-type]
    answer = found.volunteer if consent is Consent.VOLUNTEER else found.family
    if answer is None:
        return ChecklistItem("open", who, gettext("not asked yet"))
    said = gettext("consented") if answer.given else gettext("declined")
    return ChecklistItem("ok" if answer.given else "no", who, f"{said}, {_day(answer.on)}")


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
    found, version = work.load(Match(row.match_id))
    known = queries.introduction(work, row)
    asked = work.load(Need(row.case_id))[0].asked
    programmes = catalogue.names_of_programmes(work.db, language())
    programme = programmes.get(row.programme, row.programme)
    started = row.status == MatchStatus.STARTED
    return OwnMatch(
        match_id=row.match_id,
        version=version,
        title=known.given_name if known else programme,
        tag=match_tag(row.status),
        facts=[
            (gettext("Programme"), programme),
            (gettext("For whom"), about_need(asked) if asked else "–"),
            *_reaching(known),
        ],
        asks_me=Consent.VOLUNTEER in found.waits_for and row.status == MatchStatus.PROPOSED,
        visit_href=f"/casework/visits/new?case={row.case_id}" if started else "",
    )


def _reaching(known: Introduction | None) -> Facts:
    if known is None:
        return [(gettext("Name and contact"), gettext("shown when everybody has consented"))]
    guardian = " ".join(part for part in (known.guardian_name, known.guardian_phone) if part)
    said = (
        (gettext("Phone"), known.phone),
        (gettext("Address"), known.address),
        (gettext("Guardian"), guardian),
    )
    return [(name, text) for name, text in said if text]


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
