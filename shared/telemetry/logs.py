"""One JSON line for each event worth a note, whoever wrote it, without anything about a person.

Of an error only its type and its places in the code are written: its message and the values of
variables may be about a person. Libraries write here too, from warnings on: of what they say only
their own words and numbers, since the rest may be an address or a row.

A line goes out in one write, its end with it: the threads of a process, and the processes of a
server, share one standard error, and a line written in two parts may have another between them.
"""

import io
import logging
import sys
import threading
import traceback
import warnings
from collections.abc import MutableMapping
from enum import StrEnum
from typing import Any, TextIO, cast

import structlog

from shared.kernel.request_ids import with_request
from shared.telemetry.tracing import ids

log = structlog.get_logger(__name__)
_before: dict[str, Any] = {}  # what Python had before the start


class Level(StrEnum):
    """From which weight on lines are written."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


def configure(file: TextIO | None = None, *, level: Level = Level.INFO) -> None:
    """Write to this file, or to standard error; safe to repeat."""
    target = file or cast(TextIO, _StandardError())
    structlog.configure(
        processors=[
            with_request,
            structlog.processors.add_log_level,
            with_span,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_places,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level.value),
        logger_factory=structlog.WriteLoggerFactory(file=target),
    )
    _forget_libraries()
    logging.getLogger().addHandler(_OfLibraries())


def start(file: TextIO | None = None, *, level: Level = Level.INFO) -> None:
    """Set it up once, when a process starts; what nobody catches becomes a line too."""
    configure(file, level=level)
    _before.setdefault("hooks", (sys.excepthook, threading.excepthook, warnings.showwarning))
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread
    warnings.showwarning = _warned  # type: ignore[assignment]  # it is called by position


def stop() -> None:
    """As before `start`, where the process goes on: in tests."""
    _forget_libraries()
    structlog.reset_defaults()
    if "hooks" in _before:
        sys.excepthook, threading.excepthook, warnings.showwarning = _before.pop("hooks")


def with_span(_logger: Any, _method: str, entry: MutableMapping[str, Any]) -> Any:
    """Add the trace and the span in which the line was written, where there is one."""
    entry.update(ids())
    return entry


def only_places(_logger: Any, _method: str, entry: MutableMapping[str, Any]) -> Any:
    """Replace the error by its type and the places in the code that it went through."""
    error = entry.pop("exc_info", None)
    if isinstance(error, BaseException):
        entry.update(places_of(error))
    return entry


def places_of(error: BaseException) -> dict[str, Any]:
    """What a line may say of an error."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return {"error": type(error).__name__, "places": places}


class _StandardError(io.TextIOBase):
    """Wherever standard error goes when a line is written."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


class _OfLibraries(logging.Handler):
    """Writes what libraries log by Python's own means."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        write = log.error if record.levelno >= logging.ERROR else log.warning
        write("library", logger=record.name, text=own_words(record), exc_info=error)


def own_words(record: logging.LogRecord) -> str:
    """The library's sentence, with its numbers and without any other value."""
    if not isinstance(record.msg, str):
        return type(record.msg).__name__
    values = record.args if isinstance(record.args, tuple) else ()
    try:
        return record.msg % tuple(v if isinstance(v, int | float) else "…" for v in values)
    except (TypeError, ValueError):  # it names its values, or wants other kinds
        return record.msg


def _forget_libraries() -> None:
    root = logging.getLogger()
    for handler in [each for each in root.handlers if isinstance(each, _OfLibraries)]:
        root.removeHandler(handler)


def _uncaught(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    log.critical("uncaught", exc_info=error)


def _uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    name = args.thread.name if args.thread else ""
    log.critical("uncaught", thread=name, exc_info=args.exc_value)


def _warned(
    _message: Warning | str, category: type[Warning], filename: str, line: int, *_more: object
) -> None:
    log.warning("warning", kind=category.__name__, places=[f"{filename}:{line}"])
