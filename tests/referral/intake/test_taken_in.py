"""What a referral is refused for when it comes in, where no programme answers its themes."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.referral.intake.rules import eligible
from shared.kernel.aggregate import Invalid
from shared.service import Service
from shared.work import Actor
from tests.referral.directory.conftest import service

__all__ = ["service"]
CONSENT = {"given_on": date(2026, 3, 1), "given_by": "GUARDIAN", "inform": ()}
CHILD = {"kind": "CHILD", "date_of_birth": date(2015, 4, 1), "identity_code": None}
LATER = date(2099, 1, 1)


def take_in(service: Service, **changed: Any) -> Any:
    """Ask a service whose directory is empty; the programme is left open."""
    request = {
        "programme": None,
        "themes": ("ero",),
        "municipality": "853",
        "referrer": {"kind": "SCHOOL"},
        "referred_on": date(2026, 3, 2),
        "subject": CHILD,
        "siblings": (),
        "needs": (),
        "client_status": "NONE",
        "preconditions": {},
        "override": None,
        "consent": CONSENT,
    } | changed
    return service.execute(lambda work: eligible(work, request), Actor("test"))


def test_without_a_programme_that_answers_it_is_taken_in_without_one(service: Service) -> None:
    assert take_in(service) == (None, ())


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"consent": CONSENT | {"given_on": LATER}}, "future"),
        ({"subject": CHILD | {"date_of_birth": LATER}}, "future"),
        ({"siblings": [CHILD | {"given_name": "Eino", "date_of_birth": LATER}]}, "future"),
        ({"consent": CONSENT | {"inform": [UUID(int=1)]}}, "unknown-organisation"),
        ({"preconditions": {"has_vest": True}}, "unknown-precondition"),
        ({"subject": CHILD | {"date_of_birth": date(2006, 3, 1)}}, "consent-of-age"),
        ({"subject": CHILD | {"identity_code": "010415A903V"}}, "identity-code-not-asked"),
    ],
)
def test_each_reason_to_refuse_it_has_its_code(
    service: Service, changed: dict[str, Any], code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        take_in(service, **changed)
    assert refused.value.code == code
