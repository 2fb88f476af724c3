"""What was put right counts as it now stands, on both databases; what never was counts nowhere."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.casework.visits.events import VisitCorrected, VisitEnteredInError
from services.common.codes import MatchEnd, MatchStatus, ReferralStatus, VisitKind, VisitStatus
from services.referral.corrections.events import (
    ReferralCorrected,
    ReferralEnteredInError,
    ReferralReopened,
)
from services.referral.referrals.events import ReferralCompleted, ReferralRejected
from services.volunteers.matches.events import MatchCorrected, MatchEnteredInError, MatchReopened
from shared.service import Service
from shared.work import Actor
from tests.reporting.histories import Stream, write_stories
from tests.reporting.stores import services, timelines
from tests.reporting.test_facts import TIMELINE, WHOLE
from tests.reporting.timelines import PROVIDER, SENDER, match, number

__all__ = ["services"]

TODAY = date(2026, 10, 20)
MENDING: dict[str, Any] = {
    "referral_id": WHOLE.referral_id,
    "correction_id": number(900_000),
    "on": TODAY,
}
VISIT = number(400_001)
OF_VISIT: dict[str, Any] = {
    "visit_id": VISIT,
    "case_id": WHOLE.case_id,
    "organisation": WHOLE.provider,
}
OF_MATCH: dict[str, Any] = {
    "match_id": number(200_001),
    "case_id": WHOLE.case_id,
    "referral_id": WHOLE.referral_id,
    "volunteer_id": number(300_001),
    "organisation": PROVIDER,
    "programme": "kaveri",
    "sender": SENDER,
    "municipality": "853",
}
STANDS = OF_MATCH | {"proposed_on": date(2026, 3, 10), "agreed_on": date(2026, 3, 10)}


def append(services: dict[str, Service], name: str, stream: UUID, events: Sequence[Any]) -> None:
    services[name].execute(
        lambda work: work.change(Stream(stream), lambda _: list(events)), Actor("test")
    )


def of_referral(services: dict[str, Service], *events: Any) -> Any:
    write_stories(services, [WHOLE])
    append(services, "referral", WHOLE.referral_id, events)
    return timelines(services)


def of_visit(services: dict[str, Service], *events: Any) -> Any:
    write_stories(services, [WHOLE])
    append(services, "casework", VISIT, events)
    return timelines(services)


def of_match(services: dict[str, Service], *events: Any) -> Any:
    write_stories(services, [WHOLE])
    append(services, "volunteers", WHOLE.case_id, events)
    (only,) = timelines(services)
    return only.matches


def test_a_corrected_municipality_is_the_one_that_counts(services: dict[str, Service]) -> None:
    values: dict[str, Any] = {"organisation": SENDER, "changed": ("municipality",)}
    moved = ReferralCorrected(**MENDING, **values, municipality="790")
    assert of_referral(services, moved) == [replace(TIMELINE, municipality="790")]


def test_a_place_that_may_be_told_no_more_is_withheld(services: dict[str, Service]) -> None:
    values: dict[str, Any] = {"organisation": SENDER, "changed": ("non_disclosure",)}
    hidden = ReferralCorrected(**MENDING, **values, municipality=None)
    assert of_referral(services, hidden) == [replace(TIMELINE, municipality=None)]


def test_a_referral_that_was_none_counts_nowhere(services: dict[str, Service]) -> None:
    assert of_referral(services, ReferralEnteredInError(**MENDING)) == []


def test_a_rejection_by_mistake_is_no_answer(services: dict[str, Service]) -> None:
    story = replace(WHOLE, accepted_on=None, started_on=None, met_on=None, closed_on=None)
    write_stories(services, [story])
    rejected = ReferralRejected(
        referral_id=WHOLE.referral_id, reason="NO_CAPACITY", organisation=PROVIDER, on=TODAY
    )
    reopened = ReferralReopened(**MENDING, status=ReferralStatus.OFFERED)
    append(services, "referral", WHOLE.referral_id, [rejected, reopened])
    assert [each.answered_on for each in timelines(services)] == [None]


def test_an_end_by_mistake_leaves_the_answer(services: dict[str, Service]) -> None:
    ended = ReferralCompleted(referral_id=WHOLE.referral_id, end_reason="PLANNED_END", on=TODAY)
    reopened = ReferralReopened(**MENDING, status=ReferralStatus.ACCEPTED)
    assert of_referral(services, ended, reopened) == [TIMELINE]


def test_a_visit_counts_on_the_day_on_which_it_was(services: dict[str, Service]) -> None:
    held: dict[str, Any] = {"kind": VisitKind.FACE, "status": VisitStatus.HELD, "present": 2}
    later = VisitCorrected(**OF_VISIT, **held, held_on=date(2026, 3, 20), minutes=90)
    assert of_visit(services, later) == [replace(TIMELINE, met_on=date(2026, 3, 20))]


def test_a_visit_that_was_missed_after_all_ends_no_waiting(services: dict[str, Service]) -> None:
    missed: dict[str, Any] = {"kind": VisitKind.FACE, "status": VisitStatus.MISSED, "present": 0}
    corrected = VisitCorrected(**OF_VISIT, **missed, held_on=date(2026, 3, 12), minutes=0)
    assert of_visit(services, corrected) == [replace(TIMELINE, met_on=None)]


def test_a_visit_that_never_was_ends_no_waiting(services: dict[str, Service]) -> None:
    assert of_visit(services, VisitEnteredInError(**OF_VISIT)) == [replace(TIMELINE, met_on=None)]


def test_a_match_counts_as_it_now_stands(services: dict[str, Service]) -> None:
    corrected = MatchCorrected(
        **STANDS,
        status=MatchStatus.ENDED,
        started_on=date(2026, 3, 15),
        ended_on=date(2026, 9, 1),
        end_reason=MatchEnd.PLANNED,
    )
    assert of_match(services, corrected) == (
        match(
            200_001,
            agreed_on=date(2026, 3, 10),
            started_on=date(2026, 3, 15),
            ended_on=date(2026, 9, 1),
        ),
    )


def test_a_match_that_was_ended_by_mistake_goes_on(services: dict[str, Service]) -> None:
    reopened = MatchReopened(**STANDS, status=MatchStatus.STARTED, started_on=date(2026, 3, 10))
    days = {"agreed_on": date(2026, 3, 10), "started_on": date(2026, 3, 10)}
    assert of_match(services, reopened) == (match(200_001, **days),)


def test_a_match_that_never_was_counts_nowhere(services: dict[str, Service]) -> None:
    struck = MatchEnteredInError(**OF_MATCH, was=MatchStatus.ENDED, on=TODAY)
    assert of_match(services, struck) == ()
