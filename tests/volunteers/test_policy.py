"""Who may see support persons and matches, and do what; no route is asked for it."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.common.codes import Role
from services.volunteers.matches import policy as matches
from services.volunteers.matches.domain import Match
from services.volunteers.matches.events import MatchProposed
from services.volunteers.matches.policy import MatchView
from services.volunteers.people import policy as people
from services.volunteers.people.domain import Volunteer
from services.volunteers.people.events import SignInLinked
from shared.identity.principals import Principal
from shared.kernel.testing import given
from tests.volunteers.examples import ANNA, APRIL, CASE, MATCH, NGO, READY, REFERRAL, SENDER

SELF, OTHER = UUID(int=50), UUID(int=51)
LINKED = given(Volunteer(ANNA), *READY, SignInLinked(volunteer_id=ANNA, person_id=SELF))
PROPOSED = MatchProposed(
    match_id=MATCH,
    case_id=CASE,
    referral_id=REFERRAL,
    volunteer_id=ANNA,
    organisation=NGO,
    programme="buddy",
    sender=SENDER,
    municipality="853",
    proposed_on=APRIL,
)
VIEW = MatchView(given(Match(MATCH), PROPOSED), 1, is_own=False)
OF_PEOPLE = (people.coordinates, people.follows, people.checks, people.reads)
OF_MATCHES = (matches.coordinates, matches.follows, matches.reads, matches.answers)


def somebody(role: Role, organisation: UUID | None, person: UUID = OTHER) -> Principal:
    return Principal(person, "person", "somebody", organisation, frozenset({role}))


@pytest.mark.parametrize(
    ("principal", "allowed"),
    [
        (somebody(Role.NGO_COORDINATOR, NGO), {"coordinates", "follows", "reads"}),
        (somebody(Role.NGO_WORKER, NGO), {"follows", "reads"}),
        (somebody(Role.VETTING_CONTACT, NGO), {"checks", "reads"}),
        (somebody(Role.SUPPORT_PERSON, NGO, SELF), {"reads"}),
        (somebody(Role.SUPPORT_PERSON, NGO), set()),
        (somebody(Role.SUPPORT_PERSON, SENDER, SELF), set()),
        (somebody(Role.NGO_COORDINATOR, SENDER), set()),
        (somebody(Role.NGO_WORKER, SENDER), set()),
        (somebody(Role.VETTING_CONTACT, SENDER), set()),
        (somebody(Role.MUNICIPAL_WORKER, NGO), set()),
    ],
)
def test_a_support_person_is_their_organisations(principal: Principal, allowed: set[str]) -> None:
    assert {may.name for may in OF_PEOPLE if may.allows(principal, LINKED)} == allowed


def test_nobody_sees_a_person_who_never_applied() -> None:
    assert not people.reads.allows(somebody(Role.NGO_COORDINATOR, None), Volunteer(ANNA))


@pytest.mark.parametrize(
    ("role", "organisation", "is_own", "allowed"),
    [
        (Role.NGO_COORDINATOR, NGO, False, {"coordinates", "follows", "reads", "answers"}),
        (Role.NGO_WORKER, NGO, False, {"follows", "reads"}),
        (Role.SUPPORT_PERSON, NGO, True, {"reads", "answers"}),
        (Role.SUPPORT_PERSON, NGO, False, set()),
        (Role.NGO_COORDINATOR, SENDER, False, set()),
        (Role.NGO_WORKER, SENDER, False, set()),
        (Role.MUNICIPAL_WORKER, NGO, True, set()),
    ],
)
def test_a_match_is_its_organisations_and_its_support_persons(
    role: Role, organisation: UUID, is_own: bool, allowed: set[str]
) -> None:
    principal, view = somebody(role, organisation), replace(VIEW, is_own=is_own)
    assert {may.name for may in OF_MATCHES if may.allows(principal, view)} == allowed


def test_nobody_follows_a_match_that_was_never_proposed() -> None:
    view = replace(VIEW, match=Match(MATCH))
    assert not matches.follows.allows(somebody(Role.NGO_WORKER, None), view)
