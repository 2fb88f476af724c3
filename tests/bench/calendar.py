"""`bench calendar`: the public calendar of a network with 1,000 free times and 10,000 bookings.

As `make run` has it: SQLite, one process, asked as a stranger's browser asks, half of the bookings
still to come. The middle of the times that one answer takes; the slowest of a hundred beside it.
"""

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from werkzeug.test import Client
from werkzeug.wrappers import Response

from services.common.codes import BookingStatus, Theme
from services.demo import region
from services.platform.embedded import Platform
from services.referral.bookings.projections import bookings, taken
from tests.bench.measuring import Figure, single
from tests.platform import BASE, Stepped
from tests.referral.receptions.planning import SLOTS, planned

PAGE = f"/referral/reception?theme={Theme.ERO}&lang=fi"
RECEPTIONS, BOOKED, ASKED = 9, 10_000, 100
LIMIT = 0.150  # seconds
WORKERS = 50
HOUR = timedelta(hours=1)


def asking() -> list[Figure]:
    """Seconds for one answer."""
    with TemporaryDirectory() as folder:
        opened = Platform(Path(folder), BASE).open()
        region.fill_directory(opened)
        stepped, service = Stepped(opened), opened.services["referral"]
        for _ in range(RECEPTIONS):  # ten times a week, for the twelve weeks that one may book
            planned(stepped, begins="08:00", ends="16:00")
        free = _number_of_free(stepped)
        rows = _booked(service.clock.now())
        with service.database.writing() as db:
            db.execute(insert(bookings), rows)
            names = [column.name for column in taken.columns]
            db.execute(insert(taken), [{name: row[name] for name in names} for row in rows])
        times = _timed(Client(opened, Response))
        opened.close()
    conditions = {"free": free, "bookings": BOOKED, "slowest_s": round(times[-1], 4)}
    return [single("calendar", times[ASKED // 2], limit=LIMIT, unit="s", **conditions)]


def _number_of_free(stepped: Stepped) -> int:
    caller, number, after = stepped.caller("coordinator-mll"), 0, ""
    while True:
        part = caller.get(f"{SLOTS}?theme={Theme.ERO}&limit=100{after}").json
        number += len(part["slots"])
        if part["next"] is None:
            return number
        after = f"&cursor={part['next']}"


def _booked(now: datetime) -> list[dict[str, Any]]:
    """Of other workers, one an hour each, half of them over."""
    return [
        {
            "booking_id": UUID(int=number),
            "organisation": UUID(int=1),
            "reception_id": UUID(int=2),
            "worker": UUID(int=number % WORKERS),
            "theme": Theme.ERO,
            "status": BookingStatus.BOOKED,
            "starts_at": now + (number // WORKERS - BOOKED // WORKERS // 2) * HOUR,
            "minutes": 45,
        }
        for number in range(BOOKED)
    ]


def _timed(browser: Client) -> list[float]:
    times = []
    for _ in range(ASKED):
        began = perf_counter()
        answer = browser.get(PAGE, base_url=BASE)
        times.append(perf_counter() - began)
        if answer.status_code != 200:
            raise RuntimeError(f"It was answered: {answer.status}")
    return sorted(times)
