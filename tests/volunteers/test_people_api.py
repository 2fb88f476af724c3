"""Steps 5 and 6 over HTTP: who may do what, what each reader sees, what is answered."""

import pytest

from tests.platform import Stepped, platform
from tests.volunteers.bodies import (
    APPLICATION,
    CHECK,
    CONSENT,
    ROOT,
    STEPS,
    applicant,
    ready,
    vetted,
)

__all__ = ["platform"]


def test_an_applicant_is_written_once(platform: Stepped) -> None:
    coordinator = platform.caller("coordinator-mll")
    first = coordinator.post(f"{ROOT}/volunteers", APPLICATION, key="one")
    again = coordinator.post(f"{ROOT}/volunteers", APPLICATION, key="one")
    assert (first.status_code, first.json["status"]) == (201, "applicant")
    assert (again.status_code, again.json) == (201, first.json)
    assert len(coordinator.get(f"{ROOT}/volunteers").json["volunteers"]) == 1


def test_approval_lists_what_is_missing_until_the_policy_is_met(platform: Stepped) -> None:
    coordinator, contact = platform.caller("coordinator-mll"), platform.caller("vetting-mll")
    where = applicant(coordinator)
    refused = coordinator.put(f"{where}/approval", {"programme": "kaveri"})
    assert (refused.status_code, refused.json["missing"]) == (
        409,
        ["INTERVIEW", "REFERENCES", "TRAINING", "CONSENT", "EXTRACT_CHECK"],
    )
    for step, body in (*STEPS, ("consent", CONSENT)):
        assert coordinator.put(f"{where}/{step}", body).status_code == 200
    refused = coordinator.put(f"{where}/approval", {"programme": "kaveri"})
    assert (refused.status_code, refused.json["missing"]) == (409, ["EXTRACT_CHECK"])
    assert contact.put(f"{where}/extract-check", CHECK).status_code == 200
    approved = coordinator.put(f"{where}/approval", {"programme": "kaveri"})
    assert (approved.status_code, approved.json["status"]) == (200, "vetted")


def test_only_the_vetting_contact_sees_the_check(platform: Stepped) -> None:
    where = vetted(platform)
    assert "extract_check" not in platform.caller("coordinator-mll").get(where).json
    seen = platform.caller("vetting-mll").get(where).json
    assert (seen["extract_check"]["checked_on"], "contact" in seen) == ("2026-02-27", False)


def test_a_draft_changes_nothing_that_a_coordinator_sees(platform: Stepped) -> None:
    coordinator, contact = platform.caller("coordinator-mll"), platform.caller("vetting-mll")
    where = ready(coordinator)
    before = coordinator.get(where)
    contact.put(f"{where}/extract-check", CHECK)
    after = coordinator.get(where)
    assert (before.json, before.headers["ETag"]) == (after.json, after.headers["ETag"])


def test_a_coordinator_may_not_check_and_a_contact_not_approve(platform: Stepped) -> None:
    coordinator, contact = platform.caller("coordinator-mll"), platform.caller("vetting-mll")
    where = ready(coordinator)
    assert coordinator.put(f"{where}/extract-check", CHECK).status_code == 403
    assert contact.put(f"{where}/approval", {"programme": "kaveri"}).status_code == 403


def test_a_check_is_not_permitted_in_every_programme(platform: Stepped) -> None:
    coordinator, contact = platform.caller("coordinator-mll"), platform.caller("vetting-mll")
    where = applicant(coordinator, programmes=["perhekummi"])
    refused = contact.put(f"{where}/extract-check", CHECK)
    assert (refused.status_code, refused.json["code"]) == (409, "vetting_not_permitted")


