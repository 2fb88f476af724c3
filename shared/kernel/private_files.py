"""Files that their owner alone may read: what we write holds keys, and what people told us."""

import os
import stat
from pathlib import Path

FOLDER, PASSAGE, FILE = 0o700, 0o711, 0o600
OTHERS = 0o077  # the rights of everybody else


def write_privately() -> None:
    """Keep whatever this process writes from now on from everybody else."""
    os.umask(OTHERS)


def keep_private(path: Path) -> None:
    """Take a file or folder of ours away from everybody else."""
    status = path.lstat()
    if status.st_uid == os.geteuid() and not stat.S_ISLNK(status.st_mode):
        path.chmod(FOLDER if stat.S_ISDIR(status.st_mode) else FILE)


def private_folder(folder: Path) -> None:
    """Make the folder where it is missing; nobody else may read it, nor what lies in it.

    Where another user's folder lies in it (PostgreSQL's, who refuses to be root), that user may
    pass through and still lists nothing.
    """
    folder.mkdir(parents=True, mode=FOLDER, exist_ok=True)
    inside = list(folder.iterdir())
    for path in (folder, *inside):
        keep_private(path)
    if any(path.lstat().st_uid != os.geteuid() for path in inside):
        folder.chmod(PASSAGE)
