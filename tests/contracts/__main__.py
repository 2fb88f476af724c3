"""Write the golden files that are missing, and their checksums; one that is there never changes."""

import json
from typing import Any
from uuid import UUID

from shared.kernel.events import encode, kind_of
from shared.kernel.sealing import Open
from shared.transport.contract.compatibility import advice, broken, promises
from shared.transport.contract.schemas import schema
from tests.contracts.examples import example
from tests.contracts.published import (
    GOLDEN,
    SCHEMAS,
    SUMS,
    file_of,
    listed,
    revisions,
    sums,
    travelling,
)


def write_missing() -> None:
    """Raises `SystemExit` with what to do when a version was changed instead."""
    for folder in (GOLDEN, SCHEMAS):
        folder.mkdir(exist_ok=True)
    for cls in travelling():
        _write_event(cls)
        _write_schema(cls)
    lines = [f"{digest}  {path}\n" for path, digest in sorted((sums() | listed()).items())]
    SUMS.write_text("".join(lines))


def _write_event(cls: Any) -> None:
    kind = kind_of(cls)
    path = file_of(kind.name, kind.version)
    if not path.exists():
        data = encode(example(cls), UUID(int=0), Open())
        content = {"name": kind.name, "version": kind.version, "reach": kind.reach, "data": data}
        path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def _write_schema(cls: Any) -> None:
    kind, today = kind_of(cls), schema(cls)
    *earlier, free = revisions(kind.name, kind.version)
    published = [json.loads(path.read_text()) for path in earlier]
    for was in published:
        if wrong := advice(kind.name, kind.version, broken(was, today)):
            raise SystemExit(wrong)
    if not published or promises(published[-1]) != promises(today):
        free.write_text(json.dumps(today, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    write_missing()
