"""A family makes contact without an account, comes back with its code, and says who it is."""

import pytest

from tests.platform import BASE, Stepped
from tests.referral.family_contacts.families import (
    ANSWERS,
    FRONT,
    WHO,
    code_in,
    get,
    path_of,
    post,
    sent,
    stranger,
    written,
)

LISTED = "/referral/api/v1/family-contacts"


def test_from_the_first_question_to_the_first_step_of_support(platform: Stepped) -> None:
    mother, coordinator = stranger(platform), platform.caller("coordinator-mll")
    home = sent(platform, mother)
    assert "Ditt meddelande är framme" in get(mother, home).text
    (line,) = coordinator.get(LISTED).json["contacts"]
    thing = f"{LISTED}/{line['id']}"
    answer = {"text": "Hej! Vi ordnar gärna en familjefadder."}
    assert coordinator.put(f"{thing}/answer", answer, of=thing).json["status"] == "ANSWERED"
    assert answer["text"] in get(mother, home).text
    assert post(mother, f"{home}/messages", {"text": "Tack!"}).status_code == 303
    platform.settle()
    assert coordinator.get(thing).json["status"] == "RECEIVED"
    assert path_of(post(mother, f"{home}/who", WHO)) == home
    platform.settle()
    referral = coordinator.get(thing).json["referral"]
    body = coordinator.get(f"/referral/api/v1/referrals/{referral}").json
    assert body["status"] == "offered"
    accepted = coordinator.put(f"/referral/api/v1/referrals/{referral}/acceptance", {})
    assert accepted.status_code == 200
    platform.settle()
    assert get(mother, home).text.count("step step-done") == 3


def test_nothing_is_sent_before_it_is_looked_through(platform: Stepped) -> None:
    mother = stranger(platform)
    address = written(mother)
    page = get(mother, address)
    assert ANSWERS["text"] in page.text
    platform.settle()
    assert platform.caller("coordinator-mll").get(LISTED).json["contacts"] == []


def test_a_form_that_is_sent_twice_is_taken_in_once(platform: Stepped) -> None:
    mother = stranger(platform)
    address = written(mother)
    whole = address.replace("/check", "/whole")
    first = path_of(post(mother, address))
    post(mother, whole, ANSWERS)  # the same form again, as a browser's way back would show it
    again = path_of(post(mother, address))
    platform.settle()
    assert code_in(first.partition("?")[0]) == code_in(again.partition("?")[0])
    assert len(platform.caller("coordinator-mll").get(LISTED).json["contacts"]) == 1


def test_all_questions_may_stand_on_one_page(platform: Stepped) -> None:
    mother = stranger(platform)
    address = path_of(post(mother, FRONT, {"layout": "whole"}))
    page = post(mother, address, {**ANSWERS, "text": ""})
    assert (page.status_code, 'href="#text"' in page.text) == (422, True)
    assert path_of(post(mother, address, ANSWERS)).endswith("/check")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"municipality": "091"}, "municipality"),  # nobody takes families' contacts in there
        ({"municipality": "999"}, "municipality"),
        ({"programme": "amm-tukihenkilo"}, "programme"),  # an authority sends there
        ({"reply_by": "PHONE"}, "phone"),
        ({"reply_by": "EMAIL", "email": "x"}, "email"),
        ({"text": "x"}, "text"),
        ({"text": "Barnet är 010115A9021"}, "text"),
        ({"writer": ""}, "writer"),
        ({"website": "http://spam.example"}, "website"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    platform: Stepped, changed: dict[str, str], field: str
) -> None:
    mother = stranger(platform)
    address = path_of(post(mother, FRONT, {"layout": "whole"}))
    page = post(mother, address, ANSWERS | changed)
    assert (page.status_code, f'href="#{field}"' in page.text) == (422, True)


def test_who_does_not_know_what_would_help_is_taken_in_too(platform: Stepped) -> None:
    mother = stranger(platform)
    home = sent(platform, mother, programme="unsure")
    (line,) = platform.caller("coordinator-mll").get(LISTED).json["contacts"]
    assert line["programme"] is None
    refused = post(mother, f"{home}/who", WHO)
    assert (refused.status_code, 'name="programme"' in refused.text) == (422, True)
    assert post(mother, f"{home}/who", WHO | {"programme": "perhekummi"}).status_code == 303


