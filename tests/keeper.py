"""Keeps a server exactly as long as our end of a pipe: a killed test run leaves nothing behind.

The keeper is a shell that starts the server, follows orders such as `end KILL` and `start` from
the pipe, and at the pipe's end stops the server and removes its folder.
"""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

# $0 is the folder, $1 the signal of the last stop, the rest the server's command.
SCRIPT = """
last=$1; shift
start() { "$@" >>"$0/log" 2>&1 & server=$!; }
start "$@"
while read -r order signal; do
  case $order in
    start) start "$@" ;;
    send) kill -"$signal" $server ;;
    end) kill -"$signal" $server; wait $server ;;
  esac
  echo done
done
kill -CONT $server; kill -"$last" $server; wait $server; rm -rf "$0"
"""


class Keeping(Protocol):
    """What can be done to a server, be it a process or a container."""

    @property
    def log(self) -> str: ...

    def start(self) -> None:
        """The same again, on the same data, after `end`."""

    def send(self, signal: str) -> None:
        """A signal that the server outlives: STOP or CONT."""

    def end(self, signal: str) -> None:
        """End the server; returns when it has gone. Its data stays."""


@dataclass
class Keeper:
    """One server with its folder, which is removed at the end."""

    folder: Path
    command: Sequence[str]
    last: str  # the signal that ends it when the tests are done
    owner: str | None = None  # who runs it; None: we ourselves
    _shell: "subprocess.Popen[str]" = field(init=False)

    def __post_init__(self) -> None:
        self._shell = subprocess.Popen(
            ["/bin/sh", "-c", SCRIPT, str(self.folder), self.last, *self.command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # "Killed", and "no such process" after it
            text=True,
            start_new_session=True,  # Ctrl-C is for the tests; they close the pipe when done
            cwd=self.folder,
            user=self.owner,
            group=self.owner,
        )

    @property
    def pid(self) -> int:
        """The shell that holds the server."""
        return self._shell.pid

    @property
    def log(self) -> str:
        path = self.folder / "log"
        return path.read_text(errors="replace") if path.exists() else "It has not started."

    def start(self) -> None:
        self._order("start")

    def send(self, signal: str) -> None:
        self._order(f"send {signal}")

    def end(self, signal: str) -> None:
        self._order(f"end {signal}")

    def close(self) -> None:
        self._shell.communicate()

    def _order(self, order: str) -> None:
        if self._shell.stdin is None or self._shell.stdout is None:
            raise AssertionError("The keeper has no pipe.")
        self._shell.stdin.write(f"{order}\n")
        self._shell.stdin.flush()
        if self._shell.stdout.readline() != "done\n":
            raise AssertionError(f"The keeper of {self.folder} has gone.")


def owner() -> str | None:
    """Who runs PostgreSQL: root may not."""
    return "postgres" if os.geteuid() == 0 else None
