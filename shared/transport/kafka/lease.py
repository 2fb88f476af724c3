"""Who relays: one of several processes, as long as it shows that it is alive.

The row is the lock, with a term that grows with each holder. A process that stood still for longer
than its lease can no longer move a cursor when it goes on. An advisory lock
would stay with a stopped process. All times are the database's own.
"""

from dataclasses import dataclass
from time import monotonic

from sqlalchemy import text

from shared.database.engine import Database

LASTS = 10.0  # seconds without a sign of life until another process may take over
NAME = "relay"

_BEGIN = text("""
INSERT INTO relay_lease (name, holder, term, until) VALUES (:name, '', 0, clock_timestamp())
ON CONFLICT DO NOTHING
""")
_TAKE = text("""
UPDATE relay_lease SET holder = :holder, term = term + 1,
  until = clock_timestamp() + make_interval(secs => :lasts)
WHERE name = :name AND until <= clock_timestamp() RETURNING term
""")
_KEEP = text("""
UPDATE relay_lease SET until = clock_timestamp() + make_interval(secs => :lasts)
WHERE name = :name AND term = :term RETURNING term
""")
_LEAVE = text(
    "UPDATE relay_lease SET until = clock_timestamp() WHERE name = :name AND term = :term"
)


class Lost(Exception):
    """Another process relays now; what this one sent meanwhile are repeats, skipped later."""


@dataclass
class Lease:
    """One process's claim to relay; PostgreSQL only."""

    database: Database
    holder: str  # for people: which process it is
    lasts: float = LASTS
    term: int = 0  # 0 while not held
    _renewed_at: float = 0.0  # when this process last showed that it is alive

    def hold(self) -> bool:
        """Take it or keep it; False while another process has it. Raises `Lost` when it was ours.

        It is written again only after a third of its time: a process that lost it moves no cursor.
        """
        now = monotonic()
        if self.term and now < self._renewed_at + self.lasts / 3:
            return True
        with self.database.writing() as db:
            if self.term:
                if db.execute(_KEEP, self._values | {"term": self.term}).scalar() is None:
                    self.term = 0
                    raise Lost(f"{self.holder} was silent for too long.")
                self._renewed_at = now
                return True
            db.execute(_BEGIN, {"name": NAME})
            self.term = db.execute(_TAKE, self._values | {"holder": self.holder}).scalar() or 0
            self._renewed_at = now
        return bool(self.term)

    def leave(self) -> None:
        """Let another process take over at once."""
        if self.term:
            with self.database.writing() as db:
                db.execute(_LEAVE, {"name": NAME, "term": self.term})
        self.term = 0

    @property
    def _values(self) -> dict[str, object]:
        return {"name": NAME, "lasts": self.lasts}
