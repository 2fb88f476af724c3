"""The family's own page, with a code and without an account."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from services.casework.familycodes import events
from services.casework.familycodes.domain import LASTS, FamilyCode
from shared.kernel.testing import given
from tests.casework.acceptance import Opened, a_case, ago
from tests.casework.visiting import Browser, browser
from tests.platform import BASE, Stepped

CODE, CASE, HOME, DAY = UUID(int=1), UUID(int=2), UUID(int=3), date(2026, 3, 2)
MADE = events.FamilyCodeMade(
    code_id=CODE, case_id=CASE, organisation=HOME, code="digest", on=DAY, until=DAY + LASTS
)
WITHDRAWN = events.FamilyCodeWithdrawn(code_id=CODE, case_id=CASE, on=DAY)
THEIRS, TEAMS = "Sovimme uinnista", "Vain tiimille"


@pytest.mark.parametrize(
    ("history", "day", "is_good"),
    [
        ([], DAY, False),
        ([MADE], DAY, True),
        ([MADE], DAY + LASTS, True),
        ([MADE], DAY + LASTS + timedelta(days=1), False),
        ([MADE, WITHDRAWN], DAY, False),
    ],
)
def test_a_code_opens_the_page_until_its_last_day(
    history: list[events.FamilyCodeEvent], day: date, is_good: bool
) -> None:
    code = given(FamilyCode(CODE), *history)
    opened = events.FamilyCodeOpened(code_id=CODE, case_id=CASE, on=day)
    assert (code.is_good(day), code.open(on=day)) == (is_good, [opened] if is_good else [])


def test_a_code_is_made_and_withdrawn_once() -> None:
    assert FamilyCode(CODE).make(CASE, HOME, "digest", on=DAY) == [MADE]
    code = given(FamilyCode(CODE), MADE)
    assert (code.make(CASE, HOME, "digest", on=DAY), code.withdraw(on=DAY)) == ([], [WITHDRAWN])
    assert given(code, WITHDRAWN).withdraw(on=DAY) == []


def new_code(case: Opened, coordinator: Browser) -> str:
    address = f"/casework/cases/{case.id}/family-codes"
    shown = coordinator.get(address).text
    key = re.search(r'name="form_key" value="([^"]+)"', shown)
    assert key is not None
    page = coordinator.send(address, {"form_key": key[1]}).text
    code = re.search(r"(?:[2-9A-Z]{4}-){4}[2-9A-Z]{4}", page)
    assert code is not None, page
    return code[0]


def opened(platform: Stepped, code: str) -> Any:
    client = Client(platform.platform, Response)
    return client.post("/casework/family", base_url=BASE, data={"code": code})


def written(case: Opened) -> None:
    entry = {"kind": "CONTACT", "party": "SCHOOL", "held_on": ago(case.platform, 3)}
    for text, more in ((THEIRS, {"for_family": True}), (TEAMS, {})):
        made = case.post("entries", entry | {"text": text, "whom": "Opettaja Oma"} | more)
        assert made.status_code == 201, made.text
    visit = {"held_on": ago(case.platform, 5), "kind": "FACE", "status": "HELD", "present": 1}
    assert case.post("visits", visit | {"minutes": 30, "notes": TEAMS}).status_code == 201
    assert case.post("goals", {"text": "Kouluun aamuisin"}).status_code == 201
    case.platform.settle()


def test_a_family_reads_its_own_course_and_nothing_of_others(
    case: Opened, coordinator: Browser
) -> None:
    written(case)
    code = new_code(case, coordinator)
    page = opened(case.platform, code.lower().replace("-", " "))
    seen = {text: text in page.text for text in (THEIRS, TEAMS, "Opettaja Oma", "Kouluun aamuisin")}
    assert (page.status_code, seen) == (
        200,
        {THEIRS: True, TEAMS: False, "Opettaja Oma": False, "Kouluun aamuisin": True},
    )
    assert (page.headers["Cache-Control"], "Testinen" in page.text) == ("no-store", False)
    case.platform.settle()
    shown = coordinator.get(f"/casework/cases/{case.id}/family-codes").text
    assert (code in shown, "1 kerran" in shown) == (False, True)


def test_a_withdrawn_or_replaced_code_answers_like_one_that_never_was(
    case: Opened, coordinator: Browser
) -> None:
    first = new_code(case, coordinator)
    second = new_code(case, coordinator)
    codes = [opened(case.platform, code) for code in (first, "K7QM-2XVA-K7QM-2XVA-K7QM", second)]
    assert [each.status_code for each in codes] == [404, 404, 200]
    listed = coordinator.get(f"/casework/cases/{case.id}/family-codes").text
    there = re.search(r'action="([^"]+/withdrawal)"', listed)
    assert there is not None
    coordinator.send(there[1], {}, shown_at=f"/casework/cases/{case.id}/family-codes")
    assert opened(case.platform, second).status_code == 404


def test_under_an_order_the_page_shows_days_and_no_words(platform: Stepped) -> None:
    case = a_case(platform, non_disclosure=True)
    written(case)
    page = opened(platform, new_code(case, browser(platform, "coordinator-siipisulka")))
    hidden = (THEIRS, TEAMS, "Kouluun aamuisin", "Turku", "Siimes")
    assert (page.status_code, [text for text in hidden if text in page.text]) == (200, [])


def test_without_a_code_the_form_is_shown_again(platform: Stepped) -> None:
    assert opened(platform, "").status_code == 422
    client = Client(platform.platform, Response)
    assert client.get("/casework/family", base_url=BASE).status_code == 200
