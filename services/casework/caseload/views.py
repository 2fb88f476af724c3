"""The list of cases as a page: whose, in which phase, and when they last met."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import url_for
from werkzeug.datastructures import MultiDict

from services.casework.cases import queries
from services.casework.cases.queries import ListedCase
from services.casework.cases.texts import reference
from services.casework.course.texts import phase_name
from services.casework.deadlines.queries import Deadlines
from services.casework.matches import queries as matches
from services.casework.people import names
from services.casework.texts import day
from services.casework.visits import queries as visits
from services.common import catalogue
from services.common.ages import age_on
from services.common.codes import DeadlineCode
from services.common.deadlines.queries import due
from services.common.programme import Programme
from shared import inbox
from shared.identity.principals import Principal
from shared.web.i18n import gettext, language, ngettext
from shared.web.paging import PageRequest
from shared.web.parts import Count, Option
from shared.work import Work

SHOWN = 25  # lines on a page
LARGEST = 2000  # cases of one reader that are put in order
URGENCY = {"late": 0, "wait": 1, "info": 2}


@dataclass(frozen=True)
class CaseLine:
    """One row, ready to draw."""

    href: str
    title: str
    about: str
    phase: str
    phase_note: str
    visit: str
    tag: tuple[str, str]  # kind, text; empty kind for none
    is_unread: bool  # the reader has a letter about it
    team: str
    action: str


@dataclass(frozen=True)
class ListPage:
    lead: str
    counts: list[Count]
    lines: list[CaseLine]
    programmes: list[Option]
    chosen: dict[str, str]
    first: str  # address of the list's first page; empty on it
    more: str  # address of the page that follows; empty on the last


def page(work: Work, who: Principal, query: MultiDict[str, str]) -> ListPage:
    """The reader's cases in the state asked for, and the counts that are its filter."""
    state = query.get("state", "open")
    chosen = {name: query.get(name, "") for name in ("programme", "text")}
    first = _first(query.get("from", ""))
    everything = PageRequest(LARGEST)
    programme, text = chosen["programme"], chosen["text"]
    part = queries.listed(
        work, who, state=state, programme=programme, text=text, page_request=everything
    )
    ids = [each.row.case_id for each in part.items]
    lookups = _Lookups(
        last=visits.last_held(work, ids),
        teams=_teams(work, ids),
        supported=matches.supported(work.db, ids),
        unread=inbox.unread_things(work.db, who, ids, now=work.now),
        programmes=catalogue.every_version(work.db),
        follow_ups=due(work.db, DeadlineCode.FOLLOW_UP, ids),
        visits=due(work.db, DeadlineCode.VISIT, ids),
    )
    mine, named = queries.programmes(work, who), catalogue.names_of_programmes(work.db, language())
    options = [Option(code, name) for code, name in named.items() if code in mine]
    lines = _worst_first(work, part.items, lookups)
    return ListPage(
        lead=gettext("The families that you and your organisation support."),
        counts=_counts(queries.counts(work, who), state),
        lines=lines[first : first + SHOWN],
        programmes=sorted(options, key=lambda option: option.label),
        chosen=chosen | {"state": state},
        first=_page_at(chosen, state, 0) if first else "",
        more=_page_at(chosen, state, first + SHOWN) if first + SHOWN < len(lines) else "",
    )


@dataclass(frozen=True)
class _Lookups:
    """What the lines share, read once for all of them."""

    last: dict[UUID, Any]  # the day of the last held visit
    teams: dict[UUID, str]
    supported: set[UUID]
    unread: set[UUID]
    programmes: dict[tuple[str, int], Programme]
    follow_ups: Deadlines
    visits: Deadlines

    def programme(self, row: Any) -> Programme | None:
        """In the version that the case began with; None while it is not known here."""
        return self.programmes.get((row.programme, row.programme_version))


def _line(work: Work, listed: ListedCase, lookups: _Lookups) -> CaseLine:
    row, programme = listed.row, lookups.programme(listed.row)
    age = gettext("%(age)s y", age=age_on(listed.born, work.today)) if listed.born else ""
    name = ", ".join(part for part in (listed.name, age) if part)
    phase = phase_name(programme, row.phase) if programme and row.phase else ""
    last = lookups.last.get(row.case_id)
    return CaseLine(
        href=url_for("casefile.show", case_id=row.case_id),
        title=name or reference(row.case_id, row.opened_on),
        about=programme.name_in(language()) if programme else row.programme,
        phase=phase,
        phase_note=gettext("since %(day)s", day=day(row.phase_since)) if phase else "",
        visit=day(last) if last else gettext("none yet"),
        tag=_tag(work, row, lookups),
        is_unread=row.case_id in lookups.unread,
        team=lookups.teams.get(row.case_id, ""),
        action=gettext("Open"),
    )


def _tag(work: Work, row: Any, lookups: _Lookups) -> tuple[str, str]:
    if row.closed_on:
        return _tag_of_closed(work, row, lookups)
    if row.misses_responsible:
        return "late", gettext("Nobody is responsible")
    if row.case_id not in lookups.supported and not lookups.teams.get(row.case_id):
        return "wait", gettext("Waits for a person")
    visit = lookups.visits.get(row.case_id)
    if visit and visit.late_on <= work.today:
        quiet = (work.today - visit.since).days
        text = ngettext("No visit for %(num)s day", "No visit for %(num)s days", quiet)
        return "wait", text
    if row.non_disclosure:
        return "info", gettext("Non-disclosure")
    return "", ""


def _tag_of_closed(work: Work, row: Any, lookups: _Lookups) -> tuple[str, str]:
    if row.followed_up_on:
        return "idle", gettext("Followed up")
    follow_up = lookups.follow_ups.get(row.case_id)
    if follow_up is None:
        return "", ""
    if follow_up.late_on <= work.today:
        return "late", gettext("Follow-up is late")
    return "wait", gettext("Follow-up %(day)s", day=day(follow_up.due_on))


def _teams(work: Work, ids: list[UUID]) -> dict[UUID, str]:
    name, teams = names(work), queries.teams(work, ids)
    return {
        case_id: ", ".join(name(str(seat.person_id)) for seat in seats)
        for case_id, seats in teams.items()
    }


def _counts(tally: dict[str, int], state: str) -> list[Count]:
    texts = {
        "open": gettext("open"),
        "follow_up": gettext("closed, follow-up ahead"),
        "closed": gettext("closed in all"),
    }
    return [
        Count(tally[name], text, url_for("caseload.mine", state=name), name == state)
        for name, text in texts.items()
    ]


def _first(text: str) -> int:
    """How many lines come before the page; the first page for what is no number."""
    return int(text) if re.fullmatch("[0-9]{1,5}", text) else 0


def _worst_first(work: Work, items: list[ListedCase], lookups: _Lookups) -> list[CaseLine]:
    """Unread before late before waiting; of the same, who has been met least lately."""

    def rank(each: tuple[ListedCase, CaseLine]) -> tuple[bool, int, date]:
        row, line = each[0].row, each[1]
        last: date = lookups.last.get(row.case_id) or row.opened_on
        return not line.is_unread, URGENCY.get(line.tag[0], len(URGENCY)), last

    drawn = [(each, _line(work, each, lookups)) for each in items]
    return [line for _, line in sorted(drawn, key=rank)]


def _page_at(chosen: dict[str, str], state: str, first: int) -> str:
    query = {"state": state, **chosen} | ({"from": str(first)} if first else {})
    return f"{url_for('caseload.mine')}?{urlencode(query)}"
