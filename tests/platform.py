"""The whole platform in memory of one test: its own files, followers stepped by hand.

`caller("demo-turku")` speaks JSON with a bearer token; `browser("coordinator-mll")` has signed
in with a browser's cookies. `settle` lets every service follow until nothing moves. What many
tests begin with is done once and kept: `after` lets a test go on from a copy of it.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any, TypeVar, cast
from uuid import uuid4

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from services.platform.demo import people
from services.platform.embedded import Platform
from tests.answers import WatchedPlatform

BASE = "http://localhost"
T = TypeVar("T")
TOUCH = 60.0  # seconds


@dataclass
class Caller:
    """A system, or a person with a script: every request carries their token."""

    platform: "Stepped"
    token: str

    def get(self, path: str, **headers: str) -> Any:
        return self._send("GET", path, headers=headers)

    def post(self, path: str, body: Any, *, key: str | None = None) -> Any:
        headers = {"Idempotency-Key": key or str(uuid4())}
        return self._send("POST", path, json=body, headers=headers)

    def put(self, path: str, body: Any, *, of: str | None = None, seen: str = "") -> Any:
        """PUT with the ETag of the thing it belongs to: `of` its address, else given as `seen`."""
        tag = seen or self.get(of or path.rsplit("/", 1)[0]).headers["ETag"]
        return self._send("PUT", path, json=body, headers={"If-Match": tag})

    def _send(self, method: str, path: str, **more: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.token}", **more.pop("headers", {})}
        client = Client(self.platform.platform, Response)
        answer = client.open(path, method=method, base_url=BASE, headers=headers, **more)
        self.platform.follow()
        return answer


@dataclass
class Stepped:
    """A platform whose followers move only when told to."""

    platform: Platform
    news: Event = field(default_factory=Event)  # set when something was committed
    touched: float = 0.0  # when the followers were last in touch with their sources

    def __post_init__(self) -> None:
        for service in self.platform.services.values():
            service.database.listen(self.news)

    def after(self, happened: Callable[..., T], **how: Any) -> T:
        """Let that happen on this platform, and return what it returns."""
        return happened(self, **how)

    @property
    def heads(self) -> list[int]:
        """The last position of each service's store."""
        return [service.store.head() for service in self.platform.services.values()]

    def settle(self) -> None:
        self.news.clear()
        self.platform.settle()
        self.touched = monotonic()

    def follow(self) -> None:
        """The same, unless nothing was committed since.

        A service that has heard nothing of its sources for minutes would let nobody in.
        """
        if self.news.is_set():
            self.settle()
        elif monotonic() > self.touched + TOUCH:
            self._touch()

    def _touch(self) -> None:
        for service in self.platform.services.values():
            for consumer in service.followers.consumers:
                consumer.met(consumer.source.head())
        self.touched = monotonic()

    def caller(self, sign_in: str) -> Caller:
        form = {"grant_type": "client_credentials", "client_id": sign_in}
        if any(person.sign_in == sign_in for person in people.PEOPLE):
            form = {"grant_type": "password", "username": sign_in, "password": people.PASSWORD}
        else:
            form["client_secret"] = people.PASSWORD
        answer = Client(self.platform, Response).post("/identity/token", data=form, base_url=BASE)
        assert answer.status_code == 200, answer.text
        token: Any = answer.json
        return Caller(self, token["access_token"])

    def browser(self, sign_in: str, service: str = "referral") -> Client:
        """A browser of somebody who has signed in to that service."""
        browser = Client(self.platform, Response)
        page = browser.get(
            f"/{service}/sign-in?next=/{service}/", base_url=BASE, follow_redirects=True
        )
        form = {"choose": sign_in, "csrf_token": csrf_of(page.text)}
        browser.post(page.request.full_path, base_url=BASE, data=form, follow_redirects=True)
        return browser


def csrf_of(page: str) -> str:
    before, _, after = page.partition('name="csrf_token" value="')
    return after.split('"')[0] if before else ""


class Begun(Stepped):
    """One that is opened when it is first asked: until then it may begin where others came to."""

    def __init__(self, written: Path, folder: Path) -> None:
        self.written, self.folder, self.news = written, folder, Event()

    @cached_property
    def platform(self) -> WatchedPlatform:  # type: ignore[override]
        shutil.copytree(self.written, self.folder)
        opened = WatchedPlatform(self.folder, BASE, sync="OFF")
        opened.open().settle()
        for service in opened.services.values():
            service.database.listen(self.news)
        return opened

    @property
    def is_open(self) -> bool:
        return "platform" in vars(self)

    def after(self, happened: Callable[..., T], **how: Any) -> T:
        """The same, done once for all whose platform is new; they get a copy of its data.

        What it returns outlives the platform on which it happened: ids and addresses alone.
        """
        if self.is_open:
            return happened(self, **how)
        key = (self.written, happened, json.dumps(how, sort_keys=True))
        if key not in _kept:
            folder = self.written.parent / f"begun-{uuid4()}"
            with begun(self.written, folder) as stepped:
                _kept[key] = folder, happened(stepped, **how)
        self.written, result = _kept[key]
        return cast(T, result)


_kept: dict[Any, tuple[Path, Any]] = {}  # of this run: the data, and what was returned


@contextmanager
def begun(written: Path, folder: Path) -> Iterator[Begun]:
    """A platform on a copy of that data; in the end no answer may have been undocumented."""
    stepped = Begun(written, folder)
    yield stepped
    if stepped.is_open:
        stepped.platform.close()
        assert stepped.platform.wrong == [], "\n".join(stepped.platform.wrong)


@pytest.fixture
def platform(written: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Stepped]:
    folder = tmp_path / "var"
    if os.environ.get("RINNALLA_TEST_PLATFORM") == "postgresql":
        from tests.secured import secured_platform

        with secured_platform(folder, request.getfixturevalue("postgres_databases")) as secured:
            secured.settle()
            yield Stepped(secured)
        assert secured.wrong == [], "\n".join(secured.wrong)
        return
    with begun(written, folder) as stepped:
        yield stepped


@pytest.fixture(scope="module", name="platform")
def platform_of_module(
    written: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stepped]:
    """One that the tests of a module share: they read, or are refused, and change nothing."""
    with begun(written, tmp_path_factory.mktemp("shared") / "var") as stepped:
        stepped.settle()
        before = stepped.heads
        yield stepped
        assert stepped.heads == before, "Something was written: let each test have its own."
