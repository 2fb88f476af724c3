"""A process that goes on when we end: its pid and its log lie in its folder.

A pid alone proves nothing, since another process may have it after a crash or a restart of the
machine. It counts as ours while its command line holds `mark`.
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
    """One process; `mark` is a word of its command line that no other process has."""

    folder: Path
    mark: str

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def pid_file(self) -> Path:
        return self.folder / "pid"

    def start(self, command: Sequence[str]) -> None:
        """By way of a shell, so that the process is no child of ours and outlives us."""
        subprocess.run(
            ["/bin/sh", "-c", IN_BACKGROUND, str(self.folder), *command],
            check=True,
            cwd=self.folder,
            start_new_session=True,  # Ctrl-C in the shell that started it is not for it
        )

    def pid(self) -> int | None:
        """The pid while the process is there; None also when the file is left from before."""
        try:
            pid = int(self.pid_file.read_text())
        except (FileNotFoundError, ValueError):
            return None
        shown = ["ps", "-ww", "-o", "stat=,command=", "-p", str(pid)]
        told = subprocess.run(shown, check=False, capture_output=True, text=True).stdout
        return pid if self.mark in told and not told.startswith("Z") else None

    def ask_to_stop(self) -> None:
        """SIGTERM; `pid` tells when it has gone."""
        if pid := self.pid():
            os.kill(pid, signal.SIGTERM)
