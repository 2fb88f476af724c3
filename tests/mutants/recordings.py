"""Where the recording of each file of tests is kept, until something that it may run changes."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from tests.mutants.mutants import FOLDERS

FOLDER = Path(".cache/mutants")
READ = {".py", ".yaml", ".csv", ".html"}  # files that decide what a test runs


def recordings(root: Path, files: Sequence[str]) -> dict[str, Path]:
    """For each file of tests the path of its recording, made or yet to be made; others go."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    common = sha256()
    for path in _read_by_all(root):
        common.update(str(path.relative_to(root)).encode() + path.read_bytes())
    paths: dict[str, Path] = {}
    for file in files:
        own = common.copy()
        own.update(file.encode() + (root / file).read_bytes())
        paths[file] = folder / f"{own.hexdigest()}.json"
    for path in set(folder.iterdir()) - set(paths.values()):
        path.unlink()
    return paths


def _read_by_all(root: Path) -> Iterator[Path]:
    for folder in (*FOLDERS, "tests"):
        for path in sorted((root / folder).rglob("*.*")):
            if path.suffix in READ and not path.name.startswith("test_"):
                yield path
