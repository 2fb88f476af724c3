"""Who relays: one process of several, as long as it shows that it is alive.

The row is the lock, with a term that grows with each holder: one that was stopped for longer
than its lease finds, when it goes on, that it can no longer move a cursor. An advisory lock
would stay with a stopped process. All times are the database's own.
"""

from dataclasses import dataclass
from time import monotonic

from sqlalchemy import text

from shared.database.engine import Database

LASTS = 10.0  # seconds without a sign of life until somebody else may take over
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
    """Somebody else relays now; what was sent meanwhile are repeats, which consumers skip."""


@dataclass
class Lease:
    """One process's claim to relay; PostgreSQL only."""

    database: Database
    holder: str  # for people who ask which process it is
    lasts: float = LASTS
    term: int = 0  # 0 while not held
    _kept_at: float = 0.0  # when it was last shown that we are alive

    def hold(self) -> bool:
        """Take it or keep it; False while somebody else has it. Raises `Lost` when it was ours.

        A third of it passes before it is written again: whoever lost it moves no cursor anyway.
        """
        now = monotonic()
        if self.term and now < self._kept_at + self.lasts / 3:
            return True
        with self.database.writing() as db:
            if self.term:
                if db.execute(_KEEP, self._known | {"term": self.term}).scalar() is None:
                    self.term = 0
                    raise Lost(f"{self.holder} was silent for too long.")
                self._kept_at = now
                return True
            db.execute(_BEGIN, {"name": NAME})
            self.term = db.execute(_TAKE, self._known | {"holder": self.holder}).scalar() or 0
            self._kept_at = now
        return bool(self.term)

    def leave(self) -> None:
        """Let somebody else take over at once."""
        if self.term:
            with self.database.writing() as db:
                db.execute(_LEAVE, {"name": NAME, "term": self.term})
        self.term = 0

    @property
    def _known(self) -> dict[str, object]:
        return {"name": NAME, "lasts": self.lasts}
