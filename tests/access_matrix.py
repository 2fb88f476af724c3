"""Who may use which route, as one file for review: every route of every service by every role.

`python -m tests.access_matrix` writes it. A line says the method, the address, and the roles;
which things a role may see behind a route, the policies say.
"""

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from flask import Flask

from services.common.codes import Role
from services.platform.embedded import Platform
from shared.identity.access import Access
from shared.identity.headers import is_static
from tests.tree import ROOT

FILE = ROOT / "tests" / "access_matrix.txt"
ANYBODY, SIGNED_IN = "anybody", "signed in"


def matrix(platform: Platform) -> str:
    """The whole file, in the order of the addresses."""
    lines = [
        line
        for name, app in platform.apps.items()
        if name in platform.services
        for line in _lines(app)
    ]
    return "\n".join(sorted(lines)) + "\n"


def _lines(app: Flask) -> Iterator[str]:
    manifest = app.extensions["access"]
    for rule in app.url_map.iter_rules():
        if is_static(rule.endpoint):
            continue
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            entry = manifest[rule.endpoint]
            access = entry[method] if isinstance(entry, Mapping) else entry
            yield f"{rule.rule} {method}: {_who(access)}"


def _who(access: Access) -> str:
    if access.public:
        return ANYBODY
    roles = [role for role in Role if role in access.roles]
    return " ".join(role.lower() for role in roles) or SIGNED_IN


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        platform = Platform(Path(folder), "http://localhost", sync="OFF").open()
        FILE.write_text(matrix(platform), encoding="utf-8")
        platform.close()


if __name__ == "__main__":
    main()
