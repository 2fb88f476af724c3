"""Checksums of the steps that have landed: databases were made by them, so they never change."""

from hashlib import sha256
from pathlib import Path

from tests.tree import ROOT

SEALS = Path(__file__).parent / "sealed.txt"


def landed() -> dict[str, str]:
    """Checksum by file, as sealed."""
    lines = SEALS.read_text().splitlines() if SEALS.exists() else []
    return {path: checksum for checksum, path in (line.split() for line in lines)}


def present() -> dict[str, str]:
    """Checksum by file, as they are."""
    paths = sorted(path for path in ROOT.glob("s*/**/migrations/*_[0-9]*.py"))
    return {str(path.relative_to(ROOT)): _checksum(path) for path in paths}


def seal() -> list[str]:
    """Seal the steps that are not yet; their files."""
    sealed = landed()
    new = {path: checksum for path, checksum in present().items() if path not in sealed}
    SEALS.write_text("".join(f"{sum_} {path}\n" for path, sum_ in sorted((sealed | new).items())))
    return list(new)


def _checksum(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
