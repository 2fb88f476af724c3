"""A step of a record is put right where there is one, once, and only what rested on it goes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.common.codes import ExtractSource
from services.common.programme import Step
from services.volunteers.people import events
from services.volunteers.people.domain import Happened, Volunteer
from services.volunteers.records import rules
from shared.kernel.aggregate import Refused
from shared.kernel.testing import given
from tests.volunteers.examples import (
    ANNA,
    APPLICANT,
    APRIL,
    BUDDY,
    CHECK,
    CONSENTED,
    DESCRIBED,
    EMPLOYED,
    INTERVIEWED,
    MAY,
    NGO,
    OFFER,
    READY,
    REFERENCES,
    TRAINED,
    VETTED,
)

CHECKED = events.ExtractChecked(volunteer_id=ANNA, **vars(CHECK))
APPROVED = given(Volunteer(ANNA), *READY, CHECKED, VETTED)
APPLIED_ONLY = given(Volunteer(ANNA), *APPLICANT)
LEFT = events.VolunteerLeft(volunteer_id=ANNA, organisation=NGO, on=APRIL)
FURTHER = replace(TRAINED, course="Further")
SUSPENDED = events.ApprovalSuspended(volunteer_id=ANNA, organisation=NGO, programme="buddy", on=MAY)
OF_STEP: dict[Step, Any] = {
    Step.INTERVIEW: INTERVIEWED,
    Step.REFERENCES: REFERENCES,
    Step.TRAINING: TRAINED,
    Step.CONSENT: CONSENTED,
    Step.EXTRACT_CHECK: CHECKED,
}


def explained(step: Step | None) -> events.RecordCorrected:
    return events.RecordCorrected(volunteer_id=ANNA, step=step, on=MAY, by="1", reason="Vahinko.")


def struck(step: Step, number: int = 1) -> events.StepEnteredInError:
    return events.StepEnteredInError(volunteer_id=ANNA, step=step, number=number)


def strike(volunteer: Volunteer, step: Step, *programmes: Any, number: int = 1) -> Happened:
    return rules.strike_out(volunteer, explained(step), step, programmes, number)


def correct(
    volunteer: Volunteer, step: Step, right: Any, *programmes: Any, number: int = 1
) -> Happened:
    return rules.correct_step(volunteer, explained(step), step, right, programmes, number)


@pytest.mark.parametrize("step", Step)
def test_a_step_is_struck_out_or_put_right_where_it_was_written_down(step: Step) -> None:
    of_step = OF_STEP[step]
    assert strike(APPLIED_ONLY, step) == []
    assert correct(APPROVED, step, of_step) == []  # as it is already
    with pytest.raises(Refused) as refused:
        correct(APPLIED_ONLY, step, of_step)
    assert refused.value.code == "no_step"


@pytest.mark.parametrize(
    "act",
    [
        lambda person: strike(person, Step.INTERVIEW),
        lambda person: correct(person, Step.INTERVIEW, INTERVIEWED),
        lambda person: rules.correct_details(person, explained(None), [OFFER], ()),
    ],
)
def test_nothing_is_put_right_of_who_has_left(act: Callable[[Volunteer], object]) -> None:
    with pytest.raises(Refused) as refused:
        act(given(APPROVED, LEFT))
    assert refused.value.code == "ended"


def test_of_two_trainings_the_one_with_that_number_is_meant() -> None:
    two, step = given(APPROVED, FURTHER), Step.TRAINING
    right = replace(TRAINED, course="Basics of support")
    for number, left in ((1, FURTHER), (2, TRAINED)):
        happened = strike(two, step, BUDDY, number=number)
        assert happened == [struck(step, number), explained(step)]
        assert given(two, *happened).steps.trainings == (left,)
        corrected = correct(two, step, right, BUDDY, number=number)
        assert corrected == [struck(step, number), explained(step), right]
        assert given(two, *corrected).steps.trainings == (left, right)
    assert strike(two, step, BUDDY, number=3) == []
    assert rules.strike_out(two, explained(step), step, [BUDDY]) == strike(two, step, BUDDY)
    assert rules.correct_step(two, explained(step), step, right, [BUDDY]) == correct(
        two, step, right, BUDDY
    )


def test_only_new_details_are_written_down_and_for_a_reason() -> None:
    moved = replace(DESCRIBED, address="Uusikatu 1")
    again = rules.correct_details(APPROVED, explained(None), [DESCRIBED, OFFER], [BUDDY])
    assert again == []
    happened = rules.correct_details(APPROVED, explained(None), [moved, OFFER], [BUDDY])
    assert happened == [explained(None), moved]


@pytest.mark.parametrize(
    ("before", "now", "is_lost"),
    [
        (date(1990, 6, 15), date(2008, 5, 4), False),  # eighteen that day
        (date(1990, 6, 15), date(2008, 5, 5), True),
        (date(2010, 1, 1), date(2010, 1, 1), False),  # it was known, and is no news
        (date(1990, 6, 15), None, False),  # erased
    ],
)
def test_an_approval_is_lost_by_a_day_of_birth_that_is_news_and_too_late(
    before: date, now: date | None, is_lost: bool
) -> None:
    volunteer = given(APPROVED, replace(DESCRIBED, date_of_birth=before))
    right = replace(DESCRIBED, date_of_birth=now, address="Uusikatu 1")  # type: ignore[arg-type]
    happened = rules.correct_details(volunteer, explained(None), [right], [BUDDY])
    assert happened == [explained(None), right, *([SUSPENDED] if is_lost else [])]


@pytest.mark.parametrize(
    ("check", "consent", "is_lost"),
    [
        (CHECKED, CHECK.checked_on, False),
        (CHECKED, MAY, True),
        (CHECKED, None, False),  # a consent whose day is erased is still one
        (replace(CHECKED, checked_on=None), MAY, False),  # type: ignore[arg-type]
        (replace(CHECKED, source=ExtractSource.SHOWN_BY_WORKER), MAY, False),
        (None, MAY, False),
    ],
)
def test_a_consent_put_right_takes_along_a_check_that_came_before_it(
    check: events.ExtractChecked | None, consent: date | None, is_lost: bool
) -> None:
    history = [*READY, *([check] if check else []), VETTED]
    right = replace(CONSENTED, given_on=consent, form_version="2")  # type: ignore[arg-type]
    happened = correct(given(Volunteer(ANNA), *history), Step.CONSENT, right, BUDDY)
    gone = [struck(Step.EXTRACT_CHECK), SUSPENDED] if is_lost else []
    assert happened == [struck(Step.CONSENT), explained(Step.CONSENT), right, *gone]


def test_another_step_put_right_leaves_a_check_without_consent_as_it_is() -> None:
    withdrawn = events.VettingConsentWithdrawn(volunteer_id=ANNA, on=MAY)
    later = given(APPROVED, withdrawn)
    right = replace(REFERENCES, count=3)
    happened = correct(later, Step.REFERENCES, right, BUDDY)
    assert happened == [struck(Step.REFERENCES), explained(Step.REFERENCES), right]


def test_each_approval_goes_by_its_own_policy() -> None:
    both = given(APPROVED, replace(VETTED, programme="employed"))
    happened = strike(both, Step.CONSENT, BUDDY, EMPLOYED)
    check = struck(Step.EXTRACT_CHECK)
    assert happened == [
        struck(Step.CONSENT),
        explained(Step.CONSENT),
        check,
        SUSPENDED,
        replace(SUSPENDED, programme="employed"),
    ]
    only_talks = replace(EMPLOYED, policy=(Step.INTERVIEW,))
    assert strike(both, Step.CONSENT, BUDDY, only_talks)[3:] == [SUSPENDED]


def test_what_an_approval_never_had_it_does_not_lose() -> None:
    lacking = given(Volunteer(ANNA), *APPLICANT, INTERVIEWED, REFERENCES, VETTED)
    assert strike(lacking, Step.REFERENCES, BUDDY)[2:] == [SUSPENDED]
    without = replace(INTERVIEWED, held_on=MAY)
    assert correct(lacking, Step.INTERVIEW, without, BUDDY)[3:] == []
