"""A concern is taken as it comes, waits for nobody, and is closed with what was done and why."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from services.casework.concerns import events
from services.casework.concerns.domain import Concern
from services.casework.concerns.rules import ActFacts, police_are_to_be_told
from services.common.codes import ConcernAct, ConcernSign, NotificationWay
from services.common.held import treatment
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given
from tests.casework.examples import ANNA, CASE, PROVIDER

ID, ACT, RAISER, MAIJA = UUID(int=31), UUID(int=32), UUID(int=33), UUID(int=34)
NIGHT = datetime(2026, 11, 27, 21, 40, tzinfo=UTC)  # a Friday, 23.40 in Finland
MORNING = datetime(2026, 11, 28, 5, 42, tzinfo=UTC)
DAY = date(2026, 11, 28)
RAISED = events.ConcernRaised(
    concern_id=ID,
    case_id=CASE,
    subject_id=UUID(int=3),
    organisation=PROVIDER,
    raised_by=RAISER,
    raised_at=NIGHT,
    text="Mustelma.",
)
TAKEN = events.ConcernTaken(
    concern_id=ID,
    case_id=CASE,
    organisation=PROVIDER,
    raised_by=RAISER,
    taken_by=MAIJA,
    taken_at=MORNING,
)
PHONED = ActFacts(ConcernAct.CALLED_FAMILY, done_at="07:50")
FILED = ActFacts(ConcernAct.NOTIFICATION, county="05", method=NotificationWay.PHONE)


def acted(facts: ActFacts, **other: Any) -> events.ConcernActed:
    return events.ConcernActed(
        concern_id=ID,
        act_id=ACT,
        case_id=CASE,
        subject_id=UUID(int=3),
        on=DAY,
        **vars(facts) | other,
    )


def a_concern(*history: events.ConcernEvent) -> Concern:
    return given(Concern(ID), RAISED, *history)


@pytest.mark.parametrize(
    "words",
    [
        {"text": "Mustelma."},
        {"signs": (ConcernSign.VIOLENCE,)},
        {"is_danger": True},
        {"may_call": True},
    ],
)
def test_anything_at_all_is_enough(words: dict[str, Any]) -> None:
    concern = replace(RAISED, **{"text": ""} | words)
    assert Concern(ID).raise_it(concern) == [concern]


def test_nothing_at_all_is_asked_about_once_more() -> None:
    with pytest.raises(Invalid) as refused:
        Concern(ID).raise_it(replace(RAISED, text="", seen="eilen"))
    assert (refused.value.code, refused.value.missing) == ("text_missing", ("text",))


def test_it_is_raised_once() -> None:
    assert a_concern().raise_it(replace(RAISED, text="Toinen.")) == []


def test_somebody_takes_it_and_another_may_take_it_over() -> None:
    other = replace(TAKEN, taken_by=ANNA)
    assert a_concern().take(MAIJA, at=MORNING) == [TAKEN]
    assert a_concern(TAKEN).take(MAIJA, at=MORNING) == []
    assert a_concern(TAKEN).take(ANNA, at=MORNING) == [other]


def test_whoever_does_something_has_it() -> None:
    seat: Any = {"by": MAIJA, "at": MORNING, "on": DAY}
    assert a_concern().record(ACT, PHONED, **seat) == [TAKEN, acted(PHONED)]
    assert a_concern(TAKEN).record(ACT, FILED, **seat | {"by": ANNA}) == [acted(FILED)]


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        (replace(FILED, county=""), ("county",)),
        (replace(FILED, method=None), ("method",)),
        (ActFacts(ConcernAct.NOTIFICATION), ("county", "method")),
        (ActFacts(ConcernAct.NOTHING_FURTHER), ("act",)),
    ],
)
def test_a_notification_says_to_whom_and_how(facts: ActFacts, missing: tuple[str, ...]) -> None:
    with pytest.raises(Invalid) as refused:
        a_concern(TAKEN).record(ACT, facts, by=MAIJA, at=MORNING, on=DAY)
    assert refused.value.missing == missing


def test_county_and_way_are_of_a_notification_alone() -> None:
    facts = replace(PHONED, county="05", method=NotificationWay.FORM)
    decided = a_concern(TAKEN).record(ACT, facts, by=MAIJA, at=MORNING, on=DAY)
    assert decided == [acted(PHONED)]


def test_no_notification_goes_by_mail() -> None:
    assert {each.value for each in NotificationWay} == {"PHONE", "FORM", "IN_PERSON"}


def closed(outcome: ConcernAct) -> events.ConcernClosed:
    return events.ConcernClosed(
        concern_id=ID,
        case_id=CASE,
        subject_id=UUID(int=3),
        organisation=PROVIDER,
        raised_by=RAISER,
        on=DAY,
        outcome=outcome,
        reason="Sosiaalihuolto jatkaa.",
    )


@pytest.mark.parametrize(
    ("history", "outcome", "code"),
    [
        ([acted(FILED)], ConcernAct.NOTIFICATION, None),
        ([], ConcernAct.NOTIFICATION, "not_recorded"),
        ([acted(PHONED)], ConcernAct.NOTIFICATION, "not_recorded"),
        ([acted(PHONED)], ConcernAct.CALLED_FAMILY, None),
        ([], ConcernAct.NOTHING_FURTHER, None),
        ([acted(replace(PHONED, act=ConcernAct.CALLED_RAISER))], "CALLED_RAISER", "no_outcome"),
        ([closed(ConcernAct.NOTHING_FURTHER)], ConcernAct.NOTHING_FURTHER, "closed"),
    ],
)
def test_it_is_closed_with_what_was_done(
    history: list[events.ConcernEvent], outcome: str, code: str | None
) -> None:
    seat: Any = {"by": MAIJA, "at": MORNING, "on": DAY}
    concern, act = a_concern(TAKEN, *history), ConcernAct(outcome)
    if code is None:
        assert concern.close(act, " Sosiaalihuolto jatkaa. ", **seat) == [closed(act)]
        return
    with pytest.raises(Refused) as refused:
        concern.close(act, "Sosiaalihuolto jatkaa.", **seat)
    assert refused.value.code == code


def test_it_is_not_closed_or_opened_again_without_a_reason() -> None:
    seat: Any = {"by": MAIJA, "at": MORNING, "on": DAY}
    over = a_concern(TAKEN, closed(ConcernAct.NOTHING_FURTHER))
    with pytest.raises(Invalid, match="Say why"):
        a_concern(TAKEN).close(ConcernAct.NOTHING_FURTHER, " ", **seat)
    with pytest.raises(Invalid, match="Say why"):
        over.reopen(" ", **seat)


def test_whoever_opens_it_again_has_it() -> None:
    seat: Any = {"by": ANNA, "at": MORNING, "on": DAY}
    (reopened,) = a_concern(TAKEN, closed(ConcernAct.NOTHING_FURTHER)).reopen("Uutta.", **seat)
    again = a_concern(TAKEN, closed(ConcernAct.NOTHING_FURTHER), reopened)
    assert (again.closing, again.taken, again.status) == (None, reopened, "TAKEN")
    assert a_concern(TAKEN).reopen("Uutta.", **seat) == []


@pytest.mark.parametrize(
    ("signs", "acts", "are_to_be"),
    [
        ((ConcernSign.SEXUAL,), (), True),
        ((ConcernSign.NEGLECT, ConcernSign.VIOLENCE), (ConcernAct.NOTIFICATION,), True),
        ((ConcernSign.SEXUAL,), (ConcernAct.POLICE,), False),
        ((ConcernSign.NEGLECT, ConcernSign.ADULTS, ConcernSign.SELF_HARM), (), False),
        ((), (), False),
    ],
)
def test_the_police_are_told_of_what_the_law_says(
    signs: tuple[ConcernSign, ...], acts: tuple[ConcernAct, ...], are_to_be: bool
) -> None:
    assert police_are_to_be_told(signs, acts) == are_to_be


@pytest.mark.parametrize("event", [RAISED, TAKEN, acted(FILED), closed(ConcernAct.NOTIFICATION)])
def test_whether_it_is_told_to_whoever_asks_is_judged_by_a_person(event: object) -> None:
    assert treatment.must_be_judged(event)
