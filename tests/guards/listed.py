"""Every guard by name: where it stands, the change that breaks it, the test that turns red."""

import tomllib
from dataclasses import dataclass
from functools import cache

from tests.tree import ROOT

FILE = ROOT / "tests" / "guards" / "guards.toml"


@dataclass(frozen=True)
class Guard:
    """One guard; `text` stands once in its file, and is replaced by `change`."""

    name: str
    kind: str
    file: str
    text: str
    change: str
    test: str  # node id; may end before the parameters

    def without(self) -> str:
        """The file's text with the guard taken out."""
        whole = (ROOT / self.file).read_text(encoding="utf-8")
        if whole.count(self.text) != 1:
            raise ValueError(
                f"{self.name}: {self.file} holds {whole.count(self.text)} times: {self.text}"
            )
        return whole.replace(self.text, self.change)


@cache
def guards() -> tuple[Guard, ...]:
    return tuple(Guard(**each) for each in tomllib.loads(FILE.read_text("utf-8"))["guard"])
