"""A form sent after the session ran out comes back filled in, once its person has signed in."""

from datetime import timedelta

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
    there = send_too_late(coordinator, NEW, typed, at=NEW)
    for _ in range(pressed - 1):
        coordinator.get(there)
        answer = coordinator.client.post(NEW, base_url=BASE, data=typed)
        assert answer.status_code == 303
    assert "Kävimme uimassa." in sign_in(coordinator.client, there, "coordinator-siipisulka")


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
