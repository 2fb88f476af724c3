"""Switches tracing on, once, when a process starts and before it opens a database.

OpenTelemetry's own settings say whether, and where spans go: OTEL_EXPORTER_OTLP_ENDPOINT (or
…_TRACES_ENDPOINT) names the collector, OTEL_SDK_DISABLED switches tracing off again, and
OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES, OTEL_TRACES_SAMPLER mean what they always mean
(https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/).
"""

import os

from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter

from shared.telemetry.tracing import tracing

ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")


class NoExporter(Exception):
    """A collector is named, but the package that sends to it is not installed."""


def start_tracing() -> None:
    """Send spans to the collector that the environment names; without one, do nothing.

    A process that forks calls it again in each new process: threads do not survive a fork.
    """
    if _is_wanted():
        trace_to(BatchSpanProcessor(_exporter_class()()))


def can_send() -> None:
    """Raise `NoExporter` when a collector is named and the optional package is missing."""
    if _is_wanted():
        _exporter_class()


def trace_to(processor: SpanProcessor) -> None:
    """Hand every span to `processor` until `stop_tracing`."""
    stop_tracing()
    provider = TracerProvider()
    provider.add_span_processor(processor)
    tracing.tracer, tracing.stop = provider.get_tracer("rinnalla"), provider.shutdown


def stop_tracing() -> None:
    """Send what is left and trace no more; safe when never started."""
    tracing.stop()
    tracing.tracer, tracing.stop = None, lambda: None


def _is_wanted() -> bool:
    if os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return False
    return any(os.environ.get(name) for name in ENDPOINTS)


def _exporter_class() -> type[SpanExporter]:
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    except ImportError as missing:
        raise NoExporter(
            f"{' or '.join(ENDPOINTS)} is set, but opentelemetry-exporter-otlp-proto-http is not "
            "installed; install rinnalla[otlp], or leave the setting out."
        ) from missing
    return OTLPSpanExporter
