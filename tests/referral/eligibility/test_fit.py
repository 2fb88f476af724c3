"""What a referral's page explains before anybody has accepted it."""

from typing import Any

from tests.platform import BASE, Stepped
from tests.referral.referrals.bodies import child, referral
from tests.sightings import revealed

ROOT = "/referral/api/v1/referrals"


def shown(platform: Stepped, sender: str = "demo-turku", **changed: Any) -> str:
    """The page of a referral as the provider's coordinator reads it, in English."""
    made = platform.caller(sender).post(ROOT, referral(**changed))
    address = f"/referral/referrals/{made.json['id']}?lang=en"
    return platform.browser("coordinator-mll").get(address, base_url=BASE).text


def test_eligibility_is_explained_line_by_line(platform: Stepped) -> None:
    page = shown(platform)
    lines = (
        "6–17 years",
        "An agreement covers the municipality",
        "Not a client of child protection",
    )
    assert [line for line in lines if line not in page] == []


def test_no_age_is_told_before_acceptance(platform: Stepped) -> None:
    page = shown(platform)
    assert revealed(page, ("the age is", "2015", "1.4.")) == []


def test_what_a_member_of_a_network_would_answer_is_offered_too(platform: Stepped) -> None:
    assert "/referral/directory/programmes/perhelinja" in shown(platform)


def test_what_would_fit_too_is_a_link(platform: Stepped) -> None:
    family: dict[str, Any] = {"subject": child(kind="FAMILY"), "programme": "perhekummi"}
    assert "/referral/directory/programmes/ystavaksi" in shown(platform, **family)


def test_an_exception_is_shown_as_one(platform: Stepped) -> None:
    override = {"rule": "CHILD_PROTECTION_CLIENT", "reason": "Perhe toivoo tätä."}
    changed = {"client_status": "CHILD_PROTECTION_OPEN_CARE", "override": override}
    page = shown(platform, "coordinator-mll", **changed)
    assert "A coordinator made an exception and said why." in page
