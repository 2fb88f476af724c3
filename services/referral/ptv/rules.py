"""What a file of the catalogue would change; nothing is done here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from services.referral.ptv.domain import Description
from services.referral.ptv.schemas import Listed


class Kind(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    ENDS = "ends"
    SAME = "same"


@dataclass(frozen=True)
class Step:
    """One service's part of it."""

    kind: Kind
    listed: Listed


@dataclass(frozen=True)
class Plan:
    """All steps, in the order of the file; services that the file lacks end last."""

    steps: tuple[Step, ...]

    @property
    def seal(self) -> str:
        """Tells whether what is done is what was shown."""
        return sha256(repr(self.steps).encode()).hexdigest()

    def of(self, kind: Kind) -> list[Step]:
        return [step for step in self.steps if step.kind is kind]


def plan(listed: Iterable[Listed], here: Mapping[UUID, Description], *, others_end: bool) -> Plan:
    """What would happen to each service; with `others_end`, also to those not in the file."""
    services = list(listed)
    steps = [Step(_kind(each, here.get(each.id)), each) for each in services]
    named = {each.id for each in services}
    missing = _missing(here, named) if others_end else ()
    return Plan((*steps, *missing))


def _kind(listed: Listed, here: Description | None) -> Kind:
    is_offered = here is not None and here.content is not None and not here.has_ended
    if listed.content is None:
        return Kind.ENDS if is_offered else Kind.SAME
    if here is not None and here.says(listed.content):
        return Kind.SAME
    return Kind.CHANGED if is_offered else Kind.NEW


def _missing(here: Mapping[UUID, Description], named: set[UUID]) -> Iterator[Step]:
    for service_id, each in sorted(here.items()):
        if each.content and not each.has_ended and service_id not in named:
            name = next(iter(each.content.names.values()), "")
            yield Step(Kind.ENDS, Listed(service_id, None, name))
