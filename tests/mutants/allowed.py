"""The mutants that may survive, each with the reason why no test can or need notice it."""

import tomllib
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

FILE = Path("tests/mutants/allowed.toml")


@dataclass(frozen=True)
class Allowed:
    reasons: Mapping[str, str]  # by the mutant's id

    def stale(self, *, every: Iterable[str], died: Set[str]) -> list[str]:
        """Entries whose mutant is noticed by now, or is none any more."""
        names = set(every)
        return [name for name in self.reasons if name in died or name not in names]


def read(root: Path) -> Allowed:
    path = root / FILE
    reasons = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for name, reason in reasons.items():
        if not isinstance(reason, str) or not reason.strip():
            raise ValueError(f"{FILE} gives no reason for {name}.")
    return Allowed(reasons)
