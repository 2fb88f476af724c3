"""One JSON line for each thing worth noting, without anything about a person.

Of an error only its type and the places it passed are written: its words, and what the
variables held, may be somebody's life.
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
    """Say in which trace and span it was noted, where there is one."""
    entry.update(ids())
    return entry


def only_places(_logger: Any, _method: str, entry: MutableMapping[str, Any]) -> Any:
    """Put the error's type and its way through the code in place of the error."""
    error = entry.pop("exc_info", None)
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)
        entry["error"] = type(error).__name__
        entry["places"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return entry
