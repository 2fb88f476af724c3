"""What can be asked of the register of support persons. Each runs in the caller's transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from services.common import catalogue
from services.common.codes import Availability, Interest, SupportKind
from services.volunteers.people import events
from services.volunteers.people.domain import Volunteer
from shared.kernel.aggregate import Invalid, Refused
from shared.work import Taken, Work

Changed = tuple[Volunteer, int]  # with the version of its stream
SIGN_IN = "sign-in"  # scope of claims: a person is one support person at most


@dataclass(frozen=True, kw_only=True)
class Details:
    """Who somebody is."""

    given_name: str
    family_name: str
    date_of_birth: date
    phone: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What somebody can give."""

    municipality: str
    capacity: int = 1  # families at the same time
    languages: tuple[str, ...] = ()
    interests: tuple[Interest, ...] = ()
    availability: tuple[Availability, ...] = ()


def apply(
    work: Work,
    *,
    organisation: UUID,
    kind: SupportKind,
    programmes: tuple[str, ...],
    details: Details,
    offer: Offer,
) -> Changed:
    """Write somebody into the organisation's register as an applicant."""
    _must_be_offered(work, programmes, kind=kind, organisation=organisation)
    volunteer_id = uuid4()
    applied = events.VolunteerApplied(
        volunteer_id=volunteer_id,
        organisation=organisation,
        kind=kind,
        programmes=programmes,
        applied_on=work.on,
    )
    work.day(details.date_of_birth)
    facts = (
        events.VolunteerDescribed(volunteer_id=volunteer_id, **vars(details)),
        events.OfferDescribed(volunteer_id=volunteer_id, **vars(offer)),
    )
    return work.change(Volunteer(volunteer_id), lambda v: v.apply(applied, *facts))


def describe(work: Work, volunteer_id: UUID, *, details: Details, offer: Offer) -> Changed:
    """Correct who somebody is and what they can give."""
    work.day(details.date_of_birth)
    described = events.VolunteerDescribed(volunteer_id=volunteer_id, **vars(details))
    offered = events.OfferDescribed(volunteer_id=volunteer_id, **vars(offer))
    return _change(work, volunteer_id, lambda v: [*v.note(described), *v.note(offered)])


def interview(work: Work, volunteer_id: UUID, *, held_on: date, recommended: bool) -> Changed:
    """Write down an interview and what came of it."""
    held = events.VolunteerInterviewed(
        volunteer_id=volunteer_id, held_on=work.day(held_on), recommended=recommended
    )
    return _change(work, volunteer_id, lambda v: v.note(held))


def receive_references(work: Work, volunteer_id: UUID, *, received_on: date, count: int) -> Changed:
    """Write down that references came in."""
    received = events.ReferencesReceived(
        volunteer_id=volunteer_id, received_on=work.day(received_on), count=count
    )
    return _change(work, volunteer_id, lambda v: v.note(received))


def train(
    work: Work,
    volunteer_id: UUID,
    *,
    course: str,
    completed_on: date,
    hours: Decimal,
) -> Changed:
    """Write down a training that was completed."""
    completed = work.day(completed_on)
    trained = events.VolunteerTrained(
        volunteer_id=volunteer_id, completed_on=completed, hours=hours, course=course
    )
    return _change(work, volunteer_id, lambda v: v.note(trained))


def pause(work: Work, volunteer_id: UUID) -> Changed:
    """Let somebody have a pause: nobody is proposed to them."""
    return _change(work, volunteer_id, lambda v: v.pause(work.on))


def come_back(work: Work, volunteer_id: UUID) -> Changed:
    """End the pause."""
    return _change(work, volunteer_id, lambda v: v.come_back(work.on))


def sign_in_as(work: Work, volunteer_id: UUID, *, person: UUID) -> Changed:
    """Let a person of the organisation, who signs in, be this support person."""
    volunteer, _ = work.load(Volunteer(volunteer_id))
    if volunteer.person not in (None, person):
        work.release(SIGN_IN, str(volunteer.person))
    try:
        work.claim(SIGN_IN, str(person), volunteer)
    except Taken as taken:
        raise Refused(
            "This person signs in as another support person already.", code="sign_in_taken"
        ) from taken
    return _change(work, volunteer_id, lambda v: v.sign_in_as(person))


def end_sign_in(work: Work, *, person: UUID) -> None:
    """Somebody who signs in has left: they are nobody's support person here any more."""
    volunteer_id = work.holder(SIGN_IN, str(person))
    if volunteer_id is not None:
        work.release(SIGN_IN, str(person))
        _change(work, volunteer_id, lambda v: v.end_sign_in())


def _change(
    work: Work,
    volunteer_id: UUID,
    decide: Callable[[Volunteer], list[events.VolunteerEvent]],
) -> Changed:
    return work.change(Volunteer(volunteer_id), decide)


def _must_be_offered(
    work: Work, codes: tuple[str, ...], *, kind: SupportKind, organisation: UUID
) -> None:
    for code in codes:
        programme = catalogue.programme(work.db, code)
        if programme is None or not catalogue.provides(work.db, organisation, code):
            raise unknown_programme(code)
        if programme.supporter.kind != kind:
            raise Invalid(
                "The programme %(programme)s takes support persons of the kind %(kind)s.",
                code="wrong_kind",
                programme=programme.name,
                kind=programme.supporter.kind,
            )


def unknown_programme(code: str) -> Invalid:
    return Invalid(
        "Your organisation has no programme called %(programme)s.",
        code="unknown_programme",
        programme=code,
    )
