"""The version before and this one on the same databases, forwards and back, under requests.

Migrated while the old one runs; then every process is replaced, in the order of docs/upgrade.md,
the new one beside the old one before it goes; then all of them are rolled back. Whoever asks
meanwhile, by program or page, gets no answer of 500 or more and is never cut off.
"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count, cycle
from pathlib import Path
from threading import Event

import pytest
import requests

from services.platform.registry import NAMES
from tests.brokers import OwnKafka
from tests.faults.conftest import Tell
from tests.faults.previous import previous_version
from tests.faults.test_region import (
    DEADLINE,
    the_live_figures_have_each_once,
    the_stores_have_each_once,
)
from tests.journeys.families import to_a_friend
from tests.journeys.outside import Caller
from tests.journeys.stream import Stream
from tests.platform import csrf_of
from tests.ports import free_ports
from tests.servers import Cluster
from tests.system.front import front_door
from tests.system.region import OURS, Code, Region
from tests.waiting import eventually

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
SENDERS = 2
BETWEEN = 2  # referrals that are taken on between two replacements
COORDINATOR, SENDER = "coordinator-mll", "demo-turku"
PAGES = ("/referral/", "/casework/", "/volunteers/", "/reporting/")
LISTS = ("/referral/api/v1/referrals", "/casework/api/v1/cases", "/volunteers/api/v1/needs")
PACE = 0.2  # seconds between two reads
DRAINED = 1.0  # seconds from taking a process off the front's list to stopping it


# In the order of docs/upgrade.md: whoever reads the new events before whoever writes them. The
# portal stays: it holds the demo's sign-in, whose keys go with it.
PORTAL = "web portal"
IN_ORDER = [f"{kind} {name}" for kind in ("consume", "relay", "web") for name in NAMES]


@dataclass
class Upgraded:
    """A region whose processes are of one version, of the other, or of both."""

    region: Region
    ports: dict[str, "cycle[int]"] = field(default_factory=dict)  # where the front sends in turn
    running: dict[str, str] = field(default_factory=dict)  # process -> the name it was launched by
    launched: "count[int]" = field(default_factory=count)
    bound: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)  # answers that nobody should have had

    def __post_init__(self) -> None:
        self.outside = self.region.outside  # renews tokens that grow old

    def caller(self, sign_in: str) -> Caller:
        caller = self.outside[sign_in]
        if self.note not in caller.session.hooks["response"]:
            caller.session.hooks["response"].append(self.note)
        return caller

    def start(self, code: Code) -> None:
        for process in (PORTAL, *IN_ORDER):
            self.replace(process, code)
        eventually(self.region.is_ready, within=DEADLINE)
        eventually(partial(self.agrees, code), within=DEADLINE)

    def agrees(self, code: Code) -> bool:
        """Have all consumers of that version passed, and applied, what their sources hold?"""
        try:
            lines = self.region.run("reconcile", code=code).splitlines()
        except AssertionError:  # it fails while one of them is behind
            return False
        return lines != [] and all(line.endswith(", 0 parked") for line in lines)

    def replace(
        self, process: str, code: Code, meanwhile: Callable[[], None] = lambda: None
    ) -> None:
        """Start another, let both work, and stop the first as an installation does."""
        before = self.running.get(process)
        name, kind = f"{process}#{next(self.launched)}", process.split()[1]
        (port,) = free_ports(1)
        self.region.launch(name, bind=port, code=code)
        if process.startswith("web"):
            self._send_to(kind, port, before=before)
        self.running[process], self.bound[name] = name, port
        meanwhile()
        if before:
            if process.startswith("web"):
                self.ports[kind] = cycle([port])
                Event().wait(DRAINED)
            self.region.processes[before].end("TERM")

    def note(self, answer: requests.Response, *_: object, **__: object) -> None:
        """Keep every answer that an upgrade must not cause."""
        if answer.status_code >= 500:
            self.wrong.append(f"{answer.request.path_url}: {answer.status_code} {answer.text}")

    def _send_to(self, kind: str, port: int, *, before: str | None) -> None:
        eventually(partial(_is_alive, kind, port), within=DEADLINE)
        self.ports[kind] = cycle([port, self.bound[before]] if before else [port])


@dataclass(frozen=True)
class InTurn(Mapping[str, int]):
    """The front's list: several processes of a kind get requests one after the other."""

    ports: dict[str, "cycle[int]"]

    def __getitem__(self, name: str) -> int:
        return next(self.ports[name if name in NAMES else "portal"])

    def __iter__(self) -> Iterator[str]:
        return iter(self.ports)

    def __len__(self) -> int:
        return len(self.ports)


