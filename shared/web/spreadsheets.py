"""Tables as files. What a spreadsheet would take for a formula is written as the text it is."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from math import isfinite
from unicodedata import category, normalize

Value = str | int | float | None
Row = list[Value]


@dataclass(frozen=True)
class Dialect:
    """How a CSV file divides its cells, and what stands before decimals."""

    delimiter: str = ","
    point: str = "."


FOR_PROGRAMS = Dialect()
FOR_PEOPLE = {"fi": Dialect(";", ","), "sv": Dialect(";", ","), "en": Dialect()}

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = frozenset("=+-@")  # https://owasp.org/www-community/attacks/CSV_Injection
LONGEST = 32_767  # characters of a cell; a spreadsheet drops a longer text whole
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
UNSEEN = ("Z", "C")  # Unicode's separators, control and format characters
NEXT_CELL = re.compile(
    r"([;\t\r\n]\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])"
)  # where ; divides cells too


def harmless(value: Value) -> Value:
    """A text that a spreadsheet may take for a formula gets an apostrophe before it.

    Programs look past blanks, control and zero-width characters, and take full-width signs for
    the usual ones.
    """
    if not isinstance(value, str):
        return value
    seen = next((c for c in value if not category(c).startswith(UNSEEN)), "")
    is_formula = normalize("NFKC", seen)[:1] in FORMULA or category(value[:1] or "a") == "Cc"
    text = NEXT_CELL.sub(_apart, value)
    return f"'{text}" if is_formula else text


def _apart(sign: re.Match[str]) -> str:
    return f"{sign[1]}'"


def as_csv(columns: Sequence[str], rows: Iterable[Row], dialect: Dialect = FOR_PROGRAMS) -> bytes:
    """UTF-8 with a byte order mark, so that a spreadsheet reads ä and ö right."""
    text = StringIO()
    writer = csv.writer(text, delimiter=dialect.delimiter, lineterminator="\r\n")
    writer.writerow([harmless(name) for name in columns])
    writer.writerows([_written(value, dialect) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _written(value: Value, dialect: Dialect) -> Value:
    if isinstance(value, float):
        return str(value).replace(".", dialect.point)
    return harmless(value)


def _in_a_cell(text: str) -> str:
    """The text as a cell can hold it; one that is too long ends with an ellipsis."""
    text = NO_XML.sub("\ufffd", text)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def as_xlsx(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """One sheet; numbers are numbers, texts are never formulas or links."""
    from xlsxwriter import Workbook

    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, options) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        for place, name in enumerate(columns):
            sheet.write_string(0, place, _in_a_cell(str(harmless(name))), bold)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(map(harmless, row)):
                if isinstance(value, str):
                    sheet.write_string(number, place, _in_a_cell(value))
                elif value is not None and isfinite(value):
                    sheet.write_number(number, place, value)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return file.getvalue()
