"""Support persons written down twice or wrongly, and who comes back: over HTTP and on pages."""

from typing import Any

import pytest

from tests.platform import Stepped, platform
from tests.volunteers.bodies import (
    APPLICATION,
    ROOT,
    applicant,
    proposed,
    ready,
    vetted,
    waiting_case,
)
from tests.volunteers.test_pages import page_of, sent, shown

__all__ = ["platform"]

WHY = {"reason": "Kirjattu väärälle henkilölle."}
FIRST = APPLICATION | {"family_name": "Ensimmäinen"}


def posted(platform: Stepped, **values: Any) -> Any:
    return platform.caller("coordinator-mll").post(f"{ROOT}/volunteers", FIRST | values)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"given_name": "TESTI", "family_name": "Ensimma\u0308inen", "contact": {}},
        {"family_name": "Toinen", "contact": {"email": "TESTI@example.org"}},
        {"date_of_birth": "1991-01-01", "contact": {"phone": "+358401234567"}},
    ],
)
def test_who_is_in_the_register_already_is_noticed(platform: Stepped, values: Any) -> None:
    first = posted(platform).headers["Location"].rsplit("/", 1)[1]
    again = posted(platform, **values)
    assert (again.status_code, again.json["already_here"]) == (201, first)
    refused = posted(platform, **values, another_person=False)
    assert (refused.status_code, refused.json["code"]) == (409, "already_here")
    assert refused.json["volunteer"] in (first, again.json["id"])


@pytest.mark.parametrize(
    "values",
    [
        {"family_name": "Toinen", "contact": {}},
        {"date_of_birth": "1991-01-01", "contact": {"phone": "+358401234568"}},
        {"another_person": True},
    ],
)
def test_another_person_is_written_down(platform: Stepped, values: Any) -> None:
    posted(platform)
    answer = posted(platform, **values)
    assert (answer.status_code, "already_here" in answer.json) == (201, False)


def test_another_organisations_register_tells_nothing(platform: Stepped) -> None:
    posted(platform)
    theirs = {"kind": "PROFESSIONAL", "programmes": ["amm-tukihenkilo"]}
    stranger = platform.caller("coordinator-siipisulka")
    assert stranger.post(f"{ROOT}/volunteers", FIRST | theirs).status_code == 201


def test_the_form_leads_to_who_is_there_already(platform: Stepped) -> None:
    first = posted(platform).headers["Location"]
    browser, new = platform.browser("coordinator-mll", "volunteers"), "/volunteers/people/new"
    assert "another_person" not in shown(browser, new).text
    form = {"kind": "VOLUNTEER", "programmes": ["kaveri"], "given_name": "Testi"}
    form |= {"family_name": "ensimmäinen", "date_of_birth": "1990-05-01", "municipality": "853"}
    answer = sent(platform, browser, new, new, capacity="1", **form)
    assert answer.status_code == 409
    assert page_of(first) in answer.text
    twin = sent(platform, browser, new, new, capacity="1", another_person="yes", **form)
    assert twin.status_code == 303


def test_what_was_read_of_somebody_can_be_sent_back(platform: Stepped) -> None:
    coordinator = platform.caller("coordinator-mll")
    where = ready(coordinator, contact={})
    body = coordinator.get(where).json
    same = coordinator.put(where, body, of=where)
    assert (same.status_code, same.json) == (200, body)
    changed = coordinator.put(where, body | {"capacity": 3}, of=where)
    assert (changed.status_code, changed.json["capacity"]) == (200, 3)
    assert coordinator.put(where, body | {"unheard_of": 1}, of=where).status_code == 422


def test_details_are_put_right_with_a_reason(platform: Stepped) -> None:
    coordinator = platform.caller("coordinator-mll")
    where = applicant(coordinator)
    body = coordinator.get(where).json | {"date_of_birth": "1990-05-02"}
    assert coordinator.put(f"{where}/correction", body).status_code == 422
    right = coordinator.put(f"{where}/correction", body | WHY)
    assert (right.status_code, right.json["date_of_birth"]) == (200, "1990-05-02")
    page = shown(platform.browser("coordinator-mll", "volunteers"), page_of(where)).text
    assert WHY["reason"] in page


