"""Pair work by its forms: each keeps what was typed where it is refused, and says why."""

import re

from werkzeug.test import Client

from services.platform.demo.people import fixed_id
from services.platform.nightly import expire
from tests.platform import Stepped, csrf_of
from tests.referral.family_contacts.families import get, path_of, post
from tests.referral.pairwork.test_way_through import (
    ASKER,
    HELPER,
    HOURS,
    OTHER,
    PAGES,
    ROOT,
    a_request,
    an_agreement,
    in_days,
    later,
    offer_of,
    request_of,
)

NEW = f"{PAGES}/new"
MINUTES = {"work_minutes": 90, "travel_minutes": 30, "brought": ["NEXT_STEP"], "text": "Hyvä."}


def page_of(at: str) -> str:
    return at.replace(ROOT, PAGES)


def send(browser: Client, at: str, form: str, **fields: str) -> int:
    """Open the page of the form, fill it in and send it; the answer's status."""
    page = get(browser, f"{page_of(at)}/{form}", "fi").text
    seen = re.findall(r'name="seen" value="(\d+)"', page)
    sent = {"csrf_token": csrf_of(page), "seen": seen[-1], **fields}
    return post(browser, f"{page_of(at)}/{form}", sent).status_code


def test_a_request_is_sent_and_one_that_names_somebody_is_shown_again(platform: Stepped) -> None:
    browser = platform.browser(ASKER)
    sent = {key: str(value) for key, value in request_of(platform).items()}
    sent |= {"csrf_token": csrf_of(get(browser, NEW, "fi").text)}
    named = post(browser, NEW, sent | {"text": "Soita 040 123 4567."})
    assert named.status_code == 422 and "040 123 4567" in named.text
    for wrong in ({"theme": ""}, {"second_day": in_days(platform, 4)}, {"municipality": "999"}):
        assert post(browser, NEW, sent | wrong).status_code == 422
    past = post(browser, NEW, sent | {"first_day": in_days(platform, -1)})
    assert past.status_code == 422 and "joka on vielä edessä" in past.text
    answer = post(browser, NEW, sent)
    assert answer.status_code == 303
    assert "Kuusivuotias" in get(browser, path_of(answer), "fi").text
    platform.settle()
    assert path_of(answer) in get(browser, PAGES, "sv").text


def test_an_offer_is_refused_with_a_reason_and_made_anew(platform: Stepped) -> None:
    at = a_request(platform)
    asker, helper = platform.browser(ASKER), platform.browser(HELPER)
    offered = {key: str(value) for key, value in offer_of(platform).items()}
    stranger = offered | {"worker": str(fixed_id(OTHER))}
    assert send(helper, at, "offer", **stranger) == 422
    assert send(helper, at, "offer", **offered) == 303
    assert send(asker, at, "refusal", reason="") == 422
    assert send(asker, at, "refusal", reason="Soita 040 123 4567.") == 422
    assert send(asker, at, "refusal", reason="Koulussa on silloin retki.") == 303
    assert "silloin retki" in get(helper, page_of(at), "fi").text
    other = get(platform.browser(OTHER), page_of(at), "fi")
    assert other.status_code == 200 and "silloin retki" not in other.text
    assert send(helper, at, "offer", **offered) == 303
    assert send(helper, at, "offer-withdrawal") == 303
    assert send(asker, at, "withdrawal") == 303


def test_what_is_agreed_is_moved_put_into_a_calendar_and_cancelled(platform: Stepped) -> None:
    at = an_agreement(platform)
    asker, helper = platform.browser(ASKER), platform.browser(HELPER)
    time = {"day": in_days(platform, 4), "begins": "10.30", "minutes": "45"}
    assert send(asker, at, "time", **time) == 303
    assert send(helper, at, "agreement") == 303
    for browser in (asker, helper):
        calendar = get(browser, f"{page_of(at)}/calendar.ics", "fi")
        assert calendar.mimetype == "text/calendar"
        assert "T103000" in calendar.text and "SEQUENCE:1" in calendar.text
        assert "Ero" not in calendar.text and "Turku" not in calendar.text
    assert get(platform.browser(OTHER), f"{page_of(at)}/calendar.ics").status_code == 404
    assert send(helper, at, "cancellation", reason="Työntekijä sairastui.") == 303
    assert "STATUS:CANCELLED" in get(asker, f"{page_of(at)}/calendar.ics").text
    assert "sairastui" in get(asker, page_of(at), "sv").text


def test_both_sides_write_their_minutes_or_that_they_did_not_meet(platform: Stepped) -> None:
    at, missed = an_agreement(platform), an_agreement(platform, begins="10:00")
    later(platform, days=4)
    helper, asker = platform.browser(HELPER), platform.browser(ASKER)
    assert send(asker, missed, "not-held", why="") == 422
    assert send(asker, missed, "not-held", why="CLIENT_DID_NOT_COME") == 303
    assert "Asiakas ei tullut" in get(helper, page_of(missed), "fi").text
    typed = {"work_minutes": "0", "travel_minutes": "20", "brought": "NEXT_STEP"}
    assert send(helper, at, "minutes", **typed) == 422
    assert send(helper, at, "minutes", **typed | {"work_minutes": "80"}) == 303
    assert send(asker, at, "minutes", work_minutes="70", travel_minutes="0") == 303
    assert 'value="80"' in get(helper, f"{page_of(at)}/minutes", "fi").text
    for browser in (asker, helper):
        assert "1 h 40 min" in get(browser, f"{PAGES}-hours", "sv").text
        assert "1 h 40 min" not in get(browser, f"{PAGES}-hours?year=2024", "sv").text
    assert get(asker, f"{PAGES}-hours?year=x", "sv").status_code == 200


def test_texts_go_after_their_time_and_minutes_stay(platform: Stepped) -> None:
    at = an_agreement(platform)
    later(platform, days=4)
    helper = platform.caller(HELPER)
    assert helper.put(f"{at}/minutes", MINUTES, of=at).status_code == 200
    service = platform.platform.services["referral"]
    later(platform, days=89)
    assert at[-36:] not in [str(over.record_id) for over in expire(service)]
    later(platform, days=3)
    assert at[-36:] in [str(over.record_id) for over in expire(service)]
    platform.settle()
    seen = platform.caller(ASKER).get(at).json
    assert (seen["text"], seen["ngo_minutes"]["text"]) == ("", "")
    assert seen["ngo_minutes"]["work_minutes"] == 90
    assert platform.caller(ASKER).get(ROOT).json["requests"] == []
    assert [line["ngo_work"] for line in platform.caller(ASKER).get(HOURS).json["hours"]] == [90]
    assert get(platform.browser(HELPER), page_of(at), "fi").status_code == 200
    assert platform.caller(HELPER).put(f"{at}/minutes", MINUTES, of=at).status_code == 409
