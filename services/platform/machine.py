"""Gauges of what a process stands on: room on its disks, the public address' certificate, keys.

Each service of a process tells them; a reading that cannot be made is left out.
"""

import shutil
import ssl
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

from cryptography.x509 import load_pem_x509_certificate

from shared.keys import KeyStore
from shared.telemetry import metrics
from shared.telemetry.metrics import Reading

A_DAY = 86400.0  # seconds
ASK_AGAIN = 3600.0  # seconds until a certificate is read anew
PATIENCE = 3.0  # seconds for the other side of a connection
Usage = Callable[[Path], tuple[int, int, int]]  # total, used, free


@dataclass
class Certificate:
    """Whom the public address shows itself to be, asked at most once an hour."""

    base_url: str
    _ends: datetime | None = None
    _asked_at: float = -ASK_AGAIN

    def days_left(self, now: datetime) -> float | None:
        """None without https, or where the address does not answer from here."""
        if not self.base_url.startswith("https:"):
            return None
        if monotonic() >= self._asked_at + ASK_AGAIN:
            self._asked_at, self._ends = monotonic(), self._read()
        return (self._ends - now).total_seconds() / A_DAY if self._ends else None

    def _read(self) -> datetime | None:
        parts = urlsplit(self.base_url)
        address = (parts.hostname or "", parts.port or 443)
        try:
            shown = ssl.get_server_certificate(address, timeout=PATIENCE)
        except OSError:  # a certificate that has ended is still read: nothing is verified
            return None
        return load_pem_x509_certificate(shown.encode()).not_valid_after_utc


@dataclass
class Machine:
    """What a process can tell of its surroundings, for each of its services."""

    base_url: str
    places: Mapping[str, Path | None]  # what lies there -> where, None: nowhere
    keys: KeyStore | None = None
    usage: Usage = shutil.disk_usage
    certificate: Certificate = field(init=False)

    def __post_init__(self) -> None:
        self.certificate = Certificate(self.base_url)

    def gauges(self, service: str) -> Iterator[Reading]:
        places = {"temporary": Path(tempfile.gettempdir()), **self.places}
        for place, folder in places.items():
            if folder is not None and folder.exists():
                total, _, free = self.usage(folder)
                yield Reading(metrics.DISK_FREE, (service, place), free / total)
        days = self.certificate.days_left(datetime.now(UTC))
        if days is not None:
            yield Reading(metrics.CERTIFICATE_DAYS, (service,), days)
        if self.keys is not None:
            yield Reading(metrics.ERASURES, (service,), self.keys.count_erased())
