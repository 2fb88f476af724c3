"""Programmes from YAML: read, checked, and every fault told with file, line, field and value.

"kaveri.yaml:14 audience.age_max: 5 is below age_min 6". All faults of all files are told
together, so that whoever writes a programme corrects them in one go.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marshmallow import ValidationError
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from services.common.programme import consistency, strictyaml
from services.common.programme.defaults import with_exits, with_policy
from services.common.programme.partial import partial_faults
from services.common.programme.programme import Programme
from services.common.programme.schema import UNKNOWN, schema_of
from shared.kernel.aggregate import Invalid
from shared.web.sentences import Sentence

ELSEWHERE = Sentence("is in another file too")
FILE = "programme.yaml"
PROGRAMMES = Path(__file__).parents[2] / "referral" / "programmes"


@dataclass(frozen=True)
class Fault:
    file: str
    line: int  # counted from 1
    path: consistency.Path  # ("audience", "age_max"); empty for the file as a whole
    sentence: Sentence  # follows the value
    value: str = ""  # as it was written; empty where none is, or several are

    @property
    def field(self) -> str:
        """Such as "audience.age_max", "phases[1].code"."""
        return _dotted(self.path)

    def __str__(self) -> str:
        return self._with(self.sentence)

    def translated(self) -> str:
        """In the reader's language, with file, line and field."""
        return self._with(self.sentence.translated())

    def message(self) -> str:
        """What is wrong, in the reader's language, the value first."""
        return f"{self.value} {self.sentence.translated()}".strip()

    def _with(self, text: str) -> str:
        place, message = f"{self.file}:{self.line}", f"{self.value} {text}".strip()
        return f"{place} {self.field}: {message}" if self.path else f"{place} {message}"


class FaultSentence(Sentence):
    """A fault as a sentence, so that an API's reader gets it in their language."""

    __slots__ = ("fault",)
    fault: Fault

    @classmethod
    def of(cls, fault: Fault) -> "FaultSentence":
        sentence = cls(str(fault))
        sentence.fault = fault
        return sentence

    def translated(self) -> str:
        return self.fault.translated()


@dataclass(frozen=True)
class Lines:
    """Faults, one in a line."""

    faults: tuple[Fault, ...]

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))

    def translated(self) -> str:
        return "\n".join(fault.translated() for fault in self.faults)


class Faulty(Invalid):
    """What was written is no programme yet; `faults` lists all that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.file, fault.line)))
        errors: dict[str, list[str]] = {}
        for fault in self.faults:
            errors.setdefault(fault.field, []).append(FaultSentence.of(fault))
        more = {"errors": errors}
        super().__init__(
            "%(faults)s", code="programme-faulty", more=more, faults=Lines(self.faults)
        )


def load_programmes(folder: Path = PROGRAMMES) -> tuple[Programme, ...]:
    """Every programme in a folder's YAML files, by file name; raises `Faulty` for all at once."""
    programmes: list[Programme] = []
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            programme = read_programme(text_in(path.read_bytes(), file=path.name), file=path.name)
        except Faulty as faulty:
            faults += faulty.faults
            continue
        if programme.code in {other.code for other in programmes}:
            faults.append(Fault(path.name, 1, ("code",), ELSEWHERE, programme.code))
        programmes.append(programme)
    if faults:
        raise Faulty(faults)
    return tuple(programmes)


def text_in(content: bytes, *, file: str = FILE) -> str:
    """What a file says; raises `Faulty` for one that is no text."""
    try:
        return strictyaml.text_of(content)
    except strictyaml.NotPlain as wrong:
        raise Faulty([Fault(file, wrong.line, (), wrong.message)]) from wrong


def read_programme(text: str, *, file: str = FILE) -> Programme:
    """The programme that a text says; raises `Faulty` with everything that is wrong."""
    document = _parsed(text, file)
    try:
        programme: Programme = schema_of(Programme)().load(document)
    except ValidationError as error:
        raise Faulty(_faults_of(document, file, error)) from error
    if "policy" not in document:
        programme = with_policy(programme)
    programme = with_exits(programme)
    faults = consistency.faults(programme)
    if faults:
        raise Faulty(_fault(document, file, path, message) for path, message in faults)
    return programme


def fault_at(text: str, path: consistency.Path, sentence: Sentence) -> Fault:
    """A fault of a text that reads as a programme, which somebody else has noticed."""
    return _fault(_parsed(text, FILE), FILE, path, sentence)


def _parsed(text: str, file: str) -> CommentedMap:
    try:
        return strictyaml.parsed(text)
    except strictyaml.NotPlain as wrong:
        raise Faulty([Fault(file, wrong.line, (), wrong.message)]) from wrong


def _faults_of(document: CommentedMap, file: str, error: ValidationError) -> Iterator[Fault]:
    """Fields that are missing or wrong, and what does not fit together among the others."""
    wrong: Any = error.messages
    for path, messages in _flat(wrong):
        for message in messages:
            yield _fault(document, file, path, message)
    values: Any = error.valid_data or {}
    for path, message in partial_faults(values, wrong):
        yield _fault(document, file, path, message)


def _flat(messages: Any, path: consistency.Path = ()) -> Iterator[tuple[consistency.Path, Any]]:
    """Marshmallow's nested errors as one path and its messages after the other."""
    if isinstance(messages, list):
        yield path, messages
        return
    for key, inner in messages.items():
        yield from _flat(inner, path if key == "_schema" else (*path, key))


def _fault(document: CommentedMap, file: str, path: consistency.Path, sentence: Sentence) -> Fault:
    value = _value(document, path) if sentence != UNKNOWN else ""
    return Fault(file, _line(document, path), path, sentence, value)


def _line(document: CommentedMap, path: consistency.Path) -> int:
    """The line of the field, or of what it should stand in."""
    node: Any = document
    line: int = document.lc.line
    for step in path:
        if isinstance(node, CommentedMap) and step in node:
            line = node.lc.key(step)[0]
        elif isinstance(node, CommentedSeq) and isinstance(step, int) and step < len(node):
            line = node.lc.item(step)[0]
        else:
            break
        node = node[step]
    return line + 1


def _value(document: CommentedMap, path: consistency.Path) -> str:
    """The value as it was written; empty when it is not there or is more than one value."""
    node: Any = document
    for step in path:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            return ""
    if isinstance(node, bool):
        return str(node).lower()
    return "" if node is None or isinstance(node, dict | list) else str(node)


def _dotted(path: consistency.Path) -> str:
    dotted = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return dotted.removeprefix(".")
