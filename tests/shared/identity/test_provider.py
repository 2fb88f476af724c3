"""The demo provider as its clients meet it."""

from dataclasses import replace

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet
from werkzeug.test import Client as Browser, TestResponse

from shared.demo_provider.attempts import Attempts
from shared.demo_provider.provider import create_provider
from tests.shared.identity.world import ANA, BASE, ISSUER, PASSWORD, World, csrf, json_of, settings

ASK = {
    "response_type": "code",
    "client_id": "web-red",
    "redirect_uri": f"{BASE}/red/signed-in",
    "scope": "openid",
    "state": "s",
    "nonce": "n",
    "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    "code_challenge_method": "S256",
}


def test_it_refuses_to_start_outside_demo_mode(world: World) -> None:
    with pytest.raises(RuntimeError, match="demo mode only"):
        create_provider(replace(settings(world.folder), demo=False), clock=world.now)


def test_discovery_names_the_issuer_and_its_addresses(world: World) -> None:
    document = world.issuer.fetch(world.issuer.configuration)
    assert (document["issuer"], document["token_endpoint"]) == (ISSUER, f"{ISSUER}/token")


def test_only_the_public_half_of_the_key_is_published(world: World) -> None:
    (key,) = world.issuer.fetch(f"{ISSUER}/jwks.json")["keys"]
    assert {"kty", "crv", "x", "y", "kid", "use", "alg"} == set(key)


def test_a_token_is_an_access_token_of_ten_minutes(world: World) -> None:
    answer = world.token(grant_type="client_credentials", client_id="pump", client_secret=PASSWORD)
    token = _read(world, answer)
    assert token.header["typ"] == "at+jwt"
    assert token.claims["exp"] - token.claims["iat"] == json_of(answer)["expires_in"] == 600
    claims = {name: token.claims[name] for name in ("iss", "aud", "sub", "client_id")}
    assert claims == {"iss": ISSUER, "aud": "bicycles", "sub": "pump", "client_id": "pump"}


def test_a_client_may_name_itself_in_the_header(world: World) -> None:
    answer = world.browser().post(
        "/identity/token", data={"grant_type": "client_credentials"}, auth=("pump", PASSWORD)
    )
    assert answer.status_code == 200


def test_a_script_may_act_as_a_person_without_naming_a_client(world: World) -> None:
    assert world.token(grant_type="password", username="ana", password=PASSWORD).status_code == 200


@pytest.mark.parametrize("extra", [{"client_id": "pump", "client_secret": PASSWORD}, {}])
def test_a_persons_token_carries_the_persons_id(world: World, extra: dict[str, str]) -> None:
    answer = world.token(grant_type="password", username="ana", password=PASSWORD, **extra)
    assert _read(world, answer).claims["sub"] == str(ANA)


@pytest.mark.parametrize(
    "form",
    [
        {"grant_type": "client_credentials", "client_id": "pump", "client_secret": "wrong"},
        {"grant_type": "client_credentials", "client_id": "pump"},
        {"grant_type": "client_credentials", "client_id": "demo-script"},
        {"grant_type": "client_credentials", "client_id": "nobody", "client_secret": PASSWORD},
        {"grant_type": "client_credentials", "client_id": "web-red", "client_secret": PASSWORD},
        {"grant_type": "password", "username": "ana", "password": "wrong"},
        {"grant_type": "password", "username": "nobody", "password": PASSWORD},
        {"grant_type": "password", "username": "ana"},
        {"grant_type": "password", "username": "ana", "password": PASSWORD, "client_id": "pump"},
        {"grant_type": "authorization_code", "code": "x"},
        {"grant_type": "refresh_token", "refresh_token": "x"},
        {},
    ],
)
def test_what_is_wrong_gets_no_token(world: World, form: dict[str, str]) -> None:
    answer = world.token(**form)
    assert answer.status_code in (400, 401)
    assert "access_token" not in json_of(answer)


