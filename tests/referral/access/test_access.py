from dataclasses import replace
from uuid import UUID

import pytest

from services.common.codes import Role
from services.referral.access import events, policy
from services.referral.access.domain import Person
from services.referral.clients.domain import Client
from shared.identity.principals import Principal
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given

ANA, NGO, SYSTEM = UUID(int=1), UUID(int=2), UUID(int=3)
JOINED = events.PersonJoined(
    person_id=ANA, sign_in="ana", name="Ana Ala", organisation_id=NGO, roles=("ngo_worker",)
)
LEFT = events.PersonLeft(person_id=ANA)
REGISTERED = events.ClientRegistered(
    client_id=SYSTEM, sign_in="turku", organisation_id=NGO, roles=("municipal_system",)
)


def test_somebody_joins() -> None:
    assert Person(ANA).join(JOINED) == [JOINED]


def test_joining_twice_changes_nothing() -> None:
    assert given(Person(ANA), JOINED).join(JOINED) == []


def test_joining_with_other_roles_gives_these() -> None:
    joined = replace(JOINED, roles=("ngo_coordinator",))
    assert given(Person(ANA), JOINED).join(joined) == [
        events.RolesGiven(person_id=ANA, roles=("ngo_coordinator",))
    ]


def test_who_is_here_cannot_join_another_organisation() -> None:
    with pytest.raises(Refused, match="ana is here already"):
        given(Person(ANA), JOINED).join(replace(JOINED, organisation_id=SYSTEM))


def test_who_has_left_may_join_again() -> None:
    assert given(Person(ANA), JOINED, LEFT).join(JOINED) == [JOINED]


def test_each_step_changes_what_it_says_and_nothing_else() -> None:
    here = Person(
        ANA,
        sign_in="ana",
        organisation=NGO,
        roles=("ngo_worker",),
        is_here=True,
        subject=str(ANA),
        name="Ana Ala",
    )
    renamed = events.PersonRenamed(person_id=ANA, name="Ana Bela")
    assert given(Person(ANA), JOINED) == here
    assert given(Person(ANA), replace(JOINED, subject="a1")) == replace(here, subject="a1")
    assert given(here, renamed) == replace(here, name="Ana Bela")
    assert given(here, LEFT) == replace(here, is_here=False)


def test_leaving_twice_is_leaving_once() -> None:
    here = given(Person(ANA), JOINED)
    assert [here.leave(), here.evolve(LEFT).leave()] == [[LEFT], []]


def test_who_has_left_gets_no_roles() -> None:
    with pytest.raises(Refused, match="Only somebody who has joined"):
        given(Person(ANA), JOINED, LEFT).give_roles(("ngo_worker",))


def test_the_same_roles_in_another_order_change_nothing() -> None:
    both = replace(JOINED, roles=("ngo_worker", "vetting_contact"))
    assert given(Person(ANA), both).give_roles(("vetting_contact", "ngo_worker")) == []


@pytest.mark.parametrize("roles", [("captain",), ("service",)])
def test_a_person_has_a_persons_roles(roles: tuple[str, ...]) -> None:
    with pytest.raises(Invalid) as refused:
        Person(ANA).join(replace(JOINED, roles=roles))
    assert refused.value.code == "unknown-role"


def test_a_person_may_be_known_before_they_have_a_role() -> None:
    joined = replace(JOINED, roles=())
    assert Person(ANA).join(joined) == [joined]
    assert given(Person(ANA), JOINED).give_roles(()) == [events.RolesGiven(person_id=ANA, roles=())]


def test_who_is_here_gets_no_other_subject_and_who_comes_back_keeps_theirs() -> None:
    named = replace(JOINED, subject="a1")
    here, left = given(Person(ANA), named), given(Person(ANA), named, LEFT)
    assert (here.join(named), here.join(JOINED), left.join(JOINED)) == ([], [], [named])
    with pytest.raises(Refused, match="ana is here already"):
        here.join(replace(JOINED, subject="a2"))
    assert left.join(replace(JOINED, subject="a2")) == [replace(JOINED, subject="a2")]


def test_whoever_ever_joined_is_renamed() -> None:
    renamed = events.PersonRenamed(person_id=ANA, name="Ana Bela")
    for person in (given(Person(ANA), JOINED), given(Person(ANA), JOINED, LEFT)):
        assert (person.rename("Ana Bela"), person.rename("Ana Ala")) == ([renamed], [])
    with pytest.raises(Refused) as refused:
        Person(ANA).rename("Ana Bela")
    assert refused.value.code == "person-not-here"


def test_a_coordinator_belongs_to_an_organisation() -> None:
    with pytest.raises(Invalid, match="ngo_coordinator belongs to an organisation"):
        Person(ANA).join(replace(JOINED, roles=("ngo_coordinator",), organisation_id=None))


