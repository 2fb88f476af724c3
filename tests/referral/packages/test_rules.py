"""A package: asked for, taken, planned, agreed; rules alone."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.common.codes import PackageSide, PackageStatus
from services.referral.package_plans import events as planned
from services.referral.package_plans.events import PackageSession
from services.referral.package_plans.rules import MOST_GOALS, SCOPE
from services.referral.packages import events
from shared.kernel.aggregate import Invalid, NotFound, Refused
from shared.kernel.testing import given
from tests.referral.packages.history import (
    AGREED,
    AIMED,
    DAY,
    GOAL,
    GRANT,
    HELD_AT,
    HOLDS,
    ID,
    LEAD,
    MINE,
    NEW,
    OPEN,
    OTHER,
    OWN,
    PAID_BY_GRANT,
    PAID_BY_TOWN,
    PARTNER,
    REQUEST,
    SCOPED,
    TAKEN,
    TODAY,
    TOWN,
    TOWN_PAYS,
    WHOLE,
    WORKSHOP,
    approved,
    part,
)


def test_it_is_asked_for_and_anew_until_it_is_taken() -> None:
    assert NEW.ask(REQUEST) == [REQUEST]
    assert OPEN.ask(replace(REQUEST, on=DAY)) == []
    anew = replace(REQUEST, people=25)
    assert OPEN.ask(anew) == [anew]
    with pytest.raises(Refused):
        MINE.ask(anew)


def test_the_day_by_which_it_is_needed_is_today_at_the_earliest() -> None:
    with pytest.raises(Invalid):
        NEW.ask(replace(REQUEST, by_when=TODAY - timedelta(days=1)))


def test_the_first_organisation_takes_it() -> None:
    assert OPEN.take(by=LEAD, on=TODAY) == [TAKEN]
    assert MINE.take(by=LEAD, on=DAY) == []
    with pytest.raises(Refused):
        MINE.take(by=OTHER, on=TODAY)


def test_each_change_makes_an_edition_and_the_same_again_none() -> None:
    assert MINE.change_plan(replace(SCOPED, edition=99)) == [SCOPED]
    assert WHOLE.change_plan(replace(AIMED, edition=99)) == []
    moved = replace(HELD_AT, session=replace(WORKSHOP, begins="12:00"))
    assert WHOLE.change_plan(moved) == [replace(moved, edition=6)]
    with pytest.raises(Refused):
        OPEN.change_plan(SCOPED)


def test_a_plan_names_those_alone_who_take_part() -> None:
    stranger = replace(WORKSHOP, host=OTHER)
    for wrong in (
        replace(HELD_AT, session=stranger),
        replace(PAID_BY_GRANT, line=replace(GRANT, organisation=OTHER)),
        replace(PAID_BY_GRANT, line=replace(GRANT, organisation=TOWN)),
        replace(PAID_BY_TOWN, line=replace(TOWN_PAYS, organisation=LEAD)),
    ):
        with pytest.raises(Invalid):
            WHOLE.change_plan(wrong)


def test_a_partner_that_pays_stays_one() -> None:
    with pytest.raises(Refused):
        WHOLE.change_plan(replace(SCOPED, partners=()))
    without = part(planned.PartDropped, 6, part_id=OWN)
    alone = replace(SCOPED, partners=(), edition=7)
    assert given(WHOLE, without).change_plan(alone) == [alone]


def test_there_are_so_many_goals_and_no_more() -> None:
    goals = [replace(AIMED, goal_id=UUID(int=100 + n)) for n in range(MOST_GOALS + 1)]
    assert given(MINE, *goals[: MOST_GOALS - 1]).change_plan(goals[MOST_GOALS - 1])
    with pytest.raises(Refused):
        given(MINE, *goals[:MOST_GOALS]).change_plan(goals[MOST_GOALS])


def test_an_hour_that_the_night_in_march_leaves_out_is_refused() -> None:
    night = replace(WORKSHOP, day=date(2027, 3, 28), begins="03:30")
    with pytest.raises(Invalid):
        WHOLE.change_plan(replace(HELD_AT, session=night))


def test_both_agree_to_the_same_edition() -> None:
    assert WHOLE.approve(5, by=LEAD, on=TODAY) == [approved(LEAD)]
    waits = given(WHOLE, approved(LEAD))
    assert waits.approve(5, by=LEAD, on=TODAY) == []
    assert waits.approve(5, by=TOWN, on=TODAY) == [approved(TOWN), AGREED]
    with pytest.raises(NotFound):
        waits.approve(5, by=PARTNER, on=TODAY)
    with pytest.raises(Invalid):
        waits.approve(6, by=TOWN, on=TODAY)


def test_who_agrees_to_an_edition_that_has_changed_reads_what_has() -> None:
    scope = part(planned.ScopePlanned, 6, scope="Kaksi työpajaa", partners=(PARTNER,))
    goal = part(planned.PartDropped, 7, part_id=GOAL)
    changed = given(WHOLE, approved(LEAD), scope, goal)
    with pytest.raises(Refused) as refusal:
        changed.approve(5, by=TOWN, on=TODAY)
    assert refusal.value.values["changes"] == (SCOPE, "Kukaan ei jää yksin.")


def test_what_was_agreed_holds_until_both_agree_anew() -> None:
    later = given(HOLDS, part(planned.ScopePlanned, 6, scope="Muuta", partners=(PARTNER,)))
    assert (later.in_force.edition, later.status) == (5, PackageStatus.AGREED)
    half = given(later, approved(TOWN, 6))
    assert half.in_force.edition == 5
    anew = replace(AGREED, edition=6)
    assert half.approve(6, by=LEAD, on=TODAY) == [approved(LEAD, 6), anew]
    assert given(half, approved(LEAD, 6), anew).in_force.scope == "Muuta"


@pytest.mark.parametrize(
    "session",
    [
        replace(WORKSHOP, day=None),
        replace(WORKSHOP, begins=""),
        replace(WORKSHOP, place=""),
    ],
)
def test_a_plan_is_whole_before_anybody_agrees(session: PackageSession) -> None:
    vague = given(WHOLE, part(planned.PackageSessionPlanned, 6, session=session))
    with pytest.raises(Refused):
        vague.approve(6, by=LEAD, on=TODAY)
    for missing in ((SCOPED, AIMED), (SCOPED, HELD_AT), (AIMED, HELD_AT)):
        with pytest.raises(Refused):
            given(MINE, *missing).approve(missing[-1].edition, by=LEAD, on=TODAY)


def test_online_it_needs_no_place() -> None:
    online = replace(WORKSHOP, place="", is_online=True)
    far = given(WHOLE, part(planned.PackageSessionPlanned, 6, session=online))
    assert far.approve(6, by=LEAD, on=TODAY) == [approved(LEAD, 6)]


def test_it_is_given_back_until_it_is_agreed_and_its_plan_begins_anew() -> None:
    (back,) = WHOLE.give_back("Ei ehditä", by=LEAD, on=TODAY)
    again = given(WHOLE, approved(LEAD), back)
    assert (again.is_open, again.lead, again.plan.scope, again.approved) == (True, None, "", {})
    assert again.plan.edition == 5
    with pytest.raises(Refused):
        HOLDS.give_back("Ei ehditä", by=LEAD, on=TODAY)


def test_nothing_happens_to_what_nobody_asked_for() -> None:
    with pytest.raises(NotFound):
        NEW.take(by=LEAD, on=TODAY)
    assert NEW.side_of(LEAD) is None and WHOLE.side_of(TOWN) is PackageSide.MUNICIPALITY


JOINED = events.PartnerAgreed(package_id=ID, organisation=PARTNER, edition=5, on=TODAY)
DECLINED = events.PartnerDeclined(
    package_id=ID, organisation=PARTNER, edition=5, reason="Emme ehdi.", on=TODAY
)


def test_a_partner_says_for_itself_whether_it_takes_part() -> None:
    assert WHOLE.join(5, by=PARTNER, on=TODAY) == [JOINED]
    assert given(WHOLE, JOINED).join(5, by=PARTNER, on=DAY) == []
    assert WHOLE.decline("Emme ehdi.", by=PARTNER, on=TODAY) == [DECLINED]
    assert given(WHOLE, DECLINED).decline("Emme ehdi.", by=PARTNER, on=DAY) == []
    assert given(WHOLE, DECLINED).join(5, by=PARTNER, on=TODAY) == [JOINED]
    for other in (LEAD, TOWN, OTHER):
        with pytest.raises(NotFound):
            WHOLE.join(5, by=other, on=TODAY)
        with pytest.raises(NotFound):
            WHOLE.decline("Emme ehdi.", by=other, on=TODAY)


def test_a_partner_agrees_to_the_newest_edition_and_to_a_later_one_anew() -> None:
    later = given(WHOLE, JOINED, part(planned.GoalPlanned, 6, goal_id=OWN, goal="Toinen tavoite."))
    with pytest.raises(Refused):
        later.join(5, by=PARTNER, on=TODAY)
    with pytest.raises(Invalid):
        later.join(7, by=PARTNER, on=TODAY)
    assert later.words == {PARTNER: JOINED}
    assert later.join(6, by=PARTNER, on=TODAY) == [replace(JOINED, edition=6)]


def test_both_sides_agree_without_waiting_for_a_partner() -> None:
    ready = given(WHOLE, DECLINED, approved(LEAD))
    assert ready.approve(5, by=TOWN, on=TODAY) == [approved(TOWN), AGREED]


def test_who_is_named_anew_is_to_answer_anew() -> None:
    left_out = given(WHOLE, JOINED, replace(SCOPED, edition=6, partners=()))
    assert left_out.words == {}
    assert given(left_out, replace(SCOPED, edition=7)).words == {}
