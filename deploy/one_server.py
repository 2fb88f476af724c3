"""Every process of a region on this machine, until Ctrl-C or SIGTERM (`make server`).

It stands beside the PostgreSQL and Kafka of `make stack-up`, draws its secrets once into
VAR/server, migrates, and starts a front door (nginx), the portal, and for each service `web`,
`relay` and `consume`. What ends by itself is started again. VAR/server/environment is the
administrator's to change.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import click
import requests

from deploy.broker import listens
from deploy.databases import SERVICES
from deploy.front_conf import configuration
from deploy.programs import Absent, program
from deploy.settings_files import draw, read

HERE = Path(__file__).parents[1]
READY, STOP, PAUSE = 120.0, 40.0, 1.0  # seconds
OWNERS = "RINNALLA_DATABASE_OWNER"  # for migrating alone; no service has it


@dataclass
class Process:
    """One of them, started again when it ends by itself."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    log: Path
    ending: threading.Event = field(default_factory=threading.Event)
    _running: "subprocess.Popen[bytes] | None" = None

    def keep(self) -> None:
        """Run it, again and again, until it is to stop."""
        while not self.ending.is_set():
            with self.log.open("ab") as log:
                self._running = subprocess.Popen(
                    self.command, cwd=HERE, env=self.environment, stdout=log, stderr=log,
                    start_new_session=True,  # Ctrl-C is for us, who stop them in order
                )  # fmt: skip
                code = self._running.wait()
            if not self.ending.wait(PAUSE):
                click.echo(f"{self.name} ended with {code} and is started again; see {self.log}.")

    def ask_to_stop(self) -> None:
        self.ending.set()
        if self._running is not None:
            self._running.send_signal(signal.SIGTERM)

    def wait(self) -> None:
        """Until it has gone; what does not go is ended."""
        if self._running is not None:
            try:
                self._running.wait(timeout=STOP)
            except subprocess.TimeoutExpired:
                self._running.kill()


class Region:
    """All processes, with their settings, secrets and logs below one folder."""

    def __init__(self, var: Path, port: int) -> None:
        self.var, self.folder, self.port = var.resolve(), var.resolve() / "server", port
        self.ports = {name: port + n for n, name in enumerate(("portal", *SERVICES), start=1)}

    def prepare(self) -> dict[str, str]:
        """Draw what is missing, migrate, and let somebody in; the settings of the services."""
        stack = self.var / "stack" / "environment"
        if not stack.exists():
            raise Absent("PostgreSQL", reason=f"{stack} is not there", command="make stack-up")
        servers = read(stack)
        self._refuse_taken_ports()
        draw(self.folder, f"http://127.0.0.1:{self.port}")
        ours = servers | read(self.folder / "environment")
        self._run(ours, "migrate")
        ours.pop(OWNERS)
        if ours.get("RINNALLA_DEMO") == "1" and not (self.folder / "directory-written").exists():
            self._run(ours, "demo", "--directory")
            (self.folder / "directory-written").touch()
        return ours

    def processes(self, settings: Mapping[str, str]) -> list[Process]:
        """The front door last: it leads only to what is there."""
        made = [self._ours(settings, "web", "portal")]
        made += [self._ours(settings, kind, name) for kind in KINDS for name in SERVICES]
        nginx = program("nginx", of="A front door", package="nginx-light")
        path = self.folder / "nginx.conf"
        tls = settings.get("FRONT_TLS")
        path.write_text(configuration(self.folder, self.port, self.ports, tls=tls))
        command = [nginx, "-c", str(path), "-g", "daemon off;"]
        return [*made, Process("front", command, os.environ.copy(), self.folder / "front.log")]

    def is_ready(self) -> bool:
        return all(_is_ready(name, self.ports[name]) for name in SERVICES)

    def _refuse_taken_ports(self) -> None:
        for port in (self.port, *self.ports.values()):
            if listens(port):
                last = self.port + len(self.ports)
                raise click.ClickException(
                    f"Something else listens at 127.0.0.1:{port}. PORT=… chooses others: "
                    f"{self.port} to {last} are needed."
                )

    def _ours(self, settings: Mapping[str, str], kind: str, name: str) -> Process:
        own = {"RINNALLA_BIND": f"127.0.0.1:{self.ports[name]}"} if kind == "web" else {}
        command = [sys.executable, "-m", "services", kind, name]
        environment = _environment(settings) | own
        return Process(f"{kind} {name}", command, environment, self.folder / f"{kind}-{name}.log")

    def _run(self, settings: Mapping[str, str], *command: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "services", *command],
            cwd=HERE, env=_environment(settings), capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise click.ClickException(f"rinnalla {' '.join(command)}: {done.stderr.strip()}")
        click.echo(done.stdout, nl=False)


KINDS = ("consume", "relay", "web")  # whoever reads new events before whoever writes them


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Of this shell what is no setting of ours, and the settings of the files."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("RINNALLA_")}
    return others | {name: value for name, value in settings.items() if name != "FRONT_TLS"}


def _is_ready(name: str, port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/{name}/health/ready", timeout=5).ok
    except requests.RequestException:
        return False


def _serve(region: Region, ending: threading.Event, say: Callable[[str], None]) -> None:
    settings = region.prepare()
    processes = region.processes(settings)
    for process in processes:
        threading.Thread(target=process.keep, daemon=True).start()
    try:
        deadline = monotonic() + READY
        while not ending.wait(0.2) and not region.is_ready():
            if monotonic() > deadline:
                raise click.ClickException(f"Not ready after {READY:.0f} s; see {region.folder}.")
        if not ending.is_set():
            say(f"Ready: {settings['RINNALLA_BASE_URL']} (settings and logs: {region.folder})")
        ending.wait()
    finally:
        for process in reversed(processes):
            process.ask_to_stop()
        for process in processes:
            process.wait()


@click.command()
def main() -> None:
    """Run every process of a region on this machine (VAR, PORT: the front door's)."""
    ending = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ending.set())
    region = Region(Path(os.environ.get("VAR", "var")), int(os.environ.get("PORT", "8000")))
    try:
        _serve(region, ending, lambda line: click.echo(line))
    except (Absent, OSError) as why:
        raise click.ClickException(str(why)) from why


if __name__ == "__main__":
    main()
