"""One organisation of the directory, from its own stream."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.referral.directory.domain import Organisation
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.work import Work


@dataclass(frozen=True)
class OrganisationView:
    organisation: Organisation
    version: int


def organisation(work: Work, _who: Principal, organisation_id: UUID) -> OrganisationView:
    """Everybody signed in may read it; `NotFound` when there is none."""
    state, version = work.load(Organisation(organisation_id))
    if state.registered is None:
        raise NotFound
    return OrganisationView(state, version)


def as_json(view: OrganisationView) -> dict[str, Any]:
    """The resource, as the list of organisations has it too."""
    registered, contact = view.organisation.registered, view.organisation.contact
    return {
        "id": view.organisation.id,
        **{name: getattr(registered, name) for name in ("code", "name", "kind", "area")},
        **{name: getattr(contact, name, "") for name in ("phone", "email", "address")},
    }
