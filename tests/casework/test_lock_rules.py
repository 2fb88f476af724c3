"""Keeping somebody out of a case for good: the rules, whatever their role."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.casework.cases import policy
from services.casework.cases.domain import Case
from services.casework.locks import rules as locks
from services.casework.staffing import events
from services.common.codes import Role, TeamRole
from shared.kernel.aggregate import Refused
from tests.casework.examples import ANNA, BERTIL, CASE, PROVIDER, SENDER
from tests.casework.test_handover_rules import (
    CECILIA,
    PLAN,
    RESPONSIBLE,
    TIME,
    TODAY,
    agree,
    on,
    plan,
    somebody,
)

LOCKED = events.PersonLockedOut(
    case_id=CASE, subject_id=UUID(int=3), person_id=BERTIL, on=TODAY, reason="A cousin."
)

KEPT = events.CaseKeptFrom(case_id=CASE, person_id=BERTIL)


def lock(case: Case, person: UUID, *, works_for: UUID = PROVIDER) -> list[object]:
    coordinators = [BERTIL, CECILIA]
    decided = locks.lock_out(
        case, person, reason="A cousin.", works_for=works_for, coordinators=coordinators, on=TODAY
    )
    return [*decided]


def test_a_relative_is_kept_out_whatever_their_role() -> None:
    assert lock(on(TODAY), BERTIL) == [LOCKED, KEPT]
    case = on(TODAY, replace(RESPONSIBLE, person_id=BERTIL), LOCKED)
    for role in (Role.NGO_WORKER, Role.NGO_COORDINATOR):
        assert not policy.opens.allows(somebody(BERTIL, role), case)
    assert policy.opens.allows(somebody(CECILIA, Role.NGO_COORDINATOR), case)
    assert BERTIL not in case.team


def test_who_is_kept_out_loses_the_seat_and_is_missed() -> None:
    names = [type(each).__name__ for each in lock(on(TODAY), ANNA)]
    assert names == ["WorkerReleased", "ResponsibleLeft", "PersonLockedOut", "CaseKeptFrom"]


def test_a_case_is_never_left_without_a_coordinator() -> None:
    with pytest.raises(Refused) as refused:
        lock(on(TODAY, LOCKED), CECILIA)
    assert refused.value.code == "last_coordinator"


def test_nobody_of_another_organisation_is_kept_out() -> None:
    with pytest.raises(Refused, match="organisation"):
        lock(on(TODAY), BERTIL, works_for=SENDER)


def test_who_is_kept_out_gets_no_seat_on_any_way() -> None:
    locked = on(TODAY, LOCKED)
    for ask in (
        lambda: locked.assign(BERTIL, works_for=PROVIDER, role=TeamRole.WORKER, on=TODAY),
        lambda: plan(locked, PLAN),
        lambda: agree(locked, TIME),
    ):
        with pytest.raises(Refused, match="may not open") as refused:
            ask()
        assert refused.value.code == "locked_out"


def test_a_lock_taken_away_gives_no_seat_back() -> None:
    unlock = locks.unlock(on(TODAY, LOCKED), BERTIL, on=TODAY)
    opened = events.PersonLetIn(case_id=CASE, person_id=BERTIL, on=TODAY)
    assert unlock == [opened, replace(KEPT, is_kept=False)]
    case = on(TODAY, LOCKED, *unlock)
    assert (case.staffing.locked, case.team) == (frozenset(), {ANNA: TeamRole.RESPONSIBLE})
    assert locks.unlock(case, BERTIL, on=TODAY) == []
