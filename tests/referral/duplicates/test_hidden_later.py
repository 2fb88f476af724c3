"""A non-disclosure order comes to one of two referrals of one child, candidates or merged."""

from typing import Any

import pytest

from tests.platform import BASE, Stepped
from tests.referral.duplicates.test_merging import (
    AINO,
    TYPED,
    accepted,
    decide,
    id_of,
    pairs,
    read_by,
    two,
)

ORDER = {"non_disclosure": True, "reason": "Turvakielto tuli."}
DIFFERS = "toisessa on turvakielto, toisessa ei"


def hide(platform: Stepped, who: str, address: str) -> None:
    answer = platform.caller(who).put(f"{address}/correction", ORDER)
    assert answer.status_code == 200, answer.text
    platform.settle()


def differs(platform: Stepped, *addresses: str) -> list[bool]:
    browser = platform.browser("coordinator-mll")
    pages = (f"/referral/referrals/{id_of(address)}" for address in addresses)
    return [DIFFERS in browser.get(page, base_url=BASE).text for page in pages]


@pytest.mark.parametrize("merged", [True, False])
def test_the_other_sender_learns_nothing_of_it(platform: Stepped, *, merged: bool) -> None:
    first, second = two(platform)
    if merged:
        assert decide(platform, second, "merge", {"into": id_of(first)}).status_code == 200
    before = read_by(platform, "demo-turku", first)
    hide(platform, "demo-varha", second)
    assert read_by(platform, "demo-turku", first) == before
    own: Any = platform.caller("demo-varha").get(second).json
    assert own["municipality"] is None


def test_of_merged_ones_the_provider_reads_that_one_is_not_hidden_yet(platform: Stepped) -> None:
    first, second = two(platform)
    decide(platform, second, "merge", {"into": id_of(first)})
    assert differs(platform, first, second) == [False, False]
    hide(platform, "demo-varha", second)
    assert differs(platform, first, second) == [True, True]
    hide(platform, "coordinator-mll", first)
    assert differs(platform, first, second) == [False, False]
    assert decide(platform, second, "separation").status_code == 200


def test_of_merged_ones_a_sender_reads_nothing(platform: Stepped) -> None:
    first = accepted(platform, "municipal-turku", "T-1", AINO)
    second = accepted(platform, "demo-varha", "V-1", TYPED)
    decide(platform, second, "merge", {"into": id_of(first)})
    hide(platform, "demo-varha", second)
    browser = platform.browser("municipal-turku")
    page = browser.get(f"/referral/referrals/{id_of(first)}", base_url=BASE).text
    assert ("Aino-Maria" in page, DIFFERS in page) == (True, False)


def test_candidates_are_merged_once_both_records_are_hidden(platform: Stepped) -> None:
    first, second = two(platform)
    hide(platform, "demo-varha", second)
    assert [ids for ids, _ in pairs(platform)] == [{id_of(first), id_of(second)}]
    refused = decide(platform, second, "merge", {"into": id_of(first)})
    assert (refused.status_code, "non-disclosure" in refused.text) == (409, True)
    page = platform.browser("coordinator-mll").get("/referral/duplicates", base_url=BASE).text
    assert "Salakuja" not in page
    hide(platform, "coordinator-mll", first)
    assert decide(platform, second, "merge", {"into": id_of(first)}).status_code == 200


def test_who_comes_second_reads_that_somebody_was_faster(platform: Stepped) -> None:
    """Two coordinators have both pages open, and press at the same time."""
    first, second = two(platform)
    coordinator = platform.caller("coordinator-mll")
    tags = {each: coordinator.get(each).headers["ETag"] for each in (first, second)}
    presses = [
        (second, "merge", {"into": id_of(first)}),
        (second, "merge", {"into": id_of(first)}),
        (first, "merge", {"into": id_of(second)}),
        (second, "distinction", {"other": id_of(first)}),
    ]
    answers = [
        coordinator.put(f"{each}/{step}", body, seen=tags[each]).status_code
        for each, step, body in presses
    ]
    assert answers == [200, 200, 409, 409]  # the same again changes nothing
    again = decide(platform, first, "merge", {"into": id_of(second)})
    assert (again.status_code, "other way round" in again.text) == (409, True)
    tag = coordinator.get(second).headers["ETag"]
    statuses = [coordinator.put(f"{second}/separation", {}, seen=tag).status_code for _ in range(2)]
    assert statuses == [200, 409]
