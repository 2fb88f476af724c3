"""The issuer ends sessions from server to server; what only looks like its word ends none."""

import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, Key
from werkzeug.test import Client as Browser, TestResponse
from werkzeug.wrappers import Response

from shared.demo_provider.keys import signing_keys
from shared.identity.logout_tokens import EVENT
from tests.shared.identity.corpus import b64
from tests.shared.identity.world import ANA, BEN, ISSUER, World, csrf, sign_in

OTHER = ECKey.generate_key("P-256")


def issuer_key(world: World) -> Key:
    return signing_keys(world.home / "identity.jwk").keys[0]


def token(
    world: World, *, key: Key | None = None, typ: str | None = "logout+jwt", **change: Any
) -> str:
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": "web-red", "iat": now, "exp": now + 120, "jti": str(uuid4())}
    claims |= {"sub": str(ANA), "events": {EVENT: {}}} | change
    kept = {name: value for name, value in claims.items() if value is not None}
    header = {"alg": "ES256", "kid": issuer_key(world).kid} | ({"typ": typ} if typ else {})
    return jwt.encode(header, kept, key or issuer_key(world), algorithms=["ES256"])


def send(world: World, logout_token: str, service: str = "red") -> TestResponse:
    """As the issuer calls: without a cookie, without a form's token."""
    form = {"logout_token": logout_token}
    return world.browser().post(f"/{service}/back-channel-logout", data=form)


def is_in(browser: Browser, service: str = "red") -> bool:
    return browser.get(f"/{service}/").status_code == 200


def newest_sid(world: World) -> str:
    """The issuer's name for the session that began last."""
    with world.databases["red"].reading() as db:
        (sid,) = db.exec_driver_sql(
            "SELECT sid FROM sessions WHERE sid IS NOT NULL ORDER BY created_at DESC"
        ).first() or ("",)
    return str(sid)


def test_a_session_at_the_issuer_ends_what_began_with_it(world: World) -> None:
    browser, other = world.browser(), world.browser()
    sign_in(other)
    sign_in(browser)
    answer = send(world, token(world, sid=newest_sid(world), sub=None))
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert (is_in(browser), is_in(other)) == (False, True)


def test_a_person_without_a_session_named_is_out_of_every_browser(world: World) -> None:
    browsers, ben = [world.browser(), world.browser()], world.browser()
    for browser in browsers:
        sign_in(browser)
    sign_in(ben, choose="ben")
    assert send(world, token(world)).status_code == 200
    assert [is_in(each) for each in (*browsers, ben)] == [False, False, True]


def test_signing_out_at_the_issuer_ends_every_service(world: World) -> None:
    browser, other = world.browser(), world.browser()
    for each in (browser, other):
        sign_in(each)
        each.get("/blue/", follow_redirects=True)
    page = browser.get("/identity/end-session")
    browser.post("/identity/end-session", data={"csrf_token": csrf(page)})
    assert [is_in(browser, name) for name in ("red", "blue")] == [False, False]
    assert [is_in(other, name) for name in ("red", "blue")] == [True, True]


def test_signing_out_of_one_service_ends_the_rest_though_its_cookie_is_elsewhere(
    world: World,
) -> None:
    browser, copy = world.browser(), world.browser()
    sign_in(browser)
    browser.get("/blue/", follow_redirects=True)
    blue = browser.get_cookie("blue-demo")
    assert blue
    copy.set_cookie("blue-demo", blue.value)
    browser.delete_cookie("blue-demo")
    out = {"csrf_token": csrf(browser.get("/red/form"))}
    browser.post("/red/sign-out", data=out, follow_redirects=True)
    assert is_in(copy, "blue") is False


def test_a_service_that_is_away_does_not_keep_anybody_in(world: World) -> None:
    browser = world.browser()
    sign_in(browser)
    world.apps["blue"] = Response(status=503)
    page = browser.get("/identity/end-session")
    out = {"csrf_token": csrf(page)}
    assert browser.post("/identity/end-session", data=out).status_code == 200
    assert is_in(browser) is False


BAD: dict[str, Callable[[World], str]] = {
    "empty": lambda w: "",
    "no token": lambda w: "out",
    "unsigned": lambda w: f"{b64({'alg': 'none'})}.{token(w).split('.')[1]}.",
    "a stranger's": lambda w: token(w, key=OTHER),
    "cut short": lambda w: token(w)[:-3],
    "an access token's type": lambda w: token(w, typ="at+jwt"),
    "another issuer": lambda w: token(w, iss="https://id.example"),
    "for another application": lambda w: token(w, aud="web-blue"),
    "for more than us": lambda w: token(w, aud=["web-red", "web-blue"]),
    "for nobody": lambda w: token(w, aud=None),
    "no event": lambda w: token(w, events=None),
    "another event": lambda w: token(w, events={"https://id.example/event": {}}),
    "an event that is no object": lambda w: token(w, events={EVENT: "yes"}),
    "events in a list": lambda w: token(w, events=[EVENT]),
    "with a nonce": lambda w: token(w, nonce="n"),
    "without a name": lambda w: token(w, jti=None),
    "its name a number": lambda w: token(w, jti=7),
    "nobody's": lambda w: token(w, sub=None),
    "a session that is a number": lambda w: token(w, sid=7),
    "a session without letters": lambda w: token(w, sid=""),
    "without an end": lambda w: token(w, exp=None),
    "ended": lambda w: token(w, iat=int(time.time()) - 200, exp=int(time.time()) - 62),
    "an hour long": lambda w: token(w, exp=int(time.time()) + 3600),
    "of tomorrow": lambda w: token(w, iat=int(time.time()) + 90, exp=int(time.time()) + 180),
    "without a beginning": lambda w: token(w, iat=None),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_not_the_issuers_word_ends_no_session(world: World, name: str) -> None:
    browser = world.browser()
    sign_in(browser)
    answer = send(world, BAD[name](world))
    assert (answer.status_code, answer.headers["Cache-Control"]) == (400, "no-store")
    assert is_in(browser)


@pytest.mark.parametrize("typ", ["logout+jwt", "application/logout+jwt", "JWT", None])
def test_the_type_of_a_logout_token_is_recommended_only(world: World, typ: str | None) -> None:
    assert send(world, token(world, typ=typ)).status_code == 200


def test_a_logout_token_works_once(world: World) -> None:
    browser, logout = world.browser(), token(world)
    assert send(world, logout).status_code == 200
    sign_in(browser)
    assert send(world, logout).status_code == 400
    assert is_in(browser)


def test_an_id_token_ends_no_session(world: World) -> None:
    browser = world.browser()
    sign_in(browser)
    with world.databases["red"].reading() as db:
        (data,) = db.exec_driver_sql("SELECT data FROM sessions").one()
    id_token = data.split('"id_token":"')[1].split('"')[0]
    assert send(world, id_token).status_code == 400
    assert is_in(browser)


def test_without_the_issuers_keys_it_asks_to_come_back(world: World) -> None:
    logout = token(world)
    world.apps["identity"] = Response(status=500)
    answer = send(world, logout)
    assert (answer.status_code, "Retry-After" in answer.headers) == (503, True)


def test_whose_sessions_end_is_not_told(world: World) -> None:
    answers = [send(world, token(world, sub=sub)) for sub in (str(BEN), str(uuid4()))]
    assert [(answer.status_code, answer.text) for answer in answers] == [(200, ""), (200, "")]