def test_after_ten_wrong_passwords_one_must_wait(world: World) -> None:
    world.start_provider()
    for _ in range(10):
        world.token(grant_type="password", username="ana", password="wrong")
    right = {"grant_type": "password", "username": "ana", "password": PASSWORD}
    refused = world.token(**right)
    assert (refused.status_code, int(refused.headers["Retry-After"]) in range(50, 61)) == (
        429,
        True,
    )
    world.later(seconds=61)
    assert world.token(**right).status_code == 200


def test_others_need_not_wait_with_them(world: World) -> None:
    world.start_provider()
    for _ in range(10):
        world.token(grant_type="password", username="ana", password="wrong")
    assert world.token(grant_type="password", username="ben", password=PASSWORD).status_code == 200


def test_a_guess_elsewhere_makes_nobody_wait(world: World) -> None:
    world.start_provider()
    for _ in range(10):
        _try(world, "192.0.2.1", username="ana", password="wrong")
    assert _try(world, "192.0.2.1", username="ana", password=PASSWORD) == 429
    assert _try(world, "192.0.2.2", username="ana", password=PASSWORD) == 200


@pytest.mark.parametrize("name", ["ana", "Ana ", "nobody-at-all"])
def test_names_that_exist_and_names_that_do_not_wait_alike(world: World, name: str) -> None:
    world.start_provider()
    answers = [_try(world, "192.0.2.1", username=name, password="wrong") for _ in range(11)]
    assert answers == [400] * 10 + [429]


def test_a_guess_at_a_client_cannot_hide_behind_another_name(world: World) -> None:
    world.start_provider()
    answers = [
        world.token(
            grant_type="client_credentials",
            client_id="pump",
            client_secret="wrong",
            username=f"name-{number}",
        ).status_code
        for number in range(11)
    ]
    assert answers == [401] * 10 + [429]


def test_many_names_guessed_from_one_address_make_it_wait(world: World) -> None:
    attempts = Attempts(world.now)
    for number in range(199):
        attempts.failed("192.0.2.1", f"name-{number}")
    assert attempts.wait("192.0.2.1", "ana") == 0
    attempts.failed("192.0.2.1", "name-199")
    assert attempts.wait("192.0.2.1", "ana") in range(58, 61)
    assert attempts.wait("192.0.2.2", "ana") == 0


def test_the_form_counts_as_the_interface_does(world: World) -> None:
    world.start_provider()
    browser = world.browser()
    form = browser.get("/red/", follow_redirects=True)
    wrong = {"csrf_token": csrf(form), "username": "nobody", "password": "wrong"}
    sent = [browser.post(form.request.full_path, data=wrong).status_code for _ in range(11)]
    assert sent == [401] * 10 + [429]
    right = wrong | {"username": "ana", "password": PASSWORD}
    assert browser.post(form.request.full_path, data=right).status_code == 302


def _try(world: World, address: str, **form: str) -> int:
    from_there = {"REMOTE_ADDR": address}
    data = {"grant_type": "password", **form}
    answer = world.browser().post("/identity/token", data=data, environ_overrides=from_there)
    return answer.status_code


def test_tokens_survive_a_restart(world: World) -> None:
    world.start_provider()
    before = world.bearer_of("ana")
    world.start_provider()
    world.apps["red"] = world.service("red")
    assert world.browser().get("/red/api/v1/things", headers=before).status_code == 200


def test_only_the_owner_can_read_the_key_file(world: World) -> None:
    world.start_provider()
    assert (world.folder / "identity.jwk").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "change",
    [
        {"code_challenge_method": "plain"},
        {"code_challenge_method": ""},
        {"code_challenge": ""},
        {"nonce": ""},
        {"response_type": "token"},
    ],
)
def test_an_unsafe_request_gets_no_code(world: World, change: dict[str, str]) -> None:
    browser = world.browser()
    _sign_in_here(browser)
    answer = browser.get("/identity/authorize", query_string=ASK | change)
    assert "code=" not in answer.headers.get("Location", "")
    assert "error=" in answer.headers.get("Location", "") or answer.status_code >= 400


