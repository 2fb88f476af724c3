"""An administrator's pages of systems: registered, given a secret and a key, retired."""

import json
import re
from typing import Any

from joserfc.jwk import ECKey
from werkzeug.test import Client as Browser

from tests.platform import BASE, Stepped, csrf_of, platform
from tests.referral.test_clients import token_by

__all__ = ["platform"]
SYSTEMS = "/referral/systems"


def get(browser: Browser, path: str) -> Any:
    return browser.get(path, base_url=BASE)


def send(platform: Stepped, browser: Browser, path: str, page: str, **form: Any) -> Any:
    data = {"csrf_token": csrf_of(page), "seen": seen_in(page)} | form
    answer = browser.post(path, base_url=BASE, data=data)
    platform.follow()
    return answer


def seen_in(page: str) -> str:
    shown = re.search(r'name="seen" value="(\d+)"', page)
    return shown[1] if shown else ""


def registered(platform: Stepped, browser: Browser) -> str:
    blank = get(browser, f"{SYSTEMS}/new").text
    home = re.findall(r'<option value="([0-9a-f-]{36})"', blank)[0]
    form = {"sign_in": "rauma", "roles": "municipal_system", "organisation": home}
    made = send(platform, browser, f"{SYSTEMS}/new", blank, **form)
    assert made.status_code == 303, made.text
    return str(made.headers["Location"])


def test_a_system_gets_a_secret_that_is_shown_once_and_works(platform: Stepped) -> None:
    browser = platform.browser("admin")
    where = registered(platform, browser)
    shown = send(platform, browser, f"{where}/secret", get(browser, where).text)
    assert shown.headers["Cache-Control"] == "no-store"
    secret = re.search(r'id="secret"><bdi>([^<]+)<', shown.text)
    assert secret and token_by(platform, secret[1]).status_code == 200
    page = get(browser, where).text
    assert secret[1] not in page
    name = re.search(r'name="secret_id" value="(\w+)"', page)
    assert name
    gone = send(platform, browser, f"{where}/secret-withdrawal", page, secret_id=name[1])
    assert (gone.status_code, token_by(platform, secret[1]).status_code) == (303, 400)
    assert "rauma" in get(browser, SYSTEMS).text


def test_a_wrong_form_is_answered_where_it_was_sent_with_what_was_typed(platform: Stepped) -> None:
    browser = platform.browser("admin")
    blank = get(browser, f"{SYSTEMS}/new").text
    wrong = send(platform, browser, f"{SYSTEMS}/new", blank, sign_in="rauma", roles="service")
    assert (wrong.status_code, 'value="rauma"' in wrong.text) == (422, True)
    lost = send(platform, browser, f"{SYSTEMS}/new", blank, sign_in="x", roles="partner")
    assert (lost.status_code, 'role="alert"' in lost.text) == (422, True)
    where = registered(platform, browser)
    page = get(browser, where).text
    for text in ("nothing", "[]", json.dumps(ECKey.generate_key("P-256").as_dict(private=True))):
        refused = send(platform, browser, f"{where}/key", page, public_key=text)
        assert (refused.status_code, 'role="alert"' in refused.text) == (422, True)


def test_a_key_is_added_and_a_retired_system_offers_nothing_more(platform: Stepped) -> None:
    browser = platform.browser("admin")
    where = registered(platform, browser)
    key = ECKey.generate_key("P-256", {"kid": "2026-11"}).as_dict(private=False)
    page = get(browser, where).text
    assert (
        send(platform, browser, f"{where}/key", page, public_key=json.dumps(key)).status_code == 303
    )
    page = get(browser, where).text
    assert "2026-11" in page
    stale = send(platform, browser, f"{where}/retirement", page, seen="1")
    assert stale.status_code == 409
    assert send(platform, browser, f"{where}/retirement", page).status_code == 303
    assert "<form" not in get(browser, where).text.split("<main")[1].split("</main")[0]


def test_only_an_administrator_sees_systems(platform: Stepped) -> None:
    for sign_in in ("coordinator-mll", "dpo"):
        assert get(platform.browser(sign_in), SYSTEMS).status_code == 403


def test_the_history_of_a_system_says_what_was_drawn_rotated_and_withdrawn(
    platform: Stepped,
) -> None:
    browser = platform.browser("admin")
    where = registered(platform, browser)
    for _ in range(2):
        send(platform, browser, f"{where}/secret", get(browser, where).text)
    page = get(browser, where).text
    first = re.findall(r'name="secret_id" value="(\w+)"', page)[0]
    send(platform, browser, f"{where}/secret-withdrawal", page, secret_id=first)
    send(platform, browser, f"{where}/retirement", get(browser, where).text)
    history = get(browser, f"{where}?lang=en").text.partition("What has happened")[2]
    lines = [
        "It calls no more",
        f"The secret {first} was withdrawn",
        f"was drawn; {first} works until",
        f"The secret {first} was drawn",
        "Registered: ",
    ]
    places = [history.index(line) for line in lines]
    assert places == sorted(places)
