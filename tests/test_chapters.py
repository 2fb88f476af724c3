"""Every chapter of a service uses the same names for its files, and the documents name real files.

The names stand in docs/building.md with what each holds.
"""

import re

import pytest

from tests.tree import ROOT

SERVICES = ("referral", "volunteers", "casework", "reporting")
NAMES = (
    "events",
    "domain",
    "rules",
    "commands",
    "reactions",
    "policy",
    "projections",
    "queries",
    "schemas",
    "resources",
    "views",
    "texts",
)
LIBRARIES = {"reporting/disclosure", "reporting/indicators"}  # pure functions, and no chapter
DATA = {"migrations", "programmes", "templates", "translations"}

PAGES = sorted(path.name for path in (ROOT / "docs").glob("*.md"))


def chapters() -> list[str]:
    folders = (folder for name in SERVICES for folder in (ROOT / "services" / name).iterdir())
    names = [f"{folder.parent.name}/{folder.name}" for folder in folders if folder.is_dir()]
    return sorted(name for name in names if name.split("/")[1] not in DATA | {"__pycache__"})


def other_names() -> set[str]:
    files = (
        (chapter, path.stem)
        for chapter in chapters()
        if chapter not in LIBRARIES
        for path in (ROOT / "services" / chapter).glob("*.py")
    )
    return {f"{chapter}/{name}" for chapter, name in files if name not in {"__init__", *NAMES}}


def test_a_chapter_has_no_file_of_another_name() -> None:
    assert other_names() == set()


def test_the_documents_list_the_names_in_reading_order() -> None:
    text = (ROOT / "docs" / "building.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == NAMES


@pytest.mark.parametrize("page", PAGES)
def test_what_a_document_names_is_there(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    named = re.findall(r"`((?:services|shared|tests|deploy|docs)/[\w/.-]+\.(?:py|md))`", text)
    assert [path for path in named if not (ROOT / path).exists()] == []
