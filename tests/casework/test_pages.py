"""The pages of a case and of a visit, as its people use them; without JavaScript."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar, Self
from uuid import UUID, uuid4

import pytest
from werkzeug.test import Client

from services.demo.people import fixed_id
from services.volunteers.matches.events import MatchAgreed
from shared.work import Actor
from tests.casework.acceptance import WORKER, Opened, a_case, ago
from tests.platform import BASE, Stepped

SUPPORTER = fixed_id("volunteer-mll")


@dataclass
class Browser:
    """Somebody who has signed in, with forms that carry their token."""

    client: Client
    platform: Stepped

    def get(self, path: str) -> Any:
        return self.client.get(path, base_url=BASE)

    def send(self, path: str, form: dict[str, Any], *, shown_at: str = "") -> Any:
        """Fill in the form that is shown there, and press its button."""
        page = self.get(shown_at or path).text
        kept = {name: _hidden(page, name) for name in ("csrf_token", "seen", "key")}
        filled = {name: value for name, value in kept.items() if value} | form
        answer = self.client.post(path.split("?")[0], base_url=BASE, data=filled)
        self.platform.settle()
        return answer


def _hidden(page: str, name: str) -> str:
    _, _, after = page.partition(f'name="{name}" value="')
    return after.split('"')[0]


@pytest.fixture
def case(platform: Stepped) -> Opened:
    return a_case(platform)


def browser(platform: Stepped, sign_in: str) -> Browser:
    return Browser(platform.visitor(sign_in, "casework"), platform)


@pytest.fixture
def coordinator(platform: Stepped, case: Opened) -> Browser:
    return browser(platform, "coordinator-siipisulka")


@dataclass(frozen=True)
class Agreement:
    """A match as the volunteers service would tell of it."""

    category: ClassVar[str] = "match"
    id: UUID
    concerns: tuple[UUID, ...] = ()

    def evolve(self, event: Any) -> Self:
        return self


def agree(case: Opened, *, person: UUID, on: str) -> None:
    """Let somebody be the support person of a case."""
    match_id = uuid4()
    told = MatchAgreed(
        match_id=match_id,
        case_id=case.id,
        referral_id=UUID(case.referral),
        volunteer_id=uuid4(),
        organisation=uuid4(),
        programme="amm-tukihenkilo",
        sender=uuid4(),
        agreed_on=date.fromisoformat(on),
        person_id=person,
    )
    volunteers = case.platform.platform.services["volunteers"]
    only = partial(_only, told)
    volunteers.perform(lambda work: work.change(Agreement(match_id), only), Actor("test"))
    case.platform.settle()


def _only(event: Any, _: Any) -> list[Any]:
    return [event]


def path(case: Opened) -> str:
    return f"/casework/cases/{case.id}"


def visits(case: Opened) -> list[tuple[str, int]]:
    listed = case.coordinator.get(f"{case.path}/visits").json["visits"]
    return [(visit["held_on"], visit["minutes"]) for visit in listed]


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
    told = ("Salakuja", "Turku", "+358401234567", "+358407654321")
    assert [word for page in shown for word in told if word in page] == []


def a_visit(case: Opened, **more: Any) -> dict[str, Any]:
    today = ago(case.platform, 0)
    return {"who": str(case.id), "held_on": today, "length": "120", **more}


def test_a_support_person_logs_a_visit_knowing_the_first_name_alone(
    platform: Stepped, case: Opened
) -> None:
    agree(case, person=SUPPORTER, on=ago(platform, 30))
    supporter = browser(platform, "volunteer-mll")
    page = supporter.get("/casework/visits/new").text
    assert ("Aino T." in page, "Testinen" in page) == (True, False)
    told = a_visit(case, activities=["SPORT"], impression="GOOD", kilometres="18", costs="12.00")
    assert supporter.send("/casework/visits/new", told).status_code == 303
    assert visits(case) == [(ago(platform, 0), 120)]
    assert supporter.get(path(case)).status_code == 403


def test_a_support_person_logs_only_their_own_matches(platform: Stepped, case: Opened) -> None:
    supporter = browser(platform, "volunteer-mll")
    answer = supporter.send("/casework/visits/new", a_visit(case))
    assert (answer.status_code, visits(case)) == (404, [])


def test_a_support_person_logs_no_visit_from_before_the_match(
    platform: Stepped, case: Opened
) -> None:
    agree(case, person=SUPPORTER, on=ago(platform, 30))
    supporter = browser(platform, "volunteer-mll")
    early = a_visit(case, held_on=ago(platform, 31))
    assert supporter.send("/casework/visits/new", early).status_code == 409
    on_the_day = a_visit(case, held_on=ago(platform, 30))
    assert supporter.send("/casework/visits/new", on_the_day).status_code == 303


def test_siblings_are_met_together_and_the_journey_is_paid_once(platform: Stepped) -> None:
    cases = [a_case(platform), a_case(platform, given_name="Eino")]
    for each in cases:
        agree(each, person=SUPPORTER, on=ago(platform, 30))
    told = a_visit(cases[0], who=[str(each.id) for each in cases], kilometres="18")
    assert browser(platform, "volunteer-mll").send("/casework/visits/new", told).status_code == 303
    assert [visits(each) for each in cases] == [[(ago(platform, 0), 120)]] * 2
    events = platform.platform.services["casework"].store.travelling(0, 500)
    paid = [event.data["kilometres"] for event in events if event.name == "expenses.incurred"]
    assert paid == [18]


def test_a_form_with_a_mistake_keeps_what_was_typed(case: Opened, coordinator: Browser) -> None:
    told = {"held_on": ago(case.platform, 1), "notes": "Uitiin.", "activities": ["GAMES"]}
    answer = coordinator.send("/casework/visits/new", told)
    assert answer.status_code == 422
    assert "Uitiin." in answer.text
    assert 'value="GAMES" id="activities-2" checked' in answer.text


def test_the_same_form_sent_twice_is_one_visit(case: Opened, coordinator: Browser) -> None:
    told = a_visit(case, key=str(uuid4()))
    assert coordinator.send("/casework/visits/new", told).status_code == 303
    assert coordinator.send("/casework/visits/new", told).status_code == 303
    assert len(visits(case)) == 1


def test_a_missed_visit_needs_no_length(case: Opened, coordinator: Browser) -> None:
    told = a_visit(case, status="MISSED") | {"length": ""}
    assert coordinator.send("/casework/visits/new", told).status_code == 303
    assert visits(case) == [(ago(case.platform, 0), 0)]


def test_a_worry_is_told_what_to_do_now(platform: Stepped) -> None:
    page = browser(platform, "volunteer-mll").get("/casework/visits/worry").text
    assert "112" in page
