"""`rinnalla web` on PostgreSQL: it says what it lacks, serves, and finishes before it goes."""

import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import requests
from sqlalchemy import make_url, text

from services.common.codes import Role
from services.platform import web_processes, wiring
from services.platform.demo import people
from services.platform.settings import settings_for
from services.referral.clients import commands as clients
from shared.database.engine import Database
from shared.work import Actor, Work
from tests.keeper import Keeper
from tests.key_settings import key_settings
from tests.ports import free_ports
from tests.servers import Postgres
from tests.tree import ROOT
from tests.waiting import eventually

START = 60.0  # seconds on a busy machine


@dataclass
class Region:
    """A portal and the referral service, each a process, on one database."""

    environment: dict[str, str]
    ports: dict[str, int]
    stack: ExitStack
    running: dict[str, Keeper] = field(default_factory=dict)

    def start(self, name: str) -> None:
        folder = Path(tempfile.mkdtemp(prefix=f"rinnalla-{name}-"))
        environment = self.environment | {"RINNALLA_BIND": f"127.0.0.1:{self.ports[name]}"}
        assignments = [f"{key}={value}" for key, value in environment.items()]
        command = ["env", f"PYTHONPATH={ROOT}", *assignments, sys.executable, "-m", "services"]
        keeper = Keeper(folder, [*command, "web", name], "TERM")
        self.stack.callback(keeper.close)
        self.running[name] = keeper
        eventually(lambda: self.answers(name, "live"), within=START)

    def answers(self, name: str, question: str) -> Any:
        """What it says of its health; None while nobody listens."""
        try:
            answer = self.get(name, f"/{name}/health/{question}")
        except requests.ConnectionError as error:
            error.add_note(self.running[name].log)
            return None
        if "json" not in answer.headers.get("Content-Type", ""):
            raise AssertionError(f"{answer.text}\n{self.running[name].log}")
        return answer.json()

    def takes_more(self, name: str) -> bool:
        """Is a new question answered? One that waits in the kernel's queue is not."""
        address = f"http://127.0.0.1:{self.ports[name]}/{name}/health/live"
        try:
            return requests.get(address, timeout=1).ok
        except requests.RequestException:
            return False

    def get(self, name: str, path: str, **more: Any) -> requests.Response:
        return requests.get(f"http://127.0.0.1:{self.ports[name]}{path}", timeout=30, **more)

    def token(self, client: str) -> str:
        form = {"grant_type": "client_credentials", "client_id": client}
        answer = requests.post(
            f"http://127.0.0.1:{self.ports['portal']}/identity/token",
            data=form | {"client_secret": people.PASSWORD},
            timeout=30,
        )
        token: str = answer.json()["access_token"]
        return token


@pytest.fixture
def region(postgres_server: Postgres, tmp_path: Path) -> Iterator[Region]:
    clerk, secret = f"clerk_{uuid4().hex[:8]}", tmp_path / "secret"
    secret.write_text("s" * 32)
    ports = dict(zip(("portal", "referral"), free_ports(2), strict=True))
    with ExitStack() as stack:
        owner = stack.enter_context(postgres_server.database())
        _as_owner(owner, f"CREATE ROLE {clerk} LOGIN")
        stack.callback(_as_owner, owner, f"DROP OWNED BY {clerk}", f"DROP ROLE {clerk}")
        environment = {
            "RINNALLA_DEMO": "1",
            "RINNALLA_BASE_URL": f"http://127.0.0.1:{ports['portal']}",
            "RINNALLA_DATABASE": _marked(owner, username=clerk),
            **key_settings(_marked(owner, username=clerk), tmp_path),
            "RINNALLA_DATABASE_OWNER": _marked(owner),
            "RINNALLA_FEEDS": f"http://127.0.0.1:{ports['referral']}/{{service}}",
            "RINNALLA_SECRET_FILE": str(secret),
            "RINNALLA_WORKERS": "2",
        }
        yield Region(environment, ports, stack)


def test_a_web_process_says_what_it_lacks_and_serves_when_it_has_all(region: Region) -> None:
    region.start("referral")
    lacking = region.answers("referral", "ready")["missing"]
    assert [each.rpartition("_")[0] for each in lacking[:2]] == [
        "migration to shared",
        "migration to referral",
    ]
    assert lacking[2:] == ["keys of the issuer"]
    region.start("portal")
    migrated(region)
    nobody = "word of people and clients within 300 s"
    assert nobody in region.answers("referral", "ready")["missing"]
    with ExitStack() as stack:
        following(region, stack)
        eventually(lambda: region.answers("referral", "ready")["status"] == "ready", within=START)
        bearer = {"Authorization": f"Bearer {region.token('service-casework')}"}
        heads = eventually(lambda: feed(region, bearer).json().get("heads"), within=START)
    assert heads["position"] == 1
    assert feed(region, {}).status_code == 401


def test_a_request_under_way_is_answered_before_the_process_goes(region: Region) -> None:
    region.start("portal")
    migrated(region)
    region.start("referral")
    owner = Database(settings_for("migrate", region.environment).owner_of("referral"))
    with ThreadPoolExecutor() as threads, owner.writing() as db:
        db.execute(text("LOCK TABLE alembic_version_referral"))
        answer = threads.submit(region.answers, "referral", "ready")
        eventually(lambda: waits(owner), within=START)
        region.running["referral"].send("TERM")
        eventually(lambda: not region.takes_more("referral"), within=START)
        assert not answer.done()
        db.rollback()
        assert answer.result()["status"] == "not ready"
    owner.close()


def feed(region: Region, headers: dict[str, str]) -> requests.Response:
    return region.get("referral", "/referral/api/v1/events", headers=headers, params={"limit": 1})


def migrated(region: Region) -> None:
    web_processes.migrate(settings_for("migrate", region.environment), "referral", partitions=2)


def following(region: Region, stack: ExitStack) -> None:
    """What `rinnalla consume` runs, and one system of ours that is let in."""
    follower = wiring.Following(settings_for("consume", region.environment), "referral")
    stack.callback(follower.close)
    follower.service.execute(_register_casework, Actor("test"))
    follower.start()


def waits(owner: Database) -> bool:
    with owner.reading() as db:
        query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        return bool(db.scalar(text(query)))


def _register_casework(work: Work) -> None:
    clients.register_client(
        work,
        sign_in="service-casework",
        roles=[Role.SERVICE],
        organisation=None,
        client_id=people.fixed_id("service-casework"),
    )


def _marked(url: str, **changed: Any) -> str:
    """The address with a place for the service's name, which a server for tests does not need."""
    plain = make_url(url).set(**changed).render_as_string(hide_password=False)
    return f"{plain}&application_name={{service}}"


def _as_owner(url: str, *statements: str) -> None:
    database = Database(url)
    with database.writing() as db:
        for statement in statements:
            db.execute(text(statement))
    database.close()
