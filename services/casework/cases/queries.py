"""What pages and API read of cases.

One case is folded from its own stream, so it is always current; lists come from projections.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, Select, String, cast, extract, func, select

from services.casework.cases import policy
from services.casework.cases.commands import programme_of
from services.casework.cases.domain import Case
from services.casework.cases.events import CaseDescribed, CaseOpened
from services.casework.cases.projections import cases
from services.casework.cases.rules import OF_ID, reference
from services.casework.course.domain import Transition
from services.casework.course.rules import earliest_end
from services.casework.matches import queries as matches
from services.casework.staffing.projections import team
from services.casework.staffing.queries import has_seat, is_unlocked
from services.common.codes import Role
from services.common.programme import Phase, Programme
from shared import finding
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.kernel.sealing import opened
from shared.store.history import moved_since
from shared.web.paging import Page, PageRequest, in_order, page
from shared.work import Work, state_of


@dataclass(frozen=True)
class CaseView:
    """A case as those see it who may open it."""

    case: Case
    version: int
    programme: Programme
    match: Row[Any] | None  # who supports, or did last; None: nobody was found yet
    today: date
    is_coordinator: bool
    shows_contact: bool = True  # False: hidden by a non-disclosure order
    contact_until: datetime | None = None  # when what it hides closes to the reader again
    is_named: bool = False  # may the reader open it?

    @property
    def is_open(self) -> bool:
        return self.case.closing is None

    @property
    def is_hidden(self) -> bool:
        """Non-disclosure: no place, no address, no phone number on any page."""
        return self.case.person.non_disclosure

    @property
    def phase(self) -> Phase | None:
        return self.programme.phase(self.case.course.phase)

    @property
    def minimum_until(self) -> date | None:
        return earliest_end(self.programme, self.case.opened.opened_on)

    @property
    def transitions(self) -> list[Transition]:
        """Where the case can go from here, with what each way still lacks today."""
        if not self.is_open:
            return []
        return self.case.course.transitions(self.programme, self.case.as_of(self.today))

    @property
    def next_transition(self) -> Transition | None:
        """The way onwards; None in the last phase and without phases."""
        return next((each for each in self.transitions if not each.exit.loop), None)


def case(work: Work, who: Principal, case_id: UUID) -> CaseView:
    """One case; raises `NotFound` when it is missing or not this reader's."""
    state, version = work.load(Case(case_id))
    if not policy.opens.allows(who, state):
        raise NotFound
    return CaseView(
        case=state,
        version=version,
        programme=programme_of(work, case_id),
        match=matches.of_case(work.db, case_id),
        today=work.today,
        is_coordinator=policy.coordinates.allows(who, state),
        shows_contact=state.shows_contact(who.id, at=work.now),
        contact_until=state.contact_access.open_until(who.id, at=work.now),
        is_named=who.id in state.contact_access.named,
    )


def concerned(db: Connection, event: Any) -> Collection[UUID]:
    """Who may hear of an event of a case or visit that an earlier policy was asked about."""
    return state_of(db, Case(event.case_id), CaseDescribed, CaseOpened).concerned_by(event)


@dataclass(frozen=True)
class ListedCase:
    """One row of the list of cases."""

    row: Row[Any]
    given_name: str
    family_name: str
    born: date | None

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


STATES = ("open", "follow_up", "closed")


def listed(
    work: Work,
    who: Principal,
    *,
    state: str = "open",
    programme: str = "",
    text: str = "",
    since: datetime | None = None,
    sort: str = "-opened_on",
    page_request: PageRequest,
) -> Page[ListedCase]:
    """The cases that the reader may open, newest first unless asked otherwise."""
    moved = moved_since(work.db, Case.category, since) if since else None
    query = _in_state(_visible(who, work.today), state)
    if programme:
        query = query.where(cases.c.programme == programme)
    if text:
        query = query.where(
            *finding.meant_by(work, who.organisation, text, cases.c.case_id, or_in=_in_reference)
        )
        query = finding.with_relatives(query, cases.c.case_id)

    def read(row: Row[Any]) -> ListedCase | None:
        if moved is not None and row.case_id not in moved:
            return None
        listed_case = _listed(work, row)
        return listed_case if not text or _matches(work, listed_case, text) else None

    order = in_order(cases.c.opened_on, cases.c.case_id, sort)
    return page(work.db, query, order, page_request=page_request, read=read)


