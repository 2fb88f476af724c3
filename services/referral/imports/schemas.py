"""A file of referrals: a head and a line for each, read into what the interface takes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from marshmallow import Schema, ValidationError, fields

from services.common.retention import REFERRAL
from services.referral.imports import texts
from services.referral.imports.texts import codes_by_name, plain
from services.referral.intake.schemas import NewReferralSchema
from shared.web import csv_files
from shared.web.api import Body, personal
from shared.web.csv_files import TOO_FEW, CsvLine, of_whole, quoted
from shared.web.fields import Day, Text, YesNo, named
from shared.web.form_fields import field_of
from shared.web.i18n import N_
from shared.web.pages import nested
from shared.web.parts import Form
from shared.web.sentences import Sentence, in_words

LARGEST = 400_000  # characters
MOST = 300  # lines; 200 take some seconds to look through
LONGEST_NAME, FEWEST_DIGITS = 60, 4  # of a column; with so many digits it is a day or a number
LEFT_OUT = ""  # the field of a column that nobody wants to send
ANSWERS = "preconditions."
FILE = {"of": "import_id", "retention": REFERRAL}


class FileSchema(Body):
    """A file of referrals; as `text/csv` the body is the file itself."""

    from_csv: ClassVar[str] = "csv"
    longest: ClassVar[int] = LARGEST
    together: ClassVar[dict[str, Any]] = {"example": {"csv": "Viite;Etunimi\n1;Aino"}}

    csv = named(N_("The file"), personal(Text(most=LARGEST, required=True), **FILE))


class ConfirmationSchema(Body):
    seal = named(N_("Seal of what was shown"), Text(most=64, least=1, required=True))
    leave_out_faulty = named(
        N_("Send the others, and leave out the lines that have a mistake"),
        YesNo(load_default=False),
    )


class MistakeSchema(Schema):
    column = fields.String(metadata={"description": "Field; empty: the whole line."})
    message = fields.String()


class LineSchema(Schema):
    line = fields.Integer(metadata={"description": "As an editor counts the lines of the file."})
    source_reference = fields.String()
    kind = fields.String(metadata={"description": "new, there (sent before) or faulty"})
    mistakes = fields.List(fields.Nested(MistakeSchema))
    warnings = fields.List(fields.String())
    referral = fields.UUID(allow_none=True)


class ImportSchema(Schema):
    """What a file would send, or has sent."""

    id = fields.UUID()
    status = fields.String(metadata={"description": "waiting or confirmed"})
    seal = fields.String(metadata={"description": "Of what is shown; confirm with it."})
    unknown_columns = fields.List(fields.String())
    lines = fields.List(fields.Nested(LineSchema))
    new = fields.Integer()
    there = fields.Integer(metadata={"description": "Sent before by the same organisation."})
    faulty = fields.Integer()
    referrals = fields.List(fields.UUID(), metadata={"description": "Made when it was confirmed."})


@dataclass(frozen=True)
class Row:
    """A line as the interface takes it; where it cannot be read, what is wrong with it."""

    line: int
    reference: str
    data: Mapping[str, Any]
    mistakes: Mapping[str, Sequence[str]]  # field -> sentences in the reader's language


@dataclass(frozen=True)
class Table:
    """A file with its head understood, as far as it can be."""

    unknown: tuple[str, ...]  # columns that nobody has named yet
    rows: tuple[Row, ...]


Names = Mapping[str, str]  # a file's own name of a column, in small letters -> field, or LEFT_OUT


def table_of(text: str, own: Names, programmes: Names) -> Table:
    """The file, read with the organisation's own names of columns; raises `Faulty`."""
    lines = csv_files.lines_of(text)
    if len(lines) < 2:
        raise of_whole(Sentence("The file has no referrals."))
    if len(lines) - 1 > MOST:
        raise of_whole(csv_files.too_many(MOST))
    head = lines[0][1]
    columns = [columns_by(own).get(plain(name)) for name in head]
    unknown = tuple(name for name, field in zip(head, columns, strict=True) if field is None)
    _check(head, columns, unknown)
    if unknown:
        return Table(unknown, ())
    readers = _readers(programmes)
    return Table(
        (), tuple(_row(line, [field or "" for field in columns], readers) for line in lines[1:])
    )


