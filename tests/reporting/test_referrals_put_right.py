"""What was put right in a referral counts anew, on both databases."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.common.codes import ReferralStatus
from services.referral.corrections.events import (
    ChildrenCounted,
    ReferralCorrected,
    ReferralEnteredInError,
    ReferralReopened,
)
from services.referral.referrals.events import ReferralCompleted, ReferralRejected
from shared.service import Service
from shared.work import Actor
from tests.reporting.histories import PROVIDER, SENDER, Story, Stream, write_stories
from tests.reporting.stores import services, timelines

__all__ = ["services"]

STORY = Story(1)
DAY, CORRECTION = date(2026, 3, 5), UUID(int=5)


def write(services: dict[str, Service], *events: Any) -> None:
    stream = Stream(STORY.referral_id)
    services["referral"].execute(
        lambda work: work.change(stream, lambda _: [*events]), Actor("x", SENDER)
    )


def reopened(status: ReferralStatus) -> ReferralReopened:
    return ReferralReopened(
        referral_id=STORY.referral_id, correction_id=CORRECTION, status=status, on=DAY
    )


def test_a_corrected_place_counts_there_and_a_withheld_one_nowhere(
    services: dict[str, Service],
) -> None:
    write_stories(services, [STORY])
    moved = ReferralCorrected(
        referral_id=STORY.referral_id,
        correction_id=CORRECTION,
        organisation=SENDER,
        changed=("place",),
        municipality="680",
        on=DAY,
    )
    write(services, moved)
    assert [each.municipality for each in timelines(services)] == ["680"]
    write(services, replace(moved, changed=("non_disclosure",), municipality=None))
    assert [each.municipality for each in timelines(services)] == [None]


def test_what_was_sent_by_mistake_counts_nowhere(services: dict[str, Service]) -> None:
    write_stories(services, [STORY])
    error = ReferralEnteredInError(referral_id=STORY.referral_id, correction_id=CORRECTION, on=DAY)
    write(services, error)
    assert timelines(services) == []


def test_a_no_that_is_taken_back_is_no_answer(services: dict[str, Service]) -> None:
    write_stories(services, [STORY])
    rejected = ReferralRejected(
        referral_id=STORY.referral_id, organisation=PROVIDER, reason="NO_CAPACITY", on=DAY
    )
    write(services, rejected)
    assert [each.answered_on for each in timelines(services)] == [DAY]
    write(services, reopened(ReferralStatus.OFFERED))
    assert [each.answered_on for each in timelines(services)] == [None]


def test_a_referral_that_goes_on_with_its_case_keeps_its_answer(
    services: dict[str, Service],
) -> None:
    story = replace(STORY, accepted_on=DAY)
    write_stories(services, [story])
    completed = ReferralCompleted(referral_id=STORY.referral_id, end_reason="REDUNDANT", on=DAY)
    write(services, completed, reopened(ReferralStatus.ACCEPTED))
    assert [each.answered_on for each in timelines(services)] == [DAY]


def test_the_number_of_x_with_acceptance_and_put_right_later(
    services: dict[str, Service],
) -> None:
    first = replace(STORY, accepted_on=DAY)
    write_stories(services, [first, replace(first, n=2, children=2)])
    assert [each.children for each in timelines(services)] == [None, 2]
    counted = ChildrenCounted(
        referral_id=STORY.referral_id, correction_id=CORRECTION, children=3, on=DAY
    )
    write(services, counted)
    assert [each.children for each in timelines(services)] == [3, 2]
