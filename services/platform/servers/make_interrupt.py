"""A `make run` that is interrupted alone, as by `kill -INT` or a supervisor.

A terminal's Ctrl-C goes to everybody. Sent to make alone it would stop nothing: make takes it for
a terminal's and waits for us without passing it on. It puts the signal back to its default before
it waits, and Linux shows that of any process.
https://www.gnu.org/software/make/manual/html_node/Interrupts.html
"""

import os
import re
import signal
import threading
from pathlib import Path

EVERY = 0.5  # seconds between two looks
CAUGHT = re.compile(r"^Name:\s+\S*make$.*^SigCgt:\s+([0-9a-f]+)$", re.MULTILINE | re.DOTALL)


def make_above() -> int | None:
    """The process id of the make that started us, if a Ctrl-C could stop it."""
    above = os.getppid()
    return above if _minds(above) else None


def stop_with(make: int, *, told: int) -> None:
    """Tell a process to stop once that make is interrupted, or gone."""
    threading.Thread(target=_watch, args=(make, told), name="make", daemon=True).start()


def _watch(make: int, told: int) -> None:
    while _minds(make):
        threading.Event().wait(EVERY)
    os.kill(told, signal.SIGTERM)


def _minds(launcher: int) -> bool:
    """Whether this process is a make that would catch a Ctrl-C; never where Linux is not."""
    try:
        found = CAUGHT.search(Path(f"/proc/{launcher}/status").read_text())
    except OSError:
        return False
    return bool(found and int(found[1], 16) >> (signal.SIGINT - 1) & 1)
