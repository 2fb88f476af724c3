"""One JSON object a line, whoever writes it, and nothing in it about a person."""

import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from services.platform.log_settings import of_environment
from shared.kernel.request_ids import during
from shared.kernel.settings import WrongSettings
from shared.telemetry import logs
from shared.telemetry.logs import Level, own_words

SECRET = "Kanarialintu"


class Lines(io.StringIO):
    """What was written, line by line."""

    def entries(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """All that a process writes after its start."""
    lines = Lines()
    logs.start(lines)
    yield lines
    logs.stop()


class Writes(io.StringIO):
    """Each write apart, as others who write to the same place would come between them."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def write(self, text: str) -> int:
        self.parts.append(text)
        return super().write(text)


def fail() -> None:
    raise KeyError(SECRET)


def test_an_error_is_written_by_type_and_place(lines: Lines) -> None:
    try:
        fail()
    except KeyError as error:
        structlog.get_logger().error("request.failed", exc_info=error)
    (line,) = lines.entries()
    assert (line["event"], line["level"], line["error"]) == ("request.failed", "error", "KeyError")
    assert line["places"][-1].endswith("fail")
    assert SECRET not in lines.getvalue()


def test_a_line_goes_out_with_its_end_in_one_write() -> None:
    writes = Writes()
    logs.start(writes)
    try:
        structlog.get_logger().info("first")
        logging.getLogger("gunicorn.error").warning("second")
    finally:
        logs.stop()
    assert [json.loads(part)["event"] for part in writes.parts] == ["first", "library"]
    assert [part[-1] for part in writes.parts] == ["\n", "\n"]


def test_a_library_writes_its_words_and_numbers_alone(lines: Lines) -> None:
    logging.getLogger("gunicorn.error").warning("Row %s of %d for %s", SECRET, 7, {"who": SECRET})
    try:
        fail()
    except KeyError:
        logging.getLogger("sqlalchemy.pool").exception("Error for %r", SECRET)
    words = [(line["logger"], line["text"], line["level"]) for line in lines.entries()]
    assert words == [
        ("gunicorn.error", "Row … of 7 for …", "warning"),
        ("sqlalchemy.pool", "Error for '…'", "error"),
    ]
    assert lines.entries()[1]["error"] == "KeyError"
    assert SECRET not in lines.getvalue()


def test_a_library_that_only_chats_writes_nothing(lines: Lines) -> None:
    logging.getLogger("kafka").info("Request %s", SECRET)
    assert lines.entries() == []


@pytest.mark.parametrize(
    ("message", "arguments", "words"),
    [
        ("%d of them", ("no number",), "%d of them"),
        ("%(name)s", ({"name": SECRET},), "%(name)s"),
        (ValueError(SECRET), (), "ValueError"),
        ("100 %", (), "100 %"),
    ],
)
def test_whatever_a_library_hands_over_is_written(message: Any, arguments: Any, words: str) -> None:
    record = logging.LogRecord("any", logging.ERROR, "", 1, message, arguments, None)
    assert own_words(record) == words


def test_a_warning_is_a_line(lines: Lines) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logs.start(lines)
        warnings.warn(f"{SECRET} is deprecated", DeprecationWarning, stacklevel=1)
    (line,) = lines.entries()
    assert (line["event"], line["kind"]) == ("warning", "DeprecationWarning")
    assert SECRET not in lines.getvalue()


def test_what_nobody_catches_is_a_line(lines: Lines) -> None:
    try:
        fail()
    except KeyError as error:
        sys.excepthook(KeyError, error, error.__traceback__)
    thread = threading.Thread(target=fail, name="lost")
    thread.start()
    thread.join()
    shown = [(line["event"], line["error"], line.get("thread")) for line in lines.entries()]
    assert shown == [("uncaught", "KeyError", None), ("uncaught", "KeyError", "lost")]
    assert SECRET not in lines.getvalue()


def test_a_line_names_the_request_in_whose_course_it_was_written(lines: Lines) -> None:
    with during("one"):
        structlog.get_logger().info("inside")
        structlog.get_logger().info("of another", request_id="two")
    structlog.get_logger().info("outside")
    assert [line.get("request_id") for line in lines.entries()] == ["one", "two", None]


@pytest.mark.parametrize(
    ("level", "written"),
    [
        (Level.DEBUG, ["debug", "info", "warning", "error", "library"]),
        (Level.INFO, ["info", "warning", "error", "library"]),
        (Level.WARNING, ["warning", "error", "library"]),
        (Level.ERROR, ["error"]),
    ],
)
def test_a_level_leaves_out_what_weighs_less(
    lines: Lines, level: Level, written: list[str]
) -> None:
    logs.configure(lines, level=level)
    for each in Level:
        structlog.get_logger().log(logging.getLevelName(each.upper()), each.value)
    logging.getLogger("any").warning("of a library")
    assert [line["event"] for line in lines.entries()] == written


def test_the_level_is_a_setting_of_every_process() -> None:
    assert of_environment({}).log_level is Level.INFO
    assert of_environment({"RINNALLA_LOG_LEVEL": "error"}).log_level is Level.ERROR
    with pytest.raises(WrongSettings, match="it can be one of debug, info, warning, error"):
        of_environment({"RINNALLA_LOG_LEVEL": "loud"})
