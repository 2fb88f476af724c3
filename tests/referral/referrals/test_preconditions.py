"""What a sender tells of a programme's preconditions is kept, for those whom it concerns."""

import pytest

from tests.casework.acceptance import child_of_two_worlds
from tests.platform import Stepped
from tests.referral.referrals.bodies import referral

ROOT = "/referral/api/v1/referrals"
TOLD = {"needs_assessment_by": "SOCIAL_SERVICES", "family_need_known": "true"}


def test_the_preconditions_are_read_by_the_sender_then_by_the_provider_and_in_the_case(
    platform: Stepped,
) -> None:
    varha, siipisulka = platform.caller("demo-varha"), platform.caller("coordinator-siipisulka")
    made = varha.post(ROOT, child_of_two_worlds(platform)).headers["Location"]
    assert varha.get(made).json["preconditions"] == TOLD
    assert "preconditions" not in siipisulka.get(made).json
    accepted = siipisulka.put(f"{made}/acceptance", {}).json
    assert accepted["preconditions"] == TOLD
    case = siipisulka.get(f"/casework/api/v1/cases/{accepted['case']}").json
    assert case["subject"]["preconditions"] == TOLD


def test_the_page_says_them_in_the_programmes_words_after_acceptance(platform: Stepped) -> None:
    varha, siipisulka = platform.caller("demo-varha"), platform.caller("coordinator-siipisulka")
    made = varha.post(ROOT, child_of_two_worlds(platform)).headers["Location"]
    page = f"/referral/referrals/{made.rsplit('/', 1)[1]}"
    browser = platform.browser("coordinator-siipisulka")
    assert "(Sosiaalihuolto)" not in browser.get(page, base_url="http://localhost").text
    siipisulka.put(f"{made}/acceptance", {})
    assert "(Sosiaalihuolto)" in browser.get(page, base_url="http://localhost").text


def test_what_the_programme_does_not_ask_for_is_not_kept(platform: Stepped) -> None:
    turku = platform.caller("demo-turku")
    made = turku.post(ROOT, referral(preconditions=TOLD)).headers["Location"]
    assert turku.get(made).json["preconditions"] == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"needs_assesment_by": "SOCIAL_SERVICES"},
        {"family_need_known": 1},
        {"family_need_known": ["true"]},
        {"needs_assessment_by": "x" * 61},
        {"": True},
    ],
    ids=["mistyped", "number", "list", "long", "nameless"],
)
def test_a_wrong_precondition_is_refused(platform: Stepped, wrong: dict[str, object]) -> None:
    answer = platform.caller("demo-turku").post(ROOT, referral(preconditions=wrong))
    assert answer.status_code == 422, answer.text
