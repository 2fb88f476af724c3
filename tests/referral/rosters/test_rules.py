"""A file of people as a plan: who joins, changes, leaves or stays, and what may not be so."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.common.codes import Role
from services.referral.access.domain import Person
from services.referral.rosters import policy
from services.referral.rosters.rules import Kind, Plan, Reach, Step, plan
from services.referral.rosters.schemas import Row
from shared.identity.principals import Principal
from shared.web.csv_files import Faulty

MLL, VARHA, SENDER = UUID(int=1), UUID(int=2), UUID(int=3)
ORGANISATIONS = {"mll": MLL, "MLL": MLL, "varha": VARHA}
WORKER, COORDINATOR = str(Role.NGO_WORKER), str(Role.NGO_COORDINATOR)
ADMINISTRATOR = str(Role.ADMINISTRATOR)
OF_MLL = Reach(sender=SENDER, home=MLL, roles=frozenset({WORKER, COORDINATOR}), others_leave=False)
OF_ALL = replace(OF_MLL, home=None)
ANNA = Person(
    UUID(int=4),
    sign_in="Anna@mll",
    organisation=MLL,
    roles=(WORKER,),
    is_here=True,
    subject="anna",
    name="Anna",
)
LEFT = replace(ANNA, is_here=False)
ROW = Row(2, "anna@MLL", "Anna", (Role.NGO_WORKER,), "", None)
STEP = Step(Kind.STAYS, "anna@MLL", "Anna", (WORKER,), MLL, ANNA.id, None)


def steps(row: Row, *people: Person, reach: Reach = OF_MLL) -> tuple[Step, ...]:
    by_sign_in = {person.sign_in.casefold(): person for person in people}
    return plan([row], by_sign_in, ORGANISATIONS, reach).steps


def faults(row: Row, *people: Person, reach: Reach = OF_MLL) -> list[str]:
    """The first words of what speaks against a line, in its order."""
    try:
        steps(row, *people, reach=reach)
    except Faulty as faulty:
        assert {fault.line for fault in faulty.faults} == {row.line}
        return [str(fault.message) for fault in faulty.faults]
    return []


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_of_step_is_told_apart(kind: Kind) -> None:
    every = tuple(Step(each, f"{each}@mll", "Testi", (), None) for each in Kind)
    assert [step.kind for step in Plan(every).of(kind)] == [kind]


@pytest.mark.parametrize(
    ("row", "person", "step"),
    [
        (ROW, ANNA, STEP),
        (replace(ROW, name="Anni"), ANNA, replace(STEP, kind=Kind.CHANGES, name="Anni")),
        (
            replace(ROW, roles=(Role.NGO_WORKER, Role.NGO_COORDINATOR)),
            ANNA,
            replace(STEP, kind=Kind.CHANGES, roles=(COORDINATOR, WORKER)),
        ),
        (ROW, LEFT, replace(STEP, kind=Kind.JOINS)),
        (
            replace(ROW, subject="anna"),
            None,
            replace(STEP, kind=Kind.JOINS, person_id=None, subject="anna"),
        ),
    ],
    ids=["stays", "is called otherwise", "has other roles", "comes back", "is new"],
)
def test_whoever_is_in_the_file_joins_changes_or_stays(
    row: Row, person: Person | None, step: Step
) -> None:
    assert steps(row, *([person] if person else [])) == (step,)


@pytest.mark.parametrize(
    ("named", "reach", "person", "home"),
    [
        ("", OF_MLL, None, MLL),
        ("mll", OF_MLL, None, MLL),
        ("varha", OF_ALL, None, VARHA),
        ("", OF_ALL, None, None),
        ("", OF_ALL, ANNA, MLL),  # the file does not say: where they are
        ("mll", OF_ALL, ANNA, MLL),
    ],
)
def test_somebody_is_of_the_organisation_that_the_file_names(
    named: str, reach: Reach, person: Person | None, home: UUID | None
) -> None:
    (step,) = steps(replace(ROW, organisation=named), *([person] if person else []), reach=reach)
    assert step.organisation == home


ELSEWHERE = "This person belongs to another organisation."
LEAVE_FIRST = f"{ELSEWHERE} Let them leave it first."
ROLES = "You may not give or take one of these roles."
OF_VARHA = replace(ANNA, organisation=VARHA)


@pytest.mark.parametrize(
    ("row", "person", "reach", "messages"),
    [
        ({"organisation": "none"}, ANNA, OF_MLL, ["No organisation has the code or name “none”."]),
        (
            {"organisation": "x" * 61},
            ANNA,
            OF_MLL,
            [f"No organisation has the code or name “{'x' * 60}”."],
        ),
        # an organisation's own people alone
        ({"organisation": "varha"}, None, OF_MLL, [ELSEWHERE]),
        ({}, OF_VARHA, OF_MLL, [ELSEWHERE]),
        ({}, replace(OF_VARHA, is_here=False), OF_MLL, [ELSEWHERE]),
        # nobody is in two organisations at a time; who has left one may join another
        ({"organisation": "varha"}, ANNA, OF_ALL, [LEAVE_FIRST]),
        ({"organisation": "varha"}, LEFT, OF_ALL, []),
        ({"organisation": "varha"}, None, OF_ALL, []),
        # roles that whoever sends the file may give, and take
        ({"roles": (Role.ADMINISTRATOR,)}, None, OF_MLL, [ROLES]),
        ({"roles": (Role.NGO_WORKER, Role.NGO_COORDINATOR)}, None, OF_MLL, []),
        ({}, replace(ANNA, roles=(ADMINISTRATOR,)), OF_MLL, [ROLES]),
        ({}, replace(LEFT, roles=(ADMINISTRATOR,)), OF_MLL, []),
        (
            {"roles": (Role.ADMINISTRATOR, Role.NGO_WORKER)},
            replace(ANNA, roles=(ADMINISTRATOR,)),
            OF_MLL,
            [],
        ),
        # nobody changes themselves
        ({"name": "Anni"}, replace(ANNA, id=SENDER), OF_MLL, ["Nobody changes their own roles."]),
        ({}, replace(ANNA, id=SENDER), OF_MLL, []),
        # whom a subject is of
        (
            {"subject": "other"},
            ANNA,
            OF_MLL,
            ["The subject of somebody who is here does not change."],
        ),
        ({"subject": "anna"}, ANNA, OF_MLL, []),
        ({"subject": "other"}, LEFT, OF_MLL, []),
        ({"subject": "other"}, None, OF_MLL, []),
    ],
)
def test_what_speaks_against_a_line(
    row: dict[str, Any], person: Person | None, reach: Reach, messages: list[str]
) -> None:
    assert faults(replace(ROW, **row), *([person] if person else []), reach=reach) == messages


BERTIL = replace(ANNA, id=UUID(int=5), sign_in="Bertil@mll", name="Bertil", subject="bertil")


@pytest.mark.parametrize(
    ("other", "leaves"),
    [
        (BERTIL, True),
        (replace(BERTIL, roles=(WORKER, COORDINATOR)), True),
        (replace(BERTIL, is_here=False), False),
        (replace(BERTIL, organisation=VARHA), False),
        (replace(BERTIL, organisation=None), False),
        (replace(BERTIL, id=SENDER), False),
        (replace(BERTIL, roles=(WORKER, ADMINISTRATOR)), False),
        (replace(BERTIL, sign_in="ANNA@MLL"), False),  # who is in the file
    ],
)
def test_where_it_was_asked_for_whoever_is_not_in_the_file_leaves(
    other: Person, leaves: bool
) -> None:
    reach = replace(OF_MLL, others_leave=True)
    leaving = Step(Kind.LEAVES, other.sign_in, other.name, other.roles, MLL, other.id)
    people = {ANNA.sign_in.casefold(): ANNA} | {other.sign_in.casefold(): other}
    (_, *left) = plan([ROW], people, ORGANISATIONS, reach).steps
    assert left == ([leaving] if leaves else [])
    (_, *left) = plan([ROW], people, ORGANISATIONS, OF_MLL).steps
    assert left == []


def test_who_leaves_leaves_in_the_order_of_their_names() -> None:
    others = [replace(BERTIL, id=UUID(int=9 - n), sign_in=each) for n, each in enumerate("dcb")]
    reach = replace(OF_MLL, others_leave=True)
    (_, *left) = steps(ROW, ANNA, *others, reach=reach)
    assert [step.sign_in for step in left] == ["b", "c", "d"]


def test_a_person_of_no_organisation_makes_nobody_leave() -> None:
    nowhere = replace(BERTIL, organisation=None)
    row = replace(ROW, sign_in="new")
    assert len(steps(row, nowhere, reach=replace(OF_ALL, others_leave=True))) == 1


def test_the_seal_is_another_for_another_plan() -> None:
    plans = (Plan((STEP,)), Plan((replace(STEP, name="Anni"),)), Plan((STEP,)))
    seals = [each.seal for each in plans]
    assert (seals[0] == seals[2], seals[0] == seals[1], len(seals[0])) == (True, False, 64)


OF_SYSTEMS = {Role.MUNICIPAL_SYSTEM, Role.PARTNER, Role.SERVICE, Role.DIRECTORY_SYSTEM}
MAY_GIVE = {
    Role.ADMINISTRATOR: set(Role) - OF_SYSTEMS,
    Role.NGO_COORDINATOR: {Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.SUPPORT_PERSON},
}


@pytest.mark.parametrize("role", list(Role))
def test_an_administrator_gives_every_role_and_a_coordinator_those_of_everyday_work(
    role: Role,
) -> None:
    who = Principal(SENDER, "person", "somebody", MLL, frozenset({role}))
    assert policy.may_give(who) == MAY_GIVE.get(role, set())
    assert policy.may_send.admits(who) is (role in MAY_GIVE)
    assert policy.keeps_all(who) is (role is Role.ADMINISTRATOR)
