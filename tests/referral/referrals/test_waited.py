"""How long a family has waited, whose clock runs, and how a list is looked through."""

import re
from datetime import date, timedelta

import pytest

from tests.platform import BASE, Stepped, csrf_of
from tests.referral.referrals.bodies import child, referral

ROOT = "/referral/api/v1/referrals"
SENDER, PROVIDER = "municipal-turku", "coordinator-mll"


def day(platform: Stepped, days: int) -> str:
    today: date = platform.platform.clock.day_of(platform.platform.clock.now())
    return str(today - timedelta(days=days))


def sent(platform: Stepped, days: int = 0, reference: str = "T-1", name: str = "Aino") -> str:
    body = referral(reference, referred_on=day(platform, days))
    body["consent"] |= {"given_on": day(platform, days + 1)}
    body["subject"] = child(given_name=name)
    answer = platform.caller(SENDER).post(ROOT, body)
    assert answer.status_code == 201, answer.text
    return f"{ROOT}/{answer.json['id']}"


def listed(platform: Stepped, query: str, sign_in: str = PROVIDER) -> str:
    return platform.browser(sign_in).get(f"/referral/{query}", base_url=BASE).text


def order(page: str) -> list[str]:
    """The referrals of a list, in its order."""
    return list(dict.fromkeys(re.findall(r"/referral/referrals/([0-9a-f-]{36})", page)))


def test_a_family_waits_until_its_support_begins(platform: Stepped) -> None:
    address = sent(platform, days=40)
    platform.caller(PROVIDER).put(f"{address}/acceptance", {"on": day(platform, 34)})
    assert "40 päivää" in listed(platform, "?state=queue")


def test_who_is_sent_today_has_not_waited_a_day(platform: Stepped) -> None:
    sent(platform)
    assert "<span>tänään</span>" in listed(platform, "")


def test_the_clock_of_the_answer_stands_while_the_sender_is_asked(platform: Stepped) -> None:
    address = sent(platform, days=30)
    before = platform.caller(SENDER).get(address).json
    body = {"text": "Milloin sopii?", "on": day(platform, 29)}
    platform.caller(PROVIDER).put(f"{address}/information-request", body)
    shown = platform.caller(SENDER).get(address).json
    late, waiting = (listed(platform, f"?state={state}") for state in ("late", "waiting"))
    assert (before["answer_due"] is not None, shown["answer_due"]) == (True, None)
    assert shown["awaiting_reply_since"] == day(platform, 29)
    assert (order(late), order(waiting)) == ([], [address[-36:]])
    assert "aika ei kulu: lähettäjältä kysyttiin" in waiting
    page = platform.browser(SENDER).get(f"/referral/referrals/{address[-36:]}", base_url=BASE).text
    assert "Odottaa lähettäjän vastausta" in page


def test_late_answers_have_a_tile_of_their_own(platform: Stepped) -> None:
    late, fresh = sent(platform, days=30), sent(platform, reference="T-2")
    page = listed(platform, "?state=late")
    assert order(page) == [late[-36:]]
    assert order(listed(platform, "")) == [late[-36:], fresh[-36:]]


def test_the_longest_wait_comes_first_or_the_newest(platform: Stepped) -> None:
    fresh, old = sent(platform), sent(platform, days=20, reference="T-2")
    both = [old[-36:], fresh[-36:]]
    pages = listed(platform, "?state="), listed(platform, "?state=&sort=newest")
    assert [order(page) for page in pages] == [both, both[::-1]]


@pytest.mark.parametrize("text", ["testinen aino", "1.4.2015", "T-1"])
def test_the_sender_finds_the_child_that_it_sent(platform: Stepped, text: str) -> None:
    address, _ = sent(platform), sent(platform, reference="X-2", name="Eero")
    if text == "1.4.2015":
        text = "aino 1.4.2015"
    browser = platform.browser(SENDER)
    token = csrf_of(browser.get("/referral/", base_url=BASE).text)
    data = {"csrf_token": token, "text": text, "state": "ended"}
    answer = browser.post("/referral/", base_url=BASE, data=data)
    place = answer.headers["Location"]
    page = browser.get(place, base_url=BASE).text
    assert (order(page), answer.status_code) == ([address[-36:]], 303)
    assert not any(word in place for word in text.split())


def test_the_provider_finds_no_name_before_acceptance(platform: Stepped) -> None:
    sent(platform)
    browser = platform.browser(PROVIDER)
    token = csrf_of(browser.get("/referral/", base_url=BASE).text)
    answer = browser.post("/referral/", base_url=BASE, data={"csrf_token": token, "text": "Aino"})
    assert order(browser.get(answer.headers["Location"], base_url=BASE).text) == []


def test_what_was_searched_for_is_one_persons_own(platform: Stepped) -> None:
    address = sent(platform)
    browser = platform.browser(SENDER)
    token = csrf_of(browser.get("/referral/", base_url=BASE).text)
    browser.post("/referral/", base_url=BASE, data={"csrf_token": token, "text": "Nobody"})
    others = listed(platform, "?search=kept&state=waiting", sign_in=PROVIDER)
    assert order(others) == [address[-36:]]


def test_the_senders_page_shows_its_own_words(platform: Stepped) -> None:
    address = sent(platform)
    pages = {
        who: platform.browser(who).get(f"/referral/referrals/{address[-36:]}", base_url=BASE).text
        for who in (SENDER, PROVIDER)
    }
    words = ("Aino Testinen", "Toivoo seuraa uimahalliin.", "Maija Testinen")
    assert [[word in pages[who] for word in words] for who in (SENDER, PROVIDER)] == [
        [True] * 3,
        [False] * 3,
    ]
    assert "MLL" in pages[SENDER]


def test_accepting_withdrawing_and_refusing_ask_once_more(platform: Stepped) -> None:
    address = sent(platform)
    counts = [
        platform.browser(who)
        .get(f"/referral/referrals/{address[-36:]}", base_url=BASE)
        .text.count('<details class="confirm')
        for who in (SENDER, PROVIDER)
    ]
    assert counts == [1, 2]
