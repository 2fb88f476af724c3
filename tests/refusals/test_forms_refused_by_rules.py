"""A form to which a rule says no comes back with what was typed, in the language of its page."""

import re
from typing import Any

import pytest
from werkzeug.test import Client

from tests.casework.acceptance import a_case
from tests.platform import BASE, Stepped, csrf_of
from tests.volunteers.bodies import applicant

LANGUAGES = ("fi", "sv")
LATE = "2099-01-01"
CASEWORK: dict[str, dict[str, str]] = {
    "goals/new": {"text": "Uimaan kerran viikossa", "on": LATE},
    "plan-meetings/new": {"participants": "3", "decisions": "Jatketaan samoin", "held_on": LATE},
    "measurements/new": {"indicator": "gas", "value": "1", "measured_on": LATE},
}
VOLUNTEERS: dict[str, dict[str, str]] = {
    "interview": {"held_on": LATE, "recommended": "true"},
    "training": {"course": "Peruskurssi Salossa", "completed_on": LATE, "hours": "3"},
}


def refused(browser: Client, page: str, form: str, language: str, typed: dict[str, str]) -> Any:
    """What is answered when a form of the page is sent."""
    shown = browser.get(f"{page}?lang={language}", base_url=BASE, follow_redirects=True).text
    seen = re.search(r'name="seen" value="(\d+)"', shown)
    data = {"csrf_token": csrf_of(shown), "seen": seen[1] if seen else "", **typed}
    return browser.post(f"{page}/{form}?lang={language}", base_url=BASE, data=data)


def faults(answers: dict[str, Any], typed: dict[str, str]) -> list[str]:
    """What is wrong with the answers in each language; empty where nothing is."""
    wrong = [
        f"{language}: {answer.status_code}"
        for language, answer in answers.items()
        if answer.status_code not in (409, 422) or f'<html lang="{language}"' not in answer.text
    ]
    sentences = {
        language: re.sub(r"<[^>]+>", " ", _alert(each.text)) for language, each in answers.items()
    }
    wrong += [] if len({*sentences.values()} - {""}) == len(answers) else [str(sentences)]
    return wrong + [
        f"{language}: {value} is lost"
        for language, answer in answers.items()
        for value in typed.values()
        if value not in answer.text
    ]


def _alert(page: str) -> str:
    return page.partition('role="alert"')[2].partition("</form>")[0][:600]


@pytest.mark.parametrize("form", CASEWORK)
def test_casework_gives_a_form_back(platform: Stepped, form: str) -> None:
    page = f"/casework/cases/{a_case(platform).id}"
    browser = platform.browser("coordinator-siipisulka", "casework")
    answers = {each: refused(browser, page, form, each, CASEWORK[form]) for each in LANGUAGES}
    assert faults(answers, CASEWORK[form]) == []


def test_volunteers_give_their_forms_back(platform: Stepped) -> None:
    where = applicant(platform.caller("coordinator-mll")).rpartition("/")[2]
    page, browser = f"/volunteers/people/{where}", platform.browser("coordinator-mll", "volunteers")
    wrong = {
        form: faults({each: refused(browser, page, form, each, typed) for each in LANGUAGES}, typed)
        for form, typed in VOLUNTEERS.items()
    }
    assert {form: each for form, each in wrong.items() if each} == {}


@pytest.mark.parametrize("query", ["from=2026-05&to=2026-04", "from=2026-11&to=2026-02"])
def test_a_report_that_cannot_be_is_refused_where_it_was_asked(
    platform: Stepped, query: str
) -> None:
    browser = platform.browser("coordinator-mll", "reporting")
    answers = {
        each: browser.get(f"/reporting/reports/demand?{query}&lang={each}", base_url=BASE)
        for each in LANGUAGES
    }
    months = dict(part.split("=") for part in query.split("&"))
    assert faults(answers, months) == []
