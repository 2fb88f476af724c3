"""A referral over HTTP: what the sender is answered, and what nobody else ever is."""

from typing import Any
from uuid import uuid4

import pytest

from tests.platform import Stepped
from tests.referral.referrals.bodies import child, referral

ROOT = "/referral/api/v1/referrals"


def positions(platform: Stepped) -> int:
    return platform.platform.services["referral"].store.head()


def test_a_referral_is_received_and_offered_to_the_programmes_provider(platform: Stepped) -> None:
    turku = platform.caller("demo-turku")
    made = turku.post(ROOT, referral())
    assert (made.status_code, made.json["status"]) == (201, "received")
    assert turku.get(made.headers["Location"]).json["status"] == "offered"


def test_the_same_key_again_is_answered_the_same_and_changes_nothing(platform: Stepped) -> None:
    turku = platform.caller("demo-turku")
    first = turku.post(ROOT, referral(), key="once")
    before = positions(platform)
    again = turku.post(ROOT, referral(), key="once")
    assert (again.status_code, again.json) == (201, first.json)
    assert again.headers["Location"] == first.headers["Location"]
    assert positions(platform) == before


def test_the_same_key_with_another_body_is_refused(platform: Stepped) -> None:
    turku = platform.caller("demo-turku")
    turku.post(ROOT, referral(), key="once")
    assert turku.post(ROOT, referral("T-2026-2"), key="once").status_code == 422


def test_the_same_reference_with_a_new_key_names_the_first(platform: Stepped) -> None:
    turku = platform.caller("demo-turku")
    first = turku.post(ROOT, referral())
    second = turku.post(ROOT, referral())
    assert second.status_code == 409
    assert second.json["referral"] == first.headers["Location"]


