"""Who may read whose figures, each permission on both sides of its border."""

from uuid import UUID

import pytest

from services.common.codes import Role
from services.reporting.figures import policy
from shared.identity.principals import Principal
from tests.reporting.timelines import OTHER, PROVIDER

REGION = None


def somebody(*roles: Role) -> Principal:
    return Principal(UUID(int=1), "person", "ana", PROVIDER, frozenset(roles))


@pytest.mark.parametrize("role", [Role.NGO_COORDINATOR, Role.NGO_WORKER])
def test_staff_read_live_figures_of_their_own_organisation_alone(role: Role) -> None:
    staff = somebody(role)
    organisations = (PROVIDER, OTHER, REGION)
    assert [policy.reads_live.allows(staff, each) for each in organisations] == [True, False, False]
    live_totals = [policy.reads_live_totals.allows(staff, each) for each in organisations]
    assert live_totals == [True, False, False]
    assert not policy.reads_editions.allows(staff, REGION)


@pytest.mark.parametrize("role", [Role.FUNDER, Role.MUNICIPAL_WORKER, Role.MUNICIPAL_SYSTEM])
def test_the_others_read_editions_of_the_region_alone(role: Role) -> None:
    reader = somebody(role)
    assert policy.reads_editions.allows(reader, REGION)
    assert not policy.reads_editions.allows(reader, PROVIDER)
    assert not policy.reads_live_totals.allows(reader, REGION)


def test_regional_coordinators_read_the_live_totals_of_the_region_too() -> None:
    reader = somebody(Role.REGIONAL_COORDINATOR)
    assert policy.reads_live_totals.allows(reader, REGION)
    assert policy.reads_editions.allows(reader, REGION)
    assert not policy.reads_live.allows(reader, PROVIDER)
    assert not policy.reads_live_totals.allows(reader, OTHER)
    both = somebody(Role.REGIONAL_COORDINATOR, Role.NGO_WORKER)
    organisations = (PROVIDER, OTHER, REGION)
    live_totals = [policy.reads_live_totals.allows(both, each) for each in organisations]
    assert live_totals == [True, False, True]


@pytest.mark.parametrize("role", [Role.SUPPORT_PERSON, Role.ADMINISTRATOR, Role.PARTNER])
def test_nobody_else_reads_figures(role: Role) -> None:
    assert not policy.READS.admits(somebody(role))
