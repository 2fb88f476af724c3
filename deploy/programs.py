"""The programs that the stack stands on, and what provides each when it is not here."""

import os
import re
import shutil
import subprocess
from pathlib import Path

# Older ones show in the planner's statistics what row-level security hides (CVE-2025-8713).
MINIMUM = {15: 14, 16: 10, 17: 6}


class Absent(Exception):
    """This machine lacks a component; `command` is what provides it."""

    def __init__(self, component: str, *, reason: str, command: str) -> None:
        super().__init__(f"{component} is needed: {reason}. Provide it with: {command}")
        self.component, self.reason, self.command = component, reason, command


def program(name: str, *, of: str, package: str) -> str:
    """The path of a program in PATH."""
    found = shutil.which(name)
    if not found:
        command = f"apt-get install {package}"
        raise Absent(of, reason=f"no {name} on this machine", command=command)
    return found


def postgres_program(name: str) -> str:
    """Debian keeps the server's programs out of PATH, in a folder for each version."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    newest_first = os.pathsep.join(map(str, debian[::-1]))
    found = shutil.which(name) or shutil.which(name, path=newest_first)
    if not found:
        command = "apt-get install postgresql"
        raise Absent("PostgreSQL", reason=f"no {name} on this machine", command=command)
    return found


def require_safe_postgres() -> None:
    """Refuse a PostgreSQL that is too old, by the version that it tells of itself."""
    told = subprocess.run(
        [postgres_program("postgres"), "--version"], check=True, capture_output=True, text=True
    ).stdout.strip()
    if not is_safe(told):
        oldest = ", ".join(f"{major}.{minor}" for major, minor in MINIMUM.items())
        reason = f"{told} is older than {oldest}"
        raise Absent("A safe PostgreSQL", reason=reason, command="apt-get install postgresql")


def is_safe(told: str) -> bool:
    """Whether "postgres (PostgreSQL) 15.18 (…)" is new enough."""
    found = re.search(r"\) (\d+)\.(\d+)", told)
    if not found:
        return False
    major, minor = int(found[1]), int(found[2])
    return major > max(MINIMUM) or minor >= MINIMUM.get(major, minor + 1)
