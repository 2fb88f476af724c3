"""Apache Kafka's published jars, fetched once by Maven into a folder beside the code.

The folder carries the checksum of pom.xml in its name, so a new version is a new folder.
KAFKA_JARS names a folder that holds them already. `python -m deploy.jars` prints the folder.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from deploy.programs import Absent, program

HERE = Path(__file__).parent
POM = HERE / "kafka" / "pom.xml"
CACHE = HERE.parent / ".cache"


def jars() -> Path:
    """The folder of the jars; raises Absent when Maven is not here or cannot fetch them."""
    if given := os.environ.get("KAFKA_JARS"):
        return Path(given)
    folder = CACHE / f"kafka-{hashlib.sha256(POM.read_bytes()).hexdigest()[:12]}"
    if not folder.is_dir():
        _fetch(folder)
    return folder


def _fetch(folder: Path) -> None:
    """The first process to finish names the folder; a later one removes its own."""
    maven = program("mvn", of="Maven", package="maven")
    CACHE.mkdir(exist_ok=True)
    own = Path(tempfile.mkdtemp(prefix="kafka-", dir=CACHE))
    try:
        _run_maven([maven, "dependency:copy-dependencies", f"-DoutputDirectory={own}"])
        with suppress(OSError):  # it is there, and not empty
            own.rename(folder)
    finally:
        shutil.rmtree(own, ignore_errors=True)


def _run_maven(command: list[str]) -> None:
    quiet = ["--batch-mode", "--quiet", "--strict-checksums", "--file", str(POM)]
    run = subprocess.run([*command, *quiet], check=False, capture_output=True, text=True)
    if run.returncode:
        reason = f"Maven could not fetch its jars:\n{run.stdout[-2000:]}"
        raise Absent("Apache Kafka", reason=reason, command="mvn, where Maven Central answers")


if __name__ == "__main__":
    sys.stdout.write(f"{jars()}\n")
