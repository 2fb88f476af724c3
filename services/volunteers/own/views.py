"""What a support person's own page shows, in their language; names only when all consented."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from services.common import catalogue, phrases
from services.common.codes import MatchStatus
from services.common.people import names as staff_names
from services.common.programme import Consent
from services.volunteers.courselists import views as courselists
from services.volunteers.courselists.views import OwnGathering
from services.volunteers.expenses import queries as expenses
from services.volunteers.expenses.views import ClaimLine, own_lines
from services.volunteers.hours import queries as hours
from services.volunteers.lending.texts import waits as waits_of_loans
from services.volunteers.matches import queries
from services.volunteers.matches.domain import LIVE, Match
from services.volunteers.matches.queries import Introduction
from services.volunteers.matches.texts import agreed_until, match_line, match_tag
from services.volunteers.needs.domain import Need
from services.volunteers.people import queries as people
from services.volunteers.ranking.texts import about_need
from services.volunteers.surveys.views import is_open
from services.volunteers.thanks.domain import Thanks
from shared.identity.principals import Principal
from shared.web.formats import format_date, format_duration
from shared.web.i18n import gettext, language, ngettext
from shared.web.parts import Moment
from shared.work import Work

Facts = list[tuple[str, str]]
LATEST = 5  # claims


@dataclass(frozen=True)
class OwnMatch:
    """One of a support person's matches; a name only when all have consented."""

    match_id: UUID
    version: int
    title: str
    tag: tuple[str, str]
    facts: Facts
    asks_me: bool  # waits for the reader's own answer
    is_agreed: bool  # all have consented; the support has not begun
    visit_href: str  # empty before the support has started
    visits_href: str  # the reader's own visits of it
    messages_href: str
    book_href: str  # what else the reader writes of it
    concern_href: str


@dataclass(frozen=True)
class OwnPage:
    name: str
    is_known: bool  # is the reader a support person of anybody?
    live: list[OwnMatch]
    earlier: list[Moment]
    hours: str
    visits: list[Moment]
    expenses: list[ClaimLine]  # the latest
    waits: list[tuple[str, str]]  # what waits for the reader, and where on the page or beyond
    person_href: str
    sessions: list[OwnGathering]  # courses and guidance, had or to be had
    survey_href: str  # while the reader may answer
    thanks: tuple[str, str] | None  # the latest words, and whose and when
    coordinator: Facts  # how their organisation is reached


def own(work: Work, who: Principal) -> OwnPage:
    """A support person's own matches: what waits for them, whom they meet, their hours."""
    volunteer_id = people.own_id(work, who)
    if volunteer_id is None:
        return OwnPage(
            who.name, False, [], [], "", [], [], [], "", [], "", None, _coordinator(work, who)
        )
    rows = queries.of_volunteer(work, volunteer_id)
    live = [row for row in rows if row.status in LIVE]
    ended = [row for row in rows if row.status == MatchStatus.ENDED]
    since = work.today.replace(month=1, day=1)
    held = hours.of_volunteer(work, volunteer_id, since=since)
    shown = [_own(work, row) for row in live]
    return OwnPage(
        name=who.name,
        is_known=True,
        live=shown,
        earlier=[match_line(row, linked=False) for row in ended],
        hours=_hours(held.minutes, held.visits),
        visits=[
            Moment(at=format_date(day, "d.M.yyyy"), text=format_duration(minutes))
            for day, minutes in held.latest
        ],
        expenses=own_lines(work, expenses.own(work, volunteer_id, most=LATEST)),
        waits=[
            *(line for match in shown for line in _waits(match)),
            *waits_of_loans(work, volunteer_id),
        ],
        person_href=url_for("people.show", volunteer_id=volunteer_id),
        sessions=courselists.own(work, who, volunteer_id),
        survey_href=url_for("own_survey.invitation") if is_open(work, volunteer_id) else "",
        thanks=_thanks(work, volunteer_id),
        coordinator=_coordinator(work, who),
    )


def _coordinator(work: Work, who: Principal) -> Facts:
    return phrases.reached(
        catalogue.organisation(work.db, who.organisation) if who.organisation else None
    )


def _thanks(work: Work, volunteer_id: UUID) -> tuple[str, str] | None:
    latest = work.load(Thanks(volunteer_id))[0].latest
    if latest is None or not latest.text:
        return None
    whose = " · ".join(
        part for part in (staff_names(work)(latest.by), format_date(latest.on)) if part
    )
    return latest.text, whose


def _waits(match: OwnMatch) -> list[tuple[str, str]]:
    """What a match asks of the reader now."""
    if match.asks_me:
        return [(gettext("Answer the proposal: %(name)s", name=match.title), f"#{match.match_id}")]
    if match.is_agreed:
        text = gettext("Agree on the first meeting: %(name)s", name=match.title)
        return [(text, f"#{match.match_id}")]
    return []


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
            *agreed_until(match),
            *_reaching(introduction),
        ],
        asks_me=Consent.VOLUNTEER in match.waits_for and row.status == MatchStatus.PROPOSED,
        is_agreed=row.status == MatchStatus.AGREED,
        visit_href=f"/casework/visits/new?case={row.case_id}" if started else "",
        visits_href=f"/casework/visits/?case={row.case_id}" if started else "",
        messages_href=f"/casework/cases/{row.case_id}/messages" if started else "",
        book_href=f"/casework/cases/{row.case_id}/book" if started else "",
        concern_href=f"/casework/cases/{row.case_id}/concerns/new"
        if started or row.status == MatchStatus.AGREED
        else "",
    )


def _reaching(introduction: Introduction | None) -> Facts:
    if introduction is None:
        return [(gettext("Name and contact"), gettext("shown when everybody has consented"))]
    guardian = " ".join(
        part for part in (introduction.guardian_name, introduction.guardian_phone) if part
    )
    facts = (
        (gettext("Siblings"), ", ".join(introduction.siblings)),
        (gettext("Phone"), introduction.phone),
        (gettext("Address"), introduction.address),
        (gettext("Guardian"), guardian),
    )
    return [(name, text) for name, text in facts if text]


def _hours(minutes: int, visits: int) -> str:
    met = ngettext("%(num)s visit", "%(num)s visits", visits)
    return gettext("%(time)s this year · %(visits)s", time=format_duration(minutes), visits=met)
