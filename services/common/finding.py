"""The index by which people are found, in each service that keeps some."""

from services.common.erasure.events import PersonErased
from shared import finding
from shared.consumer.subscription import Opener, OpeningProjection


def index() -> OpeningProjection:
    """A service's own; nobody finds in it who was erased."""
    made = finding.index()

    @made.on(PersonErased)
    def forget(to: Opener, event: PersonErased) -> None:
        finding.forget(to.db, event.person_id, event.classes)

    return made
