"""What pages and API read of support persons, and what each reader may.

Whoever may not read somebody gets the same answer as for somebody who does not exist.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select

from services.common import catalogue
from services.common.codes import Role, VolunteerStatus
from services.common.programme import Programme, Step
from services.volunteers.people import policy
from services.volunteers.people.domain import Volunteer
from services.volunteers.people.projections import volunteers
from services.volunteers.vetting import queries
from services.volunteers.vetting.rules import ExtractCheck
from shared import finding
from shared.identity.principals import Principal, principals
from shared.kernel.aggregate import Invalid
from shared.kernel.sealing import opened
from shared.store.history import moved_since
from shared.web.paging import Page, PageRequest, in_order, page
from shared.web.parts import Option
from shared.work import Work

GONE = (VolunteerStatus.ENDED, VolunteerStatus.ENTERED_IN_ERROR)


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A row of the register, opened for its reader."""

    volunteer_id: UUID
    status: VolunteerStatus
    row: Row[Any]
    name: str
    born: date | None
    municipality: str | None
    capacity: int
    vetted: dict[str, str]  # programme -> day
    languages: tuple[str, ...]
    interests: tuple[str, ...]
    availability: tuple[str, ...]
    recommended: bool


@dataclass(frozen=True)
class VolunteerView:
    """A support person as one reader may see them."""

    volunteer: Volunteer
    version: int
    programmes: tuple[Programme, ...]  # applied for, as they stand
    is_coordinator: bool
    is_worker: bool
    is_vetting_contact: bool
    is_self: bool
    check: ExtractCheck | None  # for the vetting contact and the person alone
    has_checked: bool = False  # the reader has seen the extract that an approval rests on
    is_alone: bool = False  # and nobody else of the organisation could approve

    @property
    def sees_check(self) -> bool:
        return self.is_vetting_contact or self.is_self

    def missing(self, programme: Programme) -> tuple[Step, ...]:
        """What the reader may know to be missing; of the check coordinators know nothing."""
        checked = self.check is not None or not self.sees_check
        return self.volunteer.steps.missing(programme, checked=checked)

    @property
    def sees_all(self) -> bool:
        """More than a vetting contact needs to know whose extract it is?"""
        return self.is_coordinator or self.is_worker or self.is_self

    @property
    def waits_for_check(self) -> bool:
        """Does a programme need a check that only the vetting contact can speak of?"""
        return self.volunteer.awaits_check(*self.programmes)


def volunteer(work: Work, principal: Principal, volunteer_id: UUID) -> VolunteerView:
    """One support person; raises `NotFound` for whoever may not read them."""
    state, version = work.load(Volunteer(volunteer_id))
    policy.reads.check(principal, state)
    is_self = policy.is_self(principal, state)
    is_contact = policy.checks.allows(principal, state)
    coordinates = policy.coordinates.allows(principal, state)
    draft = queries.draft_of(work, state.id) if coordinates else None
    has_checked = coordinates and state.steps.was_checked_by(str(principal.id), draft)
    return VolunteerView(
        volunteer=state,
        version=version,
        programmes=programmes_of(work, state),
        is_coordinator=coordinates,
        is_worker=policy.follows.allows(principal, state),
        is_vetting_contact=is_contact,
        is_self=is_self,
        check=_check(work, state) if is_contact or is_self else None,
        has_checked=has_checked,
        is_alone=has_checked and queries.nobody_else_approves(work),
    )


def programmes_of(work: Work, volunteer: Volunteer) -> tuple[Programme, ...]:
    """What somebody applied for, as it stands now; a programme unknown here is left out."""
    newest = (catalogue.programme(work.db, code) for code in volunteer.programmes)
    return tuple(programme for programme in newest if programme is not None)


def active(work: Work, organisation: UUID, text: str = "") -> list[Listed]:
    """Everybody in the organisation's register who has not ended, by the day they applied.

    With a text, only those whom it may mean.
    """
    query = select(volunteers).where(
        volunteers.c.organisation == organisation,
        volunteers.c.status.not_in(GONE),
        *finding.meant_by(work, organisation, text, volunteers.c.volunteer_id),
    )
    ordered = query.order_by(volunteers.c.applied_on, volunteers.c.volunteer_id)
    return [_listed(work, row) for row in work.db.execute(ordered).all()]


def called(work: Work, organisation: UUID, text: str) -> list[Listed]:
    """Whom of the register a text may mean, also of those who have ended."""
    query = select(volunteers).where(
        volunteers.c.organisation == organisation,
        volunteers.c.status != VolunteerStatus.ENTERED_IN_ERROR,
        *finding.meant_by(work, organisation, text, volunteers.c.volunteer_id),
    )
    ended = volunteers.c.status == VolunteerStatus.ENDED
    ordered = query.order_by(ended, volunteers.c.applied_on, volunteers.c.volunteer_id)
    return [_listed(work, row) for row in work.db.execute(ordered).all()]


def ended(work: Work, organisation: UUID, *, most: int) -> list[Listed]:
    """Who has ended last."""
    query = select(volunteers).where(
        volunteers.c.organisation == organisation, volunteers.c.status == VolunteerStatus.ENDED
    )
    ordered = query.order_by(volunteers.c.moved_on.desc(), volunteers.c.volunteer_id).limit(most)
    return [_listed(work, row) for row in work.db.execute(ordered).all()]


