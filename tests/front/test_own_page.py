"""Everybody who signs in lands on a page of their own, and no link of it is a dead end."""

import re

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from services.platform.demo import people
from tests.front.signing_in import signed_in
from tests.platform import BASE, Stepped, csrf_of, platform_of_module
from tests.sightings import revealed

__all__ = ["platform_of_module"]

SIGN_INS = [person.sign_in for person in people.PEOPLE]
VARIES = re.compile(r"[0-9a-f-]{36}|(?<=/)\d+|(?<=programmes/)[^/?]+|\?.*")
ELSEWHERE = ("/identity/", "/static/")
LINK = re.compile(r'(?:href|hx-get)="(/[^"#]*)"')


def links(page: str) -> list[str]:
    """The pages that a page leads to."""
    targets = dict.fromkeys(LINK.findall(page))
    return [address for address in targets if "/static/" not in address]


@pytest.mark.parametrize("sign_in", SIGN_INS)
def test_who_signs_in_lands_on_their_own_page(platform: Stepped, sign_in: str) -> None:
    browser, page = signed_in(platform, sign_in)
    person = next(each for each in people.PEOPLE if each.sign_in == sign_in)
    assert (page.status_code, page.request.path) == (200, "/")
    assert person.name in page.text
    assert browser.get("/", base_url=BASE).text.count('aria-current="page"') == 1


@pytest.mark.parametrize("sign_in", SIGN_INS)
def test_no_link_leads_to_a_dead_end(platform: Stepped, sign_in: str) -> None:
    """From one's own page on, each page once for what it is of, however far the links go."""
    browser, home = signed_in(platform, sign_in)
    waiting, tried, dead = links(home.text), set[str](), dict[str, int]()
    while waiting:
        address = waiting.pop(0)
        kind = VARIES.sub("", address)
        if kind in tried or kind.startswith(ELSEWHERE):
            continue
        tried.add(kind)
        page = browser.get(address, base_url=BASE, follow_redirects=True)
        if page.status_code != 200:
            dead[address] = page.status_code
        elif page.mimetype == "text/html":
            waiting += links(page.text)
    assert dead == {}
    assert len(tried) > 5


@pytest.mark.parametrize("sign_in", ["funder", "volunteer-mll", "admin"])
def test_a_refused_page_says_so_and_leads_home(platform: Stepped, sign_in: str) -> None:
    browser, _ = signed_in(platform, sign_in)
    refused = browser.get("/referral/metrics?lang=fi", base_url=BASE)
    assert refused.status_code in (401, 403)
    page = browser.get("/reporting/reports/nothing?lang=fi", base_url=BASE, follow_redirects=True)
    assert page.status_code in (403, 404)
    assert '<a class="btn btn-primary" href="/">Omalle sivulle</a>' in page.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Sinulla ei ole oikeutta tähän sivuun."),
        ("sv", "Du har inte behörighet till den här sidan."),
        ("en", "You may not see this page"),
    ],
)
def test_what_a_role_may_not_see_is_refused_in_the_readers_language(
    platform: Stepped, language: str, text: str
) -> None:
    browser, _ = signed_in(platform, "funder")
    page = browser.get(f"/casework/?lang={language}", base_url=BASE, follow_redirects=True)
    assert (page.status_code, revealed(page.text, [text])) == (403, [text])


@pytest.mark.parametrize(
    "address", ["/nowhere", "/no/such/page", "/favicon.ico", "/referral/nowhere"]
)
def test_a_missing_page_leads_home_too(platform: Stepped, address: str) -> None:
    browser, _ = signed_in(platform, "coordinator-mll")
    page = browser.get(f"{address}?lang=fi", base_url=BASE)
    assert page.status_code == 404
    assert '<a class="btn btn-primary" href="/">Omalle sivulle</a>' in page.text
    assert "Kirjaudu ulos" in page.text


def test_a_missing_page_leads_a_visitor_to_the_front_page(platform: Stepped) -> None:
    page = Client(platform.platform, Response).get("/nowhere?lang=fi", base_url=BASE)
    assert page.status_code == 404
    assert revealed(page.text, ["Etusivulle", "Omalle sivulle"]) == ["Etusivulle"]


def test_a_visitor_reads_what_this_is_and_may_sign_in(platform: Stepped) -> None:
    page = Client(platform.platform, Response).get("/?lang=fi", base_url=BASE)
    texts = ["Joku kulkee perheen rinnalla", "Kirjaudu sisään", "Kirjaudu ulos"]
    assert revealed(page.text, texts) == texts[:2]


@pytest.mark.parametrize("path", ["/", "/accessibility", "/privacy", "/inbox", "/search"])
def test_the_front_door_knows_who_is_signed_in(platform: Stepped, path: str) -> None:
    browser, _ = signed_in(platform, "coordinator-mll")
    page = browser.get(f"{path}?lang=fi", base_url=BASE, follow_redirects=True)
    assert (page.status_code, "Kirjaudu ulos" in page.text) == (200, True)


def test_signing_out_at_the_front_door_ends_every_session(platform: Stepped) -> None:
    browser, page = signed_in(platform, "coordinator-mll")
    thief = Client(platform.platform, Response)
    services = ("referral", "volunteers", "casework")
    for name in services:
        cookie = browser.get_cookie(f"rinnalla-{name}-demo", domain="localhost")
        assert cookie
        thief.set_cookie(cookie.key, cookie.value, domain="localhost")
    form = {"csrf_token": csrf_of(page.text)}
    left = browser.post("/referral/sign-out", base_url=BASE, data=form, follow_redirects=True)
    assert (left.status_code, left.request.path) == (200, "/")
    stolen = [thief.get(f"/{name}/desk", base_url=BASE).status_code for name in services]
    assert stolen == [302, 302, 302]


def test_a_service_without_a_session_is_asked_to_sign_in_once_and_no_more(
    platform: Stepped,
) -> None:
    browser, _ = signed_in(platform, "coordinator-mll")
    browser.delete_cookie("rinnalla-casework-demo", domain="localhost")
    browser.delete_cookie("identity-demo", path="/", domain="localhost")
    page = browser.get("/", base_url=BASE, follow_redirects=True)
    assert page.status_code == 200
    assert sum("/casework/sign-in" in step.request.path for step in page.history) == 1


def test_an_address_of_another_language_keeps_it_through_the_silent_sign_in(
    platform: Stepped,
) -> None:
    browser, _ = signed_in(platform, "coordinator-mll")
    browser.delete_cookie("rinnalla-casework-demo", domain="localhost")
    page = browser.get("/?lang=sv", base_url=BASE, follow_redirects=True)
    assert (page.request.args["lang"], 'lang="sv"' in page.text) == ("sv", True)
