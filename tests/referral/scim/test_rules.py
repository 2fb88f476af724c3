"""Which groups a directory sees, and whom it may keep."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.common.codes import Role
from services.referral.access.domain import Person
from services.referral.scim import policy
from services.referral.scim.rules import Group, groups_of
from shared.identity.principals import Principal

HOME, OTHER = UUID(int=1, version=4), UUID(int=2, version=4)
ANNA = Person(
    UUID(int=3, version=4),
    sign_in="anna",
    organisation=HOME,
    roles=(str(Role.NGO_COORDINATOR),),
    is_here=True,
    subject="anna",
    name="Anna",
)
DIRECTORY = Principal(
    UUID(int=4, version=4), "client", "directory", HOME, frozenset({str(Role.DIRECTORY_SYSTEM)})
)


OF_ORGANISATIONS = (
    *(Role.MUNICIPAL_WORKER, Role.NGO_COORDINATOR, Role.NGO_WORKER),
    *(Role.SUPPORT_PERSON, Role.VETTING_CONTACT),
)
OF_THE_REGION = (Role.REGIONAL_COORDINATOR, Role.FUNDER)


def test_an_organisations_directory_sees_its_groups_alone() -> None:
    groups = list(groups_of([(HOME, "mll-vs")], region=False))
    assert groups == [Group(role, HOME, "mll-vs") for role in OF_ORGANISATIONS]


def test_the_regions_directory_sees_those_of_the_region_too() -> None:
    groups = list(groups_of([(HOME, "mll-vs")], region=True))
    assert groups == [
        *(Group(role, HOME, "mll-vs") for role in (*OF_ORGANISATIONS, *OF_THE_REGION)),
        *(Group(role, None) for role in OF_THE_REGION),
    ]


@pytest.mark.parametrize(
    ("person", "is_kept"),
    [
        (ANNA, True),
        (replace(ANNA, organisation=OTHER), False),
        (replace(ANNA, roles=(str(Role.ADMINISTRATOR),)), False),
        (replace(ANNA, roles=(str(Role.DATA_PROTECTION_OFFICER),)), False),
        (Person(ANNA.id, organisation=HOME), False),  # who has never joined
    ],
)
def test_a_directory_keeps_its_own_people(person: Person, is_kept: bool) -> None:
    assert policy.keeps.allows(DIRECTORY, person) is is_kept


@pytest.mark.parametrize(
    ("person", "is_kept"),
    [
        (ANNA, True),
        (replace(ANNA, organisation=None), True),
        (replace(ANNA, roles=(str(Role.ADMINISTRATOR),)), False),
        (Person(ANNA.id), False),
    ],
)
def test_the_regions_directory_keeps_everybodys(person: Person, is_kept: bool) -> None:
    assert policy.keeps.allows(replace(DIRECTORY, organisation=None), person) is is_kept


def test_nobody_but_a_directory_keeps_people() -> None:
    for role in set(Role) - {Role.DIRECTORY_SYSTEM}:
        assert not policy.keeps.allows(replace(DIRECTORY, roles=frozenset({role})), ANNA)
    admitted = [
        role
        for role in Role
        if policy.reads_about_scim.admits(replace(DIRECTORY, roles=frozenset({role})))
    ]
    assert (admitted, policy.reads_about_scim.shows_people) == ([Role.DIRECTORY_SYSTEM], False)


def test_a_group_is_called_by_its_organisation_and_its_role() -> None:
    groups = (Group(Role.NGO_WORKER, HOME, "mll-vs"), Group(Role.FUNDER, None))
    assert [group.name for group in groups] == ["mll-vs ngo_worker", "funder"]
    assert len({Group(role, home).id for role in Role for home in (HOME, OTHER, None)}) == 3 * len(
        Role
    )
