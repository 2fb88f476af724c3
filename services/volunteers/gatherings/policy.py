"""Who may see a course or a guidance group, and do what with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from services.common.codes import GatheringKind, RegistrationStatus, Role
from services.common.sessions.domain import Gathering
from services.common.sessions.queries import status_of
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

STAFF = (Role.NGO_COORDINATOR, Role.NGO_WORKER)
lists = allow(*STAFF, Role.SUPPORT_PERSON)
follows_all = allow(*STAFF)
keeps = allow(Role.NGO_COORDINATOR)


@dataclass(frozen=True)
class GatheringView:
    """A gathering before one reader."""

    gathering: Gathering
    version: int
    own: UUID | None  # the support person that the reader is here
    is_staff: bool
    is_host: bool
    guides: tuple[UUID, ...] = ()  # who lead it today

    @property
    def own_status(self) -> RegistrationStatus | None:
        return status_of(self.gathering, self.own) if self.own else None

    @property
    def takes_part(self) -> bool:
        """Does the reader see links and materials?"""
        has_seat = self.own_status is RegistrationStatus.REGISTERED
        return self.is_staff or self.is_host or has_seat

    @property
    def shown(self) -> Iterable[UUID]:
        """Whose registration the reader sees."""
        seats = self.gathering.seats
        if self.is_staff or self.is_host:
            return (*seats.taken, *seats.waiting)
        return (self.own,) if self.own and self.own_status else ()


def is_inside(principal: Principal, view: GatheringView) -> bool:
    """Is it one of the principal's organisation?"""
    planned = view.gathering.planned
    return planned is not None and planned.organisation == principal.organisation


def _is_open_to(view: GatheringView) -> bool:
    """Courses are everybody's of the organisation; a guidance group is its members'."""
    is_course = view.gathering.announced.kind is GatheringKind.COURSE
    return view.own is not None and (is_course or view.own_status is not None)


@permission(*STAFF, Role.SUPPORT_PERSON)
def reads(principal: Principal, view: GatheringView) -> bool:
    """Its staff, who leads it, and the support persons to whom it is open."""
    return is_inside(principal, view) and (view.is_staff or view.is_host or _is_open_to(view))


@permission(Role.NGO_COORDINATOR)
def coordinates(principal: Principal, view: GatheringView) -> bool:
    return is_inside(principal, view)


@permission(*STAFF)
def notes(principal: Principal, view: GatheringView) -> bool:
    """Who was there: coordinators, and who leads it."""
    return is_inside(principal, view) and (principal.has(Role.NGO_COORDINATOR) or view.is_host)


@permission(Role.SUPPORT_PERSON)
def joins(principal: Principal, view: GatheringView) -> bool:
    """A support person of the organisation, for themselves."""
    return is_inside(principal, view) and _is_open_to(view)
