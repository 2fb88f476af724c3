"""An indicator is looked at, kept, given a further version, and read by each reader's right."""

from typing import Any

import pytest
from werkzeug.test import Client

from tests.platform import BASE, Stepped, csrf_of

pytestmark = pytest.mark.xdist_group("lived")
API, PAGE = "/reporting/api/v1/new-indicators", "/reporting/new-indicators"
NAMES = {"name_fi": "Tapaamisia", "name_sv": "Träffar hölls", "name_en": "Visits held"}
VISITS = {
    **NAMES,
    "counted_event": "visit.logged",
    "conditions": "status = HELD",
    "dimensions": ["MONTH", "MUNICIPALITY"],
    "counting": "CASES",
}


@pytest.fixture(scope="module")
def indicator(lived: Stepped) -> str:
    """How many families of the team met somebody."""
    made = lived.caller("regional").post(API, VISITS)
    assert made.status_code == 201, made.text
    address: str = made.headers["Location"]
    return address


def read(lived: Stepped, sign_in: str, address: str) -> Any:
    answer = lived.caller(sign_in).get(address)
    assert answer.status_code == 200, answer.text
    return answer.json


def test_the_team_reads_its_own_from_the_first_event_on(lived: Stepped, indicator: str) -> None:
    ours = read(lived, "worker-helsinki", indicator)
    (version,) = ours["versions"]
    assert (ours["exactly"], version["total"]) == (True, {"codes": [], "count": 37})
    assert version["tables"]["MUNICIPALITY"] == [{"codes": ["091"], "count": 37}]
    assert version["tables"]["MONTH"][0]["codes"] == ["2025-12"]


def test_the_region_reads_it_in_fives(lived: Stepped, indicator: str) -> None:
    theirs = read(lived, "regional", indicator)
    (version,) = theirs["versions"]
    assert (theirs["exactly"], version["total"]["count"]) == (False, 35)
    counts = [row["count"] for rows in version["tables"].values() for row in rows]
    assert all(count >= 5 and count % 5 == 0 for count in counts)
    nothing = read(lived, "coordinator-mll", indicator)["versions"][0]
    assert nothing["total"]["count"] == 0


def test_a_further_version_stands_beside_the_first(lived: Stepped) -> None:
    region = lived.caller("regional")
    address = region.post(API, {**VISITS, "dimensions": []}).headers["Location"]
    events = {**VISITS, "dimensions": [], "counting": "EVENTS", "conditions": "minutes >= 90"}
    assert region.put(f"{address}/definition", events, of=address).status_code == 200
    new, old = read(lived, "worker-helsinki", address)["versions"]
    assert (new["version"], new["conditions"], old["version"]) == (2, ["minutes >= 90"], 1)
    assert old["total"]["count"] == 37
    assert new["total"]["count"] > 37
    again = region.put(f"{address}/definition", events, of=address)
    assert (again.status_code, again.json["code"]) == (409, "unchanged")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"counted_event": "person.erased"}, "event"),
        ({"counted_event": "volunteer.applied", "conditions": ""}, "counting"),
        ({"conditions": "notes = x"}, "conditions"),
    ],
)
def test_what_cannot_be_counted_is_refused(
    lived: Stepped, wrong: dict[str, str], code: str
) -> None:
    refused = lived.caller("regional").post(API, {**VISITS, **wrong})
    assert (refused.status_code, refused.json["code"]) == (422, code)


@pytest.mark.parametrize("sign_in", ["funder", "worker-helsinki", "municipal-turku"])
def test_only_the_region_defines(lived: Stepped, sign_in: str) -> None:
    assert lived.caller(sign_in).post(API, VISITS).status_code == 403


def send(browser: Client, address: str, **fields: Any) -> Any:
    page = browser.get(f"{address}?lang=fi", base_url=BASE)
    form = {"csrf_token": csrf_of(page.text), **fields}
    return browser.post(address, base_url=BASE, data=form)


def test_it_is_looked_at_before_it_is_kept(lived: Stepped) -> None:
    browser = lived.browser("regional", "reporting")
    before = len(read(lived, "regional", API)["indicators"])
    preview = send(browser, f"{PAGE}/new", **VISITS, step="look")
    assert preview.status_code == 200
    assert "ei vielä tallennettu" in preview.text
    assert len(read(lived, "regional", API)["indicators"]) == before
    kept = send(browser, f"{PAGE}/new", **VISITS, step="keep")
    assert kept.status_code == 303
    shown = browser.get(f"{kept.headers['Location']}?lang=sv", base_url=BASE)
    assert "Träffar hölls" in shown.text
    assert "Tapaamisia" in browser.get(f"{PAGE}?lang=fi", base_url=BASE).text


def test_a_form_says_what_is_wrong_beside_its_field(lived: Stepped) -> None:
    browser = lived.browser("regional", "reporting")
    wrong = send(browser, f"{PAGE}/new", **{**VISITS, "conditions": "status = LOST"}, step="look")
    assert wrong.status_code == 422
    assert "status on jokin näistä" in wrong.text


def test_a_version_of_meanwhile_is_not_overwritten(lived: Stepped) -> None:
    browser = lived.browser("regional", "reporting")
    address = lived.caller("regional").post(API, VISITS).headers["Location"]
    page = f"{PAGE}/{address.rsplit('/', 1)[1]}/definition"
    more = {**VISITS, "conditions": "minutes >= 30", "step": "keep"}
    assert send(browser, page, **more, seen="1").status_code == 303
    late = send(browser, page, **{**more, "conditions": "minutes >= 45"}, seen="1")
    assert late.status_code == 409
    assert len(read(lived, "regional", address)["versions"]) == 2
