"""One process at a time: a lock file that the system releases, however its holder ends."""

import fcntl
from pathlib import Path
from typing import IO


class Held(Exception):
    """Another process has it."""


def hold(path: Path) -> IO[str]:
    """Hold the file as long as what is returned stays open; raises `Held`.

    The file itself stays: one that is removed and made again could be held twice.
    """
    file = path.open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise Held(str(path)) from None
    return file
