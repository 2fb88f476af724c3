"""What pages and API read of cases, and who may open one.

A case opens to its team and to the provider's coordinators. Everybody else gets the same answer
as for a case that does not exist. One case is folded from its own stream, so it is always
current; lists come from projections.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, or_, select

from services.casework.cases.commands import programme_of
from services.casework.cases.domain import Case
from services.casework.cases.events import TaskWaived
from services.casework.cases.phases import Missing, earliest_end
from services.casework.cases.projections import cases, team
from services.casework.cases.timeline import moments
from services.casework.matches import queries as matches
from services.common.codes import Role
from services.common.programme import ENDED, Exit, Phase, Programme
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.kernel.events import kind_of
from shared.kernel.sealing import opened
from shared.web.paging import Page, PageRequest, page
from shared.work import Work

NEWEST_FIRST = (cases.c.opened_on.desc(), cases.c.case_id)


@dataclass(frozen=True)
class Way:
    """One way on from the present phase, and what is missing for it today."""

    exit: Exit
    phase: Phase
    missing: tuple[Missing, ...]


@dataclass(frozen=True)
class CaseView:
    """A case as those see it who may open it."""

    case: Case
    version: int
    programme: Programme
    match: Row[Any] | None  # who supports, or did last; None: nobody was found yet
    today: date
    is_coordinator: bool

    @property
    def is_open(self) -> bool:
        return self.case.closing is None

    @property
    def is_hidden(self) -> bool:
        """Non-disclosure: no place, no address, no phone number on any page."""
        return self.case.person.non_disclosure

    @property
    def phase(self) -> Phase | None:
        return self.programme.phase(self.case.course.phase or "")

    @property
    def minimum_until(self) -> date | None:
        return earliest_end(self.programme, self.case.opened.opened_on)

    @property
    def ways(self) -> list[Way]:
        """Where the case can go from here, with what each way still lacks today."""
        if self.phase is None or not self.is_open:
            return []
        found, facts = [], self.case.as_of(self.today)
        for way in self.phase.exits:
            phase = self.programme.phase(way.to)
            if phase is not None and way.to != ENDED:
                missing = self.case.course.before(self.programme, to=way.to, facts=facts)
                found.append(Way(way, phase, missing))
        return found

    @property
    def next_way(self) -> Way | None:
        """The way onwards; None in the last phase and without phases."""
        return next((way for way in self.ways if not way.exit.loop), None)


def case(work: Work, who: Principal, case_id: UUID) -> CaseView:
    """One case; raises `NotFound` when it is missing or not this reader's."""
    state, version = work.load(Case(case_id))
    if state.begun is None or not may_open(state, who):
        raise NotFound
    return CaseView(
        case=state,
        version=version,
        programme=programme_of(work, case_id),
        match=matches.of_case(work.db, case_id),
        today=work.today,
        is_coordinator=is_coordinator(state, who),
    )


def may_open(state: Case, who: Principal) -> bool:
    return who.id in state.team or is_coordinator(state, who)


def is_coordinator(state: Case, who: Principal) -> bool:
    """A coordinator of the organisation that provides the support."""
    return who.has(Role.NGO_COORDINATOR) and who.organisation == state.opened.organisation


def must_coordinate(work: Work, who: Principal, case_id: UUID) -> None:
    """Raise `NotFound` for whoever is not a coordinator of this case's provider."""
    if not case(work, who, case_id).is_coordinator:
        raise NotFound


@dataclass(frozen=True)
class Line:
    """One row of the list of cases."""

    row: Row[Any]
    given_name: str
    family_name: str
    born: date | None

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


STATES = ("open", "follow_up", "closed")


def lines(
    work: Work,
    who: Principal,
    *,
    state: str = "open",
    programme: str = "",
    text: str = "",
    page_request: PageRequest,
) -> Page[Line]:
    """The cases that the reader may open, newest first."""
    query = _in_state(_visible(who), state)
    if programme:
        query = query.where(cases.c.programme == programme)

    def read(row: Row[Any]) -> Line | None:
        line = _line(work, row)
        return line if _matches(line, text) else None

    return page(work.db, query, NEWEST_FIRST, page_request=page_request, read=read)


def of_referral(work: Work, who: Principal, referral_id: UUID) -> list[CaseView]:
    """The case that a referral became, if the reader may open it."""
    query = _visible(who).where(cases.c.referral_id == referral_id)
    return [case(work, who, row.case_id) for row in work.db.execute(query).all()]


def counts(work: Work, who: Principal) -> dict[str, int]:
    """How many cases the reader has in each state."""
    return {state: len(work.db.execute(_in_state(_visible(who), state)).all()) for state in STATES}


def programmes(work: Work, who: Principal) -> set[str]:
    """The programmes of the reader's cases."""
    return {row.programme for row in work.db.execute(_visible(who)).all()}


def teams(work: Work, case_ids: list[UUID]) -> dict[UUID, list[Row[Any]]]:
    """Who is on the team of each of these cases."""
    found: dict[UUID, list[Row[Any]]] = {case_id: [] for case_id in case_ids}
    query = select(team).where(team.c.case_id.in_(case_ids)).order_by(team.c.role, team.c.since)
    for row in work.db.execute(query).all():
        found[row.case_id].append(row)
    return found


@dataclass(frozen=True)
class Happening:
    """One row of the timeline, its words opened."""

    on: date
    what: str  # the event's name
    facts: dict[str, Any]
    by: str  # who recorded it: a principal's id, or one of our own processes
    words: str


def happenings(work: Work, case_id: UUID, *, most: int | None = None) -> list[Happening]:
    """What has happened in a case, newest first."""
    query = select(moments).where(moments.c.case_id == case_id)
    query = query.order_by(moments.c.on.desc(), moments.c.position.desc()).limit(most)
    return [
        Happening(row.on, row.what, row.facts, row.by, opened(row.words, work.sealing) or "")
        for row in work.db.execute(query).all()
    ]


def waived_because(work: Work, case_id: UUID) -> dict[str, str]:
    """Why tasks were passed over, by their codes."""
    told = (moments.c.case_id == case_id) & (moments.c.what == kind_of(TaskWaived).name)
    rows = work.db.execute(select(moments).where(told)).all()
    return {row.facts["task"]: opened(row.words, work.sealing) or "" for row in rows}


def _visible(who: Principal) -> Select[Any]:
    own = select(team.c.case_id).where(team.c.person_id == who.id)
    mine: list[ColumnElement[bool]] = [cases.c.case_id.in_(own)]
    if who.has(Role.NGO_COORDINATOR):
        mine.append(cases.c.organisation == who.organisation)
    return select(cases).where(or_(*mine), cases.c.opened_on.is_not(None))


def _in_state(query: Select[Any], state: str) -> Select[Any]:
    closed = cases.c.closed_on.is_not(None)
    if state == "open":
        return query.where(~closed)
    query = query.where(closed)
    return query.where(cases.c.followed_up_on.is_(None)) if state == "follow_up" else query


def _line(work: Work, row: Row[Any]) -> Line:
    born = opened(row.date_of_birth, work.sealing)
    return Line(
        row=row,
        given_name=opened(row.given_name, work.sealing) or "",
        family_name=opened(row.family_name, work.sealing) or "",
        born=date.fromisoformat(born) if born else None,
    )


def _matches(line: Line, text: str) -> bool:
    """Names lie sealed, so a search opens the reader's own rows and looks through them."""
    searched = line.name.casefold()
    return all(word in searched for word in text.casefold().split())
