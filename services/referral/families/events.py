"""Whom a referral is about, as values of events: the same in a referral, a correction, a case.

Each event that holds them says how long they are kept. A field about a person is personal here,
so no event that takes them over can be public.
"""

from dataclasses import fields
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from services.common.codes import (
    Availability,
    ClientStatus,
    Interest,
    Need,
    SubjectKind,
)
from shared.kernel.events import personal, value


@value
class Guardian:
    given_name: str
    family_name: str
    phone: str = ""  # E.164


@value
class Sibling:
    """A further subject of the same family, in the same referral."""

    given_name: str
    family_name: str
    date_of_birth: date | None = None


@value
class Consent:
    given_on: date
    given_by: str
    disclosure_level: str  # what the sender may read back, L0 … L3
    inform: tuple[UUID, ...] = ()  # organisations that the family lets know
    valid_until: date | None = None  # the last day; None: as long as the support goes on
    purposes: tuple[str, ...] = ()  # beyond passing it on
    other_guardian: str | None = None  # None: nobody asked, or nobody is a child's guardian


@value
class Precondition:
    """What was told of a programme's precondition; true and false as in its condition."""

    field: str
    told: str


@value
class Override:
    """A hard exclusion set aside by a coordinator."""

    rule: str
    reason: str  # free text, part of a personal field


@value
class Family:
    """Whom a record is about, as a referral describes them; each event says how long it is kept."""

    subject_id: UUID  # of this record: another register's has another
    subject_kind: Annotated[str, SubjectKind]
    non_disclosure: bool
    non_disclosure_until: date | None = None  # to be looked at again; it hides until put right
    service_language: str
    interpreter_needed: bool
    sibling_count: int
    needs: tuple[Annotated[str, Need], ...] = personal(of="subject_id")
    client_status: Annotated[str, ClientStatus] = personal(of="subject_id")
    mother_tongue: str | None = personal(of="subject_id")
    interests: tuple[Annotated[str, Interest], ...] = personal(of="subject_id")
    availability: tuple[Annotated[str, Availability], ...] = personal(of="subject_id")
    given_name: str = personal(of="subject_id")
    family_name: str = personal(of="subject_id")
    date_of_birth: date | None = personal(of="subject_id")
    phone: str = personal(of="subject_id")
    email: str = personal(of="subject_id")
    address: str = personal(of="subject_id")
    guardians: tuple[Guardian, ...] = personal(of="subject_id")
    siblings: tuple[Sibling, ...] = personal(of="subject_id")
    notes: str = personal(of="subject_id")
    preconditions: tuple[Precondition, ...] = personal(of="subject_id", default=())

    @property
    def is_erased(self) -> bool:
        """Nobody reads any more who they were: there is always a status until then."""
        return not self.client_status

    @property
    def family(self) -> dict[str, Any]:
        """What the next event about them takes over."""
        return {field.name: getattr(self, field.name) for field in fields(Family)}

    @property
    def names(self) -> tuple[str, ...]:
        """Names of everybody in it; the same family name may come twice."""
        people: tuple[Family | Guardian | Sibling, ...] = (self, *self.guardians, *self.siblings)
        return tuple(name for p in people for name in (p.given_name, p.family_name))
