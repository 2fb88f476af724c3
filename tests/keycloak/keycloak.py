"""A Keycloak of our own: its published distribution, fetched once by Maven, on the installed Java.

It lives as long as the tests, in memory, on a port of its own, with the realm of `docs/identity`.
"""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from deploy.programs import Absent, program
from tests.keeper import Keeper
from tests.missing import Missing
from tests.ports import free_port
from tests.tree import ROOT
from tests.waiting import eventually

VERSION = "26.4.0"
CACHE = ROOT / ".cache"
HOME = CACHE / f"keycloak-{VERSION}"
REALM = ROOT / "docs" / "identity" / "realm.json"
PUBLIC = "https://rinnalla.example"  # where the realm's example says that the platform is
START = 400.0  # seconds on a very busy machine
ADMIN = "of-a-test"
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack"
OPENED = ("java.util", "java.util.concurrent", "java.security")


@dataclass(frozen=True)
class Keycloak:
    """A server, and what its administrator can do to one realm."""

    base: str

    @property
    def issuer(self) -> str:
        return f"{self.base}/realms/region"

    def create_realm(self, base_url: str, **more: Any) -> None:
        """The documented realm for a platform at that address, with this added to it."""
        realm = json.loads(REALM.read_text().replace(PUBLIC, base_url))
        self._send("POST", "/admin/realms", {**realm, **more}).raise_for_status()

    def admin(self, method: str, path: str, body: Any = None) -> Any:
        """The administration's answer about the realm; what it made, by its address."""
        answer = self._send(method, f"/admin/realms/region{path}", body)
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.text else answer.headers.get("Location", "")

    def client(self, name: str) -> str:
        """The id of the client that is called so."""
        (client,) = self.admin("GET", f"/clients?clientId={name}")
        return str(client["id"])

    def person(self, name: str) -> str:
        (person,) = self.admin("GET", f"/users?username={name}&exact=true")
        return str(person["id"])

    def token(self, form: dict[str, str]) -> requests.Response:
        address = f"{self.issuer}/protocol/openid-connect/token"
        return requests.post(address, data=form, timeout=30)

    def _send(self, method: str, path: str, body: Any) -> requests.Response:
        form = {"grant_type": "password", "client_id": "admin-cli"}
        master = f"{self.base}/realms/master/protocol/openid-connect/token"
        signed_in = requests.post(
            master, data=form | {"username": ADMIN, "password": ADMIN}, timeout=30
        )
        headers = {"Authorization": f"Bearer {signed_in.json()['access_token']}"}
        return requests.request(
            method, f"{self.base}{path}", json=body, headers=headers, timeout=60
        )


@contextmanager
def keycloak() -> Iterator[Keycloak]:
    """A new server without a realm; raises Missing when there is none here."""
    java, home = _program("java", of="Java", package="openjdk-17-jre-headless"), _home()
    port = free_port()
    folder = Path(tempfile.mkdtemp(prefix="rinnalla-keycloak-"))
    options = {"http-enabled": "true", "http-host": "127.0.0.1", "http-port": str(port)}
    options |= {"hostname": f"http://127.0.0.1:{port}", "cache": "local", "log-level": "warn"}
    command = [
        "env",
        f"KC_BOOTSTRAP_ADMIN_USERNAME={ADMIN}",
        f"KC_BOOTSTRAP_ADMIN_PASSWORD={ADMIN}",
        *_java(java, home),
        "start",
        "--optimized",
        *(f"--{name}={value}" for name, value in options.items()),
    ]
    keeper = Keeper(folder, command, last="KILL")  # nothing of it is kept
    try:
        server = Keycloak(f"http://127.0.0.1:{port}")
        eventually(lambda: _answers(server), within=START)
        yield server
    except AssertionError as error:
        error.add_note(keeper.log[-3000:])
        raise
    finally:
        keeper.close()


def _java(java: str, home: Path) -> list[str]:
    """As its own `kc.sh` starts it, in one process that a signal reaches."""
    opened = (f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED)
    return [
        java,
        "-Xms64m",
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",  # compiling better costs more than a minute's life saves
        *opened,
        f"-Dkc.home.dir={home}",
        f"-Djboss.server.config.dir={home}/conf",
        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
        "-cp",
        f"{home}/lib/quarkus-run.jar",
        "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
    ]


def _answers(server: Keycloak) -> bool:
    with suppress(requests.RequestException):
        return requests.get(f"{server.base}/realms/master", timeout=5).ok
    return False


def _home() -> Path:
    """Its folder, fetched and made ready once: the first process to finish names it."""
    if HOME.is_dir():
        return HOME
    maven = _program("mvn", of="Maven", package="maven")
    CACHE.mkdir(exist_ok=True)
    own = Path(tempfile.mkdtemp(prefix="keycloak-", dir=CACHE))
    artifact = f"-Dartifact=org.keycloak:keycloak-quarkus-dist:{VERSION}:zip"
    quiet = ["--batch-mode", "--quiet", "--strict-checksums"]
    try:
        _run([maven, PLUGIN, artifact, f"-DoutputDirectory={own}", *quiet])
        _run(["sh", f"{own}/keycloak-{VERSION}/bin/kc.sh", "build", "--db=dev-mem"])
        with suppress(OSError):  # it is there, and not empty
            (own / f"keycloak-{VERSION}").rename(HOME)
    finally:
        shutil.rmtree(own, ignore_errors=True)
    return HOME


def _run(command: list[str]) -> None:
    run = subprocess.run(command, check=False, capture_output=True, text=True)
    if run.returncode:
        reason = f"{command[0]} failed:\n{run.stdout[-2000:]}{run.stderr[-2000:]}"
        raise Missing("Keycloak", reason=reason, command="mvn, where Maven Central answers")


def _program(name: str, *, of: str, package: str) -> str:
    try:
        return program(name, of=of, package=package)
    except Absent as absent:
        raise Missing(absent.component, reason=absent.reason, command=absent.command) from absent
