"""The index by which people are found, in each service that keeps some."""

from typing import Any
from uuid import UUID

from services.common.erasure.events import PersonErased
from shared import finding
from shared.consumer.subscription import Opener, OpeningProjection


def describe_family(to: Opener, thing: UUID, retention: str, family: Any) -> None:
    """Say whom an event describes, and by whom of the family they are found too."""
    of_family = ("guardians", "siblings")
    finding.describes(to, thing, family.subject_id, retention, family, relatives=of_family)


def index() -> OpeningProjection:
    """A service's own; nobody finds in it who was erased."""
    made = finding.index()

    @made.on(PersonErased)
    def forget(to: Opener, event: PersonErased) -> None:
        finding.forget(to.db, event.person_id, event.classes)

    return made
