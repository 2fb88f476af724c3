"""The rules of a family's wish to take its consent back: for whom, how often, until when."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.common.codes import WishResult
from services.referral.consent_wishes.domain import ConsentWish
from services.referral.consent_wishes.events import WishAnswered, WishEvent, WithdrawalWished
from services.referral.consent_wishes.rules import WISH, due_on
from shared.kernel.aggregate import Refused
from shared.kernel.testing import given

ID, CONTACT, SUBJECT, MLL, KELA, CITY = (UUID(int=number) for number in range(1, 7))
FRIDAY, SATURDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 30)
FOR_ALL = WithdrawalWished(
    referral_id=ID,
    contact_id=CONTACT,
    subject_id=SUBJECT,
    organisation=MLL,
    organisations=(),
    on=FRIDAY,
    due_on=FRIDAY,
)
FOR_KELA = replace(FOR_ALL, organisations=(KELA,))
FOR_CITY = replace(FOR_ALL, organisations=(CITY,), on=MONDAY, due_on=MONDAY)
NEW = ConsentWish(ID)
WHY = "Puhuimme äidin kanssa."


def wished(before: ConsentWish, event: WithdrawalWished, *, holds: bool = True) -> list[WishEvent]:
    return before.express(event, holds=holds, informed=(KELA, CITY))


def answered(result: WishResult, text: str = "", on: date = FRIDAY) -> WishAnswered:
    return WishAnswered(referral_id=ID, subject_id=SUBJECT, result=result, on=on, text=text)


DONE = answered(WishResult.CARRIED_OUT)


@pytest.mark.parametrize(
    ("history", "event", "expected"),
    [
        ((), FOR_ALL, [FOR_ALL]),
        ((), FOR_KELA, [FOR_KELA]),
        ((FOR_ALL,), FOR_ALL, []),  # what waits already is not asked for twice
        ((FOR_ALL,), FOR_KELA, []),
        ((FOR_KELA,), FOR_KELA, []),
        ((FOR_KELA,), FOR_ALL, [FOR_ALL]),
        ((FOR_KELA,), FOR_CITY, [replace(FOR_CITY, organisations=(KELA, CITY), due_on=FRIDAY)]),
        ((FOR_ALL, answered(WishResult.KEPT, WHY)), FOR_ALL, [FOR_ALL]),
    ],
)
def test_it_is_wished_for_all_or_for_some(
    history: tuple[WishEvent, ...], event: WithdrawalWished, expected: list[WishEvent]
) -> None:
    assert wished(given(NEW, *history), event) == expected


@pytest.mark.parametrize(
    ("event", "holds", "code"),
    [
        (FOR_ALL, False, "ended"),
        (replace(FOR_ALL, organisations=(MLL,)), True, "not-informed"),
    ],
)
def test_only_what_the_family_has_consented_to_is_taken_back(
    event: WithdrawalWished, *, holds: bool, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        wished(NEW, event, holds=holds)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("history", "result", "text", "expected"),
    [
        ((FOR_ALL,), WishResult.CARRIED_OUT, "", [DONE]),
        ((FOR_ALL,), WishResult.KEPT, WHY, [answered(WishResult.KEPT, WHY)]),
        ((FOR_ALL, DONE), WishResult.CARRIED_OUT, "", []),
        ((FOR_ALL, DONE), WishResult.KEPT, WHY, "dealt-with"),
        ((FOR_ALL,), WishResult.KEPT, "", "no-reason"),
        ((FOR_ALL,), WishResult.NOT_CONFIRMED, "", "no-reason"),
        ((), WishResult.CARRIED_OUT, "", "not-wished"),
    ],
)
def test_it_is_answered_once(
    history: tuple[WishEvent, ...], result: WishResult, text: str, expected: Any
) -> None:
    state = given(NEW, *history)
    if isinstance(expected, str):
        with pytest.raises(Refused) as refused:
            state.answer(result, text, on=FRIDAY)
        assert refused.value.code == expected
    else:
        assert state.answer(result, text, on=FRIDAY) == expected


@pytest.mark.parametrize(
    ("history", "ended", "expected"),
    [
        ((FOR_ALL,), (), [DONE]),
        ((FOR_KELA,), (), [DONE]),
        ((FOR_KELA,), (KELA, CITY), [DONE]),
        ((FOR_KELA,), (CITY,), []),
        ((FOR_ALL,), (KELA, CITY), []),  # the sender still reads
        ((FOR_ALL, DONE), (), []),
        ((), (), []),
    ],
)
def test_nothing_waits_once_the_consent_has_ended_by_another_way(
    history: tuple[WishEvent, ...], ended: tuple[UUID, ...], expected: list[WishEvent]
) -> None:
    assert given(NEW, *history).settle(ended, on=FRIDAY) == expected


@pytest.mark.parametrize(
    ("on", "due", "late"),
    [
        (FRIDAY, FRIDAY, MONDAY),
        (SATURDAY, MONDAY, date(2026, 12, 1)),
        (date(2026, 12, 24), date(2026, 12, 28), date(2026, 12, 29)),
        (MONDAY, MONDAY, date(2026, 12, 1)),
    ],
)
def test_it_is_dealt_with_on_the_same_working_day(on: date, due: date, late: date) -> None:
    assert (due_on(on), WISH.late_on(due)) == (due, late)