def test_a_professional_shows_the_extract_without_consent(platform: Stepped) -> None:
    coordinator = platform.caller("coordinator-siipisulka")
    contact = platform.caller("vetting-siipisulka")
    where = applicant(coordinator, kind="PROFESSIONAL", programmes=["amm-tukihenkilo"])
    for step, body in STEPS:
        assert coordinator.put(f"{where}/{step}", body).status_code == 200
    assert coordinator.put(f"{where}/consent", CONSENT).status_code == 409
    assert contact.put(f"{where}/extract-check", CHECK).status_code == 422
    shown = contact.put(f"{where}/extract-check", CHECK | {"source": "SHOWN_BY_WORKER"})
    assert shown.status_code == 200
    approved = coordinator.put(f"{where}/approval", {"programme": "amm-tukihenkilo"})
    assert (approved.status_code, approved.json["vetted"]) == (200, ["amm-tukihenkilo"])


def test_somebody_elses_person_is_nobody(platform: Stepped) -> None:
    where = ready(platform.caller("coordinator-mll"))
    missing = f"{ROOT}/volunteers/00000000-0000-4000-8000-000000000000"
    for sign_in in ("coordinator-siipisulka", "vetting-siipisulka", "volunteer-mll"):
        stranger = platform.caller(sign_in)
        foreign, nobody = stranger.get(where), stranger.get(missing)
        assert (foreign.status_code, foreign.json["title"]) == (404, nobody.json["title"])
    stranger = platform.caller("coordinator-siipisulka")
    assert stranger.put(f"{where}/interview", STEPS[0][1], seen='"3"').status_code == 404
    assert platform.caller("regional").get(where).status_code == 403


def test_a_person_who_signs_in_sees_themselves(platform: Stepped) -> None:
    where = ready(platform.caller("coordinator-mll"), sign_in="volunteer-mll")
    platform.caller("vetting-mll").put(f"{where}/extract-check", CHECK)
    own = platform.caller("volunteer-mll").get(where).json
    assert (own["given_name"], own["extract_check"]["source"]) == (
        "Testi",
        "ORDERED_BY_ORGANISER",
    )


def test_an_old_version_is_refused_and_a_missing_one_too(platform: Stepped) -> None:
    coordinator = platform.caller("coordinator-mll")
    where = applicant(coordinator)
    stale = coordinator.put(f"{where}/references", STEPS[1][1], seen='"1"')
    assert stale.status_code == 412
    assert coordinator.put(f"{where}/interview", STEPS[0][1]).status_code == 200
    repeated = coordinator.put(f"{where}/interview", STEPS[0][1], seen='"1"')
    assert repeated.status_code == 200


def test_what_is_wrong_is_said_by_field(platform: Stepped) -> None:
    coordinator = platform.caller("coordinator-mll")
    wrong = {"municipality": "999", "languages": ["Finnish"], "capacity": 0, "result": "clean"}
    answer = coordinator.post(f"{ROOT}/volunteers", APPLICATION | wrong)
    assert (answer.status_code, sorted(answer.json["errors"])) == (422, sorted(wrong))


def test_the_future_is_refused(platform: Stepped) -> None:
    coordinator = platform.caller("coordinator-mll")
    where = applicant(coordinator)
    answer = coordinator.put(f"{where}/interview", {"held_on": "2099-01-01", "recommended": True})
    assert (answer.status_code, answer.json["code"]) == (422, "future")


def test_an_application_ends(platform: Stepped) -> None:
    coordinator = platform.caller("coordinator-mll")
    where = ready(coordinator)
    ended = coordinator.put(f"{where}/ending", {"reason": "NOT_SELECTED"})
    assert (ended.status_code, ended.json["status"]) == (200, "ended")
    assert coordinator.get(f"{ROOT}/volunteers").json["volunteers"] == []


@pytest.mark.parametrize(("code", "kept"), [("588", "507"), ("853", "853")])
def test_a_merged_municipality_goes_on_as_its_successor(
    platform: Stepped, code: str, kept: str
) -> None:
    coordinator = platform.caller("coordinator-mll")
    made = coordinator.post(f"{ROOT}/volunteers", APPLICATION | {"municipality": code})
    assert coordinator.get(made.headers["Location"]).json["municipality"] == kept
