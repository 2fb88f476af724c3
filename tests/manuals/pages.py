"""The documents as their readers meet them: blocks of code, commands, settings and links.

A block to be typed says what becomes of it, behind its language: `run` (a test runs it as it
stands) or `not run: why`. A block of no language is a picture or output.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.tree import ROOT

BLOCK = re.compile(r"^```(?P<info>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


RUN_BY = {  # the beginning of each block that is run, by the test that runs it
    ("README.md", "TOKEN=$(curl"): "tests/manuals/test_integrating.py",
    ("docs/install.md", "make stack-up"): "tests/manuals/test_installing.py",
    ("docs/install.md", "make server"): "tests/manuals/test_installing.py",
    ("docs/install.md", "set -a"): "tests/manuals/test_installing.py",
    ("docs/sizes.md", "python -m deploy.sizes"): "tests/manuals/test_sizes.py",
    ("docs/events.md", "import os, sqlite3, time"): "tests/journeys/test_partner_consumer.py",
    ("docs/events.md", "import os, sqlite3\n"): "tests/system/test_partner_topics.py",
}


@dataclass(frozen=True)
class Block:
    page: str
    language: str
    fate: str  # "run", "not run: …", or empty
    text: str

    def __str__(self) -> str:
        return f"{self.page}: {self.text.splitlines()[0]}"


def pages() -> list[Path]:
    """Everything written for readers; programs beside it are run by tests of their own."""
    folders = ("docs", "deploy")
    nested = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.md"))]
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *nested]


def blocks(page: Path) -> Iterator[Block]:
    name = str(page.relative_to(ROOT))
    for match in BLOCK.finditer(page.read_text(encoding="utf-8")):
        language, _, fate = match["info"].partition(" ")
        yield Block(name, language, fate.strip(), match["text"])


def block(page: str, beginning: str) -> str:
    """The one block of a page that begins so, for the test that is named for it."""
    if (page, beginning) not in RUN_BY:
        raise KeyError(f"RUN_BY names no test for {beginning} of {page}.")
    (match,) = [each for each in blocks(ROOT / page) if each.text.startswith(beginning)]
    return match.text
