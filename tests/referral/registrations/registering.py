"""A lecture for which strangers register."""

import re
from typing import Any

from werkzeug.test import Client, TestResponse

from tests.platform import Stepped
from tests.referral.family_contacts.families import get, path_of, post
from tests.referral.happenings.announcing import announced

SEATS = "/referral/api/v1/happening-seats"
PUBLIC = "/referral/open-events"
MOTHER = {"calling_name": "Maija", "people": "2", "phone": "+358401234567", "day": "all"}


def opened(stepped: Stepped, *, seats: int = 3, **terms: Any) -> tuple[str, str]:
    """An announced event with seats; the addresses of its seats and of its form."""
    happening_id = announced(stepped)[-36:]
    address = f"{SEATS}/{happening_id}"
    answer = stepped.caller("coordinator-mll").put(
        f"{address}/terms", {"seats": seats} | terms, of=address
    )
    assert answer.status_code == 200, answer.text
    return address, f"{PUBLIC}/{happening_id}/registration"


def sent(browser: Client, form: str, **changed: Any) -> TestResponse:
    key = re.findall(r'name="form_key" value="([^"]+)"', get(browser, form, "en").text)
    return post(browser, form, MOTHER | {"form_key": key[0]} | changed)


def registered(browser: Client, form: str, **changed: Any) -> str:
    """Register; the address of one's own page."""
    answer = sent(browser, form, **changed)
    assert answer.status_code == 303, answer.text
    return path_of(answer).partition("?")[0]
