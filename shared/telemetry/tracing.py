"""Spans: one trace from a request through the store to the last projection that handled it.

The trace context of a command is written into its events (`trace` in their metadata: W3C
traceparent, https://www.w3.org/TR/trace-context/), so each handler of an event, however late
and by whatever transport, continues the trace of the request that caused it.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.trace import Link, SpanContext, Status, StatusCode, Tracer
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

W3C = TraceContextTextMapPropagator()
OFF = nullcontext()
Attribute = str | int


@dataclass
class Tracing:
    """Whether this process traces; an attribute, because a call in a hot path would cost time."""

    tracer: Tracer | None = None
    stop: Callable[[], None] = lambda: None


tracing = Tracing()  # switched on and off in shared.telemetry.starting


def span(
    name: str, *, parent: str | None = None, **attributes: Attribute
) -> AbstractContextManager[None]:
    """Make a span of what happens inside, below the span around it.

    With a `parent` (a traceparent) it belongs to that trace instead, and is linked with the span
    around it. Of an error only the type is noted. Names and attributes come from a short list
    and say nothing about a person.
    """
    if tracing.tracer is None:
        return OFF
    return _span(tracing.tracer, name, parent, attributes)


def linked(name: str, theirs: str | None, **attributes: Attribute) -> AbstractContextManager[None]:
    """A span that begins a trace of its own and only links the one that the client sent."""
    if tracing.tracer is None:
        return OFF
    return _begun(tracing.tracer, name, Context(), _links(_context_of(theirs)), attributes)


def add_attributes(**attributes: Attribute) -> None:
    """Add attributes to the current span that are known only now."""
    if tracing.tracer is not None:
        trace.get_current_span().set_attributes(attributes)


def traceparent() -> str | None:
    """The current span in the form in which it travels; None outside of any."""
    carrier: dict[str, str] = {}
    W3C.inject(carrier)
    return carrier.get("traceparent")


def carrier_of(metadata: Mapping[str, Any]) -> str | None:
    """The traceparent in an event's metadata; None when nobody traced its command."""
    carrier: str | None = metadata.get("trace")
    return carrier


def ids() -> dict[str, str]:
    """Trace and span for a log line; empty outside of any span."""
    around = trace.get_current_span().get_span_context()
    if not around.is_valid:
        return {}
    return {
        "trace_id": trace.format_trace_id(around.trace_id),
        "span_id": trace.format_span_id(around.span_id),
    }


def _span(
    tracer: Tracer, name: str, parent: str | None, attributes: dict[str, Attribute]
) -> AbstractContextManager[None]:
    if parent is None:
        return _begun(tracer, name, None, [], attributes)
    around = trace.get_current_span().get_span_context()
    return _begun(tracer, name, _extracted(parent), _links(around), attributes)


@contextmanager
def _begun(
    tracer: Tracer,
    name: str,
    context: Context | None,
    links: list[Link],
    attributes: dict[str, Attribute],
) -> Iterator[None]:
    with tracer.start_as_current_span(
        name,
        context=context,
        links=links,
        attributes=attributes,
        record_exception=False,  # the message of an error may be about a person
        set_status_on_exception=False,
    ) as begun:
        try:
            yield
        except Exception as error:
            begun.set_status(Status(StatusCode.ERROR))
            begun.set_attribute("error.type", type(error).__name__)
            raise


def _links(context: SpanContext) -> list[Link]:
    return [Link(context)] if context.is_valid else []


def _context_of(theirs: str | None) -> SpanContext:
    return trace.get_current_span(_extracted(theirs)).get_span_context()


def _extracted(traceparent: str | None) -> Context:
    carrier = {"traceparent": traceparent} if traceparent else {}
    return W3C.extract(carrier, context=Context())
