"""Letters of what the clock says: of an answer, a reply, a request, an agreement, a booked time."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import Connection

from services.common.codes import Role
from services.common.deadlines.domain import STEPS
from services.common.deadlines.events import DeadlineReminded, StepTaken
from services.referral.booking_letters import projections as bookings
from services.referral.clock_letters.rules import Notices, Reader
from services.referral.consultation_letters import projections as consultations
from services.referral.package_letters import projections as packages
from services.referral.pairwork_letters import projections as pairwork
from services.referral.rights.projections import officers_of
from services.referral.sides import projections as sides
from shared import inbox
from shared.consumer.subscription import Projection
from shared.inbox import Letter, role_of
from shared.store import Recorded


def tell_of_clock(letters: Projection, notices: Notices) -> None:
    """Write them, in place of those that say the same less urgently."""

    @letters.on_message(*STEPS.values())
    def tell_deadline(db: Connection, event: StepTaken, message: Recorded) -> None:
        """What the clock says of an answer, a reply, a request or an agreement."""
        notice = notices.get((event.kind, type(event)))
        if notice is None:
            return
        author, at, kind = message.metadata["actor"], message.recorded_at, notice.kind
        is_late = not isinstance(event, DeadlineReminded)
        of = packages.package_of(db, event.thing_id)
        letter = Letter(message.id, kind, notice.thing, of, author, at, urgent=is_late)
        readers = list(_readers(db, event, notice.readers))
        inbox.take_back(db, of, *notice.instead_of)
        inbox.send(db, letter, readers)


def _readers(db: Connection, event: StepTaken, readers: tuple[Reader, ...]) -> Iterator[str]:
    if Reader.OFFICERS in readers:
        yield from officers_of(event.organisation)
    if Reader.REGION in readers:
        yield inbox.anywhere(Role.REGIONAL_COORDINATOR)
    if Reader.ADMINISTRATORS in readers:
        yield inbox.anywhere(Role.ADMINISTRATOR)
    if Reader.COORDINATORS in readers and event.organisation:
        yield role_of(event.organisation, Role.NGO_COORDINATOR)
    if Reader.ASKER in readers:
        yield from consultations.asks(db, event.thing_id)
    if Reader.ANSWERERS in readers:
        yield from consultations.answer_it(db, event.thing_id)
    yield from _of_pairwork(db, event.thing_id, readers)
    yield from _of_packages(db, packages.package_of(db, event.thing_id), readers)
    if Reader.MEETS in readers:
        yield from bookings.meets(db, event.thing_id)
    if Reader.BOOKER in readers:
        yield from bookings.booked_it(db, event.thing_id)
    if {Reader.PROVIDER, Reader.SENDER}.intersection(readers):
        row = sides.of(db, event.thing_id)
        yield from sides.provider(row) if Reader.PROVIDER in readers else ()
        yield from sides.sender(row) if Reader.SENDER in readers else ()


def _of_pairwork(db: Connection, pairwork_id: UUID, readers: tuple[Reader, ...]) -> Iterator[str]:
    if Reader.PAIR_ASKER in readers:
        yield from pairwork.asks(db, pairwork_id)
    if Reader.COULD_OFFER in readers:
        yield from pairwork.could(db, pairwork_id)
    if Reader.COMES_ALONG in readers:
        yield from pairwork.comes_along(db, pairwork_id)


def _of_packages(db: Connection, package_id: UUID, readers: tuple[Reader, ...]) -> Iterator[str]:
    if Reader.PACKAGE_ASKER in readers:
        yield from packages.asks(db, package_id)
    if Reader.PACKAGE_COULD in readers:
        yield from packages.could(db, package_id)
    if Reader.PACKAGE_EVERYBODY in readers:
        yield from packages.everybody(db, package_id)
