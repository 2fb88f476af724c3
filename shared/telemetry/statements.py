"""A span for each database statement of a traced action: its text with placeholders, never a value.

Statements outside of any span, such as those of a follower that looks for news, get none.
"""

from typing import Any

from opentelemetry.trace import SpanKind, StatusCode, get_current_span
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import ExceptionContext

from shared.telemetry.tracing import tracing


def watch(engine: Engine) -> None:
    event.listen(engine, "before_cursor_execute", _begin)
    event.listen(engine, "after_cursor_execute", _end)
    event.listen(engine, "handle_error", _fail)


def _begin(db: Connection, _cursor: Any, sql: str, _values: Any, context: Any, _many: Any) -> None:
    if tracing.tracer is None or not get_current_span().is_recording():
        return
    attributes = {"db.system.name": db.dialect.name, "db.query.text": sql}
    verb = sql.split(maxsplit=1)[0]
    context.span = tracing.tracer.start_span(verb, kind=SpanKind.CLIENT, attributes=attributes)


def _end(_db: Any, _cursor: Any, _sql: str, _values: Any, context: Any, _many: Any) -> None:
    if span := getattr(context, "span", None):
        span.end()


def _fail(failure: ExceptionContext) -> None:
    """Note only the type of the error: PostgreSQL's messages quote the row."""
    if span := getattr(failure.execution_context, "span", None):
        span.set_status(StatusCode.ERROR)
        span.set_attribute("error.type", type(failure.original_exception).__name__)
        span.end()
