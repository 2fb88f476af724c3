"""Drawing the map of who is around a child."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from services.casework.cases.domain import Case
from services.casework.networkmaps.domain import NetworkMap
from services.casework.networkmaps.events import Around
from services.common.identifying import check_tells_no_place
from shared.work import Work


def draw(
    work: Work,
    case_id: UUID,
    *,
    around: Sequence[Around],
    drawn_on: date | None = None,
    notes: str = "",
) -> tuple[UUID, int]:
    """Draw a map of one day; its id and version."""
    case, _ = work.load(Case(case_id))
    day = work.day(drawn_on)
    case.during(day)
    hidden = case.person.non_disclosure
    for text in (notes, *(person.name for person in around)):
        check_tells_no_place(text, non_disclosure=hidden, field="notes")
    new = NetworkMap(uuid4())
    _, version = work.change(
        new,
        lambda drawing: drawing.draw(
            tuple(around),
            case_id=case_id,
            subject_id=case.person.subject_id,
            drawn_on=day,
            notes=notes,
        ),
    )
    return new.id, version


def enter_in_error(work: Work, map_id: UUID, *, reason: str = "") -> None:
    """Say that a map never was."""
    work.change(NetworkMap(map_id), lambda drawing: drawing.enter_in_error(reason=reason))
