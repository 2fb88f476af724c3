"""Which events of needs and matches start, move and meet what is due of them."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import Engine

from services.common.codes import MatchEnd, MatchStatus
from services.referral.directory.events import ProgrammePublished
from services.volunteers.deadlines.projections import deadlines
from services.volunteers.matches import events
from services.volunteers.needs.events import NeedClosed, NeedReopened
from tests.following import waiting
from tests.volunteers.examples import ANNA, BUDDY, CASE, MATCH, NEED, NGO, OTTO, REFERRAL, SENDER

LONG = 20
TERMS = ProgrammePublished(
    programme=replace(BUDDY, long_wait_days=LONG), programme_id=OTTO, provider=NGO
)
ABOUT: dict[str, Any] = {
    "match_id": MATCH,
    "case_id": CASE,
    "referral_id": REFERRAL,
    "volunteer_id": ANNA,
    "organisation": NGO,
    "programme": BUDDY.code,
    "sender": SENDER,
}
PROPOSED_ON, AGREED_ON, STARTED_ON = date(2026, 4, 1), date(2026, 4, 5), date(2026, 4, 12)
ENDED_ON = date(2026, 6, 30)
PROPOSED = events.MatchProposed(**ABOUT, proposed_on=PROPOSED_ON)
AGREED = events.MatchAgreed(**ABOUT, agreed_on=AGREED_ON)
STARTED = events.MatchStarted(**ABOUT, started_on=STARTED_ON)
ENDED = events.MatchEnded(**ABOUT, ended_on=ENDED_ON, reason=MatchEnd.PLANNED)
DECLINED = events.MatchDeclined(**ABOUT, on=AGREED_ON)
ERROR = events.MatchEnteredInError(**ABOUT, was=MatchStatus.AGREED, on=AGREED_ON)
AGREED_UNTIL = date(2026, 9, 30)
PERIOD = events.PeriodAgreed(match_id=MATCH, until=AGREED_UNTIL, on=STARTED_ON)
OTHERS_NO = replace(DECLINED, match_id=OTTO)
CLOSED = NeedClosed(case_id=CASE, on=ENDED_ON)
REOPENED = NeedReopened(case_id=CASE, on=ENDED_ON)


def as_it_stands(kind: type, status: MatchStatus) -> Any:
    days = {"proposed_on": PROPOSED_ON, "agreed_on": AGREED_ON}
    return kind(**ABOUT, status=status, **days)


FORTNIGHT = timedelta(days=14)
PERSON = {"person": NEED.requested_on + timedelta(days=LONG)}
ANSWERS, MEETING = {"proposal": PROPOSED_ON + FORTNIGHT}, {"first-meeting": AGREED_ON + FORTNIGHT}


@pytest.mark.parametrize(
    ("happened", "due"),
    [
        ((), PERSON),
        ((PROPOSED,), PERSON | ANSWERS),
        ((PROPOSED, DECLINED), PERSON),
        ((PROPOSED, AGREED), MEETING),
        ((PROPOSED, AGREED, DECLINED), PERSON),
        ((PROPOSED, AGREED, ERROR), PERSON),
        ((PROPOSED, AGREED, OTHERS_NO), MEETING),  # of an old match
        ((PROPOSED, AGREED, STARTED), {}),
        ((PROPOSED, AGREED, STARTED, ENDED), {"person": ENDED_ON + timedelta(days=LONG)}),
        ((CLOSED,), {}),
        ((CLOSED, REOPENED), PERSON),
        (
            (PROPOSED, AGREED, as_it_stands(events.MatchCorrected, MatchStatus.PROPOSED)),
            PERSON | ANSWERS,
        ),
        ((PROPOSED, DECLINED, as_it_stands(events.MatchReopened, MatchStatus.AGREED)), MEETING),
    ],
)
def test_what_is_due_of_a_family_that_needs_somebody(
    engine: Engine, happened: tuple[Any, ...], due: Any
) -> None:
    assert waiting(engine, deadlines, TERMS, NEED, *happened) == due


@pytest.mark.parametrize("order", list(permutations([TERMS, NEED, PROPOSED])))
def test_events_of_several_streams_come_in_any_order(engine: Engine, order: Any) -> None:
    assert waiting(engine, deadlines, *order) == PERSON | ANSWERS


MONTHS = 12
PROMISED = replace(TERMS, programme=replace(TERMS.programme, commitment_months=MONTHS))
A_YEAR_ON, AS_AGREED = {"end-of-support": date(2027, 4, 12)}, {"end-of-support": AGREED_UNTIL}
BEGUN = (PROPOSED, AGREED, STARTED)


def begun_anew(status: MatchStatus, started_on: date | None) -> Any:
    return replace(as_it_stands(events.MatchCorrected, status), started_on=started_on)


@pytest.mark.parametrize(
    ("terms", "happened", "due"),
    [
        (TERMS, BEGUN, {}),  # nobody promised how long
        (PROMISED, (PROPOSED, AGREED), MEETING),
        (PROMISED, BEGUN, A_YEAR_ON),
        (PROMISED, (*BEGUN, PERIOD), AS_AGREED),
        (TERMS, (*BEGUN, PERIOD), AS_AGREED),
        (TERMS, (PROPOSED, AGREED, PERIOD), MEETING),
        (TERMS, (PROPOSED, AGREED, PERIOD, STARTED), AS_AGREED),
        (PROMISED, (*BEGUN, begun_anew(MatchStatus.AGREED, None)), MEETING),
        (
            PROMISED,
            (*BEGUN, begun_anew(MatchStatus.STARTED, date(2026, 4, 10))),
            {"end-of-support": date(2027, 4, 10)},
        ),
        (PROMISED, (*BEGUN, PERIOD, ENDED), {"person": ENDED_ON + timedelta(days=LONG)}),
        (PROMISED, (*BEGUN, replace(ERROR, was=MatchStatus.STARTED)), PERSON),
    ],
)
def test_until_when_a_support_goes_on(
    engine: Engine, terms: Any, happened: tuple[Any, ...], due: Any
) -> None:
    assert waiting(engine, deadlines, terms, NEED, *happened) == due


@pytest.mark.parametrize("order", list(permutations([PROMISED, NEED, STARTED])))
def test_a_promise_of_months_comes_in_any_order(engine: Engine, order: Any) -> None:
    assert waiting(engine, deadlines, AGREED, *order)["end-of-support"] == date(2027, 4, 12)
