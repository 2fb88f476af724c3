"""Write the golden files that are missing; one that is there never changes."""

import json
from uuid import UUID

from shared.events import encode, kind_of
from shared.sealing import Open
from tests.contracts.examples import example
from tests.contracts.known import GOLDEN, file_of, travelling


def write_missing() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for cls in travelling():
        kind = kind_of(cls)
        path = file_of(kind.name, kind.version)
        if not path.exists():
            data = encode(example(cls), UUID(int=0), Open())
            told = {"name": kind.name, "version": kind.version, "reach": kind.reach, "data": data}
            path.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    write_missing()
