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

YOUNG = {
    "programme": "nuorten-monialainen",
    "municipality": "091",
    "client_status": "CHILD_PROTECTION_OPEN_CARE",
    "subject": child(kind="YOUNG_PERSON", date_of_birth="2006-03-01"),
}


def sibling(name: str, born: str | None) -> dict[str, Any]:
    return {"given_name": name, "family_name": "Testinen", "date_of_birth": born}


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
        ({"subject": child(date_of_birth=None)}, "date-of-birth"),
        ({"siblings": [sibling("Eino", "2014-01-01"), sibling("Helmi", "2022-04-01")]}, "AGE"),
        ({"siblings": [sibling("Eino", "2014-01-01"), sibling("Helmi", "2008-04-01")]}, "AGE"),
        ({"siblings": [sibling("Eino", None)]}, "date-of-birth"),
        ({"subject": child(identity_code="010415A903V")}, "identity-code-not-asked"),
        (AMM | {"subject": child(identity_code="020415A903H")}, "identity-code"),
        (YOUNG, "consent-of-age"),
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


@pytest.mark.parametrize(
    ("language", "detail"),
    [
        ("fi", "Kaveritoiminta on 6–17-vuotiaille. Helmi on 4-vuotias."),
        ("sv", "Kompisverksamhet är för 6–17-åringar. Helmi är 4 år."),
        ("en", "Buddy support person is for ages 6–17. Helmi is 4."),
    ],
)
def test_a_refusal_says_which_child_and_why(platform: Stepped, language: str, detail: str) -> None:
    body = referral(siblings=[sibling("Eino", "2014-01-01"), sibling("Helmi", "2022-04-01")])
    headers = {"Idempotency-Key": "1", "Accept-Language": language}
    answer = platform.caller("demo-turku")._send("POST", ROOT, json=body, headers=headers)
    assert answer.status_code == 422
    assert answer.json["detail"].startswith(detail)


def test_a_date_of_birth_that_is_missing_is_named_by_its_field(platform: Stepped) -> None:
    siblings = [sibling("Eino", "2014-01-01"), sibling("Helmi", None)]
    answer = send(platform, subject=child(date_of_birth=None), siblings=siblings)
    needed = {"date_of_birth": ["This is needed."]}
    assert answer.json["errors"] == {"subject": needed, "siblings": {"1": needed}}


@pytest.mark.parametrize(("code", "born"), [("010415A903V", "2015-04-01"), ("010415a903v", None)])
def test_an_identity_code_comes_with_a_programme_that_asks_for_it(
    platform: Stepped, code: str, born: str | None
) -> None:
    answer = send(platform, **AMM | {"subject": child(identity_code=code, date_of_birth=born)})
    assert (answer.status_code, answer.json["warnings"]) == (201, [])


def test_children_of_one_family_come_together(platform: Stepped) -> None:
    siblings = [sibling("Eino", "2014-01-01"), sibling("Helmi", "2017-04-01")]
    made = send(platform, siblings=siblings)
    view = platform.caller("coordinator-mll").get(made.headers["Location"]).json
    assert (made.status_code, view["need"]["sibling_count"]) == (201, 2)


def test_who_was_not_asked_about_being_a_client_is_not_said_to_be_none(platform: Stepped) -> None:
    body = referral()
    del body["client_status"]
    answer = platform.caller("demo-turku").post(ROOT, body)
    assert answer.json["warnings"] == ["CLIENT_STATUS_UNKNOWN"]


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
