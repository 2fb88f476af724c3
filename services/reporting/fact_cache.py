"""What was counted from the facts, kept in this process for as long as no fact changes.

Counting reads every referral, so it is done once for all who ask the same. The version of the
facts is read before and after: an answer whose facts changed meanwhile is given, but never kept.
"""

from collections.abc import Callable, Hashable
from typing import TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, literal_column, select, union_all

from shared.consumer.tables import checkpoints, parked
from shared.store import Store
from shared.work import Work

T = TypeVar("T")
CacheVersion = tuple[tuple[object, ...], ...]
MOST = 100  # answers of one version
_answers: WeakKeyDictionary[Store, tuple[CacheVersion, dict[Hashable, object]]] = (
    WeakKeyDictionary()
)


def cache_version(db: Connection) -> CacheVersion:
    """How far every projection of this service has come, and what is parked."""
    return tuple(sorted(map(tuple, db.execute(_VERSION)), key=repr))


def cached(work: Work, question: Hashable, count: Callable[[], T]) -> T:
    """What `count` answers to the question; it counts once for each version of the facts."""
    version = cache_version(work.db)
    answers = _answers_of(work.store, version)
    if question in answers:
        answer: T = answers[question]  # type: ignore[assignment]  # each question has one `count`
        return answer
    answer = count()
    if cache_version(work.db) == version and len(answers) < MOST:
        answers[question] = answer
    return answer


def _answers_of(store: Store, version: CacheVersion) -> dict[Hashable, object]:
    """The answers of this version; those of any other are forgotten."""
    kept_version, answers = _answers.get(store, ((), {}))
    if kept_version != version:
        answers = {}
        _answers[store] = version, answers
    return answers


_c, _p = checkpoints.c, parked.c
_VERSION = union_all(  # a replay moves no position, but what was parked is gone
    select(_c.consumer, _c.source, _c.partition, _c.position, _c.digest, _c.moved_at),
    select(
        _p.consumer, _p.source, _p.partition, _p.position, literal_column("'parked'"), _p.parked_at
    ),
)
