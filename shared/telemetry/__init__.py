"""What a running platform tells of itself: traces, figures and the line of each request.

Nothing here tells of a person: no path, query or parameter is in a span, label or log line. Both
are off until a process calls `start_tracing` and `start_counting`, and then cost the append path
nothing.
"""

from shared.telemetry.tracing import carrier_of, span, traceparent

__all__ = ["carrier_of", "span", "traceparent"]
