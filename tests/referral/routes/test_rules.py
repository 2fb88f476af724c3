from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from services.common.codes import CapacityPeriod, ReferralStatus, RouteRule
from services.referral.directory.rules import Place
from services.referral.openings.rules import Declared
from services.referral.routes.events import Skip
from services.referral.routes.rules import Candidate, FamilyCount, Wanted, judged, ranked, tallied

MLL, FOLK, KOTA = UUID(int=1), UUID(int=2), UUID(int=3)
TURKU = Place(municipality="853", county="05")
WANTED = Wanted(programme="perhelinja", themes=("ero",), place=TURKU, language="sv")
ABLE = Candidate(
    organisation=MLL,
    code="mll",
    programmes=("perhelinja",),
    themes=("ero",),
    languages=("fi", "sv"),
    counties=("05",),
    places=5,
    families=4,
)


def test_who_meets_every_rule_is_skipped_for_none() -> None:
    assert judged(ABLE, WANTED).skips == ()


@pytest.mark.parametrize(
    ("changed", "skip"),
    [
        ({"programmes": ("other",)}, Skip(rule=RouteRule.PROGRAMME)),
        ({"themes": ("omaiset",)}, Skip(rule=RouteRule.THEME, values=("ero",))),
        ({"counties": ("06",)}, Skip(rule=RouteRule.AREA)),
        ({"languages": ("fi",)}, Skip(rule=RouteRule.LANGUAGE, values=("sv",))),
        ({"has_agreement": False}, Skip(rule=RouteRule.AGREEMENT)),
        ({"closed": "HOLIDAY"}, Skip(rule=RouteRule.CLOSED, values=("HOLIDAY",))),
        ({"families": 5}, Skip(rule=RouteRule.FULL)),
        ({"has_people": False}, Skip(rule=RouteRule.NOBODY_ANSWERS)),
    ],
)
def test_each_rule_skips_by_its_own_name(changed: dict[str, Any], skip: Skip) -> None:
    assert judged(replace(ABLE, **changed), WANTED).skips == (skip,)


def test_who_had_it_before_is_not_offered_it_again() -> None:
    skips = judged(ABLE, WANTED, tried=[MLL]).skips
    assert skips == (Skip(rule=RouteRule.OFFERED_BEFORE),)


@pytest.mark.parametrize(
    "changed",
    [
        {"programmes": ()},
        {"themes": ()},
        {"languages": ()},
        {"counties": ()},
        {"counties": (), "municipalities": ("853",)},
        {"places": None, "families": 99},
    ],
)
def test_what_a_member_leaves_open_limits_nothing(changed: dict[str, Any]) -> None:
    assert judged(replace(ABLE, **changed), WANTED).skips == ()


@pytest.mark.parametrize("changed", [{"themes": ()}, {"language": ""}])
def test_what_the_family_leaves_open_skips_nobody(changed: dict[str, Any]) -> None:
    other = replace(ABLE, themes=("ero",), languages=("fi", "sv"))
    assert judged(other, replace(WANTED, **changed)).skips == ()


def test_every_reason_is_kept_and_not_the_first_alone() -> None:
    full = replace(ABLE, languages=("fi",), families=5)
    rules = [skip.rule for skip in judged(full, WANTED).skips]
    assert rules == [RouteRule.LANGUAGE, RouteRule.FULL]


def test_the_least_busy_comes_first_and_equals_by_their_code() -> None:
    half = replace(ABLE, places=10, families=5)
    third = replace(ABLE, organisation=FOLK, code="folk", places=9, families=3)
    same = replace(ABLE, organisation=KOTA, code="kota", places=3, families=1)
    order = [each.organisation for each in ranked([half, same, third], WANTED)]
    assert order == [FOLK, KOTA, MLL]


def test_who_cannot_take_the_family_comes_last_however_idle() -> None:
    idle = replace(ABLE, organisation=FOLK, code="folk", families=0, languages=("fi",))
    order = [each.organisation for each in ranked([idle, ABLE], WANTED)]
    assert order == [MLL, FOLK]


def test_an_offer_takes_a_place_until_it_is_answered() -> None:
    count = FamilyCount(going_on=2, waiting=1, this_year=7)
    assert count.against(Declared(places=9)) == 3
    assert count.against(Declared(places=9, period=CapacityPeriod.YEAR)) == 8


def row(
    organisation: UUID,
    status: str,
    case: UUID | None = None,
    day: date | None = None,
    *,
    follows: bool = False,
) -> SimpleNamespace:
    values = {"status": ReferralStatus(status), "case_id": case, "answered_on": day}
    return SimpleNamespace(organisation=organisation, follows=follows, **values)


def test_families_are_counted_by_where_each_stands() -> None:
    day = date(2026, 2, 1)
    rows = [
        row(MLL, ReferralStatus.OFFERED),
        row(MLL, ReferralStatus.ACCEPTED, FOLK, day),
        row(MLL, ReferralStatus.COMPLETED, KOTA, day),
        row(MLL, ReferralStatus.REJECTED, None, day),
        row(FOLK, ReferralStatus.WAITLISTED),
    ]
    assert tallied(rows, 2026) == {
        MLL: FamilyCount(going_on=1, waiting=1, this_year=2),
        FOLK: FamilyCount(waiting=1),
    }
    assert tallied(rows[1:2], 2027) == {MLL: FamilyCount(going_on=1)}


def test_two_of_one_person_take_one_place_at_a_time_and_two_of_a_year() -> None:
    day = date(2026, 2, 1)
    both = [row(MLL, ReferralStatus.ACCEPTED, FOLK, day, follows=each) for each in (False, True)]
    assert tallied(both, 2026) == {MLL: FamilyCount(going_on=1, this_year=2)}
