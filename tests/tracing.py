"""Traces taken in this process: `spans` collects every span from the moment a test asks for it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from shared.telemetry.starting import stop_tracing, trace_to
from tests.tree import ROOT

OURS = (str(ROOT / "shared" / "telemetry"), "/opentelemetry/", "/prometheus_client/")


class Spans:
    """What was traced, told as rows; ask for it before what is traced opens its database."""

    def __init__(self, exporter: InMemorySpanExporter) -> None:
        self._exporter = exporter

    def all(self) -> list[ReadableSpan]:
        """In the order in which they ended."""
        return list(self._exporter.get_finished_spans())

    def clear(self) -> None:
        self._exporter.clear()

    def named(self, name: str, **attributes: str) -> list[ReadableSpan]:
        return [
            s
            for s in self.all()
            if s.name == name and attributes.items() <= attributes_of(s).items()
        ]

    def of_trace(self, trace_id: int) -> list[ReadableSpan]:
        return [span for span in self.all() if span.context.trace_id == trace_id]

    def path(self, span: ReadableSpan) -> list[str]:
        """The names from the root of its trace down to this span."""
        by_id = {each.context.span_id: each for each in self.all()}
        names = [span.name]
        while span.parent:
            span = by_id[span.parent.span_id]
            names.insert(0, span.name)
        return names

    def text(self) -> str:
        """Everything that would be sent."""
        return "\n".join(span.to_json() for span in self.all())


def attributes_of(span: ReadableSpan) -> dict[str, object]:
    return dict(span.attributes or {})


@pytest.fixture
def spans() -> Iterator[Spans]:
    exporter = InMemorySpanExporter()
    trace_to(SimpleSpanProcessor(exporter))
    yield Spans(exporter)
    stop_tracing()


@contextmanager
def counted_calls() -> Iterator[list[str]]:
    """The functions of telemetry that are called meanwhile in this thread."""
    called: list[str] = []

    def note(frame: Any, what: str, _argument: Any) -> None:
        name = frame.f_code.co_filename
        if what == "call" and any(part in name for part in OURS):
            called.append(frame.f_code.co_qualname)

    sys.setprofile(note)
    try:
        yield called
    finally:
        sys.setprofile(None)
