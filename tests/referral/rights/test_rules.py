"""A request is answered within its month, by whom it belongs to, and said no to with a reason."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from services.common.codes import AnswerDelivery, IdentityCheck, RefusalGround, RightsStatus
from services.referral.rights import events
from services.referral.rights.domain import RightsRequest
from services.referral.rights.rules import days_left, due_on
from shared.kernel.aggregate import Invalid, Refused
from tests.referral.rights.examples import CAME, CONFIRMED, REFERRAL, REQUEST, received, request

POST, DAY = AnswerDelivery.POST, date(2026, 2, 10)
ANSWERED = events.RequestAnswered(request_id=REQUEST, delivery=POST, on=DAY, note="")
EXTENDED = events.RequestExtended(
    request_id=REQUEST, due_on=date(2026, 4, 30), on=DAY, reason="Paljon tietoja"
)
WITHDRAWN = events.RequestWithdrawn(request_id=REQUEST, on=DAY)
REFUSED = events.RequestRefused(
    request_id=REQUEST, ground=RefusalGround.LEGAL_DUTY, delivery=POST, on=DAY, reason="Laki"
)


@pytest.mark.parametrize(
    ("came", "due", "later"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), date(2026, 4, 30)),
        (date(2028, 1, 31), date(2028, 2, 29), date(2028, 4, 30)),
        (date(2026, 1, 28), date(2026, 2, 28), date(2026, 4, 28)),
        (date(2026, 2, 28), date(2026, 3, 28), date(2026, 5, 28)),
        (date(2026, 11, 30), date(2026, 12, 30), date(2027, 2, 28)),
        (date(2026, 12, 31), date(2027, 1, 31), date(2027, 3, 31)),
    ],
)
def test_a_month_is_one_of_the_calendar_and_two_more_count_from_the_same_day(
    came: date, due: date, later: date
) -> None:
    assert (due_on(came), due_on(came, is_extended=True)) == (due, later)


def test_the_last_day_is_still_in_time() -> None:
    last = date(2026, 2, 28)
    assert [days_left(last, date(2026, 2, day)) for day in (27, 28)] == [1, 0]
    assert days_left(last, date(2026, 3, 1)) == -1


def test_what_is_asked_is_kept_once() -> None:
    new = RightsRequest(REQUEST)
    assert new.receive(received()) == [received()]
    assert request().receive(received()) == []


@pytest.mark.parametrize("whose", [{"referral_id": None}, {"volunteer_id": REFERRAL}])
def test_a_request_is_about_one_registers_person(whose: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        RightsRequest(REQUEST).receive(received(**whose))


def test_whoever_asks_is_identified_once() -> None:
    how = IdentityCheck.KNOWN_PERSON
    assert request().confirm_identity(how, on=CAME) == [CONFIRMED]
    assert request(CONFIRMED).confirm_identity(how, on=CAME) == []


def test_more_time_can_be_taken_on_the_last_day_and_not_after_it() -> None:
    last = date(2026, 2, 28)
    taken = events.RequestExtended(
        request_id=REQUEST, due_on=date(2026, 4, 30), on=last, reason="Paljon tietoja"
    )
    assert request().extend("Paljon tietoja", on=last) == [taken]
    with pytest.raises(Refused, match="The month is over"):
        request().extend("Paljon tietoja", on=date(2026, 3, 1))


def test_more_time_is_taken_once() -> None:
    assert request(EXTENDED).extend("Vielä", on=DAY) == []
    assert request(EXTENDED).due_on == date(2026, 4, 30)


def test_an_answer_is_given_to_whom_it_was_made_sure_it_belongs() -> None:
    assert request(CONFIRMED).answer(POST, "", on=DAY) == [ANSWERED]
    with pytest.raises(Refused, match="Make sure first who asks"):
        request().answer(POST, "", on=DAY)


def test_nothing_is_answered_before_it_was_asked() -> None:
    with pytest.raises(Invalid):
        request(CONFIRMED).answer(POST, "", on=date(2026, 1, 30))


@pytest.mark.parametrize(
    ("history", "ground", "refused"),
    [
        ((CONFIRMED,), RefusalGround.LEGAL_DUTY, True),
        ((), RefusalGround.LEGAL_DUTY, False),
        ((), RefusalGround.IDENTITY_NOT_SHOWN, True),
        ((CONFIRMED,), RefusalGround.IDENTITY_NOT_SHOWN, False),
    ],
)
def test_somebody_unknown_is_refused_for_that_alone(
    history: tuple[Any, ...], ground: RefusalGround, refused: bool
) -> None:
    if not refused:
        with pytest.raises(Refused):
            request(*history).refuse(ground, POST, "Laki", on=DAY)
        return
    expected = events.RequestRefused(
        request_id=REQUEST, ground=ground, delivery=POST, on=DAY, reason="Laki"
    )
    assert request(*history).refuse(ground, POST, "Laki", on=DAY) == [expected]


STEPS: dict[str, Callable[[RightsRequest], list[Any]]] = {
    "identify": lambda r: r.confirm_identity(IdentityCheck.KNOWN_PERSON, on=DAY),
    "extend": lambda r: r.extend("Syy", on=DAY),
    "answer": lambda r: r.answer(POST, "", on=DAY),
    "refuse": lambda r: r.refuse(RefusalGround.LEGAL_DUTY, POST, "Laki", on=DAY),
    "withdraw": lambda r: r.withdraw(on=DAY),
}
ENDS = {"answer": ANSWERED, "refuse": REFUSED, "withdraw": WITHDRAWN}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("step", STEPS)
def test_what_was_dealt_with_stays_so(end: str, step: str) -> None:
    state = request(CONFIRMED, ENDS[end])
    if step == end:
        assert STEPS[step](state) == []
        return
    with pytest.raises(Refused, match="has been dealt with"):
        STEPS[step](state)


@pytest.mark.parametrize(
    ("history", "status"),
    [
        ((), RightsStatus.RECEIVED),
        ((CONFIRMED,), RightsStatus.IDENTIFIED),
        ((CONFIRMED, EXTENDED), RightsStatus.IDENTIFIED),
        ((CONFIRMED, ANSWERED), RightsStatus.ANSWERED),
        ((CONFIRMED, REFUSED), RightsStatus.REFUSED),
        ((WITHDRAWN,), RightsStatus.WITHDRAWN),
    ],
)
def test_how_it_stands(history: tuple[Any, ...], status: RightsStatus) -> None:
    assert request(*history).status is status
