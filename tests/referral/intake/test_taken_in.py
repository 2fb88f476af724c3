"""What a referral is refused for when it comes in, whatever programme it names."""

from datetime import date
from typing import Any

import pytest

from services.referral.intake.rules import eligible
from shared.kernel.aggregate import Invalid
from shared.service import Service
from shared.work import Actor
from tests.platform import Stepped
from tests.referral.referrals.bodies import child, referral

ROOT = "/referral/api/v1/referrals"
CONSENT = {"given_on": "2026-11-01", "given_by": "GUARDIAN", "disclosure_level": "L1"}
NOBODY = "00000000-0000-4000-8000-000000000001"
SIBLING = {"given_name": "Eino", "family_name": "Testinen"}
REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("future", {"consent": CONSENT | {"given_on": "2099-01-01"}}),
    ("future", {"subject": child(date_of_birth="2099-01-01")}),
    ("future", {"siblings": [SIBLING | {"date_of_birth": "2099-01-01"}]}),
    ("unknown-organisation", {"consent": CONSENT | {"inform": [NOBODY]}}),
    ("unknown-precondition", {"preconditions": {"has_vest": True}}),
    ("AGE", {"subject": child(date_of_birth="2022-04-01")}),
]


def test_each_reason_to_refuse_a_referral_has_its_code(platform: Stepped) -> None:
    sender = platform.caller("demo-turku")
    answers = [
        sender.post(ROOT, referral(f"T-{number}", **changed))
        for number, (_, changed) in enumerate(REFUSED)
    ]
    codes = [(answer.status_code, answer.json.get("code")) for answer in answers]
    assert codes == [(422, code) for code, _ in REFUSED]


def left_open(**subject: Any) -> dict[str, Any]:
    """The body of a referral that leaves the programme open, where none answers its themes."""
    born = {"date_of_birth": date(2015, 4, 1), "identity_code": None}
    return {
        "programme": None,
        "themes": ("ero",),
        "municipality": "853",
        "referrer": {"kind": "SCHOOL"},
        "referred_on": date(2026, 3, 2),
        "subject": {"kind": "CHILD", **born} | subject,
        "siblings": (),
        "needs": (),
        "client_status": "NONE",
        "preconditions": {},
        "override": None,
        "consent": {"given_on": date(2026, 3, 1), "given_by": "GUARDIAN", "inform": ()},
    }


def test_where_no_programme_answers_it_is_taken_in_without_one_once_consent_is_right(
    service: Service,  # whose directory is empty
) -> None:
    def take_in(**subject: Any) -> Any:
        return service.execute(lambda work: eligible(work, left_open(**subject)), Actor("test"))

    assert take_in() == (None, ())
    with pytest.raises(Invalid) as of_age:
        take_in(date_of_birth=date(2006, 3, 1))
    with pytest.raises(Invalid) as unasked:
        take_in(identity_code="010415A903V")
    assert [each.value.code for each in (of_age, unasked)] == [
        "consent-of-age",
        "identity-code-not-asked",
    ]
