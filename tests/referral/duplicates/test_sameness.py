"""Two referrals are said to be of one person, and of two again, by the rules of both."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.common.codes import BusinessStatus as Status, SamenessAnswer
from services.referral.sameness.domain import ALONE, Before, Sameness, Supported
from services.referral.sameness.events import (
    ReferralDistinguished,
    ReferralJoined,
    ReferralMerged,
    ReferralParted,
    ReferralSeparated,
    SamenessExplained,
)
from shared.kernel.aggregate import Invalid, Refused

LATER, EARLIER, THIRD, MLL = (UUID(int=n) for n in (1, 2, 3, 4))
MONDAY = date(2026, 11, 23)
WAITS = Before(Status.WAITING_FOR_PERSON, None)
A = Supported(
    id=LATER,
    case=UUID(int=11),
    organisation=MLL,
    subject_id=UUID(int=21),
    programme="kaveri",
    status=Status.WAITING_FOR_PERSON,
    is_going_on=True,
    is_matched=True,
    is_hidden=False,
)
B = replace(A, id=EARLIER, case=UUID(int=12), subject_id=UUID(int=22))
MERGED = ReferralMerged(
    referral_id=LATER,
    case_id=UUID(int=11),
    organisation=MLL,
    into=EARLIER,
    into_case=UUID(int=12),
    on=MONDAY,
)
SEPARATED = ReferralSeparated(
    referral_id=LATER,
    case_id=UUID(int=11),
    organisation=MLL,
    other=EARLIER,
    other_case=UUID(int=12),
    on=MONDAY,
)
DISTINGUISHED = ReferralDistinguished(referral_id=LATER, organisation=MLL, other=EARLIER, on=MONDAY)


def explained(answer: SamenessAnswer) -> SamenessExplained:
    return SamenessExplained(
        referral_id=LATER,
        subject_id=UUID(int=21),
        organisation=MLL,
        other=EARLIER,
        answer=answer,
        on=MONDAY,
        reason="Sama äiti",
    )


def given(*events: Any) -> Sameness:
    state = ALONE
    for event in events:
        state = state.after(event, WAITS)
    return state


def test_one_follows_the_other() -> None:
    assert A.merge(B, reason="", on=MONDAY) == [MERGED]
    assert B.lead(LATER, on=MONDAY) == [ReferralJoined(referral_id=EARLIER, other=LATER, on=MONDAY)]
    assert A.merge(B, reason="Sama äiti", on=MONDAY) == [MERGED, explained(SamenessAnswer.SAME)]


def test_said_again_nothing_changes() -> None:
    merged = replace(A, sameness=given(MERGED))
    assert merged.merge(B, reason="", on=MONDAY) == []
    assert replace(B, sameness=Sameness(leads=frozenset({LATER}))).lead(LATER, on=MONDAY) == []
    assert replace(A, sameness=given(DISTINGUISHED)).distinguish(B, reason="", on=MONDAY) == []


@pytest.mark.parametrize(
    ("first", "into", "code"),
    [
        ({"sameness": given(MERGED)}, {"id": THIRD}, "merged"),
        ({"sameness": Sameness(leads=frozenset({THIRD}))}, {}, "leads"),
        ({}, {"sameness": Sameness(into=THIRD)}, "leads"),
        ({"is_going_on": False}, {}, "ended"),
        ({}, {"is_going_on": False}, "ended"),
        ({}, {"programme": "perhekummi"}, "other-programme"),
        ({"is_hidden": True}, {}, "non-disclosure"),
        ({}, {"is_hidden": True}, "non-disclosure"),
        ({"status": Status.MATCH_PROPOSED}, {}, "has-person"),
        ({"status": Status.IN_PROGRESS}, {"status": Status.IN_PROGRESS}, "has-person"),
    ],
)
def test_what_stands_in_the_way_of_a_merger(first: Any, into: Any, code: str) -> None:
    with pytest.raises(Refused) as refused:
        replace(A, **first).merge(replace(B, **into), reason="", on=MONDAY)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("first", "into"),
    [
        ({}, {"status": Status.IN_PROGRESS}),
        ({"is_hidden": True}, {"is_hidden": True}),
        (
            {"status": Status.IN_PROGRESS, "is_matched": False},
            {"status": Status.IN_PROGRESS, "is_matched": False},
        ),
        ({}, {"sameness": Sameness(leads=frozenset({THIRD}))}),
        ({"sameness": given(DISTINGUISHED)}, {}),
    ],
)
def test_what_may_be_merged(first: Any, into: Any) -> None:
    assert replace(A, **first).merge(replace(B, **into), reason="", on=MONDAY) == [MERGED]


def test_none_is_merged_with_itself() -> None:
    for decide in (A.merge, A.distinguish):
        with pytest.raises(Invalid):
            decide(A, reason="", on=MONDAY)


@pytest.mark.parametrize(
    ("there", "steps"),
    [
        (Status.WAITING_FOR_PERSON, ()),
        (Status.MATCH_PROPOSED, (Status.MATCH_PROPOSED,)),
        (
            Status.IN_PROGRESS,
            (Status.MATCH_PROPOSED, Status.MATCH_AGREED, Status.IN_PROGRESS),
        ),
        (Status.ENDED, ()),
    ],
)
def test_its_sender_reads_the_steps_of_a_match_that_came_about_that_day(
    there: Status, steps: tuple[Status, ...]
) -> None:
    assert A.steps_to(replace(B, status=there)) == steps


def test_a_separation_gives_back_what_was() -> None:
    started = date(2026, 11, 2)
    merged = ALONE.after(MERGED, Before(Status.IN_PROGRESS, started))
    follows = replace(A, sameness=merged)
    assert merged.before == Before(Status.IN_PROGRESS, started)
    assert follows.separate(B, reason="", on=MONDAY) == [replace(SEPARATED, started_on=started)]
    assert given(MERGED, SEPARATED) == Sameness(others=frozenset({EARLIER}))
    assert given(MERGED, SEPARATED, MERGED) == given(MERGED)


def test_what_leads_knows_its_followers_until_they_part() -> None:
    joined = ReferralJoined(referral_id=EARLIER, other=LATER, on=MONDAY)
    separate = ReferralParted(referral_id=EARLIER, other=LATER, on=MONDAY)
    leads = replace(B, sameness=given(joined))
    assert leads.part(LATER, on=MONDAY) == [separate]
    assert given(joined, separate) == Sameness(others=frozenset({LATER}))
    assert B.part(LATER, on=MONDAY) == []


def test_what_stands_alone_is_separated_from_nothing() -> None:
    assert A.separate(B, reason="", on=MONDAY) == []


def test_what_has_ended_together_is_reopened_first() -> None:
    with pytest.raises(Refused, match="reopen"):
        replace(A, sameness=given(MERGED), is_going_on=False).separate(B, reason="", on=MONDAY)


def test_two_people_are_told_apart_and_merged_ones_separated() -> None:
    assert A.distinguish(B, reason="Sama äiti", on=MONDAY) == [
        DISTINGUISHED,
        explained(SamenessAnswer.NOT_SAME),
    ]
    for sameness in (given(MERGED), Sameness(leads=frozenset({EARLIER}))):
        with pytest.raises(Refused, match="separate"):
            replace(A, sameness=sameness).distinguish(B, reason="", on=MONDAY)
