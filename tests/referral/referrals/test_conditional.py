"""Who asks for a referral again is told when it is as before, also as far as its case goes on."""

from typing import Any

import pytest

from tests.casework.acceptance import Opened, a_case
from tests.platform import Stepped


@pytest.fixture
def case(platform: Stepped) -> Opened:
    return a_case(platform)


def again(case: Opened, tag: str) -> Any:
    path = f"/referral/api/v1/referrals/{case.referral}"
    return case.coordinator.get(path, **{"If-None-Match": tag})


def test_a_referral_that_is_as_before_is_not_sent_again(case: Opened) -> None:
    first = again(case, "")
    answer = again(case, first.headers["ETag"])
    assert (answer.status_code, answer.headers["ETag"]) == (304, first.headers["ETag"])


def test_what_was_read_is_what_a_change_names(case: Opened) -> None:
    tag = again(case, "").headers["ETag"]
    path = f"/referral/api/v1/referrals/{case.referral}/acceptance"
    assert case.coordinator.put(path, {}, seen=tag).status_code == 200
    older = f'"{int(tag.strip(chr(34)).partition("-")[0]) - 1}"'
    rejected = case.coordinator.put(
        path.replace("acceptance", "rejection"), {"reason": "NO_CAPACITY"}, seen=older
    )
    assert rejected.status_code in (409, 412)
