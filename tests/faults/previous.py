"""The version that landed before this one, as files that run beside ours.

Its commit stands in services/platform/versions.toml. Where it wants other packages than ours, it
gets a folder of them, kept in .cache/.
"""

import subprocess
import sys
import venv
from hashlib import sha256
from pathlib import Path

from services.platform.versions import Landed, landed
from tests.missing import Missing
from tests.system.region import OURS, Code
from tests.tree import ROOT

FETCHING = 600  # seconds on a busy machine
WANTED = Path("requirements/run.txt")


def previous_version(folder: Path) -> tuple[Landed, Code]:
    """The last landed version, laid out in the folder; `Missing` where its commit is not here."""
    version = landed()[-1]
    _lay_out(version, folder)
    code = Code(folder, _python(folder))
    for texts in [*folder.glob("s*/**/*.po")]:
        command = ["babel.messages.frontend", "--quiet", "compile", "-i", str(texts)]
        _run(code.python, *command, "-o", str(texts.with_suffix(".mo")))
    return version, code


def _lay_out(version: Landed, folder: Path) -> None:
    archive = ["git", "archive", "--format=tar", version.commit]
    packed = subprocess.run(archive, cwd=ROOT, capture_output=True, check=False)
    if packed.returncode:
        reason = f"the commit of {version.version} is not in this clone"
        raise Missing("the history", reason=reason, command="git fetch --unshallow")
    subprocess.run(["tar", "-x", "-C", str(folder)], input=packed.stdout, check=True)


def _python(folder: Path) -> Path:
    wanted = (folder / WANTED).read_bytes()
    if wanted == (ROOT / WANTED).read_bytes():
        return OURS.python
    kept = ROOT / ".cache" / f"previous-{sha256(wanted).hexdigest()[:12]}"
    python = kept / "bin" / "python"
    if not (kept / "complete").exists():
        venv.create(kept, with_pip=True)
        options = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
        pins = str(folder / WANTED)
        _run(python, "pip", "install", *options, "--requirement", pins, "--constraint", pins)
        (kept / "complete").touch()
    return python


def _run(python: Path, *module: str) -> None:
    done = subprocess.run(
        [str(python), "-m", *module],
        cwd=python.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=FETCHING,
    )
    if done.returncode and "pip" in module:
        command = f"{sys.executable} -m pip install, with a way to a registry"
        raise Missing("the earlier version's packages", reason=done.stderr[-300:], command=command)
    assert done.returncode == 0, done.stderr
