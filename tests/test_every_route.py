"""Every route of every application: its headers, its cookies, and forms that are not ours."""

from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import IntegerConverter, Rule
from werkzeug.test import Client, TestResponse
from werkzeug.wrappers import Response

from services.platform.embedded import Platform
from shared.identity.access import Access
from tests.platform import BASE, Stepped, csrf_of, platform_of_module

__all__ = ["platform_of_module"]

APPS = ["referral", "volunteers", "casework", "reporting", "identity", ""]
SERVICES = APPS[:4]
ANYBODYS = ("open_registrations_api.register",)  # of the API, without a sign-in
PROVEN_OTHERWISE = {  # by a session's own cookie, by the issuer's signature
    "signin.sign_out",
    "signin.end_session",
    "signin.back_channel",
}
HTML = "text/html"
WANTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
DIRECTIVES = {
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


def routes(app: Flask, method: str) -> Iterator[tuple[str, str]]:
    """Endpoint and an address of each route; of one thing, an address at which nothing is."""
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or ()) and rule.endpoint.split(".")[-1] != "static":
            values = {name: _part(rule, name) for name in rule.arguments}
            _, address = rule.build(values) or ("", "")
            yield rule.endpoint, address


def _part(rule: Rule, name: str) -> Any:
    is_number = isinstance(rule._converters[name], IntegerConverter)
    return 1 if is_number else "00000000-0000-4000-8000-000000000001"


def lacking(answer: TestResponse) -> list[str]:
    """What a page should say to the browser and does not."""
    policy = set(answer.headers.get("Content-Security-Policy", "").split("; "))
    wrong = [
        f"{name}: {answer.headers.get(name)}"
        for name, value in WANTED.items()
        if answer.headers.get(name) != value
    ]
    return wrong + sorted(DIRECTIVES - policy) + [each for each in policy if "unsafe" in each]


@pytest.mark.parametrize("name", APPS)
def test_every_page_tells_the_browser_what_it_may_do(platform: Stepped, name: str) -> None:
    app = platform.platform.apps[name]
    browsers = [Client(platform.platform, Response)]
    if name in SERVICES:
        browsers.append(platform.browser("coordinator-mll", name))
    wrong, pages = {}, 0
    for endpoint, address in routes(app, "GET"):
        for browser in browsers:
            answer = browser.get(address, base_url=BASE)
            pages += answer.content_type.startswith(HTML)
            if answer.content_type.startswith(HTML) and (lacks := lacking(answer)):
                wrong[endpoint, answer.status_code] = lacks
    assert wrong == {}
    assert pages > 0


@pytest.mark.parametrize("name", [*SERVICES, "identity"])
def test_every_cookie_is_out_of_reach_of_scripts(platform: Stepped, name: str) -> None:
    app, set_by = platform.platform.apps[name], dict[str, list[str]]()
    browser = Client(app, Response)
    for endpoint, address in routes(app, "GET"):
        answer = browser.get(address, base_url=BASE)
        for header in answer.headers.getlist("Set-Cookie"):
            set_by.setdefault(header.split("=")[0], []).append(f"{endpoint}: {header}")
    loose = [
        made
        for cookie, headers in set_by.items()
        if cookie != "language"  # says nothing of anybody
        for made in headers
        if "HttpOnly" not in made or "SameSite=Lax" not in made or "Path=/" not in made
    ]
    assert loose == []


def needs_token(app: Flask, endpoint: str) -> bool:
    """All forms do, but those that only look something up for their sender."""
    entry = app.extensions["access"][endpoint]
    return bool((entry if isinstance(entry, Access) else entry["POST"]).needs_token)


@pytest.fixture
def signed_in(platform: Stepped) -> dict[str, Client]:
    return {name: platform.browser("coordinator-mll", name) for name in SERVICES}


def heads(platform: Platform) -> dict[str, int]:
    return {name: service.store.head() for name, service in platform.services.items()}


@pytest.mark.parametrize("name", SERVICES)
def test_no_form_is_taken_without_its_token_or_from_another_site(
    platform: Stepped, signed_in: dict[str, Client], name: str
) -> None:
    browser, stranger = signed_in[name], platform.browser("worker-siipisulka", name)
    others = csrf_of(stranger.get(f"/{name}/", base_url=BASE).text)
    own = csrf_of(browser.get(f"/{name}/", base_url=BASE).text)
    before, taken = heads(platform.platform), []
    app = platform.platform.apps[name]
    for endpoint, address in routes(app, "POST"):
        if {"api", "scim"} & {*address.split("/")} or endpoint in PROVEN_OTHERWISE:
            continue
        attempts: list[tuple[dict[str, str], dict[str, str]]] = [
            ({"csrf_token": own}, {"Sec-Fetch-Site": "cross-site"}),
            ({"csrf_token": own}, {"Origin": "https://evil.example"}),
        ]
        if needs_token(app, endpoint):
            attempts += [({}, {}), ({"csrf_token": others}, {}), ({"csrf_token": "nonsense"}, {})]
        for form, headers in attempts:
            answer = browser.post(address, base_url=BASE, data=form, headers=headers)
            if answer.status_code not in (400, 403):
                taken.append((endpoint, form, headers, answer.status_code))
    assert (taken, heads(platform.platform)) == ([], before)


@pytest.mark.parametrize("name", SERVICES)
def test_a_session_alone_changes_nothing_over_the_api(
    platform: Stepped, signed_in: dict[str, Client], name: str
) -> None:
    before, taken = heads(platform.platform), []
    for method in ("POST", "PUT"):
        for endpoint, address in routes(platform.platform.apps[name], method):
            if not {"api", "scim"} & {*address.split("/")}:
                continue
            for kind in ("text/plain", "application/json", "application/x-www-form-urlencoded"):
                answer = signed_in[name].open(
                    address, method=method, base_url=BASE, data="{}", content_type=kind
                )
                refused = (400, 415) if endpoint in ANYBODYS else (401,)
                if answer.status_code not in refused:
                    taken.append((endpoint, kind, answer.status_code))
    assert (taken, heads(platform.platform)) == ([], before)


@pytest.mark.parametrize("name", SERVICES)
def test_signing_out_clears_what_the_browser_keeps(
    platform: Stepped, signed_in: dict[str, Client], name: str
) -> None:
    browser = signed_in[name]
    form = {"csrf_token": csrf_of(browser.get(f"/{name}/", base_url=BASE).text)}
    left = browser.post(f"/{name}/sign-out", base_url=BASE, data=form)
    cookies = SimpleCookie()
    for header in left.headers.getlist("Set-Cookie"):
        cookies.load(header)
    assert left.headers["Clear-Site-Data"] == '"storage"'
    assert {f"rinnalla-{each}-demo" for each in SERVICES} <= set(cookies)
    assert all(morsel["max-age"] == "0" for key, morsel in cookies.items() if "visit" not in key)