def test_another_client_may_use_the_same_reference(platform: Stepped) -> None:
    assert platform.caller("demo-turku").post(ROOT, referral()).status_code == 201
    assert platform.caller("demo-varha").post(ROOT, referral()).status_code == 201


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"municipality": "85"}, "municipality"),
        ({"needs": ["LONELY"]}, "needs"),
        ({"surprise": 1}, "surprise"),
        ({"consent": {"given_by": "GUARDIAN"}}, "consent"),
        ({"subject": child(date_of_birth="2015-13-01")}, "subject"),
        ({"referred_on": 20260101}, "referred_on"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_written(
    platform: Stepped, changed: dict[str, Any], field: str
) -> None:
    before = positions(platform)
    answer = platform.caller("demo-turku").post(ROOT, referral(**changed))
    assert (answer.status_code, list(answer.json["errors"])) == (422, [field])
    assert answer.content_type == "application/problem+json"
    assert positions(platform) == before


@pytest.mark.parametrize(
    "raw",
    [
        b"{",
        b'{"a": 1, "a": 2}',
        b'{"a": NaN}',
        b'{"a": "\\ud800"}',
        b"[" * 30 + b"]" * 30,
        b'{"a": ' + b"1" * 50 + b"}",
        b"\xef\xbb\xbf{}",
        "{}".encode("utf-16"),
    ],
)
def test_what_is_not_strict_json_is_refused(platform: Stepped, raw: bytes) -> None:
    caller, before = platform.caller("demo-turku"), positions(platform)
    headers = {"Idempotency-Key": "k", "Content-Type": "application/json"}
    assert caller._send("POST", ROOT, data=raw, headers=headers).status_code == 400
    assert positions(platform) == before


def test_a_body_over_a_mebibyte_is_too_large(platform: Stepped) -> None:
    caller = platform.caller("demo-turku")
    headers = {"Idempotency-Key": "k", "Content-Type": "application/json"}
    data = b'{"notes": "' + b"x" * 10_000_000 + b'"}'
    assert caller._send("POST", ROOT, data=data, headers=headers).status_code == 413


def test_a_post_needs_its_key_and_its_media_type(platform: Stepped) -> None:
    caller = platform.caller("demo-turku")
    assert caller._send("POST", ROOT, json=referral()).status_code == 400
    headers = {"Idempotency-Key": "k", "Content-Type": "text/plain"}
    assert caller._send("POST", ROOT, data=b"{}", headers=headers).status_code == 415


def test_a_change_needs_the_version_it_was_decided_on(platform: Stepped) -> None:
    made = platform.caller("demo-turku").post(ROOT, referral()).headers["Location"]
    mll = platform.caller("coordinator-mll")
    assert mll._send("PUT", f"{made}/acceptance", json={}).status_code == 428
    assert mll.put(f"{made}/acceptance", {}, seen='"1"').status_code == 412


def test_acceptance_opens_a_case_and_shows_who_the_family_is(platform: Stepped) -> None:
    made = platform.caller("demo-turku").post(ROOT, referral()).headers["Location"]
    mll = platform.caller("coordinator-mll")
    assert "subject" not in mll.get(made).json
    accepted = mll.put(f"{made}/acceptance", {})
    assert accepted.json["subject"]["given_name"] == "Aino"
    again = mll.put(f"{made}/acceptance", {}, seen='"1"')
    assert (again.status_code, again.json["case"]) == (200, accepted.json["case"])


def test_a_future_day_is_refused(platform: Stepped) -> None:
    made = platform.caller("demo-turku").post(ROOT, referral()).headers["Location"]
    answer = platform.caller("coordinator-mll").put(f"{made}/acceptance", {"on": "2099-01-01"})
    assert (answer.status_code, answer.json["code"]) == (422, "future")


def test_an_accepted_referral_is_not_withdrawn(platform: Stepped) -> None:
    turku = platform.caller("demo-turku")
    made = turku.post(ROOT, referral()).headers["Location"]
    platform.caller("coordinator-mll").put(f"{made}/acceptance", {})
    answer = turku.put(f"{made}/withdrawal", {"reason": "MOVED"})
    assert (answer.status_code, answer.json["code"]) == (409, "accepted")


@pytest.mark.parametrize(
    ("language", "detail"),
    [
        ("fi", "Lähete on peruttu, joten sitä ei voi ottaa vastaan."),
        ("sv", "Remissen är återtagen, så den kan inte tas emot."),
        ("en", "This referral is withdrawn, so it cannot be accepted."),
    ],
)
def test_a_refusal_is_said_wholly_in_the_readers_language(
    platform: Stepped, language: str, detail: str
) -> None:
    turku, mll = platform.caller("demo-turku"), platform.caller("coordinator-mll")
    made = turku.post(ROOT, referral()).headers["Location"]
    turku.put(f"{made}/withdrawal", {"reason": "MOVED"})
    headers = {"If-Match": mll.get(made).headers["ETag"], "Accept-Language": language}
    answer = mll._send("PUT", f"{made}/acceptance", json={}, headers=headers)
    assert (answer.status_code, answer.json["detail"]) == (409, detail)


def test_a_rejection_reaches_the_sender_with_its_reason(platform: Stepped) -> None:
    turku = platform.caller("demo-turku")
    made = turku.post(ROOT, referral()).headers["Location"]
    platform.caller("coordinator-mll").put(f"{made}/rejection", {"reason": "NO_CAPACITY"})
    answer = turku.get(made).json
    assert (answer["status"], answer["reason"]) == ("rejected", "NO_CAPACITY")


@pytest.mark.parametrize("text", ["Soita 040 1234567", "aino on kiva", "a@b.fi", "010116A903X"])
def test_a_message_before_acceptance_names_nobody(platform: Stepped, text: str) -> None:
    turku = platform.caller("demo-turku")
    made = turku.post(ROOT, referral()).headers["Location"]
    answer = turku.post(f"{made}/messages", {"text": text})
    assert (answer.status_code, answer.json["code"]) == (422, "identifying-text")
    assert turku.post(f"{made}/messages", {"text": "Perhe toivoo iltoja."}).status_code == 201


def test_no_message_holds_an_identity_code_even_after_acceptance(platform: Stepped) -> None:
    turku = platform.caller("demo-turku")
    made = turku.post(ROOT, referral()).headers["Location"]
    platform.caller("coordinator-mll").put(f"{made}/acceptance", {})
    answer = turku.post(f"{made}/messages", {"text": "Tunnus on 010116a903x."})
    assert (answer.status_code, answer.json["code"]) == (422, "identifying-text")


def test_nor_brothers_sisters_and_guardians(platform: Stepped) -> None:
    turku = platform.caller("demo-turku")
    brother = {"given_name": "Eetu", "family_name": "Testinen", "date_of_birth": "2017-04-01"}
    family = referral(siblings=[brother])
    family["subject"]["guardians"] = [{"given_name": "Sirpa", "family_name": "Esimerkki"}]
    made = turku.post(ROOT, family).headers["Location"]
    for text in ("Eetullekin sopii.", "Sirpan luona.", "Testisen äidille", "Esimerkit muuttivat."):
        answer = turku.post(f"{made}/messages", {"text": text})
        assert (answer.status_code, answer.json["code"]) == (422, "identifying-text")


def test_a_word_that_may_be_a_name_is_taken_with_a_reason(platform: Stepped) -> None:
    turku = platform.caller("demo-turku")
    family = referral()
    family["subject"]["given_name"] = "Toivo"
    made = turku.post(ROOT, family).headers["Location"]
    text = {"text": "Toivo paremmasta elää."}
    unsure = turku.post(f"{made}/messages", text)
    assert (unsure.status_code, unsure.json["code"]) == (422, "possible-name")
    assert list(unsure.json["errors"]) == ["not_a_name"]
    reason = {"not_a_name": "Tarkoitan toivetta."}
    assert turku.post(f"{made}/messages", text | reason).status_code == 201
    sure = turku.post(f"{made}/messages", {"text": "Perheen Toivo odottaa."} | reason)
    assert (sure.status_code, sure.json["code"]) == (422, "identifying-text")


def test_somebody_elses_referral_looks_like_a_missing_one(platform: Stepped) -> None:
    made = platform.caller("demo-turku").post(ROOT, referral()).headers["Location"]
    varha = platform.caller("demo-varha")
    foreign, missing = varha.get(made), varha.get(f"{ROOT}/{uuid4()}")
    assert foreign.status_code == missing.status_code == 404
    assert {**foreign.json, "instance": ""} == {**missing.json, "instance": ""}
    assert varha.put(f"{made}/withdrawal", {"reason": "MOVED"}, seen='"1"').status_code == 404


def test_a_role_that_never_sends_may_not(platform: Stepped) -> None:
    assert platform.caller("regional").post(ROOT, referral()).status_code == 403
    assert platform.caller("demo-kela").get(ROOT).status_code == 403


def test_the_sender_finds_it_by_its_own_reference(platform: Stepped) -> None:
    turku = platform.caller("demo-turku")
    made = turku.post(ROOT, referral())
    listed = turku.get(f"{ROOT}?source_reference=T-2026-1").json["referrals"]
    assert [each["id"] for each in listed] == [made.json["id"]]
    assert platform.caller("demo-varha").get(f"{ROOT}?source_reference=T-2026-1").json == {
        "referrals": [],
        "next": None,
    }


def test_a_reader_at_level_zero_sees_only_that_it_was_answered(platform: Stepped) -> None:
    turku = platform.caller("demo-turku")
    consent = {"given_on": "2026-11-01", "given_by": "GUARDIAN", "disclosure_level": "L0"}
    made = turku.post(ROOT, referral(consent=consent)).headers["Location"]
    shown = turku.get(made).json
    names = {"id", "status", "source_reference", "disclosure_level", "next_step", "sent"}
    assert set(shown) == names | {"awaiting_reply_since", "answer_due"}


def test_under_non_disclosure_no_place_is_told(platform: Stepped) -> None:
    turku = platform.caller("demo-turku")
    made = turku.post(ROOT, referral(subject=child(non_disclosure=True))).headers["Location"]
    assert platform.caller("coordinator-mll").get(made).json["municipality"] is None


def test_out_of_age_is_refused_with_the_rule(platform: Stepped) -> None:
    before = positions(platform)
    answer = platform.caller("demo-turku").post(
        ROOT, referral(subject=child(date_of_birth="2024-04-01"))
    )
    assert (answer.status_code, answer.json["rule"]) == (422, "AGE")
    assert positions(platform) == before


def test_a_municipality_outside_every_agreement_is_refused(platform: Stepped) -> None:
    answer = platform.caller("demo-turku").post(ROOT, referral(municipality="005"))
    assert (answer.status_code, answer.json["rule"]) == (422, "AREA")
    unknown = platform.caller("demo-turku").post(ROOT, referral(municipality="999"))
    assert (unknown.status_code, unknown.json["code"]) == (422, "unknown-municipality")


def test_a_hard_exclusion_is_refused_and_names_what_fits(platform: Stepped) -> None:
    body = referral(
        client_status="CHILD_PROTECTION_OPEN_CARE",
        preconditions={"needs_assessment_by": "SOCIAL_SERVICES", "family_need_known": True},
    )
    answer = platform.caller("demo-varha").post(ROOT, body)
    assert (answer.status_code, answer.json["rule"]) == (422, "CHILD_PROTECTION_CLIENT")
    assert "amm-tukihenkilo" in [each["programme"] for each in answer.json["alternatives"]]


def test_a_coordinator_may_set_a_hard_exclusion_aside_with_a_reason(platform: Stepped) -> None:
    override = {"rule": "CHILD_PROTECTION_CLIENT", "reason": "Sovittu sosiaalityön kanssa."}
    body = referral(client_status="CHILD_PROTECTION_OPEN_CARE", override=override)
    answer = platform.caller("coordinator-mll").post(ROOT, body)
    assert (answer.status_code, answer.json["warnings"]) == (201, ["CHILD_PROTECTION_CLIENT"])
    assert platform.caller("demo-varha").post(ROOT, body).status_code == 403