def own_id(work: Work, who: Principal) -> UUID | None:
    """The support person that the reader is in their organisation, None when they are none."""
    query = select(volunteers.c.volunteer_id).where(
        volunteers.c.person_id == who.id,
        volunteers.c.organisation == who.organisation,
        volunteers.c.status.not_in(GONE),
    )
    return work.db.execute(query).scalar()


def names(work: Work, organisation: UUID) -> dict[UUID, str]:
    """The names of everybody in the organisation's register."""
    columns = (volunteers.c.volunteer_id, volunteers.c.given_name, volunteers.c.family_name)
    rows = work.db.execute(select(*columns).where(volunteers.c.organisation == organisation))
    return {row.volunteer_id: _name(work, row) for row in rows}


def waiting_for_check(work: Work, who: Principal, text: str = "") -> list[tuple[Listed, bool]]:
    """For the vetting contact: who needs a check, and whether it is done but not approved.

    With a text, only those whom it may mean.
    """
    if who.organisation is None:
        return []
    people = active(work, who.organisation, text)
    people = [person for person in people if _needs_check(work, person)]
    done = queries.drafted(work, [person.volunteer_id for person in people])
    return [(person, person.volunteer_id in done) for person in people]


def _needs_check(work: Work, person: Listed) -> bool:
    volunteer, _ = work.load(Volunteer(person.volunteer_id))
    return volunteer.awaits_check(*programmes_of(work, volunteer))


def _check(work: Work, volunteer: Volunteer) -> ExtractCheck | None:
    if draft := queries.draft_of(work, volunteer.id):
        return draft
    checked = volunteer.steps.checked
    if checked is None:
        return None
    return ExtractCheck(**{name: getattr(checked, name) for name in queries.FIELDS})


def _listed(work: Work, row: Row[Any]) -> Listed:
    def value(name: str) -> Any:
        return opened(getattr(row, name), work.sealing)

    born = value("date_of_birth")
    return Listed(
        volunteer_id=row.volunteer_id,
        status=VolunteerStatus(row.status),
        row=row,
        name=_name(work, row),
        born=date.fromisoformat(born) if born else None,
        municipality=value("municipality"),
        capacity=row.capacity,
        vetted=row.vetted,
        languages=tuple(value("languages") or ()),
        interests=tuple(value("interests") or ()),
        availability=tuple(value("availability") or ()),
        recommended=bool(value("recommended")),
    )


def _name(work: Work, row: Any) -> str:
    parts = (opened(getattr(row, name), work.sealing) for name in ("given_name", "family_name"))
    return " ".join(part for part in parts if part)


def listed(
    work: Work,
    who: Principal,
    *,
    status: str,
    since: datetime | None = None,
    sort: str = "applied_on",
    page_request: PageRequest,
) -> Page[VolunteerView]:
    """The reader's support persons: the organisation's by the day they applied, or only their own.

    Who has ended is listed only when asked for.
    """
    moved = moved_since(work.db, Volunteer.category, since) if since else None

    def read(each: UUID) -> VolunteerView | None:
        return volunteer(work, who, each) if moved is None or each in moved else None

    if who.has(Role.NGO_COORDINATOR, Role.NGO_WORKER) and who.organisation:
        mine = select(volunteers).where(volunteers.c.organisation == who.organisation)
        has_ended = volunteers.c.status.in_(GONE)
        query = mine.where(volunteers.c.status == status if status else ~has_ended)
        order = in_order(volunteers.c.applied_on, volunteers.c.volunteer_id, sort)
        return page(work.db, query, order, page_request=page_request, read=lambda row: read(row[0]))
    if who.has(Role.VETTING_CONTACT):
        ids = [person.volunteer_id for person, _ in waiting_for_check(work, who)]
    else:
        own = own_id(work, who)
        ids = [own] if own else []
    views = [view for view in map(read, ids) if view is not None]
    return Page([view for view in views if status in ("", view.volunteer.status)])


def person(work: Work, who: Principal, person_id: UUID) -> UUID:
    """One of the organisation's people who may sign in as a support person."""
    return _signing_in(work, who, principals.c.id == person_id)


def person_called(work: Work, who: Principal, sign_in: str) -> UUID:
    """The same, by the name they sign in with."""
    return _signing_in(work, who, principals.c.sign_in == sign_in)


def who_could_sign_in(work: Work, who: Principal) -> list[Option]:
    """The organisation's people with the role of a support person, whom nobody is yet."""
    taken = select(volunteers.c.person_id).where(
        volunteers.c.person_id.is_not(None), volunteers.c.status.not_in(GONE)
    )
    query = select(principals).where(
        principals.c.organisation == who.organisation,
        principals.c.active,
        principals.c.id.not_in(taken),
    )
    rows = [row for row in work.db.execute(query) if Role.SUPPORT_PERSON in row.roles]
    return [Option(str(row.id), opened(row.name, work.sealing) or row.sign_in) for row in rows]


def _signing_in(work: Work, who: Principal, is_it: ColumnElement[bool]) -> UUID:
    inside = principals.c.organisation == who.organisation
    query = select(principals.c.id, principals.c.roles).where(is_it, inside, principals.c.active)
    row = work.db.execute(query).first()
    if row is None or Role.SUPPORT_PERSON not in row.roles:
        raise Invalid(
            "Nobody of your organisation signs in so as a support person.", code="unknown_person"
        )
    person_id: UUID = row.id
    return person_id
