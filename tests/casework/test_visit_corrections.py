"""A visit is corrected, or taken out, by who logged it and by who coordinates; over HTTP."""

from typing import Any

import pytest

from tests.casework.acceptance import WORKER, Opened, ago
from tests.casework.visiting import SUPPORTER, Browser, a_visit, agree, browser, path, visits
from tests.platform import Stepped

NEW = "/casework/visits/new"


@pytest.fixture
def supporter(platform: Stepped, case: Opened) -> Browser:
    agree(case, person=SUPPORTER, on=ago(platform, 30))
    return browser(platform, "volunteer-mll")


def logged(case: Opened) -> Any:
    """The newest visit of the case."""
    return case.coordinator.get(f"{case.path}/visits").json["visits"][0]


def page(case: Opened) -> str:
    return f"/casework/visits/{logged(case)['id']}"


def put(
    case: Opened, what: str, body: dict[str, Any], *, by: str = "coordinator-siipisulka"
) -> Any:
    address = f"{case.path}/visits/{logged(case)['id']}"
    return case.platform.caller(by).put(f"{address}/{what}", body, of=address)


def test_a_support_person_sees_and_corrects_their_own_visit(
    case: Opened, supporter: Browser
) -> None:
    data = a_visit(case, kilometres="18", costs="12,50", notes="Uitiin.")
    answer = supporter.send(NEW, data)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/casework/visits/")
    assert "18 km" in supporter.get("/casework/visits/").text
    shown = supporter.get(page(case)).text
    assert ("12,50" in shown, "Uitiin." in shown) == (True, True)
    form = {"held_on": ago(case.platform, 1), "length": "60", "reason": "Väärä päivä."}
    assert supporter.send(f"{page(case)}/correction", form).status_code == 303
    assert visits(case) == [(ago(case.platform, 1), 60)]
    shown = supporter.get(page(case)).text
    assert ("Väärä päivä." in shown, "Uitiin." in shown) == (True, True)


def test_the_correction_begins_with_what_holds(case: Opened, supporter: Browser) -> None:
    supporter.send(NEW, a_visit(case, activities=["SPORT"], costs="12,50") | {"length": "180"})
    form = supporter.get(f"{page(case)}/correction").text
    assert 'value="180" id="length-3" checked' in form
    assert 'value="SPORT" id="activities" checked' in form
    assert 'name="costs" type="text" value="12,50"' in form


def test_what_is_left_out_of_a_correction_stays(case: Opened) -> None:
    case.post("visits", {"held_on": ago(case.platform, 2), "minutes": 95, "present": ["Aino"]})
    assert put(case, "correction", {"minutes": 59, "reason": "Kirjoitusvirhe."}).status_code == 200
    visit = logged(case)
    assert (visit["minutes"], visit["held_on"]) == (59, ago(case.platform, 2))
    assert visit["participants"] == ["Aino"]


def test_what_staff_drove_and_paid_is_kept_and_shown(case: Opened) -> None:
    case.post("visits", {"minutes": 60, "kilometres": 12, "costs": "3.50"})
    assert (logged(case)["kilometres"], logged(case)["costs"]) == (12, "3.50")


def test_a_visit_that_never_was_is_in_no_list(case: Opened, coordinator: Browser) -> None:
    case.post("visits", {"minutes": 60})
    there = page(case)
    assert put(case, "entered-in-error", {"reason": "Väärä lapsi."}).status_code == 200
    assert visits(case) == []
    assert "Väärä lapsi." in coordinator.get(there).text
    timeline = coordinator.get(f"{path(case)}/timeline").text
    assert ("vahingossa" in timeline, "Väärä lapsi." in timeline) == (True, True)


@pytest.mark.parametrize("body", [{"minutes": 59}, {"minutes": 59, "reason": " "}])
def test_a_correction_says_why(case: Opened, body: dict[str, Any]) -> None:
    case.post("visits", {"minutes": 95})
    assert put(case, "correction", body).status_code == 422
    assert logged(case)["minutes"] == 95


@pytest.mark.parametrize("what", ["correction", "entered-in-error"])
def test_a_colleague_and_a_stranger_correct_nothing(case: Opened, what: str) -> None:
    case.put(f"team/{WORKER}", {"role": "WORKER"})
    case.post("visits", {"minutes": 95})
    body = {"reason": "Kirjoitusvirhe."}
    assert put(case, what, body, by="worker-siipisulka").status_code == 404
    address = f"{case.path}/visits/{logged(case)['id']}"
    stranger = case.platform.caller("coordinator-mll")
    assert stranger.put(f"{address}/{what}", body, seen='"1"').status_code == 404


def test_a_visit_of_another_case_is_not_found_below_this_one(case: Opened) -> None:
    case.post("visits", {"minutes": 95})
    other = f"/casework/api/v1/cases/{case.referral}/visits/{logged(case)['id']}"
    assert case.coordinator.get(other).status_code == 404


def test_the_form_begins_as_visits_usually_are(case: Opened, supporter: Browser) -> None:
    for _ in range(2):
        supporter.send(NEW, a_visit(case, kind="REMOTE") | {"length": "60"})
    form = supporter.get(NEW).text
    assert 'value="60" id="length" checked' in form
    assert 'value="REMOTE" id="kind-2" checked' in form
    assert f'value="{case.id}" id="who" checked' in form


def test_a_draft_is_there_again_after_the_worry_page(case: Opened, supporter: Browser) -> None:
    typed = a_visit(case, notes="Käsivarressa oli mustelma.")
    answer = supporter.send("/casework/visits/worry", typed, shown_at=NEW)
    raising = f"/casework/cases/{case.id}/concerns/new"
    assert (answer.status_code, answer.headers["Location"]) == (303, raising)
    assert raising in supporter.get("/casework/visits/worry").text
    assert "Käsivarressa oli mustelma." in supporter.get(NEW).text
    assert supporter.send(NEW, typed).status_code == 303
    assert "Käsivarressa oli mustelma." not in supporter.get(NEW).text


def test_nothing_that_is_typed_keeps_anybody_from_what_to_do_in_a_worry(
    case: Opened, supporter: Browser
) -> None:
    endless = a_visit(case) | {f"more-{number}": "x" * 10_000 for number in range(7)}
    answer = supporter.send("/casework/visits/worry", endless, shown_at=NEW)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/casework/visits/worry")
    assert supporter.send(f"{NEW}/draft", endless, shown_at=NEW).status_code == 413


def test_a_draft_of_another_child_does_not_begin_a_visit(
    case: Opened, coordinator: Browser
) -> None:
    other = {"notes": "Uitiin.", "who": "00000000-0000-4000-8000-000000000001"}
    coordinator.send(f"{NEW}/draft", other, shown_at=NEW)
    assert "Uitiin." in coordinator.get(NEW).text
    page = coordinator.get(f"{NEW}?case={case.id}").text
    assert ("Uitiin." in page, f'value="{case.id}"' in page) == (False, True)


def test_a_draft_is_saved_while_typing_and_thrown_away(case: Opened, supporter: Browser) -> None:
    saved = supporter.send(f"{NEW}/draft", {"notes": "Uitiin."}, shown_at=NEW)
    assert (saved.status_code, "Uitiin." in supporter.get(NEW).text) == (204, True)
    supporter.send(f"{NEW}/draft", {"discard": "yes"}, shown_at=NEW)
    assert "Uitiin." not in supporter.get(NEW).text
