"""What a sender is answered when a programme is not, or not quite, for a family."""

from typing import Any

import pytest

from tests.platform import Stepped
from tests.referral.referrals.bodies import child, referral

ROOT = "/referral/api/v1/referrals"
AMM: dict[str, Any] = {
    "programme": "amm-tukihenkilo",
    "client_status": "CHILD_PROTECTION_OPEN_CARE",
    "referrer": {"kind": "SOCIAL_SERVICES"},
    "preconditions": {"needs_assessment_by": "SOCIAL_SERVICES", "family_need_known": True},
}
OVERRIDE: dict[str, Any] = {"rule": "CHILD_PROTECTION_CLIENT", "reason": "Perhe toivoo tätä."}
PROTECTED: dict[str, Any] = {"client_status": "CHILD_PROTECTION_OPEN_CARE"}


def send(platform: Stepped, sender: str = "demo-varha", **changed: Any) -> Any:
    return platform.caller(sender).post(ROOT, referral(**changed))


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"subject": child(date_of_birth="2022-04-01")}, "AGE"),
        ({"municipality": "790"}, "AREA"),
        (PROTECTED, "CHILD_PROTECTION_CLIENT"),
        ({"subject": child(kind="FAMILY")}, "SUBJECT_KIND"),
        (AMM | {"preconditions": {"family_need_known": True}}, "NEEDS_ASSESSMENT_DONE"),
        (AMM | {"client_status": "NONE"}, "CLIENT_STATUS_REQUIRED"),
        ({"programme": "sahlyjengi"}, "NOT_REFERABLE"),
        ({"programme": "kerho"}, "unknown-programme"),
        ({"municipality": "999"}, "unknown-municipality"),
    ],
)
def test_a_referral_that_does_not_fit_is_refused(
    platform: Stepped, changed: dict[str, Any], rule: str
) -> None:
    answer = send(platform, **changed)
    assert (answer.status_code, answer.json["code"]) == (422, rule)


def test_a_refusal_names_what_would_fit(platform: Stepped) -> None:
    answer = send(platform, **PROTECTED, preconditions=AMM["preconditions"])
    alternatives = [each["programme"] for each in answer.json["alternatives"]]
    assert alternatives == ["perhelinja", "amm-tukihenkilo"]


def test_a_soft_exclusion_is_a_warning_in_the_answer(platform: Stepped) -> None:
    family = child(kind="FAMILY")
    changed: dict[str, Any] = {
        "programme": "rinnallakulkija",
        "municipality": "790",
        "subject": family,
    }
    answer = send(platform, **changed, **PROTECTED)
    assert (answer.status_code, answer.json["warnings"]) == (201, ["CHILD_PROTECTION_NEED"])


def test_a_professional_support_person_comes_with_its_preconditions(platform: Stepped) -> None:
    assert send(platform, **AMM).status_code == 201


def test_the_providers_coordinator_may_override(platform: Stepped) -> None:
    answer = send(platform, "coordinator-mll", **PROTECTED, override=OVERRIDE)
    assert (answer.status_code, answer.json["warnings"]) == (201, ["CHILD_PROTECTION_CLIENT"])


@pytest.mark.parametrize(
    ("sender", "status"), [("demo-turku", 403), ("coordinator-siipisulka", 422)]
)
def test_nobody_else_may_override(platform: Stepped, sender: str, status: int) -> None:
    assert send(platform, sender, **PROTECTED, override=OVERRIDE).status_code == status


def test_what_the_programme_keeps_hard_stays_hard(platform: Stepped) -> None:
    override = OVERRIDE | {"rule": "AREA"}
    answer = send(platform, "coordinator-mll", municipality="790", override=override)
    assert (answer.status_code, answer.json["code"]) == (422, "AREA")


def test_a_choice_left_open_goes_to_who_answers_the_theme(platform: Stepped) -> None:
    sender = platform.caller("demo-turku")
    made = sender.post(ROOT, referral(programme=None, themes=["jaksaminen"]))
    assert sender.get(made.headers["Location"]).json["programme"] == "perhelinja"


def test_a_quota_that_is_used_up_is_a_warning(platform: Stepped) -> None:
    admin = platform.caller("admin")
    organisations = admin.get("/referral/api/v1/organisations").json["organisations"]
    home = {each["code"]: each["id"] for each in organisations}
    body = {"provider": home["mll-vs"], "party": home["sastamala"], "programmes": ["kaveri"]}
    body |= {"municipalities": ["790"], "starts_on": "2026-01-01", "quota": 1}
    admin.post("/referral/api/v1/agreements", body)
    coordinator = platform.caller("coordinator-mll")

    first = send(platform, municipality="790")
    coordinator.put(f"{first.headers['Location']}/acceptance", {})
    second = send(platform, reference="T-2026-2", municipality="790")
    assert [first.json["warnings"], second.json["warnings"]] == [[], ["QUOTA"]]
