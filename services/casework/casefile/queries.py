"""What has happened in a case, as its people recorded it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from services.casework.casefile.projections import moments
from services.casework.cases.domain import Case
from services.casework.cases.policy import is_limited, reads_note
from services.casework.course.events import TaskWaived
from services.casework.neighbours.projections import neighbour_moments
from shared.identity.principals import Principal
from shared.kernel.events import kind_of
from shared.kernel.sealing import opened
from shared.work import Work


@dataclass(frozen=True)
class Happening:
    """One row of the timeline, its words opened."""

    on: date
    what: str  # the event's name
    facts: dict[str, Any]
    by: str  # who recorded it: a principal's id, or one of our own processes
    words: str
    at: datetime | None = None  # when it was recorded


NOTES = ("visit", "entry", "network_map", "message", "expenses")
REASONS = ("case.contact_shown", "case.correction_explained", "case.family_corrected")
OWN_PAGE = ("visit.noted", "entry.noted", "entry.correction_explained")  # and no timeline shows


def happenings(
    work: Work, case_id: UUID, referral_id: UUID, *, most: int | None = None
) -> list[Happening]:
    """What has happened in a case, to its referral and in its matches, newest first."""
    own = select(moments).where(moments.c.case_id == case_id, moments.c.what.not_in(OWN_PAGE))
    own = own.order_by(moments.c.on.desc(), moments.c.position.desc()).limit(most)
    theirs = select(neighbour_moments).where(neighbour_moments.c.referral_id == referral_id)
    others = [
        Happening(row.on, row.what, row.facts, "", "", row.at)
        for row in work.db.execute(theirs.order_by(neighbour_moments.c.at.desc())).all()
    ]
    rows = [_happening(work, row) for row in work.db.execute(own).all()]
    together = sorted([*rows, *others], key=lambda each: each.on, reverse=True)
    return together[:most]


def readable(who: Principal, case: Case, happening: Happening) -> bool:
    """Not for whoever is kept from earlier notes: that such a note was made, or put right."""
    kind, _, did = happening.what.partition(".")
    if kind not in NOTES or not is_limited(who, case):
        return True
    is_first = did not in ("corrected", "entered_in_error", "correction_explained", "settled")
    return is_first and reads_note(who, case, happening.on, by=happening.by)


def as_read(who: Principal, case: Case, happening: Happening) -> Happening:
    """Without why something was opened or put right on a day of before; that it was stays."""
    if happening.what not in REASONS or reads_note(who, case, happening.on, by=happening.by):
        return happening
    return replace(happening, words="")


def of_part(work: Work, part_id: UUID) -> list[Happening]:
    """What was recorded of one visit, goal or meeting, the newest first."""
    query = select(moments).where(moments.c.part_id == part_id)
    query = query.order_by(moments.c.position.desc())
    return [_happening(work, row) for row in work.db.execute(query).all()]


def _happening(work: Work, row: Row[Any]) -> Happening:
    words = opened(row.words, work.sealing) or ""
    return Happening(row.on, row.what, row.facts, row.by, words, row.at)


def waived_because(work: Work, case_id: UUID) -> dict[str, str]:
    """Why tasks were passed over, by their codes."""
    waived = (moments.c.case_id == case_id) & (moments.c.what == kind_of(TaskWaived).name)
    rows = work.db.execute(select(moments).where(waived)).all()
    return {row.facts["task"]: opened(row.words, work.sealing) or "" for row in rows}
