"""A person signs in with a browser, at the provider and not at the service."""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet
from werkzeug.test import Client as Browser
from werkzeug.wrappers import Response

from shared.demo_provider.keys import signing_keys
from shared.identity.signin import same_site
from tests.shared.identity.world import ANA, BEN, World, csrf, sign_in


def test_a_page_leads_through_the_form_and_back_to_itself(world: World) -> None:
    page = sign_in(world.browser(), "/red/?tab=2")
    assert (page.request.full_path, page.text) == ("/red/?tab=2", "home of ana")


def test_a_second_service_needs_no_form(world: World) -> None:
    browser = world.browser()
    sign_in(browser)
    page = browser.get("/blue/", follow_redirects=True)
    assert (page.text, {r.status_code for r in page.history}) == ("home of ana", {302})


def test_signing_out_ends_all_services_and_the_provider(world: World) -> None:
    browser = world.browser()
    sign_in(browser)
    assert browser.get("/blue/", follow_redirects=True).text == "home of ana"
    token = csrf(browser.get("/red/form"))
    left = browser.post("/red/sign-out", data={"csrf_token": token}, follow_redirects=True)
    assert left.text == "portal"
    for service in ("red", "blue"):
        assert 'name="password"' in browser.get(f"/{service}/", follow_redirects=True).text


def test_stolen_cookies_of_every_service_are_worth_nothing_after_signing_out(world: World) -> None:
    browser, thief = world.browser(), world.browser()
    sign_in(browser)
    browser.get("/blue/", follow_redirects=True)
    for name in ("red-demo", "blue-demo"):
        cookie = browser.get_cookie(name)
        assert cookie
        thief.set_cookie(name, cookie.value)
    assert [thief.get(f"/{name}/").status_code for name in ("red", "blue")] == [200, 200]
    browser.post("/red/sign-out", data={"csrf_token": csrf(browser.get("/red/form"))})
    assert [thief.get(f"/{name}/").status_code for name in ("red", "blue")] == [302, 302]


def test_signing_out_leaves_another_browser_of_the_person_alone(world: World) -> None:
    browser, other = world.browser(), world.browser()
    sign_in(browser)
    sign_in(other)
    browser.post("/red/sign-out", data={"csrf_token": csrf(browser.get("/red/form"))})
    assert other.get("/red/").text == "home of ana"


def test_signing_out_does_not_wait_for_a_service_that_is_away(world: World) -> None:
    browser = world.browser()
    sign_in(browser)
    browser.get("/blue/", follow_redirects=True)
    token = csrf(browser.get("/red/form"))
    world.apps["blue"] = Response(status=503)
    left = browser.post("/red/sign-out", data={"csrf_token": token}, follow_redirects=True)
    assert (left.text, browser.get_cookie("blue-demo")) == ("portal", None)


def test_whose_session_has_ended_already_signs_out_of_the_rest(world: World) -> None:
    browser = world.browser()
    sign_in(browser)
    token = csrf(browser.get("/red/form"))
    world.later(minutes=46)
    left = browser.post("/red/sign-out", data={"csrf_token": token}, follow_redirects=True)
    assert left.status_code == 200


def test_another_site_cannot_end_a_session(world: World) -> None:
    browser = world.browser()
    sign_in(browser)
    from_elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert browser.post("/red/session-end", headers=from_elsewhere).status_code == 403
    assert browser.get("/red/").text == "home of ana"


SILENTLY = "/blue/sign-in?silent=1&next=/blue/fair"


def test_a_silent_sign_in_knows_who_has_a_session_at_the_provider(world: World) -> None:
    browser = world.browser()
    sign_in(browser)
    assert browser.get(SILENTLY, follow_redirects=True).text == "ana"


def test_a_silent_sign_in_shows_no_form(world: World) -> None:
    page = world.browser().get(SILENTLY, follow_redirects=True)
    assert (page.status_code, page.text) == (200, "anybody")


def test_a_silent_sign_in_of_somebody_unknown_there_comes_back_as_it_went(world: World) -> None:
    browser = world.browser()
    sign_in(browser)
    world.leave(ANA, service="blue")
    page = browser.get(SILENTLY, follow_redirects=True)
    assert (page.status_code, page.text) == (200, "anybody")


