"""Which groups a directory sees, and whom it may keep."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.common.codes import Role
from services.referral.access.domain import Person
from services.referral.scim import policy
from services.referral.scim.rules import OF_ORGANISATIONS, OF_THE_REGION, Group, groups_of
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
        (Person(ANNA.id, organisation=HOME), False),  # who has never joined
    ],
)
def test_a_directory_keeps_its_own_people(person: Person, is_kept: bool) -> None:
    assert policy.keeps.allows(DIRECTORY, person) is is_kept
