"""Which events of a case, its visits and matches start, move and meet what is due of it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine

from services.casework.cases import events
from services.casework.deadlines.projections import deadlines
from services.casework.visits.events import VisitCorrected, VisitEnteredInError, VisitLogged
from services.common.codes import (
    EndReason,
    MatchEnd,
    MatchStatus,
    Outcome,
    TeamRole,
    VisitKind,
    VisitStatus,
)
from services.referral.directory.events import ProgrammePublished
from services.volunteers.matches import events as matches
from tests.casework.examples import ANNA, CASE, MATCH, OPENED, PHASED, PROVIDER, REFERRAL, SENDER
from tests.following import waiting

QUIET, MONTHS = 21, 3
TERMS = ProgrammePublished(
    programme=replace(PHASED, quiet_days=QUIET, follow_up_months=MONTHS),
    programme_id=UUID(int=99),
    provider=PROVIDER,
)
BEGUN = events.CaseOpened(
    case_id=CASE,
    referral_id=REFERRAL,
    organisation=PROVIDER,
    sender=SENDER,
    programme=PHASED.code,
    programme_version=PHASED.version,
    opened_on=OPENED,
)
JOINED = events.WorkerAssigned(
    case_id=CASE, person_id=ANNA, role=TeamRole.RESPONSIBLE, on=date(2026, 2, 10)
)
GONE = events.WorkerReleased(case_id=CASE, person_id=ANNA, on=date(2026, 3, 3))
ABOUT_MATCH: dict[str, Any] = {
    "match_id": MATCH,
    "case_id": CASE,
    "referral_id": REFERRAL,
    "volunteer_id": ANNA,
    "organisation": PROVIDER,
    "programme": PHASED.code,
    "sender": SENDER,
}
AGREED = matches.MatchAgreed(**ABOUT_MATCH, agreed_on=date(2026, 2, 15))
ENDED = matches.MatchEnded(**ABOUT_MATCH, ended_on=date(2026, 6, 1), reason=MatchEnd.PLANNED)
REVIVED = matches.MatchReopened(
    **ABOUT_MATCH,
    status=MatchStatus.STARTED,
    proposed_on=date(2026, 2, 1),
    agreed_on=date(2026, 2, 15),
    started_on=date(2026, 2, 20),
)
MET = VisitLogged(
    visit_id=UUID(int=77),
    case_id=CASE,
    organisation=PROVIDER,
    held_on=date(2026, 2, 20),
    kind=VisitKind.FACE,
    status=VisitStatus.HELD,
    minutes=60,
    present=2,
)
MET_AGAIN = replace(MET, visit_id=UUID(int=78), held_on=date(2026, 3, 1))
MISSED = replace(MET_AGAIN, status=VisitStatus.CANCELLED)
CORRECTED = VisitCorrected(**vars(MISSED))
NEVER = VisitEnteredInError(visit_id=UUID(int=78), case_id=CASE, organisation=PROVIDER)
OF_CASE: dict[str, Any] = {
    "case_id": CASE,
    "referral_id": REFERRAL,
    "programme": PHASED.code,
    "organisation": PROVIDER,
}
CLOSED = events.CaseClosed(
    **OF_CASE,
    end_reason=EndReason.PLANNED_END,
    outcome=Outcome.NOT_ASSESSED,
    on=date(2026, 8, 31),
)
ASKED = events.CaseFollowedUp(**OF_CASE, assessed_on=date(2026, 11, 1), outcome=Outcome.IMPROVED)
TOO_EARLY = replace(ASKED, early=True)
TAKEN_BACK = events.FollowUpTakenBack(**OF_CASE, on=date(2026, 11, 2))
REOPENED = events.CaseReopened(**OF_CASE, closed_on=CLOSED.on, on=date(2026, 9, 2))

FROM_OPENING = {"visit": OPENED + timedelta(days=QUIET)}
FROM_FIRST = {"visit": MET.held_on + timedelta(days=QUIET)}
FROM_SECOND = {"visit": MET_AGAIN.held_on + timedelta(days=QUIET)}
FOLLOW_UP = {"follow-up": date(2026, 11, 30)}


@pytest.mark.parametrize(
    ("happened", "due"),
    [
        ((), {}),  # nobody is there yet who could meet the family
        ((JOINED,), FROM_OPENING),
        ((AGREED,), FROM_OPENING),
        ((JOINED, GONE), {}),
        ((AGREED, JOINED, GONE), FROM_OPENING),
        ((AGREED, ENDED), {}),
        ((AGREED, ENDED, REVIVED), FROM_OPENING),
        ((JOINED, MET), FROM_FIRST),
        ((JOINED, MET, MET_AGAIN), FROM_SECOND),
        ((JOINED, MET_AGAIN, MET), FROM_SECOND),  # written down later
        ((JOINED, MET, MISSED), FROM_FIRST),
        ((JOINED, MET, MET_AGAIN, CORRECTED), FROM_FIRST),
        ((JOINED, MET, MET_AGAIN, NEVER), FROM_FIRST),
        ((JOINED, CLOSED), FOLLOW_UP),
        ((JOINED, CLOSED, TOO_EARLY), FOLLOW_UP),
        ((JOINED, CLOSED, ASKED), {}),
        ((JOINED, CLOSED, ASKED, TAKEN_BACK), FOLLOW_UP),
        ((JOINED, MET, CLOSED, REOPENED), FROM_FIRST),
    ],
)
def test_what_is_due_of_a_case(engine: Engine, happened: tuple[Any, ...], due: Any) -> None:
    assert waiting(engine, deadlines, TERMS, BEGUN, *happened) == due


PARTS = [TERMS, BEGUN, JOINED, MET, AGREED]


@pytest.mark.parametrize("order", [PARTS[n:] + PARTS[:n] for n in range(5)] + [PARTS[::-1]])
def test_events_of_several_streams_come_in_any_order(engine: Engine, order: Any) -> None:
    assert waiting(engine, deadlines, *order) == FROM_FIRST


def test_a_newer_version_of_its_programme_moves_nothing(engine: Engine) -> None:
    newer = replace(PHASED, version=PHASED.version + 1, quiet_days=90)
    later = ProgrammePublished(programme=newer, programme_id=UUID(int=99), provider=PROVIDER)
    assert waiting(engine, deadlines, TERMS, BEGUN, JOINED, later) == FROM_OPENING
