"""What the matching pages show, in the reader's language: the need, and who would suit it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from services.common import catalogue, seats
from services.common.ages import age_on
from services.common.codes import Availability, DeadlineCode, Interest
from services.common.deadlines import queries as deadlines
from services.common.labels import listed
from services.common.phrases import language_name, place
from services.volunteers.matches import queries as matches
from services.volunteers.matches.texts import match_line
from services.volunteers.matching import queries
from services.volunteers.matching.projections import OPEN
from services.volunteers.needs import queries as needs
from services.volunteers.needs.events import NeedOpened
from services.volunteers.people import queries as people
from services.volunteers.people.queries import Listed
from services.volunteers.ranking import queries as ranking
from services.volunteers.ranking.domain import Candidate, Excluded
from services.volunteers.ranking.texts import (
    about_need,
    exclusion,
    part_name,
    reason,
    warning,
    years,
)
from shared.identity.principals import Principal
from shared.web.formats import format_datetime
from shared.web.i18n import gettext, language, ngettext
from shared.web.paging import Page, PageRequest
from shared.web.parts import Moment, Part
from shared.work import Work

SHOWN = 15  # families on a page


@dataclass(frozen=True)
class WaitingFamily:
    """One family that waits."""

    href: str
    title: str
    about: str
    place: str
    waited: str
    is_long: bool
    tag: tuple[str, str]
    action: str


@dataclass(frozen=True)
class Ranked:
    """One candidate as an explained sum."""

    volunteer_id: UUID
    href: str
    name: str
    about: str
    parts: list[Part]
    warnings: list[str]


@dataclass(frozen=True)
class MatchingPage:
    case_id: UUID
    title: str
    need: list[tuple[str, str]]
    candidates: list[Ranked]
    suits: str  # "3 suit"
    counted: str
    excluded: list[tuple[str, str, str]]  # name, address, why not
    cannot: str  # "9 cannot now"
    earlier: list[Moment]
    match_href: str  # the live match; empty while somebody is looked for
    case_href: str  # empty for whom the case does not open
    referral_href: str
    may_propose: bool


def waiting_page(work: Work, who: Principal, *, cursor: str) -> Page[WaitingFamily]:
    """The same in pages that a phone can scroll."""
    names = catalogue.names_of_programmes(work.db, language())
    part = PageRequest(limit=SHOWN, cursor=cursor)
    rows = queries.waiting_page(work, who, page_request=part)
    long = _long(work, rows.items)
    lines = [_line(work, row, names, is_long=row.case_id in long) for row in rows.items]
    return Page(lines, rows.next)


def waiting(work: Work, who: Principal) -> list[WaitingFamily]:
    """The organisation's families that wait for somebody, longest first."""
    names = catalogue.names_of_programmes(work.db, language())
    rows = queries.waiting(work, who)
    long = _long(work, rows)
    return [_line(work, row, names, is_long=row.case_id in long) for row in rows]


def matching(work: Work, who: Principal, case_id: UUID, *, may_propose: bool) -> MatchingPage:
    """Who of the organisation's people would suit this case, and why the others would not."""
    need = needs.need(work, who, case_id)
    ranked, excluded = ranking.ranking(
        work,
        need,
        matches.engagements(work, need.organisation),
        matches.partings(work, need),
    )
    by_id = {person.volunteer_id: person for person in people.active(work, need.organisation)}
    state, match_id = queries.state_of(work, case_id)
    names = people.names(work, need.organisation)
    history = matches.of_case(work, case_id)
    opens = may_propose or who.id in seats.team_of(work.db, case_id)
    return MatchingPage(
        case_id=case_id,
        title=_title(work, need),
        need=_need(work, need),
        candidates=[_ranked(work, candidate, by_id) for candidate in ranked],
        suits=ngettext("%(num)s suits", "%(num)s suit", len(ranked)),
        counted=gettext(
            "counted %(moment)s · the choice is yours, the list is kept",
            moment=format_datetime(work.now, "d.M."),
        ),
        excluded=[_excluded(person, names) for person in excluded],
        cannot=ngettext("%(num)s cannot now", "%(num)s cannot now", len(excluded)),
        earlier=[match_line(row, who=names.get(row.volunteer_id, "")) for row in history],
        match_href=url_for("matches.match", match_id=match_id) if match_id else "",
        case_href=f"/casework/cases/{case_id}" if opens else "",
        referral_href=f"/referral/referrals/{need.referral_id}" if opens else "",
        may_propose=may_propose and state == OPEN,
    )


def _title(work: Work, need: NeedOpened) -> str:
    name = ranking.programme_of(work, need).name_in(language())
    return gettext("Who would suit? %(programme)s", programme=name)


def _long(work: Work, rows: list[Any]) -> set[UUID]:
    """Which of the families have waited long for somebody."""
    due = deadlines.due(work.db, DeadlineCode.PERSON, [row.case_id for row in rows])
    return {case_id for case_id, row in due.items() if row.late_on <= work.today}


def _line(work: Work, row: Any, names: Mapping[str, str], *, is_long: bool) -> WaitingFamily:
    days = (work.today - row.waiting_since).days
    is_open = row.state == OPEN
    return WaitingFamily(
        href=url_for("matching.case", case_id=row.case_id),
        title=names.get(row.programme, row.programme),
        about=about_need(row),
        place=place(row.municipality),
        waited=ngettext("%(num)s day", "%(num)s days", days),
        is_long=is_long,
        tag=("wait", gettext("Waits for a person"))
        if is_open
        else ("info", gettext("Proposed, answers awaited")),
        action=gettext("Find a person") if is_open else gettext("Look"),
    )


def _need(work: Work, need: NeedOpened) -> list[tuple[str, str]]:
    tongues = [language_name(need.mother_tongue), language_name(need.service_language)]
    if need.interpreter_needed:
        tongues.append(gettext("interpreter needed"))
    wishes = listed(map(Interest, need.interests or ()), language())
    times = listed(map(Availability, need.availability or ()), language())
    days = (work.today - need.requested_on).days
    facts = [
        (gettext("Programme"), ranking.programme_of(work, need).name_in(language())),
        (gettext("For whom"), about_need(need)),
        (gettext("Language"), ", ".join(dict.fromkeys(tongue for tongue in tongues if tongue))),
        (gettext("Wishes"), "; ".join(filter(None, (wishes, times)))),
        (gettext("Siblings"), str(need.sibling_count) if need.sibling_count else ""),
        (gettext("Municipality"), place(need.municipality)),
        (gettext("Waited"), ngettext("%(num)s day", "%(num)s days", days)),
    ]
    return [(name, text) for name, text in facts if text]


def _ranked(work: Work, candidate: Candidate, by_id: Mapping[UUID, Listed]) -> Ranked:
    person = by_id[candidate.volunteer_id]
    home = place(person.municipality) if person.municipality else ""
    age = age_on(person.born, work.today) if person.born else None
    return Ranked(
        volunteer_id=candidate.volunteer_id,
        href=url_for("people.show", volunteer_id=candidate.volunteer_id),
        name=person.name,
        about=" · ".join(part for part in (years(str(age)) if age else "", home) if part),
        parts=[Part(part_name(p.name), p.points, p.max, reason(p)) for p in candidate.parts],
        warnings=[warning(why) for why in candidate.warnings],
    )


def _excluded(person: Excluded, names: Mapping[UUID, str]) -> tuple[str, str, str]:
    href = url_for("people.show", volunteer_id=person.volunteer_id)
    return names.get(person.volunteer_id, ""), href, exclusion(person)