@pytest.fixture
def upgraded(
    postgres_server: Cluster, broker: OwnKafka, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Upgraded]:
    region = Region(postgres_server, broker, tmp_path_factory.mktemp("upgraded"))
    upgraded = Upgraded(region)
    try:
        region.create_databases()
        with front_door(region.front, InTurn(upgraded.ports), rest=0):
            yield upgraded
    finally:
        region.close()


def test_a_region_is_upgraded_and_rolled_back_under_requests(
    upgraded: Upgraded, tmp_path: Path, tell: Tell
) -> None:
    version, old = previous_version(tmp_path)
    region = upgraded.region
    region.run("migrate", code=old)
    region.run("demo", "--directory", code=old)
    upgraded.start(old)
    stream = Stream(upgraded.caller(SENDER))
    with asking(upgraded, stream):
        go_on(stream)
        region.run("migrate")
        for process in IN_ORDER:
            upgraded.replace(process, OURS, meanwhile=partial(go_on, stream))
        eventually(partial(upgraded.agrees, OURS), within=DEADLINE)
        forwards = len(stream.accepted)
        for process in reversed(IN_ORDER):
            upgraded.replace(process, old, meanwhile=partial(go_on, stream))
        go_on(stream)
    assert (stream.surprises, stream.lost_answers, upgraded.wrong) == ([], 0, [])
    eventually(partial(upgraded.agrees, old), within=DEADLINE)
    assert region.run("parked", code=old) == ""
    the_stores_have_each_once(region, stream)
    the_live_figures_have_each_once(region, stream)
    tell(
        f"{version.version} beside this one: {forwards} referrals taken on on the way forwards,"
        f" {len(stream.accepted) - forwards} on the way back; no answer lost, none of 500 or more"
    )


@contextmanager
def asking(upgraded: Upgraded, stream: Stream) -> Iterator[None]:
    """Refer, take on, and read lists and pages, until the end of the `with`."""
    ending, numbers = Event(), count(1)

    def refer() -> None:
        while not ending.is_set() and not stream.surprises:
            number, stream.sender = next(numbers), upgraded.caller(SENDER)
            referral_id = stream.send(to_a_friend(source_reference=f"UPGRADE-{number}"))
            if referral_id:
                stream.accept(upgraded.caller(COORDINATOR), referral_id)

    def read(get: Callable[[str], requests.Response], paths: tuple[str, ...]) -> None:
        for path in cycle(paths):
            if ending.wait(PACE):
                return
            if (answer := get(path)).status_code != 200:
                upgraded.wrong.append(f"{path}: {answer.status_code}")

    by_program, by_page = lambda path: upgraded.caller(COORDINATOR).get(path), _browser(upgraded)
    with ThreadPoolExecutor(SENDERS + 2) as threads:
        running = [threads.submit(refer) for _ in range(SENDERS)]
        running += [threads.submit(read, by_program, LISTS)]
        running += [threads.submit(read, by_page, PAGES)]
        try:
            yield
        finally:
            ending.set()
        for each in running:
            each.result(timeout=DEADLINE)


def go_on(stream: Stream) -> None:
    """Until so many more were taken on."""
    enough = len(stream.accepted) + BETWEEN
    eventually(lambda: stream.has(enough, accepted=True), within=DEADLINE)
    assert stream.surprises == []


def _browser(upgraded: Upgraded) -> Callable[[str], requests.Response]:
    """Signed in to every service while the old version runs, and never again."""
    session, base = requests.Session(), upgraded.region.base
    page = session.get(f"{base}/referral/sign-in?next=/referral/", timeout=30)
    form = {"choose": COORDINATOR, "csrf_token": csrf_of(page.text)}
    session.post(page.url, data=form, timeout=30).raise_for_status()
    for path in PAGES:
        session.get(f"{base}{path.rstrip('/')}/sign-in?next={path}", timeout=30).raise_for_status()
    session.hooks["response"].append(upgraded.note)
    return lambda path: session.get(base + path, timeout=30, allow_redirects=False)


def _is_alive(kind: str, port: int) -> bool:
    """Whether the process itself, past the front, may get requests."""
    question = "live" if kind == "portal" else "ready"
    try:
        address = f"http://127.0.0.1:{port}/{kind}/health/{question}"
        return requests.get(address, timeout=10).ok
    except requests.RequestException:
        return False
