"""Matches put right over HTTP and on pages, and what the other services make of it."""

from typing import Any

import pytest

from tests.platform import Stepped, platform
from tests.sightings import revealed
from tests.volunteers.bodies import AGREEMENT, ROOT, proposed, vetted, waiting_case
from tests.volunteers.test_pages import CHILD, page_of, sent, shown

__all__ = ["platform"]

WHY = {"reason": "Merkitty väärälle perheelle."}


def started(platform: Stepped, **person: Any) -> str:
    """The address of a match that has started."""
    match = proposed(platform, waiting_case(platform), vetted(platform, **person))
    coordinator = platform.caller("coordinator-mll")
    for step, body in (*AGREEMENT, ("start", {"on": "2026-03-06"})):
        assert coordinator.put(f"{match}/{step}", body).status_code == 200
    return match


def business_status(platform: Stepped) -> str:
    answer = platform.caller("demo-turku").get("/referral/api/v1/referrals?source_reference=R-1")
    return str(answer.json["referrals"][0]["business_status"])


def test_a_match_that_never_was_is_nowhere_any_more(platform: Stepped) -> None:
    match, coordinator = started(platform), platform.caller("coordinator-mll")
    case = coordinator.get(match).json["case"]
    assert business_status(platform) == "IN_PROGRESS"
    answer = coordinator.put(f"{match}/entered-in-error", WHY)
    assert (answer.status_code, answer.json["status"]) == (200, "entered_in_error")
    (need,) = coordinator.get(f"{ROOT}/needs").json["needs"]
    assert (need["state"], need["match"], business_status(platform)) == (
        "open",
        None,
        "WAITING_FOR_PERSON",
    )
    assert coordinator.get(f"/casework/api/v1/cases/{case}").json["match"] in (None, {})
    again = coordinator.get(f"{ROOT}/needs/{case}/candidates").json["candidates"]
    assert len(again) == 1


def test_an_end_by_mistake_is_taken_back_everywhere(platform: Stepped) -> None:
    match, coordinator = started(platform), platform.caller("coordinator-mll")
    ended = {"on": "2026-04-01", "reason": "PLANNED"}
    assert coordinator.put(f"{match}/end", ended).status_code == 200
    assert business_status(platform) == "WAITING_FOR_PERSON"
    answer = coordinator.put(f"{match}/reopening", WHY)
    assert (answer.status_code, answer.json["status"], answer.json["ended_on"]) == (
        200,
        "started",
        None,
    )
    assert business_status(platform) == "IN_PROGRESS"
    assert coordinator.get(f"{ROOT}/needs").json["needs"] == []


def test_a_match_whose_place_is_taken_meanwhile_stays_ended(platform: Stepped) -> None:
    match, coordinator = started(platform), platform.caller("coordinator-mll")
    coordinator.put(f"{match}/end", {"on": "2026-04-01", "reason": "PLANNED"})
    case = coordinator.get(match).json["case"]
    proposed(platform, case, vetted(platform, family_name="Toinen"))
    answer = coordinator.put(f"{match}/reopening", WHY)
    assert (answer.status_code, answer.json["code"]) == (409, "need_taken")


def test_a_family_consent_says_who_gave_it(platform: Stepped) -> None:
    match = proposed(platform, waiting_case(platform), vetted(platform))
    coordinator = platform.caller("coordinator-mll")
    nobody = coordinator.put(f"{match}/family-consent", {"given": True, "on": "2026-03-04"})
    assert (nobody.status_code, list(nobody.json["errors"])) == (422, ["by"])
    assert coordinator.get(match).json["consents"]["family"] is None


@pytest.mark.parametrize("left_out", ["by", "given"])
def test_a_form_makes_no_statement_of_its_own(platform: Stepped, left_out: str) -> None:
    match = proposed(platform, waiting_case(platform), vetted(platform))
    browser = platform.browser("coordinator-mll", "volunteers")
    page, form = page_of(match), {"given": "true", "by": "GUARDIAN", "channel": "PHONE"}
    form |= {"on": "2026-03-04"}
    form.pop(left_out)
    assert " checked" not in shown(browser, page).text
    answer = sent(platform, browser, page, f"{page}/family-consent", **form)
    assert answer.status_code == 422
    assert platform.caller("coordinator-mll").get(match).json["consents"]["family"] is None


def test_a_consent_is_put_right_on_a_page_and_the_reason_stays(platform: Stepped) -> None:
    match = started(platform)
    browser, page = platform.browser("coordinator-mll", "volunteers"), page_of(match)
    form = f"{page}/family-consent/correction"
    assert form in shown(browser, page).text
    assert 'value="GUARDIAN" id="by" checked' in shown(browser, form).text
    right = {"given": "true", "by": "PARENT", "on": "2026-03-04", "channel": "IN_WRITING"}
    done = sent(platform, browser, form, form, **right, reason="Äiti vastasi, ei holhooja.")
    assert (done.status_code, done.headers["Location"]) == (303, page)
    text = shown(browser, page).text
    assert "consented, parent, in writing, 4.3.2026" in text
    assert "Äiti vastasi, ei holhooja." in text
    assert revealed(text, CHILD) == []


def test_a_correction_without_a_reason_is_asked_for_one(platform: Stepped) -> None:
    match, coordinator = started(platform), platform.caller("coordinator-mll")
    for address in ("correction", "entered-in-error", "reopening", "child-view/entered-in-error"):
        answer = coordinator.put(f"{match}/{address}", {}, of=match)
        assert (answer.status_code, list(answer.json["errors"])) == (422, ["reason"])


def test_nobody_elses_match_is_put_right(platform: Stepped) -> None:
    match = started(platform, sign_in="volunteer-mll")
    own, stranger = platform.caller("volunteer-mll"), platform.caller("coordinator-siipisulka")
    assert own.put(f"{match}/entered-in-error", WHY).status_code == 403
    tag = platform.caller("coordinator-mll").get(match).headers["ETag"]
    assert stranger.put(f"{match}/entered-in-error", WHY, seen=tag).status_code == 404
    body = {**WHY, "given": True, "by": "PARENT", "on": "2026-03-04"}
    where = f"{match}/family-consent/correction"
    assert stranger.put(where, body, seen=tag).status_code == 404


def test_the_support_persons_own_answer_says_so(platform: Stepped) -> None:
    match = proposed(platform, waiting_case(platform), vetted(platform, sign_in="volunteer-mll"))
    own = platform.browser("volunteer-mll", "volunteers")
    where = f"{page_of(match)}/volunteer-consent"
    assert sent(platform, own, "/volunteers/me", where, given="true").status_code == 303
    answer = platform.caller("coordinator-mll").get(match).json["consents"]["volunteer"]
    assert (answer["signed_in"], answer["channel"]) == (True, None)
    coordinator = platform.browser("coordinator-mll", "volunteers")
    assert "answered here themselves" in shown(coordinator, page_of(match)).text
