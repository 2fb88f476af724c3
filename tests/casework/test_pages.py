"""The pages of a case, as its people use them; without JavaScript."""

import pytest

from tests.casework.acceptance import WORKER, Opened, a_case, ago
from tests.casework.visiting import Browser, browser, path
from tests.platform import Stepped
from tests.sightings import revealed


def test_a_case_is_on_the_list_of_its_people_only(platform: Stepped, case: Opened) -> None:
    assert "Aino Testinen" in browser(platform, "coordinator-siipisulka").get("/casework/").text
    worker = browser(platform, "worker-siipisulka")
    assert "Aino Testinen" not in worker.get("/casework/").text
    assert worker.get(path(case)).status_code == 404
    case.put(f"team/{WORKER}", {"role": "RESPONSIBLE"})
    assert "Aino Testinen" in worker.get("/casework/").text
    assert worker.get(path(case)).status_code == 200


def test_a_case_says_what_its_next_phase_lacks_and_where_to_do_it(
    case: Opened, coordinator: Browser
) -> None:
    page = coordinator.get(f"{path(case)}?lang=en").text
    assert "Before the phase Trust 7 things are missing:" in page
    assert f'<a href="{path(case)}/tasks/T7">' in page


FORMS = (
    "tasks/T1?",
    "phase?to=TRUST&",
    "closing?",
    "team?",
    "goals/new?",
    "goals/scores?",
    "plan-meetings/new?",
    "measurements/new?",
    "timeline?",
)


def test_every_form_is_a_whole_page_in_each_language(case: Opened, coordinator: Browser) -> None:
    shown = {
        (form, lang): coordinator.get(
            f"{path(case)}/{form}{'&' if '?' in form else '?'}lang={lang}"
        )
        for form in FORMS
        for lang in ("fi", "sv")
    }
    assert {(page.status_code, page.text.count("<h1>")) for page in shown.values()} == {(200, 1)}
    assert [form for form in FORMS if shown[form, "fi"].text == shown[form, "sv"].text] == []


@pytest.mark.parametrize(
    ("lang", "name"),
    [("fi", "Varsinais-Suomen hyvinvointialue"), ("sv", "Egentliga Finlands välfärdsområde")],
)
def test_the_sender_is_called_as_its_reader_calls_it(
    case: Opened, coordinator: Browser, lang: str, name: str
) -> None:
    assert name in coordinator.get(f"{path(case)}?lang={lang}").text


def test_a_task_is_recorded_and_seen_at_once(case: Opened, coordinator: Browser) -> None:
    done = {"state": "DONE", "on": ago(case.platform, 240)}
    assert coordinator.send(f"{path(case)}/tasks/T1", done).status_code == 303
    assert "6 things are missing" in coordinator.get(f"{path(case)}?lang=en").text


def test_a_task_passed_over_without_a_reason_is_asked_again_with_what_was_said(
    case: Opened, coordinator: Browser
) -> None:
    answer = coordinator.send(f"{path(case)}/tasks/T1", {"state": "WAIVED", "on": "2026-05-01"})
    assert answer.status_code == 422
    assert 'value="WAIVED" id="state-2" checked' in answer.text
    assert 'value="2026-05-01"' in answer.text
    assert 'href="#reason"' in answer.text


def test_a_phase_that_cannot_begin_says_everything_that_is_missing(
    case: Opened, coordinator: Browser
) -> None:
    answer = coordinator.send(f"{path(case)}/phase?to=TRUST&lang=en", {"to": "TRUST"})
    assert answer.status_code == 409
    assert [f"/tasks/T{n}" in answer.text for n in range(1, 8)] == [True] * 7


def test_somebody_elses_change_is_not_written_over(case: Opened, coordinator: Browser) -> None:
    goal = {"text": "Koulu viitenä päivänä", "weight": "1"}
    assert coordinator.send(f"{path(case)}/goals/new", goal).status_code == 303
    late = {"state": "DONE", "seen": "1"}
    assert coordinator.send(f"{path(case)}/tasks/T1", late).status_code == 409


def test_goals_are_set_and_scored_on_their_pages(case: Opened, coordinator: Browser) -> None:
    goal = {"text": "Koulu viitenä päivänä", "weight": "1", "on": ago(case.platform, 100)}
    assert coordinator.send(f"{path(case)}/goals/new", goal).status_code == 303
    (made,) = case.read()["plan"]["goals"]
    scored = {f"score.{made['id']}": "-1", "assessed_by": "FAMILY"}
    assert coordinator.send(f"{path(case)}/goals/scores", scored).status_code == 303
    assert case.read()["plan"]["goals"][0]["score"] == -1


def test_a_plan_meeting_and_a_measurement_are_recorded(case: Opened, coordinator: Browser) -> None:
    meeting = {"participants": "lapsi\näiti", "goals_being_met": "true", "decisions": "Jatketaan"}
    assert coordinator.send(f"{path(case)}/plan-meetings/new", meeting).status_code == 303
    measured = {"indicator": "3x10d.6", "value": "7"}
    assert coordinator.send(f"{path(case)}/measurements/new", measured).status_code == 303
    page = coordinator.get(f"{path(case)}/timeline?lang=en").text
    assert "Plan meeting, 2 people, goals are being met: Jatketaan" in page


def test_a_coordinator_chooses_the_team(case: Opened, coordinator: Browser) -> None:
    chosen = {"person": str(WORKER), "role": "RESPONSIBLE"}
    assert coordinator.send(f"{path(case)}/team", chosen).status_code == 303
    assert "Työntekijä Tuulensuu" in coordinator.get(path(case)).text
    leaving = f"{path(case)}/team/{WORKER}/leaving"
    assert coordinator.send(leaving, {}, shown_at=f"{path(case)}/team").status_code == 303
    assert case.read()["team"] == []


def test_an_early_end_is_asked_for_its_reason_and_then_done(
    case: Opened, coordinator: Browser
) -> None:
    closing = {
        "end_reason": "GOALS_REACHED",
        "outcome": "IMPROVED",
        "assessed_by": "JOINTLY",
        "method": "INTERVIEW",
    }
    refused = coordinator.send(f"{path(case)}/closing", closing)
    assert (
        refused.status_code,
        'value="GOALS_REACHED" id="end_reason" checked' in refused.text,
    ) == (
        409,
        True,
    )
    explained = closing | {"early_reason": "Perhe pärjää jo."}
    assert coordinator.send(f"{path(case)}/closing", explained).status_code == 303
    assert case.read()["status"] == "closed"
    assert coordinator.get(f"{path(case)}/follow-up").status_code == 200


def test_under_non_disclosure_no_page_tells_the_place(platform: Stepped) -> None:
    case = a_case(platform, non_disclosure=True)
    coordinator = browser(platform, "coordinator-siipisulka")
    shown = [
        coordinator.get(at).text for at in ("/casework/", path(case), f"{path(case)}/timeline")
    ]
    places = ("Salakuja", "Turku", "+358401234567", "+358407654321")
    assert [word for page in shown for word in revealed(page, places)] == []
