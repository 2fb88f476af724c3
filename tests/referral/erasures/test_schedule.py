"""How long families are kept: the schedule's times, both sides of each border."""

from datetime import date

import pytest

from services.common.codes import Register, RetentionMoment, RetentionRule
from services.common.erasure.rules import due, erasable
from services.common.erasure.schedule import schedule, schedule_of
from shared.kernel.aggregate import Refused

FAMILIES = schedule_of(Register.REFERRALS)
SUPPORTERS = schedule_of(Register.VOLUNTEERS)
ENDED = date(2026, 1, 31)


def test_every_rule_stands_in_the_schedule_once() -> None:
    assert sorted(row.rule for row in schedule()) == sorted(RetentionRule)


@pytest.mark.parametrize(
    ("moment", "today", "classes"),
    [
        (RetentionMoment.NOT_ACCEPTED, date(2026, 5, 1), ()),
        (RetentionMoment.NOT_ACCEPTED, date(2026, 5, 2), ("referral",)),
        (RetentionMoment.SUPPORT_ENDED, date(2029, 1, 31), ()),
        (RetentionMoment.SUPPORT_ENDED, date(2029, 2, 1), ("referral", "case")),
        (RetentionMoment.STATUTORY_SUPPORT_ENDED, date(2056, 1, 31), ()),
        (RetentionMoment.STATUTORY_SUPPORT_ENDED, date(2056, 2, 1), ("referral", "case")),
    ],
)
def test_a_family_goes_the_day_after_its_time(
    moment: RetentionMoment, today: date, classes: tuple[str, ...]
) -> None:
    assert due(FAMILIES, {moment: ENDED}, today) == classes


@pytest.mark.parametrize(
    ("moment", "today", "classes"),
    [
        (RetentionMoment.VOLUNTEER_LEFT, date(2026, 3, 2), ()),
        (RetentionMoment.VOLUNTEER_LEFT, date(2026, 3, 3), ("vetting",)),
        (RetentionMoment.VOLUNTEER_LEFT, date(2029, 2, 1), ("vetting", "volunteer", "application")),
        (
            RetentionMoment.VOLUNTEER_LEFT,
            date(2031, 2, 1),
            ("vetting", "volunteer", "application", "training"),
        ),
        (RetentionMoment.APPLICATION_CLOSED, date(2026, 7, 31), ()),
        (
            RetentionMoment.APPLICATION_CLOSED,
            date(2026, 8, 1),
            ("volunteer", "application", "vetting", "training"),
        ),
    ],
)
def test_a_support_person_goes_class_by_class(
    moment: RetentionMoment, today: date, classes: tuple[str, ...]
) -> None:
    assert due(SUPPORTERS, {moment: ENDED}, today) == classes


def test_who_asks_is_erased_at_once_but_for_what_the_law_keeps() -> None:
    left = {RetentionMoment.VOLUNTEER_LEFT: ENDED}
    assert erasable(SUPPORTERS, left, ENDED) == ("vetting", "volunteer", "application")
    after = erasable(SUPPORTERS, left, date(2031, 2, 1))
    assert after == ("vetting", "volunteer", "application", "training")


@pytest.mark.parametrize(
    ("today", "is_held"), [(date(2056, 1, 31), True), (date(2056, 2, 1), False)]
)
def test_an_authoritys_register_is_kept_by_law(today: date, is_held: bool) -> None:
    moments = {RetentionMoment.STATUTORY_SUPPORT_ENDED: ENDED}
    if is_held:
        with pytest.raises(Refused) as refused:
            erasable(FAMILIES, moments, today)
        assert (refused.value.code, refused.value.values) == (
            "kept-by-law",
            {"until": date(2056, 1, 31)},
        )
    else:
        assert erasable(FAMILIES, moments, today) == ("referral", "case")


def test_what_is_in_use_is_not_erased() -> None:
    with pytest.raises(Refused) as refused:
        erasable(FAMILIES, {}, ENDED)
    assert refused.value.code == "in-use"
