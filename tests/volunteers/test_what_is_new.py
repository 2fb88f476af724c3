"""To what something happened then or later, on both databases; the border is within."""

from datetime import timedelta

from shared.store.history import moved_since
from tests.volunteers.stage import ACTOR, NOON, Stage, stage

__all__ = ["stage"]
SECOND = timedelta(seconds=1)


def test_what_moved_at_that_very_moment_is_new(stage: Stage) -> None:
    case_id = stage.need()
    with stage.volunteers.read_only(ACTOR) as work:
        moments = (NOON - SECOND, NOON, NOON + SECOND)
        moved = [moved_since(work.db, "need", at) for at in moments]
        others = moved_since(work.db, "match", NOON)
    assert moved == [{case_id}, {case_id}, frozenset()]
    assert others == frozenset()
