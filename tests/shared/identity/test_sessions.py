"""What a session is worth, and when it is worth nothing."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import func, select

from shared.database.engine import Database
from shared.identity.sessions import (
    REMEMBERED,
    Sessions,
    cookie_name,
    current_session,
    metadata,
    sessions,
)
from shared.kernel.clock import Clock
from tests.shared.identity.world import ANA, World, csrf, sign_in

COOKIE = "red-demo"
VISIT = "red-visit-demo"


def _rows(world: World) -> int:
    with world.databases["red"].reading() as db:
        return db.execute(select(func.count()).select_from(sessions)).scalar_one()


def test_looking_around_writes_nothing(world: World) -> None:
    browser = world.browser()
    browser.get("/red/fair")
    browser.get("/red/")
    assert (_rows(world), browser.get_cookie(COOKIE)) == (0, None)


@pytest.mark.parametrize("page", ["/red/form", "/red/sign-in", "/red/"])
def test_sixty_visitors_write_no_row(world: World, page: str) -> None:
    for _ in range(60):
        world.browser().get(page, follow_redirects=page == "/red/")
    assert _rows(world) == 0


def test_a_visitor_can_send_the_form_they_were_given(world: World) -> None:
    browser = world.browser()
    token = csrf(browser.get("/red/form"))
    assert browser.post("/red/shout", data={"csrf_token": token}).text == "heard"
    assert world.browser().post("/red/shout", data={"csrf_token": token}).status_code == 400


@pytest.mark.parametrize(("minutes", "status"), [(44, 200), (46, 400)])
def test_a_visitors_form_is_good_for_45_minutes(world: World, minutes: int, status: int) -> None:
    browser = world.browser()
    token = csrf(browser.get("/red/form"))
    world.later(minutes=minutes)
    assert browser.post("/red/shout", data={"csrf_token": token}).status_code == status


def test_a_visitors_cookie_that_we_did_not_sign_is_nothing(world: World) -> None:
    browser = world.browser()
    token = csrf(browser.get("/red/form"))
    signed = browser.get_cookie(VISIT)
    assert signed
    *stated, signature = signed.value.split(".")  # its last letter holds spare bits: not that one
    other = ("a" if signature[0] != "a" else "b") + signature[1:]
    browser.set_cookie(VISIT, ".".join([*stated, other]))
    assert browser.post("/red/shout", data={"csrf_token": token}).status_code == 400


def test_a_visitors_cookie_goes_at_sign_in(world: World) -> None:
    browser = world.browser()
    browser.get("/red/form")
    sign_in(browser)
    assert browser.get_cookie(VISIT) is None


def test_signing_in_again_makes_a_new_id(world: World) -> None:
    browser = world.browser()
    sign_in(browser)
    before = browser.get_cookie(COOKIE)
    browser.get("/red/sign-in", follow_redirects=True)
    after = browser.get_cookie(COOKIE)
    assert before and after and before.value != after.value
    browser.set_cookie(COOKIE, before.value)
    assert browser.get("/red/").status_code == 302


def test_an_id_that_we_did_not_make_is_never_taken_over(world: World) -> None:
    browser = world.browser()
    browser.set_cookie(COOKIE, "chosen-by-somebody-else")
    sign_in(browser)
    kept = browser.get_cookie(COOKIE)
    assert kept and kept.value != "chosen-by-somebody-else"


def test_the_table_does_not_hold_the_id(world: World) -> None:
    browser = world.browser()
    sign_in(browser)
    cookie = browser.get_cookie(COOKIE)
    with world.databases["red"].reading() as db:
        row = db.execute(select(sessions)).one()
    assert cookie and cookie.value not in str(row)


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(world: World) -> None:
    made = world.browser().get("/red/form").headers["Set-Cookie"]
    assert made.split("; ")[1:] == ["HttpOnly", "Path=/", "SameSite=Lax"]


def test_over_https_the_cookie_is_bound_to_the_host() -> None:
    assert cookie_name("red", secure=True) == "__Host-red"


@pytest.mark.parametrize(
    ("away", "rows"), [(REMEMBERED - timedelta(hours=1), 2), (REMEMBERED + timedelta(hours=1), 1)]
)
def test_whose_session_ran_out_is_known_for_two_weeks(
    world: World, away: timedelta, rows: int
) -> None:
    sign_in(world.browser())
    world.later(seconds=away.total_seconds())
    sign_in(world.browser())
    assert _rows(world) == rows


def test_an_idle_session_ends_after_45_minutes(world: World) -> None:
    browser = world.browser()
    sign_in(browser)
    world.later(minutes=44)
    assert browser.get("/red/").status_code == 200
    world.later(minutes=46)
    assert browser.get("/red/").status_code == 302


def test_a_busy_session_ends_after_12_hours(world: World) -> None:
    browser = world.browser()
    sign_in(browser)
    answers = []
    for _ in range(25):
        answers.append(browser.get("/red/").status_code)
        world.later(minutes=30)
    assert answers == [200] * 24 + [302]


def test_who_has_left_is_out_at_the_next_request(world: World) -> None:
    browser = world.browser()
    sign_in(browser)
    world.leave(ANA)
    assert browser.get("/red/").status_code == 302
    assert (_rows(world), browser.get_cookie(COOKIE)) == (0, None)


def test_all_sessions_of_somebody_can_be_ended(world: World) -> None:
    browsers = [world.browser(), world.browser()]
    for browser in browsers:
        sign_in(browser)
    world.apps["red"].session_interface.end_all(ANA)
    assert [browser.get("/red/").status_code for browser in browsers] == [302, 302]


def test_a_request_under_way_does_not_revive_an_ended_session(world: World) -> None:
    browser = world.browser()
    sign_in(browser)
    world.later(minutes=2)
    app = world.apps["red"]
    cookie = browser.get_cookie(COOKIE)
    assert cookie
    with app.test_request_context("/red/", headers={"Cookie": f"{COOKIE}={cookie.value}"}) as under:
        under.session.read()
        app.session_interface.end_all(ANA)
        response = app.response_class()
        app.session_interface.save_session(app, under.session, response)
    assert "Max-Age=0" in response.headers["Set-Cookie"]
    assert browser.get("/red/").status_code == 302


def test_a_post_needs_the_forms_token(world: World) -> None:
    browser = world.browser()
    sign_in(browser)
    assert browser.post("/red/note").status_code == 400
    token = csrf(browser.get("/red/form"))
    assert browser.post("/red/note", data={"csrf_token": token}).text == "noted"


def test_the_forms_token_of_another_session_is_worth_nothing(world: World) -> None:
    mine, theirs = world.browser(), world.browser()
    sign_in(mine)
    token = csrf(theirs.get("/red/form"))
    assert mine.post("/red/note", data={"csrf_token": token}).status_code == 400


def test_the_forms_token_may_come_in_a_header(world: World) -> None:
    browser = world.browser()
    sign_in(browser)
    token = csrf(browser.get("/red/form"))
    assert browser.post("/red/note", headers={"X-CSRFToken": token}).text == "noted"


def test_an_error_page_does_not_begin_a_session(world: World) -> None:
    browser = world.browser()
    sign_in(browser)
    before = browser.get_cookie(COOKIE)
    browser.post("/red/note", headers={"Sec-Fetch-Site": "cross-site"})
    assert browser.get_cookie(COOKIE) == before


def test_only_pages_look_the_session_up(world: World) -> None:
    browser = world.browser()
    browser.set_cookie(COOKIE, "any")
    with world.databases["red"].writing() as db:
        sessions.drop(db)
    assert browser.get("/red/api/v1/openapi.json").status_code == 200


def test_sessions_are_kept_in_either_database(database_url: str) -> None:
    database = Database(database_url)
    with database.writing() as db:
        metadata.create_all(db)
    app = Flask(__name__)
    clock = Clock(ZoneInfo("UTC"))
    app.session_interface = Sessions(database, clock=clock, name="red", secure=True)
    app.add_url_rule("/begin", "begin", _begin)
    app.add_url_rule("/whose", "whose", _whose)
    browser = app.test_client()
    made = browser.get("/begin", base_url="https://localhost").headers["Set-Cookie"]
    whose = browser.get("/whose", base_url="https://localhost").text
    database.close()
    assert made.startswith("__Host-red=") and made.endswith(
        "; Secure; HttpOnly; Path=/; SameSite=Lax"
    )
    assert whose == f"{ANA} reads 3"


def _begin() -> str:
    current_session().sign_in(ANA)
    current_session()["page"] = 3
    return "begun"


def _whose() -> str:
    current_session().read()
    return f"{current_session().principal} reads {current_session()['page']}"
