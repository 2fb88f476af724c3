"""A form sent after the session ran out comes back filled in, once its person has signed in."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from werkzeug.routing import IntegerConverter, Rule
from werkzeug.test import Client

from shared.identity.sessions import IDLE, sessions
from shared.web.drafts import drafts
from shared.web.held_forms import page_of
from tests.casework.acceptance import Opened, ago
from tests.casework.visiting import Browser, a_visit, browser, path, visits
from tests.platform import BASE, Stepped, csrf_of

NEW = "/casework/visits/new"
TASK = "tasks/T1"


def run_out(platform: Stepped) -> None:
    """Let every session of casework be idle for too long."""
    service = platform.platform.services["casework"]
    idle_since = service.clock.now() - IDLE - timedelta(seconds=1)
    with service.database.writing() as db:
        db.execute(update(sessions).values(seen_at=idle_since))


def sign_in(client: Client, address: str, sign_in: str) -> str:
    """Follow the way that an answer showed, and sign in; the page on which it ends."""
    page = client.get(address, base_url=BASE, follow_redirects=True)
    if 'name="choose"' not in page.text:
        return page.text
    form = {"choose": sign_in, "csrf_token": csrf_of(page.text)}
    there = page.request.full_path
    return client.post(there, base_url=BASE, data=form, follow_redirects=True).text


def send_too_late(seat: Browser, to: str, form: dict[str, object], *, at: str) -> str:
    """Open a page, let the session run out, press the button; the way that is shown then."""
    token = csrf_of(seat.get(at).text)
    run_out(seat.platform)
    headers = {"Referer": f"{BASE}{at}"}
    sent = {**form, "csrf_token": token}
    answer = seat.client.post(to, base_url=BASE, data=sent, headers=headers)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def waiting(platform: Stepped) -> int:
    with platform.platform.services["casework"].database.reading() as db:
        return len(db.execute(select(drafts)).all())


def test_a_visit_sent_too_late_is_filled_in_again_and_saved(
    case: Opened, coordinator: Browser
) -> None:
    typed = a_visit(case, notes="Kävimme uimassa.", activities=["SPORT"])
    there = send_too_late(coordinator, NEW, typed, at=NEW)
    page = sign_in(coordinator.client, there, "coordinator-siipisulka")
    assert ("Kävimme uimassa." in page, 'value="SPORT" id="activities" checked' in page) == (
        True,
        True,
    )
    assert visits(case) == []
    assert coordinator.send(NEW, typed).status_code == 303
    assert (visits(case), waiting(case.platform)) == ([(ago(case.platform, 0), 120)], 0)


def test_a_form_of_one_thing_is_filled_in_again(case: Opened, coordinator: Browser) -> None:
    at = f"{path(case)}/{TASK}"
    typed: dict[str, object] = {"state": "WAIVED", "reason": "Perhe ei halunnut."}
    there = send_too_late(coordinator, at, typed, at=at)
    page = sign_in(coordinator.client, there, "coordinator-siipisulka")
    assert "Perhe ei halunnut." in page
    assert coordinator.send(at, typed).status_code == 303
    assert waiting(case.platform) == 0


def test_nobody_else_reads_what_waits(case: Opened, coordinator: Browser) -> None:
    typed = a_visit(case, notes="Kävimme uimassa.")
    send_too_late(coordinator, NEW, typed, at=NEW)
    seats = [browser(case.platform, who) for who in ("coordinator-siipisulka", "worker-siipisulka")]
    shown = ["Kävimme uimassa." in seat.get(f"{NEW}?held={NEW}").text for seat in seats]
    assert shown == [True, False]


@pytest.mark.parametrize("pressed", [1, 2])
def test_who_presses_twice_before_signing_in_loses_nothing(
    case: Opened, coordinator: Browser, pressed: int
) -> None:
    typed = a_visit(case, notes="Kävimme uimassa.")
    sent = {**typed, "csrf_token": csrf_of(coordinator.get(NEW).text)}
    there = send_too_late(coordinator, NEW, typed, at=NEW)
    for _ in range(pressed - 1):
        coordinator.get(there)
        answer = coordinator.client.post(NEW, base_url=BASE, data=sent)
        assert answer.status_code == 303
    assert "Kävimme uimassa." in sign_in(coordinator.client, there, "coordinator-siipisulka")


def sign_out(client: Client, token: str) -> None:
    """Here, and at the sign-in's provider, where that leads."""
    form = {"csrf_token": token}
    out = client.post("/casework/sign-out", base_url=BASE, data=form, follow_redirects=True)
    assert out.status_code == 200


def signed_out_elsewhere(seat: Browser, to: str, form: dict[str, object], *, at: str) -> Any:
    """Open a page, sign out in another window, then press the button of the page."""
    token = csrf_of(seat.get(at).text)
    sign_out(seat.client, token)
    sent = {**form, "csrf_token": token}
    return seat.client.post(to, base_url=BASE, data=sent, headers={"Referer": f"{BASE}{at}"})


def test_a_form_sent_after_signing_out_in_another_window_is_filled_in_again(
    case: Opened, coordinator: Browser
) -> None:
    typed = a_visit(case, notes="Kävimme uimassa.")
    answer = signed_out_elsewhere(coordinator, NEW, typed, at=NEW)
    assert (answer.status_code, visits(case)) == (303, [])
    there = str(answer.headers["Location"])
    page = sign_in(coordinator.client, there, "coordinator-siipisulka")
    assert "Kävimme uimassa." in page
    assert coordinator.send(NEW, typed).status_code == 303
    assert (visits(case), waiting(case.platform)) == ([(ago(case.platform, 0), 120)], 0)


