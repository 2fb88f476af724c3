"""The programs that the stack needs, and the command that installs each."""

import os
import re
import shutil
import subprocess
from pathlib import Path

# Older ones show in the planner's statistics what row-level security hides (CVE-2025-8713).
MINIMUM = {15: 14, 16: 10, 17: 6}


class Absent(Exception):
    """This machine lacks a component; `command` installs it."""

    def __init__(self, component: str, *, reason: str, command: str) -> None:
        super().__init__(f"{component} is needed: {reason}. Provide it with: {command}")
        self.component, self.reason, self.command = component, reason, command


def program(name: str, *, of: str, package: str) -> str:
    """The path of a program in PATH."""
    path = shutil.which(name)
    if not path:
        command = f"apt-get install {package}"
        raise Absent(of, reason=f"no {name} on this machine", command=command)
    return path


def postgres_program(name: str) -> str:
    """Debian keeps the server's programs out of PATH, in a folder for each version."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    newest_first = os.pathsep.join(map(str, debian[::-1]))
    path = shutil.which(name) or shutil.which(name, path=newest_first)
    if not path:
        command = "apt-get install postgresql"
        raise Absent("PostgreSQL", reason=f"no {name} on this machine", command=command)
    return path


def require_safe_postgres() -> None:
    """Refuse a PostgreSQL that is too old, by its own version text."""
    version = subprocess.run(
        [postgres_program("postgres"), "--version"], check=True, capture_output=True, text=True
    ).stdout.strip()
    if not is_safe(version):
        oldest = ", ".join(f"{major}.{minor}" for major, minor in MINIMUM.items())
        reason = f"{version} is older than {oldest}"
        raise Absent("A safe PostgreSQL", reason=reason, command="apt-get install postgresql")


def is_safe(version: str) -> bool:
    """Whether "postgres (PostgreSQL) 15.18 (…)" is new enough."""
    match = re.search(r"\) (\d+)\.(\d+)", version)
    if not match:
        return False
    major, minor = int(match[1]), int(match[2])
    return major > max(MINIMUM) or minor >= MINIMUM.get(major, minor + 1)
