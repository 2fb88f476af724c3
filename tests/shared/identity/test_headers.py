"""What browsers are told, and what is turned away because of where it comes from."""

import pytest
from flask import Flask

from shared.identity.headers import protect
from tests.shared.identity.world import BASE, World, csrf, sign_in

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
)


@pytest.mark.parametrize("path", ["/red/fair", "/red/cellar", "/red/nothing", "/red/api/v1/things"])
def test_every_answer_carries_the_policy(world: World, path: str) -> None:
    answer = world.browser().get(path)
    assert answer.headers["Content-Security-Policy"] == POLICY + "form-action 'self'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/red/", "/red/fair"])
def test_pages_of_signed_in_people_are_not_kept(world: World, path: str) -> None:
    browser = world.browser()
    sign_in(browser)
    assert browser.get(path).headers["Cache-Control"] == "no-store"


def test_answers_of_the_api_are_not_kept(world: World) -> None:
    answer = world.browser().get("/red/api/v1/things", headers=world.bearer_of("ana"))
    assert answer.headers["Cache-Control"] == "no-store"


def test_only_over_https_is_https_asked_for(world: World) -> None:
    safe = Flask(__name__)
    protect(safe, base_url="https://bicycles.example")
    secure = safe.test_client().get("/", base_url="https://bicycles.example")
    assert secure.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert "Strict-Transport-Security" not in world.browser().get("/red/fair").headers


def test_a_form_may_lead_to_the_issuer_when_it_is_elsewhere() -> None:
    app = Flask(__name__)
    protect(app, base_url="https://bicycles.example", forms_to=["https://id.example"])
    answer = app.test_client().get("/", base_url="https://bicycles.example")
    assert answer.headers["Content-Security-Policy"].endswith(
        "form-action 'self' https://id.example"
    )


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Origin": BASE}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "same-site", "Origin": BASE}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": BASE}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_a_post_from_another_site_is_turned_away(
    world: World, sent: dict[str, str], status: int
) -> None:
    browser = world.browser()
    sign_in(browser)
    data = {"csrf_token": csrf(browser.get("/red/form"))}
    assert browser.post("/red/note", data=data, headers=sent).status_code == status


def test_a_link_from_another_site_is_followed(world: World) -> None:
    answer = world.browser().get("/red/fair", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 200


@pytest.mark.parametrize("host", ["127.0.0.1", "evil.example", "localhost:81"])
def test_pages_live_at_one_address(world: World, host: str) -> None:
    answer = world.browser().get("/red/fair?x=1", headers={"Host": host})
    assert (answer.status_code, answer.headers["Location"]) == (307, f"{BASE}/red/fair?x=1")


def test_programs_may_use_any_address(world: World) -> None:
    headers = world.bearer_of("ana") | {"Host": "red.internal"}
    assert world.browser().get("/red/api/v1/things", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/red/a%0D%0ASet-Cookie:%20x", "/red/a%0D%0ASet-Cookie:%20x"),
        ("/red/%C3%A4?q=%C3%A4&r=%0A", "/red/%C3%A4?q=%C3%A4&r=%0A"),
        ("/red/fair", "/red/fair"),
    ],
)
def test_another_name_of_ours_leads_to_the_same_address(
    world: World, path: str, leads_to: str
) -> None:
    answer = world.browser().get(path, base_url="http://other.example")
    assert (answer.status_code, answer.headers["Location"]) == (307, BASE + leads_to)


@pytest.mark.parametrize("path", ["/red/fair", "/red/health/live", "/red/api/v1/things"])
def test_a_name_that_no_host_can_have_is_refused(world: World, path: str) -> None:
    answer = world.browser().get(path, headers={"Host": "x" * 200})
    assert (answer.status_code, answer.text) == (400, "No host has this name.")


@pytest.mark.parametrize("current", ["http://[", "//[::1", "http://a:b:c/"])
def test_a_part_of_a_page_that_is_nowhere_leads_to_sign_in(world: World, current: str) -> None:
    answer = world.browser().get("/red/", headers={"HX-Current-URL": current})
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"].startswith("/red/sign-in?next=")
