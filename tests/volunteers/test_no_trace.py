"""A check that nobody approves leaves nothing behind, on both databases."""

from uuid import UUID

import pytest
from sqlalchemy import select

from services.common.codes import ApplicationEnd
from services.volunteers.approval import commands
from services.volunteers.people.domain import Volunteer
from services.volunteers.vetting.queries import draft_of, vetting_drafts
from shared.kernel.aggregate import Refused
from shared.store.tables import claims, events
from tests.volunteers.examples import MARCH
from tests.volunteers.stage import Stage, stage

__all__ = ["stage"]


def names(stage: Stage, volunteer_id: UUID) -> list[str]:
    stream = events.c.stream == f"volunteer-{volunteer_id}"
    query = select(events.c.name).where(stream).order_by(events.c.version)
    return list(stage.read_only(lambda work: work.db.execute(query).scalars()))


def kept(stage: Stage) -> int:
    """Rows of drafts, and of claims that would tell of one."""
    rows = select(vetting_drafts.c.volunteer_id)
    held = select(claims.c.key).where(claims.c.scope == "vetting")
    return len(stage.read_only(lambda work: [*work.db.execute(rows), *work.db.execute(held)]))


def test_a_check_is_no_event_and_moves_no_version(stage: Stage) -> None:
    volunteer_id = stage.applicant()
    before = names(stage, volunteer_id)
    _, version = stage.do(
        commands.check_extract,
        volunteer_id,
        extract_issue_date=MARCH,
        checked_on=MARCH,
        source="ORDERED_BY_ORGANISER",
    )
    assert (names(stage, volunteer_id), version) == (before, len(before))
    assert kept(stage) == 1


@pytest.mark.parametrize("reason", list(ApplicationEnd))
def test_an_end_leaves_no_trace_of_the_check(stage: Stage, reason: ApplicationEnd) -> None:
    checked, unchecked = stage.checked(), stage.applicant()
    for volunteer_id in (checked, unchecked):
        stage.do(commands.end, volunteer_id, reason=reason)
    assert names(stage, checked) == names(stage, unchecked)
    assert kept(stage) == 0


def test_a_withdrawn_consent_takes_the_check_along(stage: Stage) -> None:
    stage.do(commands.withdraw_consent, stage.checked())
    assert kept(stage) == 0


def test_approval_makes_the_check_history(stage: Stage) -> None:
    volunteer_id = stage.vetted()
    assert names(stage, volunteer_id)[-2:] == ["volunteer.extract_checked", "volunteer.vetted"]
    assert kept(stage) == 0


def test_a_refused_approval_keeps_the_draft(stage: Stage) -> None:
    volunteer_id = stage.checked()
    with pytest.raises(Refused):
        stage.do(commands.approve, volunteer_id, programme="buddy", on=MARCH.replace(day=1))
    draft = stage.read_only(lambda work: draft_of(work, volunteer_id))
    assert (draft.checked_on, draft.checked_by) == (MARCH, "contact")


def test_the_check_opens_again_from_history(stage: Stage) -> None:
    volunteer_id = stage.vetted()
    volunteer, _ = stage.read_only(lambda work: work.load(Volunteer(volunteer_id)))
    assert volunteer.steps.checked.extract_issue_date == MARCH
