"""The forms of a consent: they say nothing that the family has not said."""

import re
from typing import Any

import pytest
from werkzeug.test import Client

from tests.platform import BASE, Stepped, csrf_of
from tests.referral.referrals.bodies import referral

ROOT = "/referral/api/v1/referrals"
FIRST = r'<select[^>]* name="{}"[^>]*>\s*<option value="(\w*)"'
CHOSEN = r'<select[^>]* name="{}"[^>]*>(?:(?!</select>).)*<option value="(\w+)" selected'


@pytest.fixture
def sent(platform: Stepped) -> str:
    """The page of a new referral."""
    made = platform.caller("demo-turku").post(ROOT, referral())
    return str(made.headers["Location"]).replace("/api/v1", "")


def worker(platform: Stepped) -> Client:
    return platform.browser("municipal-turku")


def post(platform: Stepped, browser: Client, address: str, **fields: Any) -> Any:
    page = browser.get(address, base_url=BASE).text
    seen = re.search(r'name="seen" value="(\d+)"', page)
    form = {"csrf_token": csrf_of(page), "seen": seen[1] if seen else ""} | fields
    answer = browser.post(address, base_url=BASE, data=form)
    platform.settle()
    return answer


@pytest.mark.parametrize("name", ["other_guardian", "child_view"])
def test_what_nobody_was_asked_is_not_answered_by_the_form(
    platform: Stepped, sent: str, name: str
) -> None:
    page = worker(platform).get(f"{sent}/consent?lang=fi", base_url=BASE).text
    assert re.search(FIRST.format(name), page)[1] == ""  # type: ignore[index]
    assert re.search(CHOSEN.format(name), page, re.DOTALL) is None
    assert "Ei kysytty" in page


def test_what_was_said_is_there_when_it_is_renewed(platform: Stepped, sent: str) -> None:
    browser = worker(platform)
    typed = {"given_on": "2026-11-01", "given_by": "GUARDIAN", "disclosure_level": "L1"}
    typed |= {"other_guardian": "AGREES", "reason": "Toinenkin huoltaja soitti."}
    assert post(platform, browser, f"{sent}/consent", **typed).status_code == 303
    page = browser.get(f"{sent}/consent", base_url=BASE).text
    assert re.search(CHOSEN.format("other_guardian"), page, re.DOTALL)[1] == "AGREES"  # type: ignore[index]


def test_a_consent_is_withdrawn_without_saying_why(platform: Stepped, sent: str) -> None:
    browser = worker(platform)
    assert post(platform, browser, f"{sent}/consent-withdrawal").status_code == 303
    page = browser.get(f"{sent}?lang=fi", base_url=BASE)
    assert page.status_code == 200
    assert "Perhe perui suostumuksensa" in page.text
