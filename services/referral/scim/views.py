"""People and groups in SCIM's form."""

from collections.abc import Sequence
from typing import Any

from services.referral.access.domain import Person
from services.referral.scim.queries import members
from services.referral.scim.rules import Group
from services.referral.scim.schemas import ENTERPRISE, GROUP, ROOT, USER


def as_user(person: Person, groups: Sequence[Group], *, region: bool) -> dict[str, Any]:
    """A person with the groups that they are in; for the region with their organisation."""
    own = [group for group in groups if members([person], group)]
    codes = (group.code for group in groups if group.organisation == person.organisation)
    code = next(codes, "") if region else ""
    shown: dict[str, Any] = {
        "schemas": [USER, ENTERPRISE] if code else [USER],
        "id": str(person.id),
        "userName": person.sign_in,
        "displayName": person.name or person.sign_in,
        "active": person.is_here,
        "groups": [{"value": str(group.id), "display": group.name} for group in own],
        "meta": {"resourceType": "User", "location": f"{ROOT}/Users/{person.id}"},
    }
    if person.subject not in ("", person.usual_subject):
        shown["externalId"] = person.subject
    if code:
        shown[ENTERPRISE] = {"organization": code}
    return shown


def as_group(group: Group, people: Sequence[Person]) -> dict[str, Any]:
    """A group with everybody who is in it."""
    return {
        "schemas": [GROUP],
        "id": str(group.id),
        "displayName": group.name,
        "members": [
            {"value": str(person.id), "display": person.name or person.sign_in}
            for person in members(list(people), group)
        ],
        "meta": {"resourceType": "Group", "location": f"{ROOT}/Groups/{group.id}"},
    }
