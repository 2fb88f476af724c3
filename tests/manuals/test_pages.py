"""What the documents name is there: commands and their options, targets, settings, pages, parts.

And every block that a reader would type is run by a test, or says why it is not.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from services.cli.main import main
from services.platform import settings_reference
from services.platform.settings import Settings
from shared.kernel.settings import meanings
from tests.manuals.pages import RUN_BY, blocks, pages
from tests.tree import ROOT

PAGES = pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
TYPED = {"sh", "bash", "python", "typescript", "java", "sql"}
NOT_RUN = re.compile(r"not run: \S.{10,}")
LOOKS_TYPED = re.compile(
    r"^(make|rinnalla|curl|docker|kubectl|git|\.venv/bin/\S+|[A-Z]+=\S*) ", re.M
)
COMMAND = re.compile(r"(?<![/\w])rinnalla ((?:[a-z]+)(?:-[a-z]+)*)((?: +[^`|\n;,)]*)?)")
OPTION = re.compile(r"(?<=\s)--[a-z-]+")
TARGET = re.compile(r"(?<=[`\n])make ([a-z][a-z-]*)")
SETTING = re.compile(r"\bRINNALLA_[A-Z_]+\b")
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s]*)\)")
OF_COMPOSE = {"RINNALLA_UID", "RINNALLA_IMAGE"}  # settings of deploy/compose.yaml, not of ours


@PAGES
def test_what_a_reader_types_is_run_or_says_why_not(page: Path) -> None:
    assert [
        str(block)
        for block in blocks(page)
        if block.language in TYPED and block.fate != "run" and not NOT_RUN.fullmatch(block.fate)
    ] == []


def test_every_block_that_says_so_is_run_by_a_test() -> None:
    run = [block for page in pages() for block in blocks(page) if block.fate == "run"]
    for block in run:
        by = [
            test
            for (page, beginning), test in RUN_BY.items()
            if page == block.page and block.text.startswith(beginning)
        ]
        assert len(by) == 1, block
        assert (ROOT / by[0]).exists(), by
    assert len(run) == len(RUN_BY)


@PAGES
def test_a_block_that_is_typed_names_its_language(page: Path) -> None:
    unnamed = [block for block in blocks(page) if not block.language]
    assert [str(block) for block in unnamed if LOOKS_TYPED.search(block.text)] == []


@PAGES
def test_every_command_is_one_with_these_options(page: Path) -> None:
    wrong = []
    for name, rest in COMMAND.findall(_text(page)):
        command = main.commands.get(name)
        if command is None:
            wrong.append(f"rinnalla {name}")
            continue
        flags = {flag for each in command.params for flag in each.opts} | {"--help"}
        wrong += [f"rinnalla {name} {flag}" for flag in OPTION.findall(rest) if flag not in flags]
    assert wrong == []


@PAGES
def test_every_target_of_make_is_there(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(TARGET.findall(_text(page))) - targets == set()


@PAGES
def test_every_setting_is_one(page: Path) -> None:
    names = {meaning.name for meaning in meanings(Settings).values()} | OF_COMPOSE
    named = {name for name in SETTING.findall(_text(page)) if not name.startswith("RINNALLA_TEST")}
    assert named - names == set()


@PAGES
def test_every_link_leads_to_a_page_and_its_part(page: Path) -> None:
    assert list(_broken(page)) == []


def test_the_page_of_settings_is_what_the_command_writes() -> None:
    written = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert written == settings_reference.page(), "`rinnalla settings --page > docs/settings.md`"


def _broken(page: Path) -> Iterator[str]:
    for link in LINK.findall(_text(page)):
        path, _, part = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (part and part not in _parts(target)):
            yield link


def _parts(page: Path) -> set[str]:
    """The anchors of a page, as GitHub makes them of its headings."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def test_a_command_that_is_not_there_would_be_noticed() -> None:
    assert COMMAND.findall("`rinnalla fly --high`") == [("fly", " --high")]
    assert isinstance(main, click.Group)
