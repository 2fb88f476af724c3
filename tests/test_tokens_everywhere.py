"""A token that is not good opens the API of no service, and one that is stops being so in time."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse
from werkzeug.wrappers import Response

from services.platform.demo.people import fixed_id
from services.platform.embedded import AUDIENCE, HELSINKI
from shared.demo_provider.keys import signing_keys
from shared.kernel.clock import Clock
from tests.answers import WatchedPlatform
from tests.platform import BASE, Stepped, csrf_of
from tests.shared.identity.corpus import BAD, GOOD, Forger

LISTS = {
    "referral": "/referral/api/v1/referrals",
    "volunteers": "/volunteers/api/v1/volunteers",
    "casework": "/casework/api/v1/cases",
    "reporting": "/reporting/api/v1/now",
}
SERVICES = list(LISTS)
WHO = "coordinator-mll"
PATIENCE = 2.0  # seconds for one refusal on a busy machine; the largest token is a megabyte
PUBLISHED = [name for name in GOOD if not name.startswith("PS256")]  # the demo has one key


@pytest.fixture
def moment() -> list[datetime]:
    return [datetime.now(UTC)]


@pytest.fixture
def platform(written: Path, tmp_path: Path, moment: list[datetime]) -> Iterator[Stepped]:
    """A platform by a clock that stands still: a border of a second is a border."""
    folder = tmp_path / "var"
    shutil.copytree(written, folder)
    clock = Clock(HELSINKI, lambda: moment[0])
    opened = WatchedPlatform(folder, BASE, sync="OFF", clock=clock)
    opened.open().settle()
    yield Stepped(opened)
    opened.close()
    assert opened.wrong == [], "\n".join(opened.wrong)


@pytest.fixture
def forger(platform: Stepped, moment: list[datetime]) -> Forger:
    (key,) = signing_keys(platform.platform.folder / "identity.jwk").keys
    now = int(moment[0].timestamp())
    return Forger(key, f"{BASE}/identity", AUDIENCE, str(fixed_id(WHO)), now)


def answer_to(platform: Stepped, service: str, authorization: str, **more: Any) -> TestResponse:
    client = Client(platform.platform, Response)
    headers = {"Authorization": authorization} if authorization else {}
    return client.get(LISTS[service], base_url=BASE, headers=headers, **more)


def is_refusal(answer: TestResponse) -> bool:
    body: Any = answer.json
    return (
        answer.status_code == 401
        and answer.content_type == "application/problem+json"
        and answer.headers["WWW-Authenticate"].lower().startswith("bearer")
        and body["status"] == 401
    )


@pytest.mark.parametrize("service", SERVICES)
def test_no_service_takes_a_token_that_is_not_good(
    platform: Stepped, forger: Forger, service: str
) -> None:
    assert len(BAD) >= 40
    assert is_refusal(answer_to(platform, service, ""))  # which also makes the application
    taken, slow = [], []
    for name, make in BAD.items():
        token = make(forger)
        begun = perf_counter()
        answer = answer_to(platform, service, f"Bearer {token}")
        if perf_counter() - begun > PATIENCE:
            slow.append(name)
        if not is_refusal(answer):
            taken.append((name, answer.status_code, answer.text[:80]))
    assert (taken, slow) == ([], [])


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_takes_the_good_ones(platform: Stepped, forger: Forger, service: str) -> None:
    refused = [
        name
        for name in PUBLISHED
        if answer_to(platform, service, f"Bearer {GOOD[name](forger)}").status_code != 200
    ]
    assert refused == []


ELSEWHERE = (
    "Bearer",
    "Bearer ",
    "Basic {}",
    "{}",
    "Bearer {} {}",
    "Bearer {},Bearer {}",
    "DPoP {}",
)


@pytest.mark.parametrize("service", SERVICES)
def test_a_good_token_in_another_place_is_none(
    platform: Stepped, forger: Forger, service: str
) -> None:
    token = forger.head()
    taken = [
        form
        for form in ELSEWHERE
        if not is_refusal(
            answer_to(
                platform, service, form.format(token, token), query_string={"access_token": token}
            )
        )
    ]
    assert taken == []


@pytest.mark.parametrize("service", SERVICES)
def test_a_good_token_of_nobody_here_is_none(
    platform: Stepped, forger: Forger, service: str
) -> None:
    strangers = [str(fixed_id("nobody")), "demo-turku ", "DEMO-TURKU", WHO, "' OR 1=1 --", "é"]
    shown = {
        sub: answer_to(platform, service, f"Bearer {forger.token_with(sub=sub)}")
        for sub in strangers
    }
    assert [sub for sub, answer in shown.items() if not is_refusal(answer)] == []


@pytest.mark.parametrize("service", SERVICES)
def test_who_leaves_is_out_of_every_service_though_token_and_session_live(
    platform: Stepped, forger: Forger, service: str
) -> None:
    token, browser = forger.head(), platform.browser(WHO, service)
    page = browser.get(f"/{service}/", base_url=BASE)
    assert (page.status_code, answer_to(platform, service, f"Bearer {token}").status_code) == (
        200,
        200,
    )
    admin = platform.caller("admin")
    person = f"/referral/api/v1/people/{fixed_id(WHO)}"
    assert admin.put(f"{person}/leaving", {}).status_code == 200
    assert is_refusal(answer_to(platform, service, f"Bearer {token}"))
    assert browser.get(f"/{service}/", base_url=BASE).status_code == 302
    assert browser.get_cookie(f"rinnalla-{service}-demo") is None


@pytest.mark.parametrize("service", SERVICES)
def test_a_form_of_who_has_left_does_nothing(platform: Stepped, service: str) -> None:
    browser = platform.browser(WHO, service)
    form = {"csrf_token": csrf_of(browser.get(f"/{service}/", base_url=BASE).text)}
    platform.caller("admin").put(f"/referral/api/v1/people/{fixed_id(WHO)}/leaving", {})
    heads = {name: each.store.head() for name, each in platform.platform.services.items()}
    answer = browser.post(f"/{service}/search", base_url=BASE, data=form)
    there = f"/{service}/sign-in?"
    assert (answer.status_code, answer.headers["Location"][: len(there)]) == (303, there)
    after = {name: each.store.head() for name, each in platform.platform.services.items()}
    assert after == heads
