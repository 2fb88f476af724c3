"""Exports over HTTP: each is JSON-stat, and an edition keeps its address."""

from typing import Any

import pytest

from services.reporting.editions.commands import publish
from tests.platform import BASE, Stepped
from tests.reporting.test_json_stat import cell, must_be_json_stat

pytestmark = pytest.mark.xdist_group("lived")
API, PAGE = "/reporting/api/v1/exports", "/reporting/open-data"
REPORTS = ("demand", "waiting", "support", "outcomes")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
FAMILIES = "visit.logged"


@pytest.fixture(scope="module")
def published(lived: Stepped) -> Stepped:
    """With the editions of every month that is over."""
    publish(lived.platform.services["reporting"])
    lived.settle()
    return lived


def read(stepped: Stepped, sign_in: str, address: str) -> Any:
    answer = stepped.caller(sign_in).get(address)
    assert answer.status_code == 200, answer.text
    return answer.json


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("sign_in", ["worker-helsinki", "funder"])
def test_a_report_is_the_same_as_json_stat(published: Stepped, report: str, sign_in: str) -> None:
    made = read(published, sign_in, f"{API}/reports/{report}")
    must_be_json_stat(made)
    figures = read(published, sign_in, f"/reporting/api/v1/reports/{report}")["figures"]
    assert figures
    for figure in figures:
        row = f"{figure['group']}:{figure['code']}@{figure['months']}"
        for measure in ("numerator", "denominator", "percent", "median", "nine_in_ten"):
            assert cell(made, figure["figure"], row, measure) == figure[measure]
    notes = made["dimension"]["figure"]["category"]["note"]
    assert all(notes[figure["figure"]] for figure in figures)


def test_only_what_is_published_has_a_licence(published: Stepped) -> None:
    own = read(published, "worker-helsinki", f"{API}/reports/support")["extension"]
    theirs = read(published, "funder", f"{API}/reports/support")["extension"]
    assert (own["licence"], own["edition"]) == (None, None)
    assert theirs["licence"] == LICENCE


def test_an_edition_has_an_address_that_stays(published: Stepped) -> None:
    editions = read(published, "regional", f"{API}/editions")["editions"]
    months = [each["month"] for each in editions]
    assert months == sorted(months, reverse=True)
    oldest = editions[-1]
    for address in oldest["reports"].values():
        made = read(published, "municipal-turku", address)
        must_be_json_stat(made)
        assert made["extension"]["to"] == oldest["month"]
        assert made["extension"]["from"] == oldest["month"]
        assert made["label"]
    assert oldest["licence"] == LICENCE


@pytest.mark.parametrize("address", ["editions/1999-01/demand", "editions/x/demand", "reports/x"])
def test_what_is_not_there_is_not_found(published: Stepped, address: str) -> None:
    assert published.caller("regional").get(f"{API}/{address}").status_code == 404


def test_help_without_a_referral_is_json_stat(published: Stepped) -> None:
    for sign_in in ("coordinator-mll", "regional"):
        made = read(published, sign_in, f"{API}/open-help?half=2026-1")
        must_be_json_stat(made)
        assert made["extension"]["half"] == "2026-1"


def test_a_defined_indicator_is_json_stat(published: Stepped) -> None:
    names = {f"name_{locale}": "Tapaamiset" for locale in ("fi", "sv", "en")}
    body = {**names, "counted_event": FAMILIES, "counting": "CASES", "dimensions": ["PROGRAMME"]}
    made = published.caller("regional").post("/reporting/api/v1/new-indicators", body)
    indicator = made.headers["Location"].rsplit("/", 1)[1]
    own = read(published, "worker-helsinki", f"{API}/new-indicators/{indicator}")
    must_be_json_stat(own)
    assert cell(own, "1", "total", "count") == 37
    assert own["dimension"]["version"]["category"]["note"]["1"]


@pytest.mark.parametrize("sign_in", ["worker-helsinki", "coordinator-mll", "volunteer-mll"])
def test_who_reads_no_editions_has_no_open_data(published: Stepped, sign_in: str) -> None:
    assert published.caller(sign_in).get(f"{API}/editions").status_code == 403
    assert published.caller(sign_in).get(f"{API}/editions/2026-03/demand").status_code == 403


def test_the_page_leads_to_every_edition(published: Stepped) -> None:
    browser = published.browser("funder", "reporting")
    page = browser.get(f"{PAGE}?lang=sv", base_url=BASE)
    assert page.status_code == 200
    assert LICENCE in page.text
    assert "Öppna data" in page.text
    address = f"{PAGE}/2026-10/demand.json"
    assert f'href="{address}"' in page.text
    file = browser.get(address, base_url=BASE)
    assert file.status_code == 200
    must_be_json_stat(file.json)
    assert browser.get(f"{PAGE}/1999-01/demand.json", base_url=BASE).status_code == 404