@pytest.mark.parametrize(
    ("step", "address", "right", "shows"),
    [
        (
            "interview",
            "interview",
            {"held_on": "2026-02-01", "recommended": True},
            {"held_on": "2026-02-01", "recommended": True},
        ),
        (
            "references",
            "references",
            {"received_on": "2026-02-04", "count": 3},
            {"received_on": "2026-02-04", "count": 3},
        ),
        (
            "trainings",
            "training/1",
            {"course": "Perusteet", "completed_on": "2026-02-11", "hours": 12},
            [{"course": "Perusteet", "completed_on": "2026-02-11", "hours": 12.0}],
        ),
    ],
)
def test_a_step_is_put_right_or_struck_out(
    platform: Stepped, step: str, address: str, right: dict[str, Any], shows: Any
) -> None:
    coordinator = platform.caller("coordinator-mll")
    where = ready(coordinator)
    done = coordinator.put(f"{where}/{address}/correction", right | WHY, of=where)
    assert (done.status_code, done.json[step]) == (200, shows)
    struck = coordinator.put(f"{where}/{address}/entered-in-error", WHY, of=where)
    assert (struck.status_code, struck.json[step]) == (200, [] if step == "trainings" else None)
    lacks = {"interview": "INTERVIEW", "references": "REFERENCES", "trainings": "TRAINING"}[step]
    assert lacks in struck.json["missing"]["kaveri"]
    twice = coordinator.put(f"{where}/{address}/correction", right | WHY, of=where)
    assert (twice.status_code, twice.json["code"]) == (409, "no_step")


def test_a_vetting_consent_never_given_takes_the_check_with_it(platform: Stepped) -> None:
    coordinator, contact = platform.caller("coordinator-mll"), platform.caller("vetting-mll")
    where = ready(coordinator)
    check = {"extract_issue_date": "2026-02-20", "source": "ORDERED_BY_ORGANISER"}
    assert contact.put(f"{where}/extract-check", check | {"checked_on": "2026-02-21"}).json[
        "extract_check"
    ]
    struck = coordinator.put(f"{where}/consent/entered-in-error", WHY, of=where)
    assert (struck.status_code, struck.json["consent"]) == (200, None)
    assert contact.get(where).json["extract_check"] is None


def test_who_comes_back_keeps_training_and_is_vetted_anew(platform: Stepped) -> None:
    coordinator, where = platform.caller("coordinator-mll"), vetted(platform)
    assert coordinator.put(f"{where}/ending", {"reason": "WITHDRAWN"}).json["status"] == "ended"
    back = coordinator.put(f"{where}/reopening", WHY)
    assert (back.status_code, back.json["status"], back.json["vetted"]) == (200, "applicant", [])
    assert (back.json["interview"], back.json["consent"]) == (None, None)
    assert (len(back.json["trainings"]), back.json["references"]["count"]) == (1, 2)
    assert platform.caller("vetting-mll").get(where).json["extract_check"] is None


def test_an_end_that_was_a_mistake_leaves_everything_as_it_was(platform: Stepped) -> None:
    coordinator, where = platform.caller("coordinator-mll"), vetted(platform)
    coordinator.put(f"{where}/ending", {"reason": "WITHDRAWN"})
    back = coordinator.put(f"{where}/reopening", WHY | {"why": "MISTAKE"})
    assert (back.json["status"], back.json["vetted"]) == ("vetted", ["kaveri"])
    assert proposed(platform, waiting_case(platform), where)


def test_who_was_written_down_by_mistake_is_in_no_list(platform: Stepped) -> None:
    coordinator, where = (
        platform.caller("coordinator-mll"),
        applicant(platform.caller("coordinator-mll")),
    )
    struck = coordinator.put(f"{where}/entered-in-error", WHY)
    assert (struck.status_code, struck.json["status"]) == (200, "entered_in_error")
    assert coordinator.get(f"{ROOT}/volunteers").json["volunteers"] == []
    approved = vetted(platform)
    refused = coordinator.put(f"{approved}/entered-in-error", WHY)
    assert (refused.status_code, refused.json["code"]) == (409, "approved_already")


def test_each_page_of_a_correction_is_whole_in_every_language(platform: Stepped) -> None:
    browser, page = platform.browser("coordinator-mll", "volunteers"), page_of(vetted(platform))
    addresses = [
        "correction",
        "interview/correction",
        "references/entered-in-error",
        "training/1/correction",
        "consent/correction",
        "reopening",
        "entered-in-error",
    ]
    for language in ("fi", "sv", "en"):
        pages = [shown(browser, f"{page}/{each}", lang=language) for each in addresses]
        assert [answer.status_code for answer in pages] == [200] * len(addresses)
        assert [answer.text.count("<h1") for answer in pages] == [1] * len(addresses)


def test_a_correction_on_a_page_begins_with_what_stands_there(platform: Stepped) -> None:
    browser, page = platform.browser("coordinator-mll", "volunteers"), page_of(vetted(platform))
    form = f"{page}/interview/correction"
    text = shown(browser, form).text
    assert 'value="2026-02-02"' in text
    assert sent(platform, browser, form, form, held_on="2026-02-01").status_code == 422
    done = sent(platform, browser, form, form, held_on="2026-02-01", recommended="true", **WHY)
    assert done.status_code == 303
    assert "1.2.2026" in shown(browser, page).text