def test_who_signs_in_next_at_the_same_browser_reads_nothing_of_it(
    case: Opened, coordinator: Browser
) -> None:
    typed = a_visit(case, notes="Kävimme uimassa.")
    answer = signed_out_elsewhere(coordinator, NEW, typed, at=NEW)
    page = sign_in(coordinator.client, str(answer.headers["Location"]), "worker-siipisulka")
    assert "Kävimme uimassa." not in page


def test_a_form_is_the_forms_owners_whoever_used_the_browser_since(
    case: Opened, coordinator: Browser
) -> None:
    typed = a_visit(case, notes="Kävimme uimassa.")
    token = csrf_of(coordinator.get(NEW).text)
    sign_out(coordinator.client, token)
    sign_in(coordinator.client, f"/casework/sign-in?next={NEW}", "worker-siipisulka")
    run_out(case.platform)
    sent = {**typed, "csrf_token": token}
    coordinator.client.post(NEW, base_url=BASE, data=sent, headers={"Referer": f"{BASE}{NEW}"})
    seats = [browser(case.platform, who) for who in ("coordinator-siipisulka", "worker-siipisulka")]
    shown = ["Kävimme uimassa." in seat.get(f"{NEW}?held={NEW}").text for seat in seats]
    assert shown == [True, False]


def test_who_has_signed_in_again_sends_the_form_of_before_and_finds_it(
    case: Opened, coordinator: Browser
) -> None:
    typed = a_visit(case, notes="Kävimme uimassa.")
    token = csrf_of(coordinator.get(NEW).text)
    sign_out(coordinator.client, token)
    sign_in(coordinator.client, f"/casework/sign-in?next={NEW}", "coordinator-siipisulka")
    sent = {**typed, "csrf_token": token}
    answer = coordinator.client.post(
        NEW, base_url=BASE, data=sent, headers={"Referer": f"{BASE}{NEW}"}
    )
    assert (answer.status_code, visits(case)) == (303, [])
    assert "Kävimme uimassa." in coordinator.get(str(answer.headers["Location"])).text
    assert coordinator.send(NEW, typed).status_code == 303
    assert (visits(case), waiting(case.platform)) == ([(ago(case.platform, 0), 120)], 0)


def test_a_form_of_before_that_somebody_else_sends_waits_for_its_own_person(
    case: Opened, coordinator: Browser
) -> None:
    typed = a_visit(case, notes="Kävimme uimassa.")
    token = csrf_of(coordinator.get(NEW).text)
    sign_out(coordinator.client, token)
    sign_in(coordinator.client, f"/casework/sign-in?next={NEW}", "worker-siipisulka")
    sent = {**typed, "csrf_token": token}
    answer = coordinator.client.post(NEW, base_url=BASE, data=sent)
    assert (answer.status_code, visits(case)) == (400, [])
    assert "Kävimme uimassa." not in coordinator.get(f"{NEW}?held={NEW}").text
    seat = browser(case.platform, "coordinator-siipisulka")
    assert "Kävimme uimassa." in seat.get(f"{NEW}?held={NEW}").text


def test_a_form_open_while_signing_out_in_another_service_is_filled_in_again(
    case: Opened, coordinator: Browser
) -> None:
    typed = a_visit(case, notes="Kävimme uimassa.")
    token = csrf_of(coordinator.get(NEW).text)
    coordinator.client.post("/casework/session-end", base_url=BASE)
    sent = {**typed, "csrf_token": token}
    answer = coordinator.client.post(
        NEW, base_url=BASE, data=sent, headers={"Referer": f"{BASE}{NEW}"}
    )
    there = str(answer.headers["Location"])
    assert "Kävimme uimassa." in sign_in(coordinator.client, there, "coordinator-siipisulka")


@pytest.mark.parametrize("token", ["", "nonsense", "IjEi.aSIg.AAAA"])
def test_a_form_without_a_token_of_ours_is_nobodys(
    case: Opened, coordinator: Browser, token: str
) -> None:
    coordinator.get(NEW)
    run_out(case.platform)
    sent = {**a_visit(case), "csrf_token": token}
    assert coordinator.client.post(NEW, base_url=BASE, data=sent).status_code == 401
    assert waiting(case.platform) == 0


def test_a_stranger_leaves_nothing_behind(case: Opened, coordinator: Browser) -> None:
    stranger = Client(case.platform.platform)
    answer = stranger.post(NEW, base_url=BASE, data=a_visit(case))
    assert (answer.status_code, waiting(case.platform)) == (401, 0)


@pytest.mark.parametrize("name", ["referral", "volunteers", "casework", "reporting"])
def test_every_form_has_a_page_to_come_back_to(platform: Stepped, name: str) -> None:
    app = platform.platform.apps[name]
    lost = []
    for rule in app.url_map.iter_rules():
        if "POST" not in (rule.methods or ()) or "/api/" in rule.rule:
            continue
        with app.test_request_context("/", base_url=BASE, method="POST"):
            address = app.url_map.bind("localhost").build(
                rule.endpoint, {name: _part(rule, name) for name in rule.arguments}
            )
            lost += [rule.rule] if page_of(address) == "/" else []
    assert lost == []


def _part(rule: Rule, name: str) -> str:
    """Something that could stand in that place of an address."""
    is_number = isinstance(rule._converters[name], IntegerConverter)
    return "1" if is_number else "00000000-0000-0000-0000-000000000001"