def all_open(work: Work, who: Principal) -> list[ListedCase]:
    """Every open case that the reader may open."""
    rows = work.db.execute(_in_state(_visible(who, work.today), "open")).all()
    return [_listed(work, row) for row in rows]


def is_any_hidden(work: Work, case_ids: Iterable[UUID]) -> bool:
    """Has anybody of these cases a non-disclosure order?"""
    query = select(cases.c.case_id).where(cases.c.case_id.in_(list(case_ids)))
    return work.db.execute(query.where(cases.c.non_disclosure).limit(1)).first() is not None


def of_referral(work: Work, who: Principal, referral_id: UUID) -> list[CaseView]:
    """The case that a referral became, if the reader may open it."""
    query = _visible(who, work.today).where(cases.c.referral_id == referral_id)
    return [case(work, who, row.case_id) for row in work.db.execute(query).all()]


def names(work: Work, who: Principal, case_ids: Collection[UUID]) -> dict[UUID, str]:
    """Whom those of the cases are about that the reader may open."""
    rows = work.db.execute(_visible(who, work.today).where(cases.c.case_id.in_(case_ids))).all()
    listed_cases = [_listed(work, row) for row in rows]
    return {
        each.row.case_id: each.name or reference(each.row.case_id, each.row.opened_on)
        for each in listed_cases
    }


def counts(work: Work, who: Principal) -> dict[str, int]:
    """How many cases the reader has in each state."""
    return {
        state: len(work.db.execute(_in_state(_visible(who, work.today), state)).all())
        for state in STATES
    }


def programmes(work: Work, who: Principal) -> set[str]:
    """The programmes of the reader's cases."""
    return {row.programme for row in work.db.execute(_visible(who, work.today)).all()}


def teams(work: Work, case_ids: list[UUID]) -> dict[UUID, list[Row[Any]]]:
    """Who is on the team of each of these cases."""
    teams: dict[UUID, list[Row[Any]]] = {case_id: [] for case_id in case_ids}
    query = select(team).where(team.c.case_id.in_(case_ids)).order_by(team.c.role, team.c.since)
    for row in work.db.execute(query).all():
        teams[row.case_id].append(row)
    return teams


def _visible(who: Principal, today: date) -> Select[Any]:
    """Those of the reader's organisation: all for its coordinators, else those of their teams."""
    of_home = cases.c.organisation == who.organisation, cases.c.opened_on.is_not(None)
    ours = *of_home, is_unlocked(cases.c.case_id, who.id)
    if who.has(Role.NGO_COORDINATOR):
        return select(cases).where(*ours)
    return select(cases).where(*ours, has_seat(cases.c.case_id, who.id, today))


def _in_state(query: Select[Any], state: str) -> Select[Any]:
    """Where work waits, a case that another one leads is left out: it waits there."""
    closed, leads = cases.c.closed_on.is_not(None), cases.c.led_by.is_(None)
    if state == "open":
        return query.where(~closed, leads)
    query = query.where(closed)
    if state == "follow_up":
        return query.where(cases.c.followed_up_on.is_(None), leads)
    return query


def _listed(work: Work, row: Row[Any]) -> ListedCase:
    born = opened(row.date_of_birth, work.sealing)
    return ListedCase(
        row=row,
        given_name=opened(row.given_name, work.sealing) or "",
        family_name=opened(row.family_name, work.sealing) or "",
        born=date.fromisoformat(born) if born else None,
    )


def _in_reference(word: str) -> ColumnElement[bool]:
    """Whether a word of a query may stand in what people call the case."""
    year = cast(extract("year", cases.c.opened_on), String)
    called = "a " + year + " " + func.substr(cast(cases.c.case_id, String), 1, OF_ID)
    return called.contains(word, autoescape=True)


def _matches(work: Work, listed_case: ListedCase, text: str) -> bool:
    """What the index came upon is opened and looked at."""
    row = listed_case.row
    texts = (listed_case.name, reference(row.case_id, row.opened_on))
    return finding.is_meant(work, text, row, texts)
