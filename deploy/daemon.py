"""A process that goes on when we end: its pid and its log are in its folder.

A pid alone proves nothing, since another process may have it after a crash or a restart of the
machine. The process is ours while its command line contains `marker`.
"""

import os
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

IN_BACKGROUND = '"$@" </dev/null >>"$0/log" 2>&1 & echo $! >"$0/pid"'


@dataclass(frozen=True)
class Daemon:
    """One process; `marker` is a word of its command line that no other process has."""

    folder: Path
    marker: str

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def pid_file(self) -> Path:
        return self.folder / "pid"

    def start(self, command: Sequence[str]) -> None:
        """Start it by a shell, so that it is no child of ours and lives longer than we do."""
        subprocess.run(
            ["/bin/sh", "-c", IN_BACKGROUND, str(self.folder), *command],
            check=True,
            cwd=self.folder,
            start_new_session=True,  # Ctrl-C in our shell must not stop it
        )

    def pid(self) -> int | None:
        """The pid while the process runs; None also when the file is an old one."""
        try:
            pid = int(self.pid_file.read_text())
        except (FileNotFoundError, ValueError):
            return None
        command = ["ps", "-ww", "-o", "stat=,command=", "-p", str(pid)]
        line = subprocess.run(command, check=False, capture_output=True, text=True).stdout
        return pid if self.marker in line and not line.startswith("Z") else None

    def ask_to_stop(self) -> None:
        """Send SIGTERM; `pid` is None when the process has ended."""
        if pid := self.pid():
            os.kill(pid, signal.SIGTERM)
