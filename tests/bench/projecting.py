"""The same history followed by the `eventsourcing` library, one transaction an event.

https://eventsourcing.readthedocs.io/en/stable/topics/projection.html: a tracking recorder that
writes the row and the position together.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from time import perf_counter
from typing import Any
from uuid import UUID, uuid4

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from psycopg.sql import SQL

from tests.bench.measuring import Slice
from tests.bench.peer import environment

REFERRALS, TOGETHER = 5000, 50
ROW = """
INSERT INTO peers_facts (referral_id, {name}) VALUES (%(id)s, %(value)s)
ON CONFLICT (referral_id) DO UPDATE SET {name} = excluded.{name}
"""


class PeersReferral(Aggregate):
    """The same four events, the library's way."""

    @event("Received")
    def __init__(self, sender: UUID, programme: str, municipality: str) -> None:
        self.sender = sender

    @event("Offered")
    def offer(self, organisation: UUID, programme: str) -> None:
        self.organisation = organisation

    @event("Accepted")
    def accept(self, case_id: UUID) -> None:
        self.case_id = case_id

    @event("Completed")
    def complete(self, end_reason: str) -> None:
        self.end_reason = end_reason


class PeersApplication(Application[UUID]):
    name = "peers"


class PeersFacts(PostgresTrackingRecorder):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = "referral_id uuid PRIMARY KEY, received text, offered text, accepted text"
        self.sql_create_statements.append(
            SQL("CREATE TABLE IF NOT EXISTS peers_facts ({}, completed text)").format(SQL(columns))
        )

    def put(self, name: str, referral_id: UUID, value: str, tracking: Tracking) -> None:
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            parameters = {"id": referral_id, "value": value}
            cursor.execute(SQL(ROW.format(name=name)), parameters, prepare=True)


class PeersProjection(Projection[PeersFacts]):
    name = "facts"
    gate = Event()  # open while a slice is measured
    passed = 0

    def process_event(self, domain_event: Any, tracking: Tracking) -> None:
        type(self).gate.wait()
        name = type(domain_event).__name__.lower()
        self.view.put(name, domain_event.originator_id, "2026-11-21", tracking)
        type(self).passed += 1


@contextmanager
def running(url: str) -> Iterator[Slice]:
    """A slice of the library's ProjectionRunner on a history of its own."""
    settings = environment(url)
    _write(PeersApplication(env=settings))
    runner = ProjectionRunner(
        application_class=PeersApplication,
        projection_class=PeersProjection,
        view_class=PeersFacts,
        env=settings,
    )
    gate = PeersProjection.gate

    def run(seconds: float) -> float:
        before, start = PeersProjection.passed, perf_counter()
        gate.set()
        Event().wait(seconds)
        gate.clear()
        done, spent = PeersProjection.passed - before, perf_counter() - start
        if runner.is_interrupted.is_set() or PeersProjection.passed >= REFERRALS * 4:
            raise RuntimeError("The library's projection stopped, or came to its history's end.")
        return done / spent

    with runner:
        yield run
        gate.set()


def _write(application: PeersApplication) -> None:
    for _ in range(REFERRALS // TOGETHER):
        application.save(*[_referral() for _ in range(TOGETHER)])
    application.close()


def _referral() -> PeersReferral:
    referral = PeersReferral(sender=uuid4(), programme="kaveri", municipality="853")
    referral.offer(organisation=uuid4(), programme="kaveri")
    referral.accept(case_id=uuid4())
    referral.complete(end_reason="GOALS_MET")
    return referral
