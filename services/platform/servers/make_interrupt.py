"""Stops the platform when only `make run` is interrupted, as by `kill -INT` or a supervisor.

A Ctrl-C in a terminal goes to all processes. A signal to make alone would stop nothing: make
thinks it came from a terminal, and waits for us. Before it waits it sets the signal back to its
default, and Linux shows that of any process.
https://www.gnu.org/software/make/manual/html_node/Interrupts.html
"""

import os
import re
import signal
import threading
from pathlib import Path

EVERY = 0.5  # seconds between two checks
CAUGHT = re.compile(r"^Name:\s+\S*make$.*^SigCgt:\s+([0-9a-f]+)$", re.MULTILINE | re.DOTALL)


def parent_make() -> int | None:
    """The process id of the make that started us, if a Ctrl-C could stop it."""
    parent = os.getppid()
    return parent if _catches_interrupts(parent) else None


def stop_with(make: int, *, process: int) -> None:
    """Stop the process when that make is interrupted or has ended."""
    threading.Thread(target=_watch, args=(make, process), name="make", daemon=True).start()


def _watch(make: int, process: int) -> None:
    while _catches_interrupts(make):
        threading.Event().wait(EVERY)
    os.kill(process, signal.SIGTERM)


def _catches_interrupts(launcher: int) -> bool:
    """Whether this process is a make that would catch a Ctrl-C; False where there is no Linux."""
    try:
        match = CAUGHT.search(Path(f"/proc/{launcher}/status").read_text())
    except OSError:
        return False
    return bool(match and int(match[1], 16) >> (signal.SIGINT - 1) & 1)