def columns_by(own: Names) -> Names:
    """Field by the name of a column: ours, and the organisation's before them."""
    return {**texts.by_name(), **own}


def is_a_name(cell: str) -> bool:
    """Whether this can be what a column is called, and not what stands in one."""
    digits = sum(sign.isdecimal() for sign in cell)
    return 0 < len(cell) <= LONGEST_NAME and digits < FEWEST_DIGITS and "@" not in cell


def _check(head: Sequence[str], columns: Sequence[str | None], unknown: Sequence[str]) -> None:
    if len(unknown) == len(head) or not all(map(is_a_name, unknown)):
        raise of_whole(Sentence("The first line has to name the columns."))
    fields_of_head = zip(head, columns, strict=True)
    twice = [name for name, field in fields_of_head if field and columns.count(field) > 1]
    if twice or len({*unknown}) != len(unknown):
        names = quoted(twice or unknown)
        raise of_whole(Sentence("A column is there twice: {names}.", names=names))
    if not unknown and "source_reference" not in columns:
        lacking = texts.title_of("source_reference")
        raise of_whole(Sentence("The file lacks the column {names}.", names=lacking))


def _row(line: CsvLine, columns: Sequence[str], readers: Mapping[str, Names]) -> Row:
    number, cells = line
    values = dict(zip(columns, cells, strict=False))
    reference = values.get("source_reference", "")[:200]
    if len(cells) != len(columns):
        return Row(number, reference, {}, {"": [TOO_FEW.translated()]})
    typed = {
        field: list(_typed(field, cell, readers))
        for field, cell in values.items()
        if field and cell
    }
    try:
        data = dict(_schema().load(nested(_schema(), typed)))
    except ValidationError as wrong:
        messages = in_words(wrong.normalized_messages())  # type: ignore[no-untyped-call]
        mistakes = Form.of({}, messages).errors
        return Row(number, reference, {}, {**mistakes, **_by_name(mistakes, typed)})
    return Row(number, reference, data, {})


def _by_name(
    mistakes: Mapping[str, Sequence[str]], typed: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """For what none of a list is: what could stand there, as people call it."""
    return {
        field: [texts.none_of(field, value).translated()]
        for field in mistakes
        for value in texts.not_in_list(field, typed.get(field, ()))[:1]
    }


@cache
def _schema() -> Schema:
    """Built once: that costs more than many loads."""
    return NewReferralSchema()


def _typed(field: str, cell: str, readers: Mapping[str, Names]) -> Iterator[str]:
    """What a cell says, as a form would send it; what cannot be read stays as it is."""
    kind = field_of(_schema(), field)
    names = readers.get(field) or codes_by_name(field)
    if field == "municipality" and cell.isdecimal():
        yield cell.zfill(3)  # a spreadsheet takes the noughts away
    elif isinstance(kind, YesNo):
        yield _yes_or_no(cell)
    elif field.startswith(ANSWERS):
        yield {"yes": "true", "no": "false"}.get(_yes_or_no(cell), names.get(plain(cell), cell))
    elif isinstance(kind, fields.List):
        yield from (names.get(plain(part), part) for part in _parts(cell, names))
    else:
        yield names.get(plain(cell), _day(cell) if isinstance(kind, Day) else cell)


def _parts(cell: str, names: Names) -> Iterator[str]:
    """Several are parted by a bar or a comma; a comma may also stand within a name."""
    for part in cell.replace("\n", "|").split("|"):
        parts = [part] if plain(part) in names else part.split(",")
        yield from (each.strip() for each in parts if each.strip())


def _day(cell: str) -> str:
    """Without the midnight that a spreadsheet adds to a day."""
    return cell.removesuffix(" 0:00").removesuffix(" 00:00:00").removesuffix("T00:00:00")


def _yes_or_no(cell: str) -> str:
    answer = plain(cell)
    return "yes" if answer in texts.YES else "no" if answer in texts.NO else cell


def _readers(programmes: Names) -> dict[str, Names]:
    spoken = texts.languages_by_name()
    return {
        "programme": programmes,
        "municipality": texts.places_by_name(),
        "subject.mother_tongue": spoken,
        "subject.service_language": spoken,
        f"{ANSWERS}needs_assessment_by": texts.assessors_by_name(),
    }
