"""A non-disclosure order hides alike in referral and case, with one reasoned, logged way in."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.platform.demo.people import PEOPLE, fixed_id
from shared.kernel.testing import given
from tests.casework.acceptance import WORKER, Opened, ago, child_of_two_worlds
from tests.casework.examples import ANNA, BEGUN, CASE_OPENED, DESCRIBED, OPENED, a_case
from tests.platform import BASE, Caller, Stepped, platform
from tests.sightings import revealed

__all__ = ["platform"]

HIDDEN = ("+358401234567", "aino@esimerkki.fi", "Salakuja", "+358407654321", "Mäkikoulu", "853")
REASON = {"reason": "Soitan perheelle tänään."}
CAUTION = "Turvakielto: älä kirjoita tähän"
DAY = timedelta(days=1)


@pytest.fixture
def case(platform: Stepped) -> Opened:
    body = child_of_two_worlds(platform, non_disclosure=True)
    body["subject"]["contact"] |= {"email": "aino@esimerkki.fi"}
    body |= {"notes": "Käy Mäkikoulua."}
    made = platform.caller("demo-varha").post("/referral/api/v1/referrals", body)
    coordinator = platform.caller("coordinator-siipisulka")
    accepted = coordinator.put(f"{made.headers['Location']}/acceptance", {"on": ago(platform, 250)})
    case_id, worker = accepted.json["case"], platform.caller("worker-siipisulka")
    opened = Opened(platform, UUID(case_id), made.json["id"], coordinator, worker)
    opened.put(f"team/{WORKER}", {"role": "WORKER"})
    return opened


def addresses(case: Opened) -> dict[str, tuple[str, str]]:
    """Of the two services: the API's and the page's."""
    return {
        "referral": (
            f"/referral/api/v1/referrals/{case.referral}",
            f"/referral/referrals/{case.referral}",
        ),
        "casework": (case.path, f"/casework/cases/{case.id}"),
    }


def shown(case: Opened, sign_in: str, service: str) -> list[str]:
    api, page = addresses(case)[service]
    text: str = case.platform.caller(sign_in).get(api).text
    text += case.platform.browser(sign_in, service).get(page, base_url=BASE).text
    return revealed(text, HIDDEN)


@pytest.mark.parametrize("service", ["referral", "casework"])
def test_it_is_hidden_until_somebody_says_why_they_look(case: Opened, service: str) -> None:
    api, _ = addresses(case)[service]
    for sign_in in ("coordinator-siipisulka", "worker-siipisulka"):
        assert shown(case, sign_in, service) == []
    answer = case.coordinator.put(f"{api}/contact-viewing", REASON)
    assert (answer.status_code, answer.json["subject"]["phone"]) == (200, "+358401234567")
    assert shown(case, "coordinator-siipisulka", service) == list(HIDDEN[:5])
    assert shown(case, "worker-siipisulka", service) == []  # each looks with their own reason


@pytest.mark.parametrize("service", ["referral", "casework"])
def test_who_has_looked_and_why_can_be_read(case: Opened, service: str) -> None:
    api, page = addresses(case)[service]
    assert case.worker.put(f"{api}/contact-viewing", REASON).status_code == 200
    browser = case.platform.browser("coordinator-siipisulka", service)
    text = browser.get(page, base_url=BASE).text
    who_and_why = [name_of("worker-siipisulka"), REASON["reason"]]
    assert revealed(text, who_and_why) == who_and_why


def name_of(sign_in: str) -> str:
    return next(person.name for person in PEOPLE if person.sign_in == sign_in)


@pytest.mark.parametrize("service", ["referral", "casework"])
def test_a_reason_is_needed(case: Opened, service: str) -> None:
    api, _ = addresses(case)[service]
    for reason in ({}, {"reason": ""}, {"reason": "  "}):
        assert case.coordinator.put(f"{api}/contact-viewing", reason).status_code == 422
    assert shown(case, "coordinator-siipisulka", service) == []


@pytest.mark.parametrize("service", ["referral", "casework"])
def test_nobody_else_looks(case: Opened, service: str) -> None:
    api, _ = addresses(case)[service]
    tag = case.coordinator.get(api).headers["ETag"]
    release(case)

    def status(who: Caller) -> int:
        answer: int = who.put(f"{api}/contact-viewing", REASON, seen=tag).status_code
        return answer

    stranger = case.platform.caller("coordinator-mll")
    assert (status(case.worker), status(stranger)) == (404, 404)
    municipal = 404 if service == "referral" else 403  # a worker of another municipality
    assert status(case.platform.caller("municipal-turku")) == municipal


def release(case: Opened) -> None:
    tag = {"If-Match": case.coordinator.get(case.path).headers["ETag"]}
    case.coordinator._send("DELETE", f"{case.path}/team/{WORKER}", headers=tag)


def test_the_sender_reads_its_own_words_after_saying_why_too(case: Opened) -> None:
    api, _ = addresses(case)["referral"]
    varha = case.platform.caller("demo-varha")
    assert revealed(varha.get(api).text, HIDDEN) == []
    assert varha.put(f"{api}/contact-viewing", REASON).status_code == 403  # people look, no system
    body = child_of_two_worlds(case.platform, non_disclosure=True)
    worker = case.platform.caller("municipal-turku")
    own = worker.post("/referral/api/v1/referrals", body).headers["Location"]
    assert revealed(worker.get(own).text, HIDDEN) == []
    looked_at = worker.put(f"{own}/contact-viewing", REASON).json
    assert (looked_at["sent"]["phone"], looked_at["sent"]["contact_hidden"]) == (HIDDEN[0], False)


def test_looking_does_not_show_to_the_sender(case: Opened) -> None:
    api, _ = addresses(case)["referral"]
    varha = case.platform.caller("demo-varha")
    before = varha.get(api)
    case.coordinator.put(f"{api}/contact-viewing", REASON)
    after = varha.get(api)
    assert (after.headers["ETag"], after.json) == (before.headers["ETag"], before.json)


def test_what_was_put_right_is_hidden_before_and_after(case: Opened) -> None:
    api, page = addresses(case)["referral"]
    values = {"phone": "+358409999999", "address": "Uusikuja 2", "reason": "Muuttivat."}
    assert case.coordinator.put(f"{api}/correction", values).status_code == 200
    browser = case.platform.browser("coordinator-siipisulka")
    new = (*HIDDEN, "+358409999999", "Uusikuja")
    assert revealed(browser.get(page, base_url=BASE).text, new) == []
    assert browser.get(f"{page}/correction", base_url=BASE).status_code == 404
    case.coordinator.put(f"{api}/contact-viewing", REASON)
    assert "+358409999999" in revealed(browser.get(page, base_url=BASE).text, new)
    assert browser.get(f"{page}/correction", base_url=BASE).status_code == 200


def test_free_text_is_warned_of_while_it_is_written(case: Opened) -> None:
    own = f"/casework/cases/{case.id}"
    pages = {
        "referral": [f"/referral/referrals/{case.referral}"],
        "casework": [
            *(f"{own}/goals/new", f"{own}/plan-meetings/new", f"{own}/closing"),
            *(f"{own}/tasks/T1", f"{own}/messages", f"/casework/visits/new?case={case.id}"),
        ],
    }
    for service, listed in pages.items():
        browser: Any = case.platform.browser("coordinator-siipisulka", service)
        for page in listed:
            assert CAUTION in browser.get(f"{page}", base_url=BASE).text, page


def test_a_look_lasts_to_the_end_of_its_day() -> None:
    hidden = a_case(replace(DESCRIBED, non_disclosure=True), CASE_OPENED)
    (viewing,) = hidden.show_contact(to=ANNA, reason=" why ", on=OPENED)
    seen = given(hidden, viewing)
    assert (hidden.shows_contact(ANNA, on=OPENED), seen.shows_contact(ANNA, on=OPENED)) == (
        False,
        True,
    )
    assert seen.show_contact(to=ANNA, reason="again", on=OPENED) == []
    assert not seen.shows_contact(ANNA, on=OPENED + DAY)
    assert not seen.shows_contact(fixed_id("another"), on=OPENED)
    assert a_case(*BEGUN).shows_contact(ANNA, on=OPENED)
    assert a_case(*BEGUN).show_contact(to=ANNA, reason="why", on=OPENED) == []
