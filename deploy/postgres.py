"""PostgreSQL on loopback, in a cluster of our own that keeps its data in one folder.

PostgreSQL refuses to run as root; as root it runs as user `postgres`, who must be able to reach
the folder.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from deploy.programs import postgres_program, require_safe_postgres

HOST = "127.0.0.1"
ADMIN = "postgres"


@dataclass(frozen=True)
class Postgres:
    """Where the cluster keeps its data and listens."""

    folder: Path
    port: int

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def prepare(self, *, password: str) -> None:
        """Make the cluster, with this password of its administrator, unless it is there."""
        require_safe_postgres()
        if not (self.data / "PG_VERSION").exists():
            self._initialise(password)

    def answers(self) -> bool:
        """Whether it takes connections; it is started when it does not run, so call again."""
        if not self.runs():
            log = str(self.folder / "log")
            self._must("pg_ctl", "start", *self._wait(), "--log", log, "--options", self._options())
        return self._run("pg_isready", "-h", HOST, "-p", str(self.port)).returncode == 0

    def stop(self) -> None:
        """End sessions, and return when everything committed is on disk."""
        self._must("pg_ctl", "stop", *self._wait(), "--mode", "fast")

    def runs(self) -> bool:
        """Whether the process of its pid file runs; for a moment also after it was killed."""
        status = ["pg_ctl", "status", "-D", str(self.data)]
        return self.data.exists() and self._run(*status).returncode == 0

    def _initialise(self, password: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        given = self.folder / "first-password"
        given.touch(mode=0o600)
        given.write_text(password)
        if who := runner():
            shutil.chown(self.folder, who, who)
            shutil.chown(given, who, who)
        plain = ["--username", ADMIN, "--auth=scram-sha-256", "--encoding=UTF8", "--no-locale"]
        self._must("initdb", *plain, f"--pwfile={given}", "-D", str(self.data))
        given.unlink()

    def _wait(self) -> list[str]:
        return ["--wait", "--silent", "-D", str(self.data)]

    def _options(self) -> str:
        settings = {"listen_addresses": HOST, "port": self.port, "unix_socket_directories": ""}
        return " ".join(f"-c {name}='{value}'" for name, value in settings.items())

    def _must(self, name: str, *arguments: str) -> None:
        run = self._run(name, *arguments)
        if run.returncode:
            raise OSError(f"{name} failed: {run.stderr or run.stdout} (log: {self.folder}/log)")

    def _run(self, name: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Output goes to pipes that a started server does not hold: its own is the log."""
        return subprocess.run(
            [postgres_program(name), *arguments],
            check=False,
            capture_output=True,
            text=True,
            cwd=self.folder,
            user=runner(),
            group=runner(),
        )


def runner() -> str | None:
    """The user who runs PostgreSQL; None: the current one."""
    return "postgres" if os.geteuid() == 0 else None
