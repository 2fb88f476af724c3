"""The officer erases a family: nobody reads who they were, and the counts stay."""

from typing import Any

import pytest

from tests.platform import BASE, Stepped
from tests.referral.referrals.bodies import child, referral

ROOT = "/referral/api/v1/referrals"
ERASURES = "/referral/api/v1/erasures"
NAMES = ("Kanarialintu", "Keltasulka", "Häkkitie", "Orrella")


def sent(platform: Stepped) -> str:
    family = child(
        given_name="Kanarialintu", family_name="Keltasulka", contact={"address": "Häkkitie 1"}
    )
    body = referral("E-1", subject=family, notes="Orrella hiljaa.")
    return str(platform.caller("demo-turku").post(ROOT, body).json["id"])


def withdrawn(platform: Stepped) -> str:
    referral_id = sent(platform)
    reason = {"reason": "FAMILY_WITHDREW"}
    answer = platform.caller("demo-turku").put(f"{ROOT}/{referral_id}/withdrawal", reason)
    assert answer.status_code == 200, answer.text
    return referral_id


def erase(platform: Stepped, who: str, referral_id: str) -> Any:
    return platform.caller(who).put(f"{ERASURES}/{referral_id}/erasure", {})


def shown(platform: Stepped, who: str, address: str) -> str:
    answer = platform.browser(who).get(address, base_url=BASE)
    assert answer.status_code == 200
    return answer.text


def test_an_erased_family_can_be_read_by_nobody(platform: Stepped) -> None:
    referral_id = withdrawn(platform)
    page = f"/referral/referrals/{referral_id}"
    assert "Keltasulka" in shown(platform, "municipal-turku", page)
    answer = erase(platform, "dpo", referral_id)
    assert (answer.status_code, answer.json["erased"]) == (200, ["referral"])
    for address in (page, "/referral/", f"{page}?lang=sv"):
        text = shown(platform, "municipal-turku", address)
        assert [name for name in NAMES if name in text] == []
    left = platform.caller("demo-turku").get(f"{ROOT}/{referral_id}").json
    assert (left["status"], "Keltasulka" in str(left)) == ("withdrawn", False)


def test_what_is_under_way_is_not_erased(platform: Stepped) -> None:
    referral_id = sent(platform)
    held = platform.caller("dpo").get(f"{ERASURES}/{referral_id}").json["hold"]
    assert held["code"] == "in-use"
    refused = erase(platform, "dpo", referral_id)
    assert (refused.status_code, refused.json["code"]) == (409, "in-use")
    assert "Keltasulka" in shown(platform, "municipal-turku", f"/referral/referrals/{referral_id}")


@pytest.mark.parametrize("who", ["coordinator-mll", "municipal-turku", "regional", "admin"])
def test_nobody_but_the_officer_erases(platform: Stepped, who: str) -> None:
    referral_id = withdrawn(platform)
    officer = platform.caller("dpo").get(f"{ERASURES}/{referral_id}")
    answer = platform.caller(who).put(
        f"{ERASURES}/{referral_id}/erasure", {}, seen=officer.headers["ETag"]
    )
    assert answer.status_code in (403, 404)


def test_the_erased_stay_erased_when_their_keys_come_back(platform: Stepped) -> None:
    """A key store put back from before: what follows the events again destroys the keys again."""
    referral_id = withdrawn(platform)
    erase(platform, "dpo", referral_id)
    again = erase(platform, "dpo", referral_id)
    assert (again.status_code, again.json["erased"]) == (200, ["referral"])


def test_nothing_is_decided_any_more_of_whom_nobody_knows(platform: Stepped) -> None:
    referral_id = withdrawn(platform)
    erase(platform, "dpo", referral_id)
    steps = {
        "acceptance": ("coordinator-mll", {}),
        "reopening": ("demo-turku", {"reason": "Peruttiin vahingossa"}),
        "correction": ("demo-turku", {"reason": "Kirjoitusvirhe", "given_name": "Aino"}),
    }
    answers = {
        step: platform.caller(who).put(f"{ROOT}/{referral_id}/{step}", body)
        for step, (who, body) in steps.items()
    }
    codes = {step: (answer.status_code, answer.json["code"]) for step, answer in answers.items()}
    assert codes == dict.fromkeys(steps, (409, "erased"))
