"""Who sees a claim, and who decides on it: never whoever claims."""

from uuid import UUID

import pytest

from services.common.codes import Role
from services.volunteers.expenses import policy
from services.volunteers.expenses.domain import Claim
from services.volunteers.expenses.policy import ClaimView
from services.volunteers.payments.domain import PaymentRun
from services.volunteers.payments.policy import PaymentView, pays
from shared.identity.principals import Principal
from shared.kernel.aggregate import fold
from tests.volunteers.examples import NGO, SENDER
from tests.volunteers.expenses.examples import DRAWN_UP, LINE, MADE, RUN, VISIT

COORDINATOR, PERSON, WORKER = Role.NGO_COORDINATOR, Role.SUPPORT_PERSON, Role.NGO_WORKER


def who(*roles: Role, organisation: UUID | None = NGO) -> Principal:
    return Principal(UUID(int=9), "person", "somebody", organisation, frozenset(roles))


def view(*, is_own: bool) -> ClaimView:
    return ClaimView(fold(Claim(VISIT), [MADE]), 1, is_own, 55, wants_receipt=True)


@pytest.mark.parametrize(
    ("roles", "organisation", "is_own", "reads", "decides"),
    [
        ([COORDINATOR], NGO, False, True, True),
        ([COORDINATOR, PERSON], NGO, True, True, False),
        ([PERSON], NGO, True, True, False),
        ([PERSON], NGO, False, False, False),
        ([WORKER], NGO, False, False, False),
        ([COORDINATOR], SENDER, False, False, False),
        ([COORDINATOR, PERSON], SENDER, True, False, False),
        ([COORDINATOR], None, False, False, False),
    ],
)
def test_coordinators_decide_on_the_claims_of_others_alone(
    roles: list[Role], organisation: UUID | None, is_own: bool, reads: bool, decides: bool
) -> None:
    somebody, seen = who(*roles, organisation=organisation), view(is_own=is_own)
    assert policy.reads.allows(somebody, seen) is reads
    assert policy.decides.allows(somebody, seen) is decides


@pytest.mark.parametrize(
    ("role", "organisation", "may"),
    [(COORDINATOR, NGO, True), (COORDINATOR, SENDER, False), (PERSON, NGO, False)],
)
def test_a_run_is_its_own_coordinators(role: Role, organisation: UUID, may: bool) -> None:
    run = PaymentView(fold(PaymentRun(RUN), [DRAWN_UP, LINE]), 2)
    assert pays.allows(who(role, organisation=organisation), run) is may


def test_of_what_is_not_there_nobody_sees_anything() -> None:
    nothing = ClaimView(Claim(VISIT), 0, is_own=True, rate=0, wants_receipt=False)
    assert not policy.reads.allows(who(COORDINATOR, PERSON), nothing)
