"""Logging a visit, as a support person does on a phone; without JavaScript."""

from uuid import uuid4

from services.platform.demo.people import fixed_id
from tests.casework.acceptance import Opened, a_case, ago
from tests.casework.visiting import SUPPORTER, Browser, a_visit, agree, browser, link, path, visits
from tests.platform import Stepped


def test_a_support_person_logs_a_visit_knowing_the_first_name_alone(
    platform: Stepped, case: Opened
) -> None:
    agree(case, person=SUPPORTER, on=ago(platform, 30))
    supporter = browser(platform, "volunteer-mll")
    page = supporter.get("/casework/visits/new").text
    assert ("Aino T." in page, "Testinen" in page) == (True, False)
    data = a_visit(case, activities=["SPORT"], impression="GOOD", kilometres="18", costs="12.00")
    assert supporter.send("/casework/visits/new", data).status_code == 303
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
    data = a_visit(cases[0], who=[str(each.id) for each in cases], kilometres="18")
    assert browser(platform, "volunteer-mll").send("/casework/visits/new", data).status_code == 303
    assert [visits(each) for each in cases] == [[(ago(platform, 0), 120)]] * 2
    events = platform.platform.services["casework"].store.travelling(0, 500)
    paid = [event.data["kilometres"] for event in events if event.name == "expenses.incurred"]
    assert paid == [18]


def test_a_visit_logged_from_a_case_leads_back_to_it(case: Opened, coordinator: Browser) -> None:
    data = a_visit(case) | {"case": str(case.id)}
    answer = coordinator.send(f"/casework/visits/new?case={case.id}", data)
    assert (answer.status_code, answer.headers["Location"]) == (303, path(case))
    assert visits(case) == [(ago(case.platform, 0), 120)]


def test_a_form_with_a_mistake_keeps_what_was_typed(case: Opened, coordinator: Browser) -> None:
    data = {"held_on": ago(case.platform, 1), "notes": "Uitiin.", "activities": ["GAMES"]}
    answer = coordinator.send("/casework/visits/new", data)
    assert answer.status_code == 422
    assert "Uitiin." in answer.text
    assert 'value="GAMES" id="activities-2" checked' in answer.text


def test_the_same_form_sent_twice_is_one_visit(case: Opened, coordinator: Browser) -> None:
    data = a_visit(case, key=str(uuid4()))
    assert coordinator.send("/casework/visits/new", data).status_code == 303
    assert coordinator.send("/casework/visits/new", data).status_code == 303
    assert len(visits(case)) == 1


def test_a_missed_visit_needs_no_length(case: Opened, coordinator: Browser) -> None:
    data = a_visit(case, status="MISSED") | {"length": ""}
    assert coordinator.send("/casework/visits/new", data).status_code == 303
    assert visits(case) == [(ago(case.platform, 0), 0)]


def test_a_worry_is_told_what_to_do_now(platform: Stepped) -> None:
    page = browser(platform, "volunteer-mll").get("/casework/visits/worry").text
    assert "112" in page


def test_who_is_given_a_sign_in_during_the_support_logs_visits_from_then_on(
    platform: Stepped, case: Opened
) -> None:
    volunteer = agree(case, person=None, on=ago(platform, 30))
    supporter = browser(platform, "volunteer-mll")
    assert supporter.send("/casework/visits/new", a_visit(case)).status_code == 404
    link(case, volunteer, person=SUPPORTER)
    assert supporter.send("/casework/visits/new", a_visit(case)).status_code == 303
    link(case, volunteer, person=fixed_id("worker-siipisulka"))
    assert supporter.send("/casework/visits/new", a_visit(case)).status_code == 404