SYSTEMS = {Role.MUNICIPAL_SYSTEM, Role.PARTNER, Role.SERVICE, Role.DIRECTORY_SYSTEM}
ANYWHERE = {
    Role.REGIONAL_COORDINATOR,
    Role.FUNDER,
    Role.DATA_PROTECTION_OFFICER,
    Role.ADMINISTRATOR,
}


@pytest.mark.parametrize("role", Role)
def test_each_role_is_a_persons_or_a_systems(role: Role) -> None:
    joined, registered = replace(JOINED, roles=(role,)), replace(REGISTERED, roles=(role,))
    if role in SYSTEMS:
        assert Client(SYSTEM).register(registered) == [registered]
        with pytest.raises(Invalid, match="no role here"):
            Person(ANA).join(joined)
    else:
        assert Person(ANA).join(joined) == [joined]
        with pytest.raises(Invalid, match="no role here"):
            Client(SYSTEM).register(registered)


@pytest.mark.parametrize("role", Role)
def test_some_roles_need_no_organisation(role: Role) -> None:
    joined = replace(JOINED, roles=(role,), organisation_id=None)
    registered = replace(REGISTERED, roles=(role,), organisation_id=None)
    if role in ANYWHERE:
        assert Person(ANA).join(joined) == [joined]
    elif role in (Role.SERVICE, Role.DIRECTORY_SYSTEM):
        assert Client(SYSTEM).register(registered) == [registered]
    else:
        with pytest.raises(Invalid, match="belongs to an organisation"):
            Client(SYSTEM).register(registered) if role in SYSTEMS else Person(ANA).join(joined)


def test_roles_given_later_are_a_persons_too() -> None:
    with pytest.raises(Invalid, match="service is no role here"):
        given(Person(ANA), JOINED).give_roles(("service",))


def test_the_roles_given_last_are_theirs() -> None:
    given_later = events.RolesGiven(person_id=ANA, roles=("ngo_coordinator",))
    person = given(Person(ANA), JOINED, given_later)
    assert (person.roles, person.give_roles(("ngo_coordinator",))) == (("ngo_coordinator",), [])
    assert person.give_roles(("ngo_worker",)) == [replace(given_later, roles=("ngo_worker",))]


def test_an_administrator_sees_everybody_who_ever_joined() -> None:
    people = (Person(ANA), given(Person(ANA), JOINED), given(Person(ANA), JOINED, LEFT))
    assert [policy.administers.allows(somebody(Role.ADMINISTRATOR), each) for each in people] == [
        False,
        True,
        True,
    ]
    assert {role for role in Role if policy.works_together.admits(somebody(role))} == {
        Role.MUNICIPAL_WORKER,
        Role.NGO_COORDINATOR,
        Role.NGO_WORKER,
        Role.VETTING_CONTACT,
    }
    assert {Role.NGO_COORDINATOR, Role.NGO_WORKER} == policy.ANSWER


def somebody(role: Role) -> Principal:
    return Principal(SYSTEM, "person", "somebody", NGO, frozenset({role}))


def test_a_client_is_not_registered_otherwise() -> None:
    with pytest.raises(Refused, match="registered otherwise"):
        given(Client(SYSTEM), REGISTERED).register(replace(REGISTERED, organisation_id=ANA))


def test_a_data_protection_officer_needs_no_organisation() -> None:
    joined = replace(JOINED, roles=("data_protection_officer",), organisation_id=None)
    assert Person(ANA).join(joined) == [joined]


def test_a_client_is_registered_once() -> None:
    new = Client(SYSTEM)
    assert [new.register(REGISTERED), given(new, REGISTERED).register(REGISTERED)] == [
        [REGISTERED],
        [],
    ]


def test_a_client_learns_its_subject_once() -> None:
    named, other = replace(REGISTERED, subject="s1"), replace(REGISTERED, subject="s2")
    assert given(Client(SYSTEM), REGISTERED).register(named) == [named]
    both = given(Client(SYSTEM), REGISTERED, named)
    assert (both.register(named), both.register(REGISTERED)) == ([], [])
    with pytest.raises(Refused, match="registered otherwise"):
        both.register(other)


def test_a_client_has_a_role() -> None:
    with pytest.raises(Invalid) as refused:
        Client(SYSTEM).register(replace(REGISTERED, roles=()))
    assert refused.value.code == "no-role"


def test_a_client_has_a_systems_roles() -> None:
    with pytest.raises(Invalid, match="ngo_worker is no role here"):
        Client(SYSTEM).register(replace(REGISTERED, roles=("ngo_worker",)))
