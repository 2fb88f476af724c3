"""Where tests keep their temporary files, the data of the servers that they start among them.

Each of them lives as long as its test, so where there is room they lie in memory: nothing waits
for a disk. TMPDIR says where else.
"""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - the folders made in it are private
ROOM = 4 * 1024**3  # bytes


def keep_in_memory() -> None:
    """Let this process and those that it starts make their temporary files there."""
    if "TMPDIR" not in os.environ and _is_fit(MEMORY):
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def _is_fit(folder: Path) -> bool:
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        return False
    runs_programs = not os.statvfs(folder).f_flag & os.ST_NOEXEC
    return runs_programs and shutil.disk_usage(folder).free > ROOM
