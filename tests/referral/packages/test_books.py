"""A package that was agreed: held, paid, closed, kept, cancelled; rules alone."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from services.common.codes import PackageStatus
from services.referral.package_plans import events as planned
from services.referral.package_plans.rules import shape_of
from services.referral.packages import events
from services.referral.packages.rules import MOST_COSTS, Share
from shared.kernel.aggregate import Invalid, NotFound, Refused
from shared.kernel.testing import given
from tests.referral.packages.history import (
    BEGINS,
    CAME,
    COST,
    DAY,
    DONE,
    GOAL,
    HELD_AT,
    HOLDS,
    ID,
    LEAD,
    NEW,
    OTHER,
    OWN,
    PAID,
    PARTNER,
    REQUEST,
    SCOPED,
    SESSION,
    THEIRS,
    TODAY,
    TOWN,
    WHOLE,
    WORKSHOP,
    part,
)


def test_heads_are_counted_once_an_agreed_session_has_begun() -> None:
    assert HOLDS.count(CAME, now=BEGINS) == [CAME]
    assert DONE.count(replace(CAME, on=TODAY), now=BEGINS) == []
    right = replace(CAME, children=21)
    assert DONE.count(right, now=BEGINS) == [right]
    with pytest.raises(Refused):
        HOLDS.count(CAME, now=BEGINS - timedelta(seconds=1))
    with pytest.raises(Refused):
        WHOLE.count(CAME, now=BEGINS)
    with pytest.raises(NotFound):
        HOLDS.count(replace(CAME, session_id=GOAL), now=BEGINS)


def test_who_leads_writes_down_every_cost_and_a_payer_its_own() -> None:
    assert HOLDS.pay(PAID) == [PAID]
    own = replace(PAID, line_id=OWN, organisation=PARTNER)
    assert HOLDS.pay(own) == [own]
    for wrong in (
        replace(PAID, organisation=PARTNER),
        replace(PAID, line_id=GOAL),
        replace(PAID, day=DAY + timedelta(days=1)),
        replace(PAID, amount=Decimal("0.00")),
    ):
        with pytest.raises(Invalid):
            HOLDS.pay(wrong)


def test_there_are_so_many_costs_and_no_more() -> None:
    costs = [replace(PAID, cost_id=UUID(int=1000 + n)) for n in range(MOST_COSTS)]
    assert given(HOLDS, *costs[:-1]).pay(PAID) == [PAID]
    with pytest.raises(Refused):
        given(HOLDS, *costs).pay(PAID)


def test_a_cost_is_over_by_what_is_more_than_agreed() -> None:
    share = DONE.books.of_line(DONE.in_force, THEIRS)
    assert (share.over, Share(share.budget, share.budget).over) == (Decimal("0.01"), Decimal(0))


def test_a_cost_is_taken_back_by_who_leads_or_wrote_it() -> None:
    back = events.CostTakenBack(package_id=ID, cost_id=COST, organisation=LEAD, on=DAY)
    assert DONE.take_cost_back(COST, by=LEAD, on=DAY) == [back]
    assert given(DONE, back).books.costs == {}
    with pytest.raises(NotFound):
        DONE.take_cost_back(COST, by=TOWN, on=DAY)


def test_what_was_held_or_paid_is_not_planned_anew() -> None:
    for change in (
        part(planned.PartDropped, 6, part_id=SESSION),
        part(planned.PartDropped, 6, part_id=THEIRS),
        replace(HELD_AT, session=replace(WORKSHOP, begins="11:00")),
    ):
        with pytest.raises(Refused):
            DONE.change_plan(change)
    assert DONE.change_plan(part(planned.PartDropped, 6, part_id=OWN))


def test_it_is_closed_in_numbers_once_a_session_was_held() -> None:
    concluded, closed = DONE.close("Hyvin meni", (GOAL,), "", by=LEAD, on=DAY)
    assert isinstance(concluded, events.PackageConcluded) and concluded.reached == (GOAL,)
    assert isinstance(closed, events.PackageClosed)
    assert (closed.sessions, closed.children, closed.professionals) == (1, 22, 2)
    paid = closed.paid_by_municipality, closed.paid_by_own_grants, closed.paid_by_others
    assert paid == (60001, 0, 0)
    with pytest.raises(Refused):
        HOLDS.close("Hyvin meni", (), "", by=LEAD, on=DAY)
    with pytest.raises(Invalid):
        DONE.close("Hyvin meni", (SESSION,), "", by=LEAD, on=DAY)
    over = given(DONE, concluded, closed)
    with pytest.raises(Refused):
        over.pay(PAID)
    with pytest.raises(Refused):
        over.cancel("Myöhässä", by=TOWN, on=DAY)


def test_a_template_keeps_no_day_no_place_and_nobody() -> None:
    *_, kept = DONE.close("Hyvin meni", (), "Rauhaa luokkaan", by=LEAD, on=DAY)
    assert isinstance(kept, events.TemplateKept)
    assert kept.shape == shape_of(DONE.in_force, "Rauhaa luokkaan")
    (session,) = kept.shape.sessions
    assert (session.day, session.begins, session.place, session.host) == (None, "", "", None)
    assert {each.organisation for each in kept.shape.lines} == {None}


def test_what_a_template_begins_belongs_to_who_takes_it() -> None:
    shape = shape_of(WHOLE.plan, "Rauhaa luokkaan")
    asked_again = given(NEW, replace(REQUEST, shape=shape, template_id=OTHER))
    taken, *plan = asked_again.take(by=OTHER, on=TODAY)
    state = given(asked_again, taken, *plan)
    assert state.plan.edition == len(plan) == 5
    assert list(state.plan.goals.values()) == ["Kukaan ei jää yksin."]
    payers = [each.organisation for each in state.plan.lines.values()]
    assert payers == [TOWN, OTHER]
    assert not set(state.plan.sessions) & set(WHOLE.plan.sessions)


def test_either_side_cancels_it_once() -> None:
    (cancelled,) = HOLDS.cancel("Koulu suljettiin", by=TOWN, on=DAY)
    gone = given(HOLDS, cancelled)
    assert (gone.status, gone.cancel("Taas", by=LEAD, on=DAY)) == (PackageStatus.CANCELLED, [])
    with pytest.raises(Refused):
        gone.change_plan(SCOPED)
