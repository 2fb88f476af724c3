"""Clients as partners generate them: from the documents of a running server, nothing by hand.

TypeScript's tools come from the lock file beside them and are kept in .cache/, so that only the
first run asks for them. Python's generator is one of the packages for tests.
"""

import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

from services.platform.registry import NAMES
from tests.documents import address
from tests.missing import Missing
from tests.tree import ROOT

TYPESCRIPT = Path(__file__).with_name("typescript")
KEPT = ROOT / ".cache" / "typescript"
FETCHING, BUILDING = 240, 120  # seconds on a busy machine


def typescript_client(base: str, folder: Path) -> Path:
    """The client of tests/clients/typescript, compiled against the server's own documents."""
    shutil.copytree(TYPESCRIPT, folder, dirs_exist_ok=True)
    (folder / "node_modules").symlink_to(_packages())
    for name in NAMES:
        tool = folder / "node_modules" / ".bin" / "openapi-typescript"
        _run([_node(), str(tool), f"{base}{address(name)}", "-o", f"{name}.ts"], folder)
    _run([_node(), str(folder / "node_modules" / "typescript" / "bin" / "tsc")], folder)
    return folder / "built" / "walk.js"


def typescript_compiler() -> list[str]:
    """The command that compiles TypeScript, such as a program that needs no package."""
    return [_node(), str(_packages() / "typescript" / "bin" / "tsc")]


def walked(client: Path, *arguments: str) -> str:
    """What the compiled client prints of its walk."""
    return _run([_node(), str(client), *arguments], client.parents[1])


def python_client(base: str, service: str, folder: Path) -> str:
    """The name of the package made of that service's document, in the folder."""
    package = f"{service}_client"
    settings = folder / "settings.yaml"
    settings.write_text("post_hooks: []\n")  # nobody reads it, so nobody needs it beautiful
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--fail-on-warning"]
    command += ["--url", f"{base}{address(service)}", "--config", str(settings)]
    _run([*command, "--meta", "none", "--output-path", str(folder / package)], folder)
    return package


def _packages() -> Path:
    """The folder of npm's packages, fetched when the lock file is new; Missing without npm."""
    lock = (TYPESCRIPT / "package-lock.json").read_bytes()
    folder = KEPT / sha256(lock).hexdigest()[:16]
    if not (folder / "node_modules").exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=KEPT) as made:
            _fetch(Path(made))
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(made, folder, symlinks=True)
    return folder / "node_modules"


def _fetch(folder: Path) -> None:
    npm = _program("npm")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(TYPESCRIPT / name, folder)
    command = [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=FETCHING
    )
    if done.returncode:
        raise Missing(
            "npm's packages", reason=done.stderr[-300:], command="npm ci, with a way to a registry"
        )


def _node() -> str:
    return _program("node")


def _program(name: str) -> str:
    path = shutil.which(name)
    if not path:
        reason = f"no {name} on this machine"
        raise Missing("Node.js", reason=reason, command="apt-get install nodejs npm")
    return path


def _run(command: list[str], folder: Path) -> str:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=BUILDING
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
    return done.stdout
