"""A family asks, whoever knows them records it, and the officer answers within the month."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from services.common.ages import months_after
from services.common.deadlines.commands import take_due
from services.referral.deadlines.rules import KINDS
from tests.platform import BASE, Stepped, csrf_of
from tests.referral.referrals.bodies import referral
from tests.sightings import revealed

ROOT = "/referral/api/v1/rights-requests"
PAGE = "/referral/privacy/requests"
MOTHER = "Maija Pyytäjä-Kanaria"


def today(platform: Stepped) -> date:
    return platform.platform.clock.today()


def sent(platform: Stepped) -> str:
    made = platform.caller("municipal-turku").post("/referral/api/v1/referrals", referral("T-1"))
    return str(made.json["id"])


def record(platform: Stepped, who: str, referral_id: str, **changed: Any) -> Any:
    body = {
        "kind": "ACCESS",
        "requester": "GUARDIAN",
        "requester_name": MOTHER,
        "text": "Kuka on katsonut lapseni tietoja?",
        "referral_id": referral_id,
    }
    return platform.caller(who).post(ROOT, body | changed)


def test_a_request_goes_from_the_family_to_its_answer(platform: Stepped) -> None:
    made = record(platform, "municipal-turku", sent(platform))
    address, officer = f"{ROOT}/{made.json['id']}", platform.caller("dpo")
    first = officer.get(address).json
    due = months_after(today(platform), 1)
    assert (first["status"], first["due_on"]) == ("RECEIVED", due.isoformat())
    steps = (
        ("identity-confirmation", {"method": "KNOWN_PERSON"}),
        ("extension", {"reason": "Tietoja on monessa palvelussa"}),
        ("answer", {"delivery": "IN_PERSON", "note": "Tuloste annettiin."}),
    )
    answers = [officer.put(f"{address}/{step}", body) for step, body in steps]
    assert [each.status_code for each in answers] == [200, 200, 200]
    last = answers[-1].json
    later = months_after(today(platform), 3).isoformat()
    assert (last["status"], last["due_on"], last["extended"]) == ("ANSWERED", later, True)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("dpo", 201),
        ("municipal-turku", 201),
        ("coordinator-mll", 404),  # offered to them, but they do not know the family yet
        ("coordinator-sastamala", 404),
        ("volunteer-mll", 403),
        ("regional", 403),
        ("admin", 403),
    ],
)
def test_whoever_knows_the_family_records_that_it_asked(
    platform: Stepped, who: str, status: int
) -> None:
    assert record(platform, who, sent(platform)).status_code == status


@pytest.mark.parametrize("who", ["dpo", "municipal-turku"])
def test_nobody_asks_about_a_referral_that_is_not_there(platform: Stepped, who: str) -> None:
    assert record(platform, who, str(uuid4())).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("dpo", 200),
        ("municipal-turku", 200),  # whose organisation recorded it
        ("coordinator-mll", 404),
        ("worker-siipisulka", 404),
        ("admin", 403),
    ],
)
def test_who_reads_a_request(platform: Stepped, who: str, status: int) -> None:
    made = record(platform, "municipal-turku", sent(platform))
    answer = platform.caller(who).get(f"{ROOT}/{made.json['id']}")
    assert answer.status_code == status


def test_the_officer_alone_answers_and_lists(platform: Stepped) -> None:
    made = record(platform, "municipal-turku", sent(platform))
    address = f"{ROOT}/{made.json['id']}"
    sender = platform.caller("municipal-turku")
    answer = sender.put(f"{address}/identity-confirmation", {"method": "KNOWN_PERSON"})
    assert answer.status_code == 403
    assert sender.get(ROOT).status_code == 403
    listed = platform.caller("dpo").get(ROOT).json["requests"]
    assert [each["id"] for each in listed] == [made.json["id"]]


def test_the_officer_finds_the_family_by_name_and_records_by_form(platform: Stepped) -> None:
    referral_id = sent(platform)
    browser = platform.browser("dpo")
    page = browser.get(f"{PAGE}/new", base_url=BASE).text
    search = {"text": "testinen", "csrf_token": csrf_of(page)}
    families = browser.post(f"{PAGE}/new", data=search, base_url=BASE)
    there = f"{PAGE}/new?referral={referral_id}"
    assert there in families.text
    token = csrf_of(browser.get(there, base_url=BASE).text)
    form = {"csrf_token": token, "kind": "ERASURE", "requester": "GUARDIAN"}
    lacking = browser.post(there, data=form, base_url=BASE)
    assert (lacking.status_code, 'value="ERASURE"' in lacking.text) == (422, True)
    done = browser.post(there, data=form | {"requester_name": MOTHER}, base_url=BASE)
    platform.settle()
    shown = browser.get(done.headers["Location"], base_url=BASE).text
    assert done.status_code == 303
    assert revealed(shown, [MOTHER]) == [MOTHER]
    assert MOTHER not in done.headers["Location"]


def test_nobody_else_looks_families_up(platform: Stepped) -> None:
    browser = platform.browser("municipal-turku")
    assert browser.get(f"{PAGE}/new", base_url=BASE).status_code == 404
    assert browser.get(PAGE, base_url=BASE).status_code == 403


def test_the_front_door_leads_to_the_requests(platform: Stepped) -> None:
    answer = platform.browser("dpo").get("/privacy/requests", base_url=BASE)
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)


def kinds(platform: Stepped) -> list[str]:
    return [
        each["kind"]
        for each in platform.caller("dpo").get("/referral/api/v1/inbox").json["letters"]
    ]


def remind(platform: Stepped) -> None:
    take_due(platform.platform.services["referral"], KINDS)
    platform.settle()


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, ["rights"]),
        (-1, ["rights-late", "rights"]),  # of what is late nobody is reminded too
    ],
)
def test_the_officer_is_told_and_reminded(
    platform: Stepped, days: int, expected: list[str]
) -> None:
    """Asked a month ago and a day, it is late; asked today, nothing is due."""
    came = today(platform)
    if days:
        came = next(
            day for n in range(28, 40) if months_after(day := came - timedelta(n), 1) < came
        )
    record(platform, "municipal-turku", sent(platform), received_on=came.isoformat())
    remind(platform)
    assert kinds(platform) == expected


def test_no_reminder_waits_of_what_was_dealt_with(platform: Stepped) -> None:
    came = today(platform) - timedelta(60)
    made = record(platform, "municipal-turku", sent(platform), received_on=came.isoformat())
    officer = platform.caller("dpo")
    remind(platform)
    officer.put(f"{ROOT}/{made.json['id']}/withdrawal", {})
    remind(platform)
    assert kinds(platform) == ["rights"]


def test_the_officers_day_begins_with_what_is_late(platform: Stepped) -> None:
    came = today(platform) - timedelta(60)
    record(platform, "municipal-turku", sent(platform), received_on=came.isoformat())
    desk = platform.browser("dpo").get("/referral/desk?day=1", base_url=BASE).json
    assert desk is not None
    (item,) = desk["items"]
    assert (item["urgency"], item["href"].startswith(PAGE)) == (1, True)
