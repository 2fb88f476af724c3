"""The real thing: `python -m services run` in a process of its own, met over HTTP alone.

It starts on a free port with a data folder of its own, lives exactly as long as our end of its
pipe, and can be killed as a power cut would.
"""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import requests

from services.platform import key_store
from shared.keys import KeyStore
from tests.ports import free_port
from tests.tree import ROOT
from tests.waiting import eventually

START, STOP = 60.0, 20.0  # seconds on a busy machine
SERVICES = ("referral", "volunteers", "casework", "reporting")

# Stopped by the end of its input, so that a killed test run leaves no server behind.
KEEPER = '"$@" & server=$!; cat >/dev/null; kill -TERM $server; wait $server'


@dataclass
class Server:
    """One data folder, and the process that serves it; `start` again after a stop or a kill."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def database(self, name: str) -> str:
        """The SQLAlchemy address of a service's database."""
        return f"sqlite:///{self.folder}/{name}.sqlite"

    def keys(self, name: str) -> KeyStore:
        return key_store.beside(self.folder).of(name)

    def start(self) -> None:
        """Return when every service says that it is ready."""
        self.launch()
        eventually(self.is_ready, within=START)

    def launch(self) -> None:
        settings = os.environ | {"PORT": str(self.port), "VAR": str(self.folder)}
        command = ["/bin/sh", "-c", KEEPER, "keeper", sys.executable, "-m", "services", "run"]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=settings,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for the tests, which then close the pipe
            )

    def is_ready(self) -> bool:
        if self.process is None or self.process.poll() is not None:
            raise AssertionError(f"It did not start:\n{self.log}")
        try:
            return all(
                requests.get(f"{self.base}/{name}/health/ready", timeout=10).ok for name in SERVICES
            )
        except requests.RequestException:
            return False

    def kill(self) -> None:
        """Kill -9 of everything that was started: nothing is written or said any more."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self._gone(within=STOP)

    def stop(self) -> None:
        """Let it finish what it is at."""
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()
            self._gone(within=STOP)

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()

    def _gone(self, *, within: float) -> None:
        if self.process is not None:
            self.process.wait(timeout=within)
            if self.process.stdin:
                self.process.stdin.close()
            self.process = None
