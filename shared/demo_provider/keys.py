"""The provider's signing key: one ES256 key in a file that only its owner can read."""

import json
import os
from pathlib import Path

from joserfc.jwk import ECKey, KeySet

ALGORITHM = "ES256"


def signing_keys(path: Path) -> KeySet:
    """The key kept in `path`, made there when the file does not exist yet."""
    if not path.exists():
        _write(path, ECKey.generate_key("P-256", {"use": "sig", "alg": ALGORITHM}))
    return KeySet([ECKey.import_key(json.loads(path.read_text()))])


def _write(path: Path, key: ECKey) -> None:
    key.ensure_kid()
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".new")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(key.as_dict(private=True), file)
    unfinished.replace(path)
