"""What the pages of lending show, in the reader's language.

Before the person has said yes the other organisation reads neither name nor training of them.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy import Row

from services.common import catalogue
from services.common.codes import VolunteerStatus
from services.volunteers.lending import policy, queries
from services.volunteers.lending.commands import HERE
from services.volunteers.lending.domain import LoanStatus
from services.volunteers.lending.policy import LoanView
from services.volunteers.lending.texts import days_of, name_of, tag
from services.volunteers.people import queries as people
from services.volunteers.people.domain import Volunteer
from services.volunteers.people.projections import volunteers
from shared.identity.principals import Principal
from shared.web.access_log import note_listed
from shared.web.formats import format_date, format_number
from shared.web.i18n import gettext, language
from shared.web.paging import PageRequest
from shared.web.parts import Kind, Option
from shared.work import Work

SHOWN = 50  # of a page
SHOWN_IN = (LoanStatus.WILLING, LoanStatus.AGREED)  # states in which the borrower reads who it is
Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class LoanLine:
    href: str
    other: str
    about: str
    tag: tuple[Kind, str]


@dataclass(frozen=True)
class Board:
    lines: list[LoanLine]
    more: str
    others: list[Option]
    own_programmes: list[Option]
    their_programmes: list[Option]
    ours: list[Option]


@dataclass(frozen=True)
class LoanPage:
    view: LoanView
    tag: tuple[Kind, str]
    facts: Facts
    trainings: list[str]
    may_name: bool
    may_answer: bool
    may_agree: bool
    may_end: bool
    ours: list[Option]  # of whom somebody can be named
    person_href: str  # in the reader's own register


def board(work: Work, organisation: UUID, cursor: str) -> Board:
    """All of an organisation's, and what its forms offer."""
    shown = queries.of_organisation(work, organisation, PageRequest(SHOWN, cursor))
    note_listed(row.volunteer_id for row in shown.items if row.lender == organisation)
    lines = [_line(work, row, organisation) for row in shown.items]
    return Board(
        lines=lines,
        more=url_for("lending.board", cursor=shown.next) if shown.next else "",
        others=others(work, organisation),
        own_programmes=programmes(work, organisation, own=True),
        their_programmes=programmes(work, organisation, own=False),
        ours=ours(work, organisation),
    )


def loan(work: Work, who: Principal, loan_id: UUID) -> LoanPage:
    """One, as far as its reader may know."""
    view = queries.loan(work, who, loan_id)
    status = view.loan.status
    lends, borrows = policy.lends.allows(who, view), policy.borrows.allows(who, view)
    is_named = view.loan.volunteer_id is not None
    shows = is_named and (lends or view.is_person or (borrows and status in SHOWN_IN))
    own_id = view.loan.volunteer_id if lends or view.is_person else view.loan.applicant_id
    return LoanPage(
        view=view,
        tag=tag(status),
        facts=[*_terms(work, view), *(_person(work, view) if shows else [])],
        trainings=_trainings(work, view) if shows else [],
        may_name=lends and status is LoanStatus.ASKED,
        may_answer=view.is_person and status is LoanStatus.OFFERED,
        may_agree=borrows and status is LoanStatus.WILLING,
        may_end=not view.is_over,
        ours=ours(work, who.organisation) if lends else [],
        person_href=url_for("people.show", volunteer_id=own_id) if own_id and shows else "",
    )


def ours(work: Work, organisation: UUID | None) -> list[Option]:
    """The organisation's approved support persons."""
    if organisation is None:
        return []
    called = people.names(work, organisation)
    query = volunteers.select().where(
        volunteers.c.organisation == organisation, volunteers.c.status.in_(HERE)
    )
    ids = [row.volunteer_id for row in work.db.execute(query)]
    note_listed(ids)
    return sorted(
        (Option(str(each), called.get(each, "–")) for each in ids), key=lambda each: each.label
    )


def others(work: Work, organisation: UUID) -> list[Option]:
    """The other organisations that provide something."""
    provide = {each for all_ in catalogue.all_providers(work.db).values() for each in all_}
    here = catalogue.organisations_here(work.db)
    return [
        Option(str(key), each.name_in(language()))
        for key, each in here.items()
        if key in provide and key != organisation
    ]


def programmes(work: Work, organisation: UUID, *, own: bool) -> list[Option]:
    """Those in which somebody could help: one's own, or the others'."""
    by_code = catalogue.names_of_programmes(work.db, language())
    return [
        Option(code, by_code.get(code, code))
        for code, several in catalogue.all_providers(work.db).items()
        if (organisation in several if own else set(several) != {organisation})
    ]


def _line(work: Work, row: Row[Any], organisation: UUID) -> LoanLine:
    lends = row.lender == organisation
    other = name_of(work, row.borrower if lends else row.lender)
    by_code = catalogue.names_of_programmes(work.db, language())
    days = days_of(row.starts_on, row.ends_on)
    return LoanLine(
        href=url_for("lending.loan", loan_id=row.loan_id),
        other=gettext("To %(name)s", name=other) if lends else gettext("From %(name)s", name=other),
        about=f"{by_code.get(row.programme, row.programme)}, {days}",
        tag=tag(row.status),
    )


def _terms(work: Work, view: LoanView) -> Facts:
    terms = view.loan.terms
    by_code = catalogue.names_of_programmes(work.db, language())
    return [
        (gettext("From"), name_of(work, terms.lender)),
        (gettext("To"), name_of(work, terms.borrower)),
        (gettext("Programme"), by_code.get(terms.programme, terms.programme)),
        (gettext("From when to when"), days_of(terms.starts_on, terms.ends_on)),
    ]


def _person(work: Work, view: LoanView) -> Facts:
    lent, _ = work.load(Volunteer(view.loan.volunteer_id or view.loan.id))
    described = lent.steps.described
    if described is None or lent.status == VolunteerStatus.ENTERED_IN_ERROR:
        return []
    facts = (
        (gettext("Name"), f"{described.given_name} {described.family_name}"),
        (gettext("Phone"), described.phone),
        (gettext("E-mail"), described.email),
    )
    return [(name, text) for name, text in facts if text]


def _trainings(work: Work, view: LoanView) -> list[str]:
    lent, _ = work.load(Volunteer(view.loan.volunteer_id or view.loan.id))
    return [
        gettext(
            "%(course)s, %(day)s, %(hours)s h",
            course=each.course or "–",
            day=format_date(each.completed_on),
            hours=format_number(each.hours),
        )
        for each in lent.steps.trainings
    ]
