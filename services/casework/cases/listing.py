"""The list of cases as a page: whose, in which phase, and when they last met."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import url_for
from werkzeug.datastructures import MultiDict

from services import catalogue
from services.ages import age_on
from services.casework.cases import queries, words
from services.casework.cases.closing import follow_up_due
from services.casework.cases.views import reference
from services.casework.matches import queries as matches
from services.casework.people import names
from services.casework.visits import queries as visits
from services.referral.directory.events import Programme
from shared.i18n import gettext, language, ngettext
from shared.identity.principals import Principal
from shared.paging import Asked
from shared.parts import Count, Option
from shared.work import Work


@dataclass(frozen=True)
class Line:
    """One row, ready to draw."""

    href: str
    title: str
    about: str
    phase: str
    phase_note: str
    visit: str
    tag: tuple[str, str]  # kind, text; empty kind for none
    team: str
    action: str


@dataclass(frozen=True)
class ListPage:
    lead: str
    counts: list[Count]
    lines: list[Line]
    programmes: list[Option]
    chosen: dict[str, str]
    first: str  # address of the list's first page; empty on it
    more: str  # address of the page that follows; empty on the last


def page(work: Work, who: Principal, asked: MultiDict[str, str]) -> ListPage:
    """The reader's cases in the state asked for, and the counts that are its filter."""
    state = asked.get("state", "open")
    chosen = {name: asked.get(name, "") for name in ("programme", "text")}
    cursor = asked.get("cursor", "")
    found = queries.lines(work, who, state=state, asked=Asked(cursor=cursor), **chosen)
    ids = [line.row.case_id for line in found.items]
    told = _Told(
        last=visits.last_held(work, ids),
        teams=_teams(work, ids),
        supported=matches.supported(work.db, ids),
        programmes=catalogue.every_version(work.db),
    )
    mine, called = queries.programmes(work, who), catalogue.names_of_programmes(work.db, language())
    options = [Option(code, name) for code, name in called.items() if code in mine]
    return ListPage(
        lead=gettext("The families that you and your organisation support."),
        counts=_counts(queries.counts(work, who), state),
        lines=[_line(work, line, told) for line in found.items],
        programmes=sorted(options, key=lambda option: option.label),
        chosen=chosen | {"state": state},
        first=_page_at(chosen, state, "") if cursor else "",
        more=_page_at(chosen, state, found.next) if found.next else "",
    )


@dataclass(frozen=True)
class _Told:
    last: dict[UUID, Any]  # the day of the last held visit
    teams: dict[UUID, str]
    supported: set[UUID]
    programmes: dict[tuple[str, int], Programme]

    def programme(self, row: Any) -> Programme | None:
        """In the version that the case began with; None while it is not known here."""
        return self.programmes.get((row.programme, row.programme_version))


def _line(work: Work, line: queries.Line, told: _Told) -> Line:
    row, programme = line.row, told.programme(line.row)
    age = gettext("%(age)s y", age=age_on(line.born, work.today)) if line.born else ""
    name = ", ".join(part for part in (line.name, age) if part)
    phase = words.phase_name(programme, row.phase) if programme and row.phase else ""
    last = told.last.get(row.case_id)
    return Line(
        href=url_for("cases.show", case_id=row.case_id),
        title=name or reference(row.case_id, row.opened_on),
        about=programme.name_in(language()) if programme else row.programme,
        phase=phase,
        phase_note=gettext("since %(day)s", day=words.day(row.phase_since)) if phase else "",
        visit=words.day(last) if last else gettext("none yet"),
        tag=_tag(work, row, programme, last or row.opened_on, told) if programme else ("", ""),
        team=told.teams.get(row.case_id, ""),
        action=gettext("Open"),
    )


def _tag(work: Work, row: Any, programme: Programme, last: Any, told: _Told) -> tuple[str, str]:
    if row.closed_on:
        due = follow_up_due(programme, row.closed_on)
        if row.followed_up_on:
            return "idle", gettext("Followed up")
        if due <= work.today:
            return "late", gettext("Follow-up is late")
        return "wait", gettext("Follow-up %(day)s", day=words.day(due))
    if row.case_id not in told.supported and not told.teams.get(row.case_id):
        return "wait", gettext("Waits for a person")
    quiet = (work.today - last).days
    if quiet > programme.quiet_days:
        text = ngettext("No visit for %(num)s day", "No visit for %(num)s days", quiet)
        return "wait", text
    if row.non_disclosure:
        return "info", gettext("Non-disclosure")
    return "", ""


def _teams(work: Work, ids: list[UUID]) -> dict[UUID, str]:
    name, found = names(work), queries.teams(work, ids)
    return {
        case_id: ", ".join(name(str(seat.person_id)) for seat in seats)
        for case_id, seats in found.items()
    }


def _counts(tally: dict[str, int], state: str) -> list[Count]:
    said = {
        "open": gettext("open"),
        "follow_up": gettext("closed, follow-up ahead"),
        "closed": gettext("closed in all"),
    }
    return [
        Count(tally[name], text, url_for("cases.mine", state=name), name == state)
        for name, text in said.items()
    ]


def _page_at(chosen: dict[str, str], state: str, cursor: str) -> str:
    asked = {"state": state, **chosen} | ({"cursor": cursor} if cursor else {})
    return f"{url_for('cases.mine')}?{urlencode(asked)}"
