"""Every service lets go of an erased person: their keys, and by what they were found.

Destroying a key again changes nothing, so an event that comes again, or is replayed after a
restore, leaves the person erased.
"""

from services.common.erasure.events import PersonErased
from shared import finding
from shared.consumer.source import Source
from shared.consumer.subscription import Reactions
from shared.service import Service
from shared.work import Work

erasing = Reactions("erasing")
SOURCES = ("referral", "volunteers")  # who keeps registers that people are erased from


@erasing.on(PersonErased)
def forget(work: Work, event: PersonErased) -> None:
    work.sealing.forget(event.person_id, event.classes)
    finding.forget(work.db, event.person_id, event.classes)


def listen_to_erasures(service: Service, sources: dict[str, Source]) -> None:
    """Follow whoever erases; a service its own store, as all that follows it does."""
    of = sources | {service.name: service.own}
    service.listen(erasing, *(of[name] for name in SOURCES))
