"""Somebody applies by themselves, comes back with a code, and lands on the organisation's board."""

from typing import Any

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from shared.web.public_forms import new_key
from tests.platform import BASE, Stepped

FRONT = "/volunteers/apply"
PEOPLE = "/volunteers/api/v1/volunteers"
APPLICATION = {
    "given_name": "Saana",
    "family_name": "Koesaari",
    "date_of_birth": "1990-05-05",
    "municipality": "853",
    "contact.email": "saana@koesaari.example",
    "motivation": "Minulla on aikaa iltaisin.",
    "pledge": "yes",
    "notice": "yes",
}


def stranger(platform: Stepped) -> Client:
    return Client(platform.platform, Response)


def send(browser: Client, role: str = "perhekummi", key: str = "", **changed: str) -> Any:
    form = {**APPLICATION, "form_key": key or new_key(), **changed}
    return browser.post(f"{FRONT}/{role}?lang=fi", data=form, base_url=BASE)


def applicants(platform: Stepped, who: str = "coordinator-mll") -> list[Any]:
    platform.settle()
    listed = platform.caller(who).get(f"{PEOPLE}?status=applicant&limit=200").json["volunteers"]
    return [each for each in listed if each["family_name"] == "Koesaari"]


def test_what_the_role_asks_stands_before_the_form(platform: Stepped) -> None:
    browser = stranger(platform)
    front = browser.get(f"{FRONT}?lang=fi", base_url=BASE).text
    assert "/volunteers/apply/kaveri" in front and "/volunteers/apply/amm-tukihenkilo" not in front
    kaveri = browser.get(f"{FRONT}/kaveri?lang=fi", base_url=BASE).text
    assert "Rikostaustaote tarkistetaan" in kaveri.partition("<form")[0]
    perhekummi = browser.get(f"{FRONT}/perhekummi?lang=fi", base_url=BASE).text
    assert "ei pyydetä rikostaustaotetta" in perhekummi.partition("<form")[0]
    assert browser.get(f"{FRONT}/amm-tukihenkilo", base_url=BASE).status_code == 404


def test_an_application_lands_with_who_offers_the_role(platform: Stepped) -> None:
    browser = stranger(platform)
    answer = send(browser)
    assert answer.status_code == 303, answer.text
    (applicant,) = applicants(platform)
    assert (applicant["status"], applicant["programmes"]) == ("applicant", ["perhekummi"])
    assert applicants(platform, "coordinator-sastamala") == []
    page = platform.browser("coordinator-mll", "volunteers").get(
        f"/volunteers/people/{applicant['id']}?lang=fi", base_url=BASE
    )
    assert APPLICATION["motivation"] in page.text and "Haki itse" in page.text
    progress = browser.get(answer.headers["Location"], base_url=BASE)
    assert "Hakemuksesi on perillä" in progress.text
    assert "Set-Cookie" not in progress.headers


def test_what_is_sent_twice_is_taken_in_once(platform: Stepped) -> None:
    browser, key = stranger(platform), new_key()
    first, again = send(browser, key=key), send(browser, key=key)
    assert first.headers["Location"] == again.headers["Location"]
    assert len(applicants(platform)) == 1


def test_nobody_learns_who_is_in_the_register_already(platform: Stepped) -> None:
    browser = stranger(platform)
    send(browser)
    (first,) = applicants(platform)
    assert send(browser).status_code == 303
    both = {each["id"] for each in applicants(platform)}
    (second,) = both - {first["id"]}
    page = platform.browser("coordinator-mll", "volunteers").get(
        f"/volunteers/people/{second}?lang=fi", base_url=BASE
    )
    assert f"/volunteers/people/{first['id']}" in page.text


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"pledge": ""}, "pledge"),
        ({"notice": ""}, "notice"),
        ({"contact.email": ""}, "contact.phone"),
        ({"date_of_birth": "2015-01-01"}, "date_of_birth"),
        ({"municipality": "999"}, "municipality"),
        ({"given_name": "", "family_name": ""}, "given_name"),
        ({"website": "x"}, "website"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    platform: Stepped, changed: dict[str, str], field: str
) -> None:
    page = send(stranger(platform), **changed)
    assert (page.status_code, f'href="#{field}"' in page.text) == (422, True)
    assert applicants(platform) == []


def test_an_applicant_takes_the_application_back(platform: Stepped) -> None:
    browser = stranger(platform)
    home = send(browser).headers["Location"].partition("?")[0]
    platform.settle()
    assert browser.post(f"{home}/withdrawal", base_url=BASE).status_code == 303
    platform.settle()
    assert "Hakemuksesi on päättynyt" in browser.get(f"{home}?lang=fi", base_url=BASE).text
    assert applicants(platform) == []


def test_a_code_that_leads_nowhere_shows_nothing(platform: Stepped) -> None:
    browser = stranger(platform)
    code = "2" * 20
    assert browser.get(f"{FRONT}/status/{code}", base_url=BASE).status_code == 404
    assert browser.post(f"{FRONT}/status/{code}/withdrawal", base_url=BASE).status_code == 404
    sent = browser.post(f"{FRONT}/return", data={"code": code}, base_url=BASE)
    assert sent.status_code == 422
