"""A list that a spreadsheet saved as CSV, as it comes from here and elsewhere: text, then lines.

Encodings and the sign between cells are those that Excel writes in Finland and abroad: UTF-8 with
or without a byte order mark, Windows-1252, UTF-16 ("Unicode text"), and `;`, `,` or a tab.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from shared.web.sentences import Sentence

CSV = "text/csv"
WHOLE = 0  # in the place of a line's number: the whole file
SIGNS = (";", ",", "\t")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
NO_CSV = Sentence("This is no CSV file. Save the list as CSV and send that.")
BROKEN = Sentence("The quotation marks of this line do not match.")
TOO_LONG = Sentence("The file is too long. Send it in parts.")
TOO_FEW = Sentence("This line has another number of columns than the first.")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line of the file; its reader is told in their own language."""

    line: int
    message: Sentence


class Faulty(Exception):
    """The file says something that cannot be; nothing of it was done."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


CsvLine = tuple[int, list[str]]  # its number in the file, as an editor counts it, and its cells


def text_of(content: bytes, *, longest: int) -> str:
    """The file as text; raises `Faulty`."""
    encodings = ("utf-16",) if content.startswith(UTF_16) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        if len(text) > longest:
            raise of_whole(TOO_LONG)
        return text
    raise of_whole(NO_CSV)


def lines_of(text: str) -> list[CsvLine]:
    """Lines that say something; raises `Faulty` where quotation marks do not match."""
    sign, text = _sign(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    lines: list[CsvLine] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((reader.line_num, [cell.strip() for cell in cells]))
    except csv.Error:
        raise Faulty([Fault(reader.line_num, BROKEN)]) from None
    return lines


def of_whole(message: Sentence) -> Faulty:
    """A fault that is no single line's."""
    return Faulty([Fault(WHOLE, message)])


def too_many(most: int) -> Sentence:
    """What a file is told that has more lines than are taken at once."""
    return Sentence("The file has more than {most} lines. Send it in parts.", most=most)


def quoted(names: Sequence[str]) -> str:
    """Some names of a file in a sentence, each cut where it is long."""
    return ", ".join(f"“{name[:40]}”" for name in names[:5])


def _sign(text: str) -> tuple[str, str]:
    """What stands between the cells: Excel may say it in a line of its own, else the head does.

    That line is left empty, so that the others keep their numbers.
    """
    head, _, rest = text.partition("\n")
    if head.lower().startswith("sep=") and len(head.rstrip("\r")) == len("sep=;"):
        return head[4], f"\n{rest}"
    return max(SIGNS, key=head.count), text
