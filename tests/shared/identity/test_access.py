"""The manifest decides, by session for pages and by bearer token for the API."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from shared.identity.access import PUBLIC, Manifest, allow, guard
from tests.shared.identity.world import ANA, PASSWORD, PUMP, World, sign_in

THINGS = "/red/api/v1/things"


def _app() -> Flask:
    app = Flask(__name__, static_folder=None)
    app.add_url_rule("/red/", "home", lambda: "", methods=["GET", "POST"])
    return app


@pytest.mark.parametrize(
    ("manifest", "named"),
    [
        ({}, "without an entry.*home"),
        ({"home": {"GET": PUBLIC}}, "without an entry.*home.*POST"),
        ({"home": PUBLIC, "attic": PUBLIC}, "without a route.*attic"),
        ({"home": {"GET": PUBLIC, "POST": PUBLIC, "PUT": PUBLIC}}, "without a route.*home.*PUT"),
    ],
)
def test_routes_and_manifest_must_name_each_other(
    manifest: Manifest, named: str, world: World
) -> None:
    with pytest.raises(ValueError, match=named):
        guard(_app(), manifest, world.authenticator)


def test_allow_needs_a_role() -> None:
    with pytest.raises(ValueError, match="SIGNED_IN"):
        allow()


def test_a_route_added_later_is_refused(world: World) -> None:
    app = Flask(__name__, static_folder=None)
    app.session_interface = world.apps["red"].session_interface
    guard(app, {}, world.authenticator)
    app.add_url_rule("/red/attic", "attic", lambda: "attic")
    assert app.test_client().get("/red/attic").status_code == 403


def test_a_page_sends_strangers_to_sign_in_and_remembers_the_way(world: World) -> None:
    answer = world.browser().get("/red/cellar?shelf=2")
    assert answer.headers["Location"] == "/red/sign-in?next=%2Fred%2Fcellar%3Fshelf%3D2"


def test_a_strangers_post_is_refused(world: World) -> None:
    assert world.browser().post("/red/note").status_code == 401


@pytest.mark.parametrize(("path", "method"), [("/red/cellar", "GET"), ("/red/note", "POST")])
def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(
    world: World, path: str, method: str
) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/red/?tab=2#list"}
    answer = world.browser().open(path, method=method, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/red/sign-in?next=%2Fred%2F%3Ftab%3D2"


def test_a_page_asks_for_the_role(world: World) -> None:
    ana, ben = world.browser(), world.browser()
    assert sign_in(ana, "/red/cellar", choose="ana").text == "cellar"
    assert sign_in(ben, "/red/cellar", choose="ben").status_code == 403


def test_a_public_page_knows_who_has_signed_in(world: World) -> None:
    browser = world.browser()
    assert browser.get("/red/fair").text == "anybody"
    sign_in(browser)
    assert browser.get("/red/fair").text == "ana"


def test_the_api_takes_a_persons_token(world: World) -> None:
    assert world.browser().get(THINGS, headers=world.bearer_of("ana")).text == "GET"


def test_the_api_takes_a_systems_token(world: World) -> None:
    pump = {"grant_type": "client_credentials", "client_id": "pump", "client_secret": PASSWORD}
    assert world.browser().post(THINGS, headers=world.bearer(**pump)).text == "POST"


def test_the_api_asks_for_the_role_by_method(world: World) -> None:
    ana, ben = world.bearer_of("ana"), world.bearer_of("ben")
    browser = world.browser()
    assert browser.get(THINGS, headers=ben).status_code == 403
    assert browser.post(THINGS, headers=ana).status_code == 403


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "sent", ["", "Bearer", "Bearer x.y.z", "Basic YW5hOng=", "Basic \xb2", "bearer  "]
)
def test_no_or_a_bad_token_gets_one_and_the_same_answer(
    world: World, sent: str, method: str
) -> None:
    bare = world.browser().open(THINGS, method=method)
    answer = world.browser().open(THINGS, method=method, headers={"Authorization": sent})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert (answer.text, dict(answer.headers)) == (bare.text, dict(bare.headers))


def test_a_cookie_does_not_open_the_api(world: World) -> None:
    browser = world.browser()
    sign_in(browser)
    assert browser.get(THINGS).status_code == 401


def test_a_token_does_not_open_a_page(world: World) -> None:
    assert world.browser().get("/red/", headers=world.bearer_of("ana")).status_code == 302


@pytest.mark.parametrize(("person", "status"), [(ANA, 401), (PUMP, 200)])
def test_a_living_token_of_a_leaver_is_refused(world: World, person: UUID, status: int) -> None:
    token = world.bearer_of("ana")
    world.leave(person)
    assert world.browser().get(THINGS, headers=token).status_code == status


def test_a_service_that_does_not_know_the_person_refuses_the_token(world: World) -> None:
    token = world.bearer_of("ana")
    world.leave(ANA, service="blue")
    statuses = [world.browser().get(f"/{s}/api/v1/things", headers=token) for s in ("red", "blue")]
    assert [answer.status_code for answer in statuses] == [200, 401]


@pytest.mark.parametrize(("silent", "status"), [(300, 200), (301, 503)])
def test_five_minutes_without_news_of_leavers_close_the_service(
    world: World, silent: int, status: int
) -> None:
    token = world.bearer_of("ana")
    now = world.now()
    world.now = lambda: now  # type: ignore[method-assign]
    world.last_contact_at = lambda: now - timedelta(seconds=silent)
    world.apps["red"] = world.service("red")
    answer = world.browser().get(THINGS, headers=token)
    assert (answer.status_code, "Retry-After" in answer.headers) == (status, status == 503)
    assert world.browser().get("/red/fair").status_code == 200


def test_a_service_that_has_heard_nothing_yet_is_closed(world: World) -> None:
    world.last_contact_at = lambda: None
    assert world.browser().get("/red/").status_code == 503


def test_public_parts_of_the_api_need_no_token(world: World) -> None:
    assert world.browser().get("/red/api/v1/openapi.json").status_code == 200


def test_what_is_not_there_is_not_there(world: World) -> None:
    assert world.browser().get("/red/api/v1/nothing").status_code == 404


def test_a_missing_page_knows_who_has_signed_in(world: World) -> None:
    browser = world.browser()
    sign_in(browser)
    assert browser.get("/red/nothing").headers["Cache-Control"] == "no-store"
    assert browser.get("/red/").status_code == 200


def test_options_tells_methods_and_nothing_else(world: World) -> None:
    answer = world.browser().options(THINGS)
    assert (answer.text, set(answer.headers["Allow"].split(", "))) == (
        "",
        {"GET", "HEAD", "POST", "OPTIONS"},
    )
