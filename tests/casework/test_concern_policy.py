"""Who raises a concern, and how small the circle is that reads it."""

from uuid import UUID

import pytest

from services.casework.cases.events import WorkerAssigned
from services.casework.concerns import policy
from services.casework.concerns.policy import ConcernView, RaisingView
from services.common.codes import Role, TeamRole
from shared.identity.principals import Principal
from tests.casework.examples import ANNA, BEGUN, BERTIL, CASE, OPENED, PROVIDER, SENDER, a_case
from tests.casework.test_concern_rules import MAIJA, RAISER, TAKEN, a_concern


def joined(person: UUID, role: TeamRole) -> WorkerAssigned:
    return WorkerAssigned(case_id=CASE, person_id=person, role=role, on=OPENED)


TEAM = a_case(*BEGUN, joined(ANNA, TeamRole.RESPONSIBLE), joined(BERTIL, TeamRole.WORKER))
STRANGER = UUID(int=99)


@pytest.mark.parametrize(
    ("role", "organisation", "person", "reads", "handles"),
    [
        (Role.NGO_COORDINATOR, PROVIDER, STRANGER, True, True),
        (Role.NGO_COORDINATOR, SENDER, STRANGER, False, False),
        (Role.NGO_WORKER, PROVIDER, ANNA, True, True),
        (Role.NGO_WORKER, SENDER, ANNA, False, False),
        (Role.NGO_WORKER, PROVIDER, BERTIL, False, False),
        (Role.NGO_WORKER, PROVIDER, RAISER, True, False),
        (Role.NGO_WORKER, PROVIDER, MAIJA, True, True),
        (Role.NGO_WORKER, PROVIDER, STRANGER, False, False),
        (Role.SUPPORT_PERSON, PROVIDER, RAISER, True, False),
        (Role.SUPPORT_PERSON, SENDER, RAISER, False, False),
        (Role.SUPPORT_PERSON, PROVIDER, STRANGER, False, False),
        (Role.MUNICIPAL_WORKER, SENDER, RAISER, False, False),
        (Role.ADMINISTRATOR, PROVIDER, STRANGER, False, False),
        (Role.DATA_PROTECTION_OFFICER, PROVIDER, STRANGER, False, False),
    ],
)
def test_a_small_circle_reads_it(
    role: Role, organisation: UUID, person: UUID, reads: bool, handles: bool
) -> None:
    principal = Principal(person, "person", "somebody", organisation, frozenset({role}))
    view = ConcernView(a_concern(TAKEN), TEAM, 2, is_handler=False)
    allowed = policy.reads.allows(principal, view), policy.handles.allows(principal, view)
    assert allowed == (reads, handles)


@pytest.mark.parametrize(
    ("role", "organisation", "person", "supports", "raises"),
    [
        (Role.SUPPORT_PERSON, PROVIDER, STRANGER, True, True),
        (Role.SUPPORT_PERSON, PROVIDER, STRANGER, False, False),
        (Role.SUPPORT_PERSON, SENDER, STRANGER, True, False),
        (Role.NGO_WORKER, PROVIDER, BERTIL, False, True),
        (Role.NGO_WORKER, PROVIDER, STRANGER, False, False),
        (Role.NGO_COORDINATOR, PROVIDER, STRANGER, False, True),
        (Role.NGO_COORDINATOR, SENDER, STRANGER, False, False),
        (Role.MUNICIPAL_WORKER, SENDER, STRANGER, False, False),
    ],
)
def test_whoever_sees_the_child_raises_it(
    role: Role, organisation: UUID, person: UUID, supports: bool, raises: bool
) -> None:
    principal = Principal(person, "person", "somebody", organisation, frozenset({role}))
    assert policy.raises.allows(principal, RaisingView(TEAM, 1, supports)) == raises
