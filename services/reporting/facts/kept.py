"""What was counted from the facts, kept in this process for as long as nothing moves.

Counting asks for every referral, so it is done once for all who read the same. Where the facts
stand is asked before and after: an answer that they moved under is given, but never kept.
"""

from collections.abc import Callable, Hashable
from typing import TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, literal_column, select, union_all

from shared.consumer.tables import checkpoints, parked
from shared.store import Store
from shared.work import Work

T = TypeVar("T")
Standing = tuple[tuple[object, ...], ...]
MOST = 100  # answers of one standing
_answers: WeakKeyDictionary[Store, tuple[Standing, dict[Hashable, object]]] = WeakKeyDictionary()


def standing(db: Connection) -> Standing:
    """How far every projection of this service has come, and what is parked."""
    return tuple(sorted(map(tuple, db.execute(_STANDING)), key=repr))


def unmoved(work: Work, what: Hashable, count: Callable[[], T]) -> T:
    """What `count` found of `what` where the facts stand now; counted if nobody has asked yet."""
    now = standing(work.db)
    known = _of(work.store, now)
    if what in known:
        found: T = known[what]  # type: ignore[assignment]  # each `what` has one `count`
        return found
    found = count()
    if standing(work.db) == now and len(known) < MOST:
        known[what] = found
    return found


def _of(store: Store, now: Standing) -> dict[Hashable, object]:
    """The answers of this standing; those of any other are forgotten."""
    stood, known = _answers.get(store, ((), {}))
    if stood != now:
        known = {}
        _answers[store] = now, known
    return known


_c, _p = checkpoints.c, parked.c
_STANDING = union_all(  # a replay moves no position, but what was parked is gone
    select(_c.consumer, _c.source, _c.partition, _c.position, _c.digest, _c.moved_at),
    select(
        _p.consumer, _p.source, _p.partition, _p.position, literal_column("'parked'"), _p.parked_at
    ),
)
