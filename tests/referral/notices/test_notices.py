"""A family is given the notice of its programme, and anybody can read it."""

from typing import Any

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from tests.platform import BASE, Stepped, csrf_of
from tests.referral.referrals.bodies import referral

ROOT = "/referral/api/v1/referrals"


def sent(platform: Stepped) -> str:
    return str(platform.caller("municipal-turku").post(ROOT, referral("T-1")).json["id"])


@pytest.mark.parametrize(
    ("language", "words"),
    [("fi", "Kuka tiedoista vastaa"), ("sv", "Vem ansvarar"), ("en", "Who answers for the data")],
)
def test_anybody_reads_a_programmes_notice(platform: Stepped, language: str, words: str) -> None:
    stranger = Client(platform.platform, Response)
    moved = stranger.get("/privacy/kaveri", base_url=BASE)
    page = stranger.get(f"{moved.headers['Location']}?lang={language}", base_url=BASE)
    assert (page.status_code, words in page.text) == (200, True)
    assert "/referral/notices/kaveri" in stranger.get("/referral/notices", base_url=BASE).text
    missing = [
        stranger.get(f"/referral/notices/{each}", base_url=BASE)
        for each in ("x", "kaveri?version=9")
    ]
    assert [each.status_code for each in missing] == [404, 404]


def test_that_a_family_was_given_it_is_kept_and_shown(platform: Stepped) -> None:
    referral_id = sent(platform)
    browser = platform.browser("municipal-turku")
    page, there = f"/referral/referrals/{referral_id}", f"/referral/referrals/{referral_id}/notice"
    form: dict[str, Any] = {"csrf_token": csrf_of(browser.get(there, base_url=BASE).text)}
    assert browser.post(there, data=form, base_url=BASE).status_code == 422
    form |= {"delivery": "IN_PERSON", "language": "sv"}
    assert browser.post(there, data=form, base_url=BASE).status_code == 303
    platform.settle()
    assert (
        "versio 2, Svenska, annettiin käteen · Kuraattori Kuusela"
        in browser.get(page, base_url=BASE).text
    )
    (given,) = (
        platform.caller("municipal-turku").get(f"{ROOT}/{referral_id}/notices").json["notices"]
    )
    assert (given["programme"], given["version"], given["delivery"]) == ("kaveri", 2, "IN_PERSON")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("municipal-turku", 201),
        ("coordinator-mll", 404),
        ("coordinator-sastamala", 404),
        ("dpo", 403),
    ],
)
def test_whoever_knows_the_family_gives_it(platform: Stepped, who: str, status: int) -> None:
    body = {"delivery": "POST", "language": "fi"}
    answer = platform.caller(who).post(f"{ROOT}/{sent(platform)}/notices", body)
    assert answer.status_code == status
