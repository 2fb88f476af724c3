"""Contacts as their readers may see them: the coordinators' list, and the family's own."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from services.common import catalogue
from services.common.codes import ContactStatus, DeadlineCode, Register
from services.common.deadlines.projections import deadlines, with_deadlines
from services.common.erasure.schedule import schedule_of
from services.common.programme import Programme
from services.referral.access.queries import organisations_that_answer
from services.referral.directory import queries as directory
from services.referral.family_contacts import policy, rules
from services.referral.family_contacts.domain import OPEN, FamilyContact
from services.referral.family_contacts.projections import contacts
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.kernel.sealing import opened
from shared.web import return_codes
from shared.web.paging import MOST, Page, PageRequest, page
from shared.work import Work

_WITH_DUE = with_deadlines(contacts, contacts.c.contact_id, DeadlineCode.FAMILY_CONTACT)


@dataclass(frozen=True)
class ContactView:
    """A contact before one reader."""

    contact: FamilyContact
    version: int


@dataclass(frozen=True)
class ListedContact:
    """One line of the list."""

    contact_id: UUID
    programme: str | None
    municipality: str
    language: str
    reply_by: str
    status: str
    received_on: date
    waits_since: date
    due_on: date | None  # None: nobody waits, or the clock's table is a moment behind


def contact(work: Work, who: Principal, contact_id: UUID) -> ContactView:
    """One contact; raises `NotFound` when it is missing or not this reader's."""
    state, version = work.load(FamilyContact(contact_id))
    policy.answers.check(who, state)
    return ContactView(state, version)


def by_code(work: Work, text: str) -> ContactView:
    """The family's own contact; raises `NotFound` for a code that leads nowhere."""
    contact_id = return_codes.holder(work, text)
    if contact_id is None:
        raise NotFound
    state, version = work.load(FamilyContact(contact_id))
    if not state.is_here:
        raise NotFound
    return ContactView(state, version)


def listed(
    work: Work, who: Principal, *, is_open: bool, page_request: PageRequest
) -> Page[ListedContact]:
    """The organisation's: those that go on, who waits longest first; or those that are over."""
    c = contacts.c
    goes_on = c.status.in_(OPEN)
    ours = c.organisation == who.organisation, goes_on if is_open else ~goes_on
    query = select(contacts, deadlines.c.due_on).select_from(_WITH_DUE).where(*ours)
    order = (c.status.desc(), c.waits_since) if is_open else (c.latest.desc(),)
    return page(
        work.db,
        query,
        (*order, c.contact_id),
        page_request=page_request,
        read=lambda row: _line(work, row),
    )


def waiting(work: Work, who: Principal) -> list[ListedContact]:
    """All that wait for the organisation's answer, who waits longest first."""
    lines = listed(work, who, is_open=True, page_request=PageRequest(MOST)).items
    return [line for line in lines if line.status == ContactStatus.RECEIVED]


def ended(work: Work) -> list[UUID]:
    """Contacts whose time may be over: a cheap first look, without their histories."""
    since = max(kept.since(work.today) for kept in schedule_of(Register.CONTACTS))
    query = select(contacts.c.contact_id).where(contacts.c.latest < since)
    return list(work.db.scalars(query.order_by(contacts.c.contact_id)))


def offered(work: Work, municipality: str, on: date) -> list[Programme]:
    """What a family of that municipality may turn to by itself, where somebody answers."""
    answering = _answering(work)
    return [
        programme
        for programme in catalogue.open_programmes(work.db, on)
        if rules.is_open_to_families(programme)
        and answering.get(programme.code)
        and directory.agreements_for(work.db, programme.code, municipality, on=on)
    ]


def taker(work: Work, municipality: str, chosen: str | None) -> UUID | None:
    """Which organisation takes a contact in; None where there is nobody."""
    programmes = offered(work, municipality, work.today)
    return rules.taker(programmes, _answering(work), chosen)


def offered_by(work: Work, organisation: UUID, municipality: str) -> list[Programme]:
    """Those of them that the organisation provides, alone or in a network."""
    answering = _answering(work)
    programmes = offered(work, municipality, work.today)
    return [each for each in programmes if organisation in answering[each.code]]


def _answering(work: Work) -> dict[str, tuple[UUID, ...]]:
    """Who provides each programme and has somebody who answers, the one it names first."""
    there = organisations_that_answer(work.db)
    return {
        code: tuple(each for each in several if each in there)
        for code, several in catalogue.all_providers(work.db).items()
    }


def _line(work: Work, row: Row[Any]) -> ListedContact:
    return ListedContact(
        row.contact_id,
        row.programme,
        str(opened(row.municipality, work.sealing) or ""),
        row.language,
        row.reply_by,
        row.status,
        row.received_on,
        row.waits_since,
        row.due_on,
    )
