"""What every day brings by itself: whoever has been kept to the end of their time is erased.

`rinnalla retention` does the same by hand, with a preview. A thread of the embedded platform and of
every consuming process looks once an hour; a day that has been done has nothing left to do.
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from uuid import UUID

import structlog

from services.common.codes import Register
from services.platform import registry
from services.referral.bookings import commands as of_bookings, queries as bookings
from services.referral.consultations import (
    commands as of_consultations,
    queries as consultations,
)
from services.referral.erasures import commands as of_families, queries as families
from services.referral.family_contacts import commands as of_contacts, queries as contacts
from services.referral.feedback import commands as of_feedback, queries as feedback
from services.referral.opinions import commands as of_opinions, queries as opinions
from services.referral.pairwork import commands as of_pairwork, queries as pairwork
from services.referral.registrations import (
    commands as of_registrations,
    queries as registrations,
)
from services.referral.rights import commands as of_requests, queries as requests
from services.referral.speakers import commands as of_speakers, queries as speakers
from services.volunteers.erasures import commands as of_volunteers, queries as support_persons
from shared import duties
from shared.identity import principals
from shared.service import Service
from shared.transport.deliveries import Deliveries
from shared.work import Actor, Work

log = structlog.get_logger(__name__)

EVERY = 3600.0  # seconds
NIGHTLY = Actor("nightly", over_all=True)


@dataclass(frozen=True)
class Over:
    """A record of a register, and the classes of it that are to go."""

    register: Register
    record_id: UUID
    classes: tuple[str, ...]


@dataclass(frozen=True)
class _Keeper:
    register: Register
    ended: Callable[[Work], list[UUID]]
    expire: Callable[..., tuple[str, ...]]


KEEPERS = {  # the services that keep registers of people
    "referral": (
        _Keeper(Register.REFERRALS, families.ended, of_families.expire),
        _Keeper(Register.CONTACTS, contacts.ended, of_contacts.expire),
        _Keeper(Register.CONTACTS, bookings.ended, of_bookings.expire),
        _Keeper(Register.CONTACTS, consultations.ended, of_consultations.expire),
        _Keeper(Register.CONTACTS, pairwork.ended, of_pairwork.expire),
        _Keeper(Register.CONTACTS, feedback.ended, of_feedback.expire),
        _Keeper(Register.CONTACTS, registrations.ended, of_registrations.expire),
        _Keeper(Register.CONTACTS, speakers.ended, of_speakers.expire),
        _Keeper(Register.CONTACTS, opinions.ended, of_opinions.expire),
        _Keeper(Register.REQUESTS, requests.ended, of_requests.expire),
    ),
    "volunteers": (_Keeper(Register.VOLUNTEERS, support_persons.ended, of_volunteers.expire),),
}


def expire(service: Service, *, preview: bool = False) -> Iterator[Over]:
    """Erase, or with `preview` only name, what this service has kept to the end of its time.

    Each record in a transaction of its own, so that one that is refused keeps no other back.
    """
    for keeper in KEEPERS.get(service.name, ()):
        yield from _expire_all(service, keeper, preview=preview)


def _expire_all(service: Service, keeper: _Keeper, *, preview: bool) -> Iterator[Over]:
    with service.read_only(NIGHTLY) as work:
        ended = keeper.ended(work)
    for record_id in ended:
        with service.read_only(NIGHTLY) as work:
            classes = keeper.expire(work, record_id, preview=True)
        if not classes:
            continue
        if not preview:
            service.execute(partial(_expire, keeper, record_id), NIGHTLY)
        yield Over(keeper.register, record_id, classes)


def _expire(keeper: _Keeper, record_id: UUID, work: Work) -> None:
    keeper.expire(work, record_id)


def expire_ended(service: Service) -> None:
    """Erase what a keeper of registers has kept to the end of its time, and note that it looked."""
    if service.name not in KEEPERS:
        return
    erased = sum(1 for _ in expire(service))
    duties.done(service.database, duties.RETENTION, service.clock.now())
    if erased:
        log.info("expired", service=service.name, records=erased)


def forget_leavers(service: Service) -> None:
    """Remove what was written for partners who have left; it is made anew if they come back."""
    with service.database.reading() as db:
        present = principals.present(db)
    policy = registry.parts_of(service.name).POLICY
    gone = Deliveries(service.store, policy).forget_others(present)
    if gone:
        log.info("deliveries.removed", service=service.name, partners=gone)


class Nightly:
    """Expires what the services keep, every hour, on a thread of its own."""

    def __init__(self, services: Iterable[Service]) -> None:
        self._services = list(services)
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="nightly", daemon=True)

    def start(self) -> None:
        if self._services:
            self._thread.start()

    def stop(self) -> None:
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._ending.wait(EVERY):
            self.do_due()

    def do_due(self) -> None:
        """Once; what a service cannot do now is tried again, and keeps nothing else back."""
        for service in self._services:
            for duty in (expire_ended, forget_leavers):
                try:
                    duty(service)
                except Exception as why:
                    log.warning(
                        "nightly.failed", service=service.name, duty=duty.__name__, exc_info=why
                    )
