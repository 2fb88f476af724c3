"""A referral goes by the newest version of its programme until its case has begun with one."""

from typing import Any

import pytest

from tests.casework.acceptance import ago, child_of_two_worlds
from tests.platform import BASE, Stepped
from tests.publishing import publish

ROOT = "/referral/api/v1/referrals"


def phases(name: str) -> str:
    return f"[{{code: MEET, name: {{fi: {name}, sv: {name}, en: {name}}}}}]"


def sent_to_a_friend(platform: Stepped) -> tuple[str, str]:
    """The address of a referral of Turku's to Kaveri at level L3, and of its page."""
    body = child_of_two_worlds(platform) | {"programme": "kaveri", "client_status": "NONE"}
    body["consent"] |= {"disclosure_level": "L3"}
    made = platform.caller("municipal-turku").post(ROOT, body)
    assert made.status_code == 201, made.text
    return made.headers["Location"], f"/referral/referrals/{made.json['id']}?lang=en"


def accept(platform: Stepped, where: str) -> None:
    mll = platform.caller("coordinator-mll")
    assert mll.put(f"{where}/acceptance", {"on": ago(platform, 60)}).status_code == 200


def page(platform: Stepped, at: str, *, who: str) -> str:
    browser: Any = platform.browser(who)
    return str(browser.get(at, base_url=BASE).text)


def test_its_sender_reads_programme_and_phase_as_the_case_calls_them(platform: Stepped) -> None:
    publish(platform, "kaveri", 2, phases=phases("Harbour"))
    where, at = sent_to_a_friend(platform)
    accept(platform, where)
    names = {"en: Buddy support person": "en: Rowing friend"}
    publish(platform, "kaveri", 3, phases=phases("Shipyard"), words=names)
    read = page(platform, at, who="municipal-turku")
    assert ("Harbour" in read, "Shipyard" in read) == (True, False)
    assert ("Buddy support person" in read, "Rowing friend" in read) == (True, False)


@pytest.mark.parametrize(("is_accepted", "ages"), [(False, "10–17"), (True, "6–17")])
def test_whom_it_is_for_is_said_as_it_was_when_the_case_began(
    platform: Stepped, is_accepted: bool, ages: str
) -> None:
    where, at = sent_to_a_friend(platform)
    if is_accepted:
        accept(platform, where)
    publish(platform, "kaveri", 2, words={"age_min: 6": "age_min: 10"})
    read = page(platform, at, who="coordinator-mll")
    assert [band for band in ("6–17", "10–17") if band in read] == [ages]


@pytest.mark.parametrize(("days", "is_late"), [(400, False), (3, True)])
def test_an_answer_is_late_after_the_programmes_working_days(
    platform: Stepped, days: int, is_late: bool
) -> None:
    publish(platform, "kaveri", 2, promise_days=days)
    _, at = sent_to_a_friend(platform)
    shown = [
        page(platform, address, who="coordinator-mll") for address in (at, "/referral/?lang=en")
    ]
    assert ["Answer is late" in text for text in shown] == [is_late, is_late]
