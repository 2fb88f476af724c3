"""The settings and secrets of a region on one server: files that are made once, and then kept."""

import json
import secrets
import shlex
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

from deploy.databases import SERVICES

ENVIRONMENT = """# The settings of this installation: docs/settings.md says what each means,
# docs/install.md which to change for real use.
RINNALLA_DEMO=1
RINNALLA_BASE_URL={base}
RINNALLA_FEEDS={base}
RINNALLA_PROXIES=1
RINNALLA_SECRET_FILE={folder}/session
RINNALLA_SIGNING_FILE={folder}/signing.json
RINNALLA_ACCESS_LOG_KEY_FILE={folder}/access-log
"""


def draw(folder: Path, base: str) -> list[Path]:
    """Write what is missing, readable by its owner alone; the files written."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    contents: dict[str, Callable[[], str]] = {
        "environment": lambda: ENVIRONMENT.format(base=base, folder=folder),
        "session": lambda: secrets.token_urlsafe(48),
        "signing.json": lambda: json.dumps({name: {"first": _key()} for name in SERVICES}),
        "access-log": _key,
    }
    missing = {folder / name: content for name, content in contents.items()}
    missing = {path: content for path, content in missing.items() if not path.exists()}
    for path, content in missing.items():
        path.touch(mode=0o600)
        path.write_text(content())
    return list(missing)


def read(path: Path) -> dict[str, str]:
    """The settings in a file of lines NAME=value, as a shell would read them."""
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    pairs = (line.partition("=") for line in lines)
    return {name: "".join(shlex.split(value)) for name, _, value in pairs}


def _key() -> str:
    return b64encode(secrets.token_bytes(32)).decode()