def test_the_rules_of_a_programme_hold_for_families_too(platform: Stepped) -> None:
    mother = stranger(platform)
    home = sent(platform, mother, programme="kaveri")
    child = {"subject.kind": "CHILD", "subject.date_of_birth": "2001-01-01"}
    refused = post(mother, f"{home}/who", WHO | child)
    assert (refused.status_code, "6–17" in refused.text) == (422, True)
    platform.settle()
    assert platform.caller("coordinator-mll").get(LISTED).json["contacts"][0]["referral"] is None


def test_nobody_is_named_without_their_consent(platform: Stepped) -> None:
    mother = stranger(platform)
    home = sent(platform, mother)
    refused = post(mother, f"{home}/who", {k: v for k, v in WHO.items() if k != "agreed"})
    assert (refused.status_code, 'href="#agreed"' in refused.text) == (422, True)


def test_a_code_is_read_however_it_is_typed_and_no_other_leads_anywhere(platform: Stepped) -> None:
    mother = stranger(platform)
    home = sent(platform, mother)
    typed = code_in(home).replace("-", " ").lower()
    assert path_of(post(mother, f"{FRONT}/return", {"code": typed})) == home
    for wrong in ("", "x", "2" * 20, code_in(home)[:-1] + "2", code_in(home)[:-1] + "3"):
        answer = post(mother, f"{FRONT}/return", {"code": wrong})
        assert answer.status_code == (303 if wrong == code_in(home) else 422)
    assert get(mother, f"{FRONT}/{'2' * 20}").status_code == 404


def test_what_is_taken_back_is_erased_at_once(platform: Stepped) -> None:
    mother = stranger(platform)
    home = sent(platform, mother)
    (line,) = platform.caller("coordinator-mll").get(LISTED).json["contacts"]
    assert post(mother, f"{home}/withdrawal").status_code == 200
    platform.settle()
    coordinator = platform.caller("coordinator-mll")
    assert coordinator.get(LISTED).json["contacts"] == []
    assert coordinator.get(f"{LISTED}/{line['id']}").status_code == 404
    assert get(mother, home).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [("coordinator-mll", 200), ("coordinator-sastamala", 404), ("worker-siipisulka", 403)],
)
def test_only_who_takes_it_in_reads_it(platform: Stepped, who: str, status: int) -> None:
    sent(platform, stranger(platform))
    (line,) = platform.caller("coordinator-mll").get(LISTED).json["contacts"]
    assert platform.caller(who).get(f"{LISTED}/{line['id']}").status_code == status


def test_a_coordinator_answers_on_the_page(platform: Stepped) -> None:
    mother = stranger(platform)
    home = sent(platform, mother)
    (line,) = platform.caller("coordinator-mll").get(LISTED).json["contacts"]
    browser, page = platform.browser("coordinator-mll"), f"/referral/family-contacts/{line['id']}"
    text = browser.get(page, base_url=BASE).text
    assert ANSWERS["text"] in text and ANSWERS["experience"] in text
    token = text.partition('name="csrf_token" value="')[2].split('"')[0]
    form = {"csrf_token": token, "text": "Hej!", "seen": "1"}
    assert browser.post(f"{page}/answer", data=form, base_url=BASE).status_code == 303
    platform.settle()
    assert "Hej!" in get(mother, home).text


@pytest.mark.parametrize(
    ("chosen", "reach"),
    [
        ({"reply_by": "CODE"}, [False, False]),
        ({"reply_by": "PHONE", "phone": "+358401234567"}, [True, False]),
        ({"reply_by": "EMAIL", "email": "ida@example.org"}, [False, True]),
    ],
)
def test_whoever_answers_is_told_to_call_or_to_write(
    platform: Stepped, chosen: dict[str, str], reach: list[bool]
) -> None:
    sent(platform, stranger(platform), **chosen)
    coordinator = platform.caller("coordinator-mll")
    (line,) = coordinator.get(LISTED).json["contacts"]
    page = f"/referral/family-contacts/{line['id']}"
    text = platform.browser("coordinator-mll").get(page, base_url=BASE).text
    assert [each in text for each in ("toivoo soittoa", "toivoo sähköpostia")] == reach


def test_the_pages_leave_no_cookie_and_no_trace(platform: Stepped) -> None:
    mother = stranger(platform)
    home = sent(platform, mother)
    answer = mother.get(home, base_url=BASE)
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
