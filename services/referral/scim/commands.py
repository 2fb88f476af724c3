"""What a directory does with its people: they come, are changed, go, and have roles by groups."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from services.referral.access import commands as access
from services.referral.access.commands import SIGN_IN
from services.referral.access.domain import Person
from services.referral.directory.commands import ORGANISATION
from services.referral.scim import policy, queries
from services.referral.scim.queries import REMOVED
from services.referral.scim.rules import Group
from services.referral.scim.schemas import full_name
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.web.scim.messages import ScimError
from shared.work import Work


def create(work: Work, principal: Principal, data: dict[str, Any]) -> UUID:
    """Let somebody in without a role yet, or again whom the directory had removed."""
    before = work.holder(SIGN_IN, data["userName"])
    person, _ = work.load(Person(before)) if before else (None, 0)
    if person is not None:
        is_removed = work.holder(REMOVED, str(person.id)) is not None
        if not (is_removed and policy.keeps.allows(principal, person)):
            raise ScimError(409, "uniqueness", "Somebody signs in by this userName already.")
        work.release(REMOVED, str(person.id))
    person_id = access.admit(
        work,
        sign_in=data["userName"],
        name=_name(data),
        roles=(),
        organisation=_home(work, principal, data),
        subject=data["externalId"] or None,
    )
    if not data["active"]:
        access.leave(work, person_id)
    return person_id


def replace(work: Work, principal: Principal, person_id: UUID, data: dict[str, Any]) -> None:
    """What changes is the name, and whether they may sign in; the rest is theirs for good."""
    person = queries.user(work, principal, person_id)
    if data["userName"].casefold() != person.sign_in.casefold():
        raise ScimError(400, "mutability", "A userName does not change.")
    if data["externalId"] not in (None, "", person.subject):
        raise ScimError(400, "mutability", "An externalId does not change.")
    names_another = data["enterprise"].get("organization") and principal.organisation is None
    if names_another and _home(work, principal, data) != person.organisation:
        raise ScimError(400, "mutability", "Who changes the organisation leaves one first.")
    if data["active"] and not person.is_here:
        access.admit(
            work,
            sign_in=person.sign_in,
            name=_name(data),
            roles=person.roles,
            organisation=person.organisation,
            person_id=person_id,
        )
    else:
        access.rename(work, person_id, name=_name(data))
    if not data["active"]:
        access.leave(work, person_id)


def remove(work: Work, principal: Principal, person_id: UUID) -> None:
    """They are out, without a role, and no more the directory's."""
    person = queries.user(work, principal, person_id)
    if person.is_here:
        access.give_roles(work, person_id, roles=())
        access.leave(work, person_id)
    work.claim(REMOVED, str(person_id), person)


def fill(work: Work, principal: Principal, group: Group, wanted: Collection[UUID]) -> None:
    """Let the group hold these and nobody else."""
    people = queries.users(work, principal)
    there = {person.id for person in queries.members(people, group)}
    for person_id in sorted(there - set(wanted)):
        person = queries.user(work, principal, person_id)
        left = [role for role in person.roles if role != group.role]
        access.give_roles(work, person_id, roles=left)
    for person_id in sorted(set(wanted) - there):
        person = _member(work, principal, group, person_id)
        access.give_roles(work, person_id, roles=[*person.roles, group.role])


def _member(work: Work, principal: Principal, group: Group, person_id: UUID) -> Person:
    try:
        person = queries.user(work, principal, person_id)
    except NotFound:
        raise ScimError(400, "invalidValue", "A member is nobody whom you keep.") from None
    if person.organisation != group.organisation:
        raise ScimError(400, "invalidValue", "A member is of another organisation.")
    return person


def _home(work: Work, principal: Principal, data: dict[str, Any]) -> UUID | None:
    """Its own organisation; for the region's directory the one that it names, or none."""
    code = data["enterprise"].get("organization", "")
    if principal.organisation is not None or not code:
        return principal.organisation
    organisation = work.holder(ORGANISATION, code)
    if organisation is None:
        raise ScimError(400, "invalidValue", "No organisation has this code.")
    return organisation


def _name(data: dict[str, Any]) -> str:
    name = full_name(data)
    if not name:
        raise ScimError(400, "invalidValue", "Somebody has a displayName.")
    return name
