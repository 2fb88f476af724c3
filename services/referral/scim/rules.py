"""Which roles a directory may give: those of everyday work, and never an officer's.

A group is one role within one organisation; there are as many as that makes, and no others.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import NAMESPACE_OID, UUID, uuid5

from services.common.codes import Role

BY_HAND = {Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER}  # only an administrator gives these
OF_ORGANISATIONS = (
    Role.MUNICIPAL_WORKER,
    Role.NGO_COORDINATOR,
    Role.NGO_WORKER,
    Role.SUPPORT_PERSON,
    Role.VETTING_CONTACT,
)
OF_THE_REGION = (Role.REGIONAL_COORDINATOR, Role.FUNDER)


@dataclass(frozen=True)
class Group:
    """Everybody of an organisation, or of the region itself, who has a role."""

    role: Role
    organisation: UUID | None
    code: str = ""  # of the organisation; empty for the region

    @property
    def id(self) -> UUID:
        return uuid5(self.organisation or NAMESPACE_OID, self.role)

    @property
    def name(self) -> str:
        """Fixed, so that whoever maps groups by their names can: `mll-vs ngo_coordinator`."""
        return f"{self.code} {self.role}".strip()


def groups_of(organisations: Iterable[tuple[UUID, str]], *, region: bool) -> Iterator[Group]:
    """All groups of these organisations, and where a region is kept those of the region."""
    for organisation, code in organisations:
        for role in (*OF_ORGANISATIONS, *(OF_THE_REGION if region else ())):
            yield Group(role, organisation, code)
    for role in OF_THE_REGION if region else ():
        yield Group(role, None)
