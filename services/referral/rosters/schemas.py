"""A file of people: a head and a line for each, as spreadsheets save it here and elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError

from services.common.codes import Role
from services.common.labels import LOCALES, label
from services.referral.access.schemas import NewPersonSchema
from shared.web import csv_files
from shared.web.csv_files import TOO_FEW, Fault, Faulty, of_whole, quoted
from shared.web.i18n import language
from shared.web.sentences import NEEDED, Sentence

LANGUAGES = ("en", "fi", "sv")
LARGEST = 60_000  # characters, which is some hundreds of people
MOST = 500  # lines
NAMES: Mapping[str, tuple[str, ...]] = {  # of a column, in English, Finnish and Swedish
    "sign_in": ("sign_in", "kirjautumisnimi", "inloggningsnamn"),
    "name": ("name", "nimi", "namn"),
    "roles": ("roles", "roolit", "roller"),
    "organisation": ("organisation", "organisaatio", "organisation"),
    "subject": ("subject", "tunniste", "identifierare"),
}
NEEDED_COLUMNS = ("sign_in", "name", "roles")
SCHEMA = NewPersonSchema(only=("sign_in", "name", "subject"))


@dataclass(frozen=True)
class Row:
    """Somebody as the file has them."""

    line: int
    sign_in: str
    name: str
    roles: tuple[Role, ...]
    organisation: str  # code; empty: the file does not say
    subject: str | None


def text_of(content: bytes) -> str:
    """The file as text; raises `Faulty`."""
    return csv_files.text_of(content, longest=LARGEST)


def rows_in(text: str) -> list[Row]:
    """Everybody whom the file names; raises `Faulty` with all that is wrong, by line."""
    lines = csv_files.lines_of(text)
    columns = _columns(lines[0][1]) if lines else []
    if len(lines) < 2:
        raise of_whole(Sentence("The file names nobody."))
    if len(lines) - 1 > MOST:
        raise of_whole(csv_files.too_many(MOST))
    rows, faults = list[Row](), list[Fault]()
    for number, cells in lines[1:]:
        try:
            rows.append(_row(number, columns, cells))
        except ValidationError as wrong:
            faults += [Fault(number, message) for message in _messages(wrong)]
    faults += _twice(rows)
    if faults:
        raise Faulty(sorted(faults, key=lambda fault: fault.line))
    return rows


def _columns(head: list[str]) -> list[str]:
    by_name = {name: column for column, names in NAMES.items() for name in names}
    strange = [name for name in head if name.casefold() not in by_name]
    if strange:
        some = quoted(strange)
        raise of_whole(Sentence("There is no column called {names} here.", names=some))
    columns = [by_name[name.casefold()] for name in head]
    lacks = [title_of(column) for column in NEEDED_COLUMNS if column not in columns]
    if lacks:
        names = ", ".join(lacks)
        raise of_whole(Sentence("The file lacks the column {names}.", names=names))
    if len({*columns}) != len(columns):
        raise of_whole(Sentence("A column is there twice."))
    return columns


def _row(number: int, columns: list[str], cells: list[str]) -> Row:
    if len(cells) != len(columns):
        raise ValidationError([TOO_FEW])
    values = dict(zip(columns, cells, strict=True))
    typed = {name: values[name] for name in ("sign_in", "name", "subject") if values.get(name)}
    data: dict[str, Any] = SCHEMA.load(typed)
    return Row(
        line=number,
        sign_in=data["sign_in"],
        name=data["name"],
        roles=tuple(_roles(values["roles"])),
        organisation=values.get("organisation", ""),
        subject=data["subject"],
    )


def _roles(text: str) -> Iterator[Role]:
    """By their codes or by what people call them; several are parted by a bar."""
    by_name = {str(role): role for role in Role}
    by_name |= {label(role, locale).casefold(): role for role in Role for locale in LOCALES}
    names = [name.strip() for name in text.split("|") if name.strip()]
    if not names:
        raise ValidationError({"roles": [NEEDED]})
    for name in dict.fromkeys(names):
        if name.casefold() not in by_name:
            raise ValidationError([Sentence("There is no role “{name}”.", name=name[:60])])
        yield by_name[name.casefold()]


def _messages(wrong: ValidationError) -> Iterator[Sentence]:
    by_field: dict[str, Any] = wrong.normalized_messages()  # type: ignore[no-untyped-call]
    for field, messages in by_field.items():
        for message in messages:
            sentence = message if isinstance(message, Sentence) else Sentence(str(message))
            yield sentence if field == "_schema" else OfColumn(field, sentence)


class OfColumn(Sentence):
    """What is wrong with one cell of a line."""

    __slots__ = ("column", "sentence")
    column: str
    sentence: Sentence

    def __new__(cls, column: str, sentence: Sentence) -> "OfColumn":
        made = super().__new__(cls, sentence.template, **sentence.values)
        made.column, made.sentence = column, sentence
        return made

    def translated(self) -> str:
        return f"{title_of(self.column)}: {self.sentence.translated()}"


def title_of(column: str) -> str:
    """What the reader calls it."""
    return NAMES[column][LANGUAGES.index(language())]


def _twice(rows: list[Row]) -> list[Fault]:
    first: dict[str, int] = {}
    faults = []
    for row in rows:
        before = first.setdefault(row.sign_in.casefold(), row.line)
        if before != row.line:
            again = Sentence("The same sign-in is on line {line} already.", line=before)
            faults.append(Fault(row.line, again))
    return faults
