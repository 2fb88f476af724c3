"""One JSON line for each event worth a note, without anything about a person.

Of an error only its type and its places in the code are written: its message and the values
of variables may be about a person.
"""

import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

from shared.telemetry.tracing import ids


def configure(file: TextIO | None = None) -> None:
    """Set it up once, when a process starts; standard error gets the lines when no file does."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            with_span,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_places,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(file=file or sys.stderr),
    )


def with_span(_logger: Any, _method: str, entry: MutableMapping[str, Any]) -> Any:
    """Add the trace and the span in which the line was written, where there is one."""
    entry.update(ids())
    return entry


def only_places(_logger: Any, _method: str, entry: MutableMapping[str, Any]) -> Any:
    """Replace the error by its type and the places in the code that it went through."""
    error = entry.pop("exc_info", None)
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)
        entry["error"] = type(error).__name__
        entry["places"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return entry