def test_many_tabs_that_begin_to_sign_in_keep_the_cookie_small(world: World) -> None:
    browser, page = world.browser(), "/red/" + "".join(str(number) for number in range(180))
    for _ in range(12):
        browser.get(f"/red/sign-in?next={page}")
    cookie = browser.get_cookie("red-visit-demo")
    assert cookie and len(cookie.value) < 3800


def test_signing_out_needs_the_forms_token(world: World) -> None:
    browser = world.browser()
    sign_in(browser)
    assert browser.post("/red/sign-out").status_code == 400
    assert browser.get("/red/").text == "home of ana"


@pytest.mark.parametrize(
    "change",
    [
        {"state": "other"},
        {"state": ""},
        {"code": "other"},
        {"code": ""},
        {"iss": "https://evil.example"},
        {"iss": ""},
        {"error": "access_denied"},
    ],
)
def test_a_changed_answer_signs_nobody_in(world: World, change: dict[str, str]) -> None:
    browser = world.browser()
    sign_in(browser)
    answer = browser.get(_changed(_callback(browser), **change))
    assert answer.status_code == 400
    assert browser.get("/blue/").status_code == 302


def test_an_answer_works_only_in_the_browser_that_asked(world: World) -> None:
    browser, other = world.browser(), world.browser()
    sign_in(browser)
    assert other.get(_callback(browser)).status_code == 400


def test_an_answer_works_once(world: World) -> None:
    browser = world.browser()
    sign_in(browser)
    address = _callback(browser)
    assert [browser.get(address).status_code for _ in range(2)] == [302, 400]


@pytest.mark.parametrize(
    "change",
    [
        {"nonce": "other"},
        {"nonce": None},
        {"iss": "https://evil.example"},
        {"aud": "web-red"},
        {"exp": 1},
        {"sub": None},
    ],
)
def test_a_changed_id_token_signs_nobody_in(world: World, change: dict[str, object]) -> None:
    browser = world.browser()
    sign_in(browser)
    address = _callback(browser)
    _lie(world, signing_keys(world.home / "identity.jwk"), **change)
    assert browser.get(address).status_code == 400


def test_an_id_token_of_another_key_signs_nobody_in(world: World) -> None:
    browser = world.browser()
    sign_in(browser)
    address = _callback(browser)
    _lie(world, KeySet([ECKey.generate_key("P-256", {"kid": "theirs"})]))
    assert browser.get(address).status_code == 400


def test_somebody_unknown_here_is_told_so_and_may_be_somebody_else(world: World) -> None:
    world.leave(BEN)
    browser = world.browser()
    assert sign_in(browser, choose="ben").status_code == 403
    assert sign_in(browser, choose="ana").text == "home of ana"


def test_the_provider_being_away_is_said(world: World) -> None:
    world.apps["identity"] = Response(status=500)
    answer = world.browser().get("/red/sign-in")
    assert (answer.status_code, "Retry-After" in answer.headers) == (503, True)


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "/\t/evil.example",
        "evil",
        "javascript:alert(1)",
        "/red\r\nSet-Cookie: a=b",
        "",
    ],
)
def test_the_way_back_stays_on_this_site(target: str) -> None:
    assert same_site(target, default="/red/") == "/red/"


def test_the_way_back_keeps_its_query() -> None:
    assert same_site("/blue/x?y=1&z=ä", default="/red/") == "/blue/x?y=1&z=ä"


def _callback(browser: Browser) -> str:
    """The address that the provider sends a signed-in browser back to."""
    start = browser.get("/blue/sign-in")
    return browser.get(start.headers["Location"]).headers["Location"]


def _changed(address: str, **change: str) -> str:
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query)) | change
    return parts._replace(query=urlencode({k: v for k, v in query.items() if v})).geturl()


def _lie(world: World, keys: KeySet, **change: object) -> None:
    """Let the provider's ID tokens say something else, signed with `keys`."""
    honest, true_keys = world.apps["identity"], signing_keys(world.home / "identity.jwk")

    def lying(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] != "/identity/token":
            return honest(environ, start)  # type: ignore[no-any-return]
        answer = Response.from_app(honest, environ).get_json()
        claims = jwt.decode(answer["id_token"], true_keys).claims | change
        claims = {name: value for name, value in claims.items() if value is not None}
        answer["id_token"] = jwt.encode({"alg": "ES256"}, claims, keys)
        return Response(json.dumps(answer), content_type="application/json")(environ, start)

    world.apps["identity"] = lying