def test_a_foreign_address_is_never_redirected_to(world: World) -> None:
    browser = world.browser()
    _sign_in_here(browser)
    foreign = ASK | {"redirect_uri": "https://evil.example/"}
    answer = browser.get("/identity/authorize", query_string=foreign)
    assert (answer.status_code, "Location" in answer.headers) == (400, False)


def test_a_code_works_once(world: World) -> None:
    browser = world.browser()
    _sign_in_here(browser)
    back = browser.get("/identity/authorize", query_string=ASK).headers["Location"]
    redeem = {
        "grant_type": "authorization_code",
        "code": back.split("code=")[1].split("&")[0],
        "redirect_uri": ASK["redirect_uri"],
        "code_verifier": "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",  # RFC 7636, appendix B
        "client_id": "web-red",
        "client_secret": PASSWORD,
    }
    assert [world.token(**redeem).status_code for _ in range(2)] == [200, 400]


def test_a_code_is_worth_nothing_without_the_verifier(world: World) -> None:
    browser = world.browser()
    _sign_in_here(browser)
    back = browser.get("/identity/authorize", query_string=ASK).headers["Location"]
    answer = world.token(
        grant_type="authorization_code",
        code=back.split("code=")[1].split("&")[0],
        redirect_uri=ASK["redirect_uri"],
        code_verifier="x" * 43,
        client_id="web-red",
        client_secret=PASSWORD,
    )
    assert json_of(answer)["error"] == "invalid_grant"


def test_signing_in_needs_the_forms_token(world: World) -> None:
    answer = world.browser().post("/identity/authorize", query_string=ASK, data={"choose": "ana"})
    assert answer.status_code == 400


def test_a_wrong_password_shows_the_form_again(world: World) -> None:
    browser = world.browser()
    form = browser.get("/identity/authorize", query_string=ASK)
    data = {"username": "ana", "password": "wrong", "csrf_token": csrf(form)}
    answer = browser.post("/identity/authorize", query_string=ASK, data=data)
    assert (answer.status_code, 'role="alert"' in answer.text) == (401, True)


def test_name_and_password_sign_in(world: World) -> None:
    browser = world.browser()
    form = browser.get("/identity/authorize", query_string=ASK)
    data = {"username": "ana", "password": PASSWORD, "csrf_token": csrf(form)}
    answer = browser.post("/identity/authorize", query_string=ASK, data=data)
    assert answer.headers["Location"].startswith(f"{BASE}/red/signed-in?code=")


def test_the_page_says_that_the_password_grant_is_of_the_demo(world: World) -> None:
    assert (
        "grant_type=password" in world.browser().get("/identity/authorize", query_string=ASK).text
    )


def test_signing_out_without_an_id_token_asks_first(world: World) -> None:
    browser = world.browser()
    _sign_in_here(browser)
    question = browser.get("/identity/end-session")
    browser.post("/identity/end-session", data={"csrf_token": csrf(question)})
    assert 'name="password"' in browser.get("/identity/authorize", query_string=ASK).text


def _sign_in_here(browser: Browser) -> None:
    form = browser.get("/identity/authorize", query_string=ASK)
    data = {"choose": "ana", "csrf_token": csrf(form)}
    browser.post("/identity/authorize", query_string=ASK, data=data)


def _read(world: World, answer: TestResponse) -> jwt.Token:
    keys = KeySet.import_key_set({"keys": world.issuer.fetch(f"{ISSUER}/jwks.json")["keys"]})
    return jwt.decode(json_of(answer)["access_token"], keys)


def test_a_caller_with_a_host_that_is_none_is_answered(world: World) -> None:
    form = {"grant_type": "client_credentials"}
    answer = world.browser().post("/identity/token", data=form, headers={"Host": "a/b"})
    assert (answer.status_code, json_of(answer)["error"]) == (401, "invalid_client")


def test_a_caller_whose_secret_is_in_no_form_is_answered(world: World) -> None:
    form, basic = {"grant_type": "client_credentials"}, "Basic \xb2"
    answer = world.browser().post("/identity/token", data=form, headers={"Authorization": basic})
    assert (answer.status_code, json_of(answer)["error"]) == (401, "invalid_client")
