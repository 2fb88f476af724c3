"""The officer's list of what was erased, and what was refused; requests go in their time too."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.platform.nightly import expire
from shared.kernel.clock import Clock
from tests.platform import BASE, Stepped
from tests.referral.erasures.test_erasing import ERASURES, erase, withdrawn
from tests.referral.rights.test_requests import ROOT as REQUESTS, record

PAGE = "/referral/privacy/families"
PEOPLE = "/volunteers/privacy/people"


def dealt_with(platform: Stepped, referral_id: str, step: str, body: dict[str, str]) -> str:
    made = record(platform, "municipal-turku", referral_id, kind="ERASURE").json["id"]
    officer, address = platform.caller("dpo"), f"{REQUESTS}/{made}"
    officer.put(f"{address}/identity-confirmation", {"method": "KNOWN_PERSON"})
    answer = officer.put(f"{address}/{step}", body)
    assert answer.status_code == 200, answer.text
    return str(made)


def refused(platform: Stepped, referral_id: str) -> str:
    body = {"ground": "LEGAL_DUTY", "reason": "Laki vaatii.", "delivery": "POST"}
    return dealt_with(platform, referral_id, "refusal", body)


def later(platform: Stepped, days: int) -> Any:
    service = platform.platform.services["referral"]
    then = service.clock.now() + timedelta(days=days)
    service.clock = Clock(service.clock.zone, lambda: then)
    return service


def test_the_list_says_whose_when_by_whom_and_why(platform: Stepped) -> None:
    referral_id = withdrawn(platform)
    erase(platform, "dpo", referral_id)
    platform.settle()
    (line,) = platform.caller("dpo").get(ERASURES).json["erasures"]
    assert (line["record_id"], line["ground"], line["classes"], line["kept"]) == (
        referral_id,
        "REQUEST",
        ["referral"],
        [],
    )
    page = platform.browser("dpo").get(f"{PAGE}?lang=fi", base_url=BASE).text
    wanted = (referral_id, "Henkilö pyysi", "Tietosuojavastaava Tervala", "Perheet")
    assert [text for text in wanted if text not in page] == []


def test_what_was_refused_stands_there_with_its_ground(platform: Stepped) -> None:
    request_id = refused(platform, withdrawn(platform))
    page = platform.browser("dpo").get(f"{PAGE}?lang=fi", base_url=BASE).text
    assert f"/referral/privacy/requests/{request_id}" in page
    assert "Pyydetty ja evätty" in page


@pytest.mark.parametrize("address", [PAGE, PEOPLE])
@pytest.mark.parametrize("who", ["coordinator-mll", "municipal-turku", "admin"])
def test_nobody_but_the_officer_reads_it(platform: Stepped, who: str, address: str) -> None:
    browser = platform.browser(who, address.split("/")[1])
    assert browser.get(address, base_url=BASE).status_code in (403, 404)


def test_the_officer_comes_there_from_their_own_page(platform: Stepped) -> None:
    browser = platform.browser("dpo")
    assert f'href="{PAGE}"' in browser.get("/referral/privacy", base_url=BASE).text
    assert PEOPLE in browser.get(PAGE, base_url=BASE).text
    people = platform.browser("dpo", "volunteers").get(f"{PEOPLE}?lang=sv", base_url=BASE)
    assert (people.status_code, "Ingenting har raderats" in people.text) == (200, True)


@pytest.mark.parametrize(("days", "goes"), [(0, False), (1, True)])
def test_a_request_goes_three_years_after_it_was_dealt_with(
    platform: Stepped, days: int, goes: bool
) -> None:
    referral_id = withdrawn(platform)
    request_id = refused(platform, referral_id)
    today = platform.platform.clock.today()
    end = (date(today.year + 3, today.month, today.day) - today).days
    service = later(platform, end + days)
    gone = [str(over.record_id) for over in expire(service) if "rights" in over.classes]
    assert gone == ([request_id] if goes else [])
    platform.settle()
    page = platform.browser("dpo").get(f"/referral/privacy/requests/{request_id}", base_url=BASE)
    assert (page.status_code, "Pyytäjä-Kanaria" in page.text) == (200, not goes)


def test_while_something_is_restricted_its_request_stays(platform: Stepped) -> None:
    request_id = dealt_with(platform, withdrawn(platform), "restriction", {})
    officer, address = platform.caller("dpo"), f"{REQUESTS}/{request_id}"
    officer.put(f"{address}/answer", {"delivery": "POST", "note": "Rajoitettu."})
    service = later(platform, 5000)
    assert request_id not in [str(over.record_id) for over in expire(service)]
