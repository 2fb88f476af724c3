"""What `/metrics` told, read as Prometheus reads it."""

from collections.abc import Iterator

import pytest
from prometheus_client.parser import text_string_to_metric_families

from shared.telemetry.exposition import start_counting, stop_counting


class Figures:
    """Samples by name and labels."""

    def __init__(self, text: bytes) -> None:
        self.text = text.decode()
        families = text_string_to_metric_families(self.text)
        self.samples = [sample for each in families for sample in each.samples]

    def of(self, name: str, **labels: str) -> list[float]:
        """The values of one figure, in the order in which they are told."""
        return [
            sample.value
            for sample in self.samples
            if sample.name == f"rinnalla_{name}" and labels.items() <= sample.labels.items()
        ]


@pytest.fixture
def counting() -> Iterator[None]:
    """This process counts, from nothing."""
    start_counting()
    yield
    stop_counting()
