"""YAML with one meaning: a mapping of plain values, nothing that a reader could trip over.

Refused are what YAML can say and a programme never needs: depth, tags, names for parts and
references to them, halves of surrogate pairs; and what could exhaust a reader. The text is
looked through event by event before anything is built of it.
"""

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from shared.web.sentences import Sentence

DEEPEST = 20
LONGEST_NUMBER = 40  # digits
LONGEST = 40_000  # characters; our longest programme has a tenth
MOST_PARTS = 4_000  # values, lists and mappings
OPEN_AT_ONCE = 200  # brackets, those in texts too: a reader takes long to see how deep they are
TOO_DEEP = Sentence("It is nested deeper than {most} levels.", most=DEEPEST)
TOO_MANY_PARTS = Sentence("It has more than {most} parts.", most=MOST_PARTS)
TOO_LONG_NUMBER = Sentence("A number is longer than {most} digits.", most=LONGEST_NUMBER)
UNREADABLE = Sentence("This cannot be read: look at the colons, quotes, brackets and indents here.")
# What the library says of a text, and what we say instead of it.
LIBRARY = {
    "found duplicate key": Sentence("The same field is here twice."),
    "mapping values are not allowed here": Sentence("A colon in a text needs quotes around it."),
    "could not find expected ':'": Sentence("After a field's name a colon and a space are needed."),
    "that cannot start any token": Sentence("A text that begins with this character needs quotes."),
    "found unexpected end of stream": Sentence("A quote or a bracket is not closed."),
    "but found another document": Sentence("One file holds one programme."),
}
NUMBER = re.compile(r"[-+]?[0-9][0-9a-fA-FxXoO_:.]*")


class NotPlain(ValueError):
    """Why the text was refused, and in which line, counted from 1."""

    def __init__(self, message: Sentence, line: int = 1) -> None:
        super().__init__(message)
        self.message, self.line = message, line


def text_of(content: bytes) -> str:
    """The text of a file, its line ends in one form; `NotPlain` for one that is none in UTF-8."""
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise NotPlain(Sentence("This is not text in UTF-8."), line) from None


def parsed(text: str) -> CommentedMap:
    """The mapping that the text is, with the lines of its fields; raises `NotPlain`."""
    _measure(text)
    try:
        for number, (event, depth) in enumerate(_events(text)):
            _check(event, depth)
            if number > MOST_PARTS:
                raise NotPlain(
                    Sentence("It has more than {most} parts.", most=MOST_PARTS),
                    event.start_mark.line + 1,
                )
        document = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        place = error.problem_mark or error.context_mark
        raise NotPlain(_in_our_words(error.problem), place.line + 1 if place else 1) from error
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise NotPlain(Sentence("A character here is none of a text's."), line) from error
    except (YAMLError, ValueError, OverflowError) as error:
        if isinstance(error, NotPlain):
            raise
        raise NotPlain(Sentence("A date or a number in it is none.")) from error
    if not isinstance(document, CommentedMap):
        raise NotPlain(Sentence("This is not a mapping of fields."))
    return document


def _in_our_words(problem: str | None) -> Sentence:
    """What is wrong with the text, in a sentence that has a translation."""
    texts = (ours for theirs, ours in LIBRARY.items() if theirs in (problem or ""))
    return next(texts, UNREADABLE)


def _measure(text: str) -> None:
    """Refuse at once what would take a reader long."""
    if len(text) > LONGEST:
        raise NotPlain(Sentence("It is longer than {most} characters.", most=LONGEST))
    is_open = 0
    for char in text:
        is_open += (char in "[{") - (char in "]}")
        if is_open > OPEN_AT_ONCE:
            raise NotPlain(TOO_DEEP)


def _events(text: str) -> Iterator[tuple[Any, int]]:
    """What the text is made of, each with how deep it lies."""
    depth = 0
    for event in YAML(typ="rt").parse(text):
        starts = isinstance(event, MappingStartEvent | SequenceStartEvent)
        depth += 1 if starts else -1 if type(event).__name__.endswith("EndEvent") else 0
        yield event, depth


def _check(event: Event, depth: int) -> None:
    line = event.start_mark.line + 1
    if depth > DEEPEST:
        raise NotPlain(TOO_DEEP, line)
    if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor):
        raise NotPlain(Sentence("Write each part where it belongs, without & and *."), line)
    if getattr(event, "tag", None):
        raise NotPlain(Sentence("Write plain values, without a tag such as !!set."), line)
    if isinstance(event, ScalarEvent):
        _check_text(str(event.value), line)
        if event.value == "<<":
            raise NotPlain(Sentence("Write each part where it belongs, without <<."), line)


def _check_text(text: str, line: int) -> None:
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise NotPlain(Sentence("A text holds half of a surrogate pair."), line)
    if len(text) > LONGEST_NUMBER and NUMBER.fullmatch(text):
        raise NotPlain(
            Sentence("A number is longer than {most} digits.", most=LONGEST_NUMBER), line
        )
