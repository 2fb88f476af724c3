"""Who leaves is out of all four services within a minute, though pages are open and tokens live."""

from collections.abc import Callable

import requests

from services.platform.demo.people import fixed_id
from tests.journeys.outside import Outside
from tests.journeys.server import SERVICES, Server
from tests.test_tokens_everywhere import LISTS
from tests.waiting import eventually

WITHIN = 60.0  # seconds, as promised
WHO = "coordinator-sastamala"


def signed_in(server: Server) -> requests.Session:
    """A browser with a page of every service open."""
    browser = requests.Session()
    form = browser.get(f"{server.base}/referral/", timeout=20)
    token = form.text.split('name="csrf_token" value="')[1].split('"')[0]
    browser.post(form.url, data={"choose": WHO, "csrf_token": token}, timeout=20)
    for service in SERVICES:
        browser.get(f"{server.base}/{service}/", timeout=20)
    return browser


def test_who_leaves_is_out_everywhere_within_a_minute(new_server: Callable[[], Server]) -> None:
    server = new_server()
    server.start()
    outside, browser = Outside(server.base), signed_in(server)
    leaver = outside[WHO]

    def answers() -> set[tuple[int, int]]:
        """Of the API to a token, and of a page to a session, in each service."""
        return {
            (leaver.get(LISTS[service]).status_code, _status(browser, f"{server.base}/{service}/"))
            for service in SERVICES
        }

    assert answers() == {(200, 200)}
    person = f"/referral/api/v1/people/{fixed_id(WHO)}"
    assert outside["admin"].put(f"{person}/leaving", {}).status_code == 200
    eventually(lambda: answers() == {(401, 302)}, within=WITHIN)


def _status(browser: requests.Session, page: str) -> int:
    return browser.get(page, allow_redirects=False, timeout=20).status_code
