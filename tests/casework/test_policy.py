"""Who opens a case, coordinates it and logs its visits; no route is asked for it."""

from uuid import UUID

import pytest

from services.casework.cases import policy as cases
from services.casework.cases.events import WorkerAssigned
from services.casework.visits import policy as visits
from services.casework.visits.domain import Visit
from services.casework.visits.policy import VisitedView, VisitView
from services.common.codes import Role, TeamRole
from shared.identity.principals import Principal
from tests.casework.examples import ANNA, BEGUN, BERTIL, CASE, OPENED, PROVIDER, SENDER, a_case

WITH_ANNA = a_case(
    *BEGUN, WorkerAssigned(case_id=CASE, person_id=ANNA, role=TeamRole.WORKER, on=OPENED)
)


def somebody(role: Role, organisation: UUID | None, person: UUID = BERTIL) -> Principal:
    return Principal(person, "person", "somebody", organisation, frozenset({role}))


@pytest.mark.parametrize(
    ("principal", "is_supporter", "allowed"),
    [
        (somebody(Role.NGO_COORDINATOR, PROVIDER), False, {"coordinates", "opens", "logs"}),
        (somebody(Role.NGO_COORDINATOR, SENDER), False, set()),
        (somebody(Role.NGO_WORKER, PROVIDER, ANNA), False, {"opens", "logs"}),
        (somebody(Role.NGO_WORKER, PROVIDER), False, set()),
        (somebody(Role.NGO_WORKER, SENDER, ANNA), False, set()),  # who has left for another
        (somebody(Role.NGO_COORDINATOR, SENDER, ANNA), False, set()),
        (somebody(Role.SUPPORT_PERSON, SENDER), True, set()),
        (somebody(Role.SUPPORT_PERSON, PROVIDER), True, {"supports", "logs"}),
        (somebody(Role.SUPPORT_PERSON, PROVIDER), False, set()),
        (somebody(Role.MUNICIPAL_WORKER, PROVIDER, ANNA), True, set()),
    ],
)
def test_a_case_is_its_teams_and_its_coordinators(
    principal: Principal, is_supporter: bool, allowed: set[str]
) -> None:
    case, view = WITH_ANNA, VisitedView(WITH_ANNA, 1, is_supporter=is_supporter)
    names = {may.name for may in (cases.coordinates, cases.opens) if may.allows(principal, case)}
    names |= {may.name for may in (visits.supports, visits.logs) if may.allows(principal, view)}
    assert names == allowed


@pytest.mark.parametrize("role", [Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.SUPPORT_PERSON])
def test_nobody_has_anything_to_do_with_a_case_that_was_never_opened(role: Role) -> None:
    view = VisitedView(a_case(), 1, is_supporter=True)
    assert not cases.opens.allows(somebody(role, None), a_case())
    assert not visits.logs.allows(somebody(role, None), view)


@pytest.mark.parametrize(
    ("principal", "is_author", "is_own", "corrects"),
    [
        (somebody(Role.NGO_COORDINATOR, PROVIDER), False, False, True),
        (somebody(Role.NGO_COORDINATOR, SENDER), True, False, False),
        (somebody(Role.NGO_WORKER, PROVIDER, ANNA), True, False, True),
        (somebody(Role.NGO_WORKER, PROVIDER, ANNA), False, False, False),
        (somebody(Role.SUPPORT_PERSON, PROVIDER), False, True, True),  # a coordinator logged it
        (somebody(Role.SUPPORT_PERSON, PROVIDER), True, False, False),  # of another person now
        (somebody(Role.SUPPORT_PERSON, SENDER), True, True, False),  # who has left for another
    ],
)
def test_a_visit_is_corrected_by_whose_it_is_and_by_whoever_answers_for_it(
    principal: Principal, is_author: bool, is_own: bool, corrects: bool
) -> None:
    visited = VisitedView(WITH_ANNA, 1, is_supporter=principal.has(Role.SUPPORT_PERSON))
    by = str(principal.id) if is_author else "somebody else"
    view = VisitView(visited, Visit(CASE), 1, by, is_own)
    assert visits.corrects.allows(principal, view) == corrects
