"""How long what is held of somebody is kept, what goes because they ask, and who erases it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.common.codes import (
    ErasureGround,
    Register,
    RetentionMoment,
    RetentionRule,
    Role,
    VolunteerStatus,
)
from services.common.erasure.domain import Erasure
from services.common.erasure.events import PersonErased
from services.common.erasure.rules import Kept, due, erasable, hold
from services.referral.erasures import policy as families
from services.referral.erasures.rules import persons
from services.referral.referrals.domain import Referral
from services.volunteers.erasures import policy as supporters
from services.volunteers.erasures.rules import moments
from services.volunteers.people.domain import Volunteer
from shared.identity.principals import Principal
from shared.kernel.aggregate import Refused
from shared.kernel.testing import given
from tests.referral.referrals.examples import (
    ACCEPTED,
    DESCRIBED,
    DISCLOSED,
    ID,
    MLL,
    OFFERED,
    RECEIVED,
    RECORD,
    REFERRER,
    SENDER,
    SUBJECT,
)

PERSON, DAY = UUID(int=1), date(2026, 1, 31)
LEFT, CLOSED = RetentionMoment.VOLUNTEER_LEFT, RetentionMoment.APPLICATION_CLOSED
ROW = Kept(
    rule=RetentionRule.VOLUNTEER,
    register=Register.VOLUNTEERS,
    after=LEFT,
    days=0,
    months=0,
    years=0,
    classes=("volunteer",),
    is_held=False,
)


@pytest.mark.parametrize(
    ("days", "months", "years", "until"),
    [
        (0, 0, 0, date(2026, 1, 31)),
        (30, 0, 0, date(2026, 3, 2)),
        (0, 1, 0, date(2026, 2, 28)),
        (0, 0, 2, date(2028, 1, 31)),
        (1, 1, 2, date(2028, 3, 1)),
    ],
)
def test_a_row_of_the_schedule_counts_years_and_months_and_then_days(
    days: int, months: int, years: int, until: date
) -> None:
    assert replace(ROW, days=days, months=months, years=years).until(DAY) == until


@pytest.mark.parametrize(
    ("days", "months", "years", "since"),
    [
        (0, 0, 0, date(2026, 3, 31)),
        (30, 0, 0, date(2026, 3, 1)),
        (0, 1, 0, date(2026, 2, 28)),
        (0, 0, 2, date(2024, 3, 31)),
        (1, 1, 2, date(2024, 2, 28)),
    ],
)
def test_what_is_still_kept_goes_back_as_far(
    days: int, months: int, years: int, since: date
) -> None:
    row = replace(ROW, days=days, months=months, years=years)
    assert row.since(date(2026, 3, 31)) == since


def test_each_class_goes_once_after_its_own_moment() -> None:
    training = replace(ROW, after=CLOSED, classes=("training", "volunteer"))
    later = replace(ROW, days=2, classes=("vetting",))
    rows, today = [ROW, training, later], date(2026, 2, 2)
    assert due(rows, {LEFT: DAY, CLOSED: DAY}, today) == ("volunteer", "training")
    assert due(rows, {LEFT: DAY}, date(2026, 2, 3)) == ("volunteer", "vetting")
    assert due(rows, {LEFT: DAY}, DAY) == ()


def test_what_the_law_keeps_is_held_to_its_last_day_and_in_every_row() -> None:
    held = replace(ROW, days=2, classes=("training",), is_held=True)
    longer = replace(held, days=5, classes=("vetting",))
    last, moments_come = date(2026, 2, 2), {LEFT: DAY}
    assert erasable([ROW, held], moments_come, last) == ("volunteer",)
    assert erasable([held], moments_come, date(2026, 2, 3)) == ("training",)
    assert hold([ROW, held], moments_come, last) is None
    for rows, until in (
        ([held], last),
        ([held, replace(longer, classes=("v",))], date(2026, 2, 5)),
    ):
        refused = hold(rows, moments_come, DAY)
        assert refused and (refused.code, refused.values) == ("kept-by-law", {"until": until})
    in_use = hold([ROW, held], {CLOSED: DAY}, last)
    assert in_use and in_use.code == "in-use"


def erased(*classes: str) -> PersonErased:
    return PersonErased(
        person_id=PERSON,
        register=Register.VOLUNTEERS,
        record_id=UUID(int=2),
        classes=classes,
        ground=ErasureGround.RETENTION,
        on=DAY,
    )


@pytest.mark.parametrize(
    ("history", "events"),
    [
        ([], [erased("vetting", "volunteer")]),
        ([erased("vetting")], [erased("volunteer")]),
        ([erased("vetting"), erased("volunteer")], []),
    ],
)
def test_only_what_is_left_is_erased(
    history: list[PersonErased], events: list[PersonErased]
) -> None:
    decided = given(Erasure(PERSON), *history).erase(
        ("vetting", "volunteer"),
        register=Register.VOLUNTEERS,
        record_id=UUID(int=2),
        ground=ErasureGround.RETENTION,
        on=DAY,
    )
    assert decided == events


@pytest.mark.parametrize("status", list(VolunteerStatus))
def test_a_supporters_time_runs_once_they_have_left_or_their_application_is_closed(
    status: VolunteerStatus,
) -> None:
    ended = status is VolunteerStatus.ENDED
    after = [moments(status, was_approved=approved, on=DAY) for approved in (True, False)]
    assert after == ([{LEFT: DAY}, {CLOSED: DAY}] if ended else [{}, {}])


def test_a_familys_records_are_those_of_its_referral_and_of_its_support() -> None:
    histories = ((), (RECEIVED, DESCRIBED), (RECEIVED, DESCRIBED, OFFERED, ACCEPTED, DISCLOSED))
    assert [persons(given(Referral(ID), *history)) for history in histories] == [
        (),
        (SUBJECT, REFERRER),
        (SUBJECT, REFERRER, RECORD),
    ]


OFFERED_REFERRAL = given(Referral(ID), RECEIVED, DESCRIBED, OFFERED)
OTHER = UUID(int=99)


def somebody(role: Role, organisation: UUID | None) -> Principal:
    return Principal(UUID(int=50), "person", "somebody", organisation, frozenset({role}))


@pytest.mark.parametrize(
    ("organisation", "family", "supporter"),
    [(None, True, True), (MLL, True, True), (SENDER, True, False), (OTHER, False, False)],
)
def test_the_officer_erases_what_is_in_their_own_register(
    organisation: UUID | None, family: bool, supporter: bool
) -> None:
    officer = somebody(Role.DATA_PROTECTION_OFFICER, organisation)
    volunteer = Volunteer(PERSON, organisation=MLL)
    assert families.erases.allows(officer, OFFERED_REFERRAL) is family
    assert supporters.erases.allows(officer, volunteer) is supporter
    assert not families.erases.allows(officer, Referral(ID))
    assert not supporters.erases.allows(officer, Volunteer(PERSON))


def test_nobody_else_erases_anybody() -> None:
    for role in set(Role) - {Role.DATA_PROTECTION_OFFICER}:
        who = somebody(role, MLL)
        assert not families.erases.allows(who, OFFERED_REFERRAL)
        assert not supporters.erases.allows(who, Volunteer(PERSON, organisation=MLL))
        assert not families.oversees.admits(who)
        assert not supporters.oversees.admits(who)


def test_what_is_not_held_is_no_reason_to_refuse() -> None:
    with pytest.raises(Refused, match="under way"):
        erasable([], {LEFT: DAY}, DAY)
