"""Organisations of the directory as administrators read them, each from its own stream."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from services.common import catalogue
from services.common.organisation import Organisation as ListedOrganisation
from services.common.programme import Programme
from services.referral.clients.domain import Client
from services.referral.clients.queries import ClientView
from services.referral.directory import queries as directory
from services.referral.directory.domain import Organisation
from services.referral.directory.rules import Terms
from services.referral.networks.queries import all_networks
from services.referral.organisations.rules import Ties
from services.referral.referrals.queries import family_counts
from shared.identity.principals import Principal, principals
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


def listed(work: Work, who: Principal, *, text: str, kind: str) -> list[ListedOrganisation]:
    """Those whom the reader keeps, by name, those that are here first."""
    kept = [
        each
        for each in catalogue.all_organisations(work.db).values()
        if who.organisation in (None, each.id)
        and kind in ("", each.kind)
        and text.casefold()
        in " ".join((each.name, each.name_sv, each.name_en, each.code)).casefold()
    ]
    return sorted(kept, key=lambda each: not each.is_here)


def _names(of: ListedOrganisation) -> str:
    return " ".join((of.name, of.name_sv, of.name_en, of.code)).casefold()


def ties(work: Work, organisation_id: UUID) -> Ties:
    """What hangs on it today."""
    today = work.today
    return Ties(
        people=_people(work, organisation_id),
        systems=tuple(_systems(work, organisation_id)),
        programmes=tuple(_programmes(work, organisation_id, today)),
        agreements=tuple(_agreements(work, organisation_id, today)),
        networks=tuple(
            each
            for each in all_networks(work.db)
            if organisation_id == each.coordinator or organisation_id in each.members
        ),
        families=_families(work, organisation_id, today),
    )


def name_of(state: Organisation) -> str:
    return state.called.name if state.called else ""


def as_json(view: OrganisationView) -> dict[str, Any]:
    """The resource, as the list of organisations has it too."""
    state = view.organisation
    registered, called, kind, contact = state.registered, state.called, state.kind, state.contact
    return {
        "id": state.id,
        "code": getattr(registered, "code", ""),
        **{name: getattr(called, name, "") for name in ("name", "name_sv", "name_en")},
        **{name: getattr(kind, name, None) for name in ("kind", "area")},
        **{name: getattr(contact, name, "") for name in ("phone", "email", "address")},
        "left_on": state.left_on,
    }


def _people(work: Work, organisation_id: UUID) -> int:
    c = principals.c
    here = c.organisation == organisation_id, c.kind == "person", c.active
    return work.db.execute(select(func.count()).where(*here)).scalar_one()


def _systems(work: Work, organisation_id: UUID) -> Iterator[ClientView]:
    c = principals.c
    here = c.organisation == organisation_id, c.kind != "person", c.active
    for client_id in work.db.execute(select(c.id).where(*here).order_by(c.sign_in)).scalars():
        state, version = work.load(Client(client_id))
        yield ClientView(state, version, None)


def _programmes(work: Work, organisation_id: UUID, today: date) -> Iterator[Programme]:
    providers = catalogue.providers(work.db)
    for programme in catalogue.open_programmes(work.db, today):
        if providers[programme.code] == organisation_id:
            yield programme


def _agreements(work: Work, organisation_id: UUID, today: date) -> Iterator[Terms]:
    for terms in directory.agreements(work.db, organisation=organisation_id):
        if terms.ends_on is None or terms.ends_on >= today:
            yield terms


def _families(work: Work, organisation_id: UUID, today: date) -> int:
    codes = {
        code
        for code, of in catalogue.all_providers(work.db, ever=True).items()
        if organisation_id in of
    }
    counts = [family_counts(work.db, code, today).get(organisation_id) for code in sorted(codes)]
    return sum(each.going_on + each.waiting for each in counts if each)
