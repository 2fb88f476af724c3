"""What a running platform reports of itself: traces, figures and a log line for each request.

Nothing here is about a person: no path, query or parameter is in a span, label or log line. Both
are off until a process calls `start_tracing` and `start_counting`, and then cost the append path
nothing.
"""

from shared.telemetry.tracing import carrier_of, span, traceparent

__all__ = ["carrier_of", "span", "traceparent"]
