"""The steps of somebody's record: what is written down of each, and what one without it lacks."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from marshmallow import ValidationError

from services.common.programme import Programme, Step
from services.volunteers.people import events
from services.volunteers.people.domain import Volunteer
from services.volunteers.people.rules import Fact, Right, Steps
from services.volunteers.people.schemas import PersonSchema
from shared.kernel.testing import given
from tests.volunteers.examples import (
    ANNA,
    APRIL,
    BUDDY,
    CHECK,
    CONSENTED,
    DESCRIBED,
    EMPLOYED,
    INTERVIEWED,
    MARCH,
    OFFER,
    READY,
    REFERENCES,
    TRAINED,
)

CHECKED = events.ExtractChecked(volunteer_id=ANNA, **vars(CHECK))
FURTHER = replace(TRAINED, course="Further")
OF_STEP: dict[Step, Any] = {
    Step.INTERVIEW: INTERVIEWED,
    Step.REFERENCES: REFERENCES,
    Step.TRAINING: TRAINED,
    Step.CONSENT: CONSENTED,
    Step.EXTRACT_CHECK: CHECKED,
}
ALL = given(Volunteer(ANNA), *READY, CHECKED).steps
NONE = Steps()


@pytest.mark.parametrize("step", Step)
def test_each_step_is_written_down_apart_and_struck_out_apart(step: Step) -> None:
    left = ALL.without(step)
    assert (ALL.fact(step), left.fact(step), NONE.fact(step)) == (OF_STEP[step], None, None)
    assert {other: left.fact(other) for other in Step} == {**OF_STEP, step: None}
    assert (left.described, left.offer) == (DESCRIBED, OFFER)
    assert left.missing(BUDDY, checked=False) == (step,)


@pytest.mark.parametrize("step", Step)
def test_what_is_written_down_of_a_step_is_held_until_it_is_struck_out(step: Step) -> None:
    steps = (ALL, ALL.without(step), NONE)
    assert [each.holds(OF_STEP[step]) for each in steps] == [True, False, False]


@pytest.mark.parametrize(
    "other",
    [
        replace(CONSENTED, given_on=APRIL),
        replace(CHECKED, checked_on=MARCH),
        replace(INTERVIEWED, held_on=APRIL),
        replace(REFERENCES, count=3),
        FURTHER,
    ],
)
def test_another_fact_of_the_same_kind_is_not_what_is_held(other: Right) -> None:
    assert ALL.holds(other) is False


@pytest.mark.parametrize("fact", [DESCRIBED, OFFER, INTERVIEWED, REFERENCES, TRAINED, FURTHER])
def test_what_was_told_or_done_is_known_from_then_on(fact: Fact) -> None:
    assert (NONE.holds(fact), NONE.evolve(fact).holds(fact)) == (False, True)


def test_of_two_trainings_each_has_its_number_and_one_is_enough() -> None:
    two = ALL.evolve(FURTHER)
    assert [two.fact(Step.TRAINING, number) for number in (0, 1, 2, 3)] == [
        None,
        TRAINED,
        FURTHER,
        None,
    ]
    assert two.without(Step.TRAINING, 1).trainings == (FURTHER,)
    assert two.without(Step.TRAINING, 2).trainings == (TRAINED,)
    assert two.without(Step.TRAINING, 3) == two
    assert two.without(Step.TRAINING, 1).missing(BUDDY, checked=False) == ()


@pytest.mark.parametrize(
    ("programme", "checked", "missing"),
    [
        (BUDDY, False, tuple(Step)),
        (BUDDY, True, tuple(step for step in Step if step is not Step.EXTRACT_CHECK)),
        (EMPLOYED, True, (Step.INTERVIEW, Step.REFERENCES, Step.TRAINING)),
        (replace(EMPLOYED, policy=(Step.CONSENT,)), False, ()),  # no consent is asked for there
        (replace(BUDDY, policy=(Step.CONSENT,)), False, (Step.CONSENT,)),
        (replace(BUDDY, policy=()), False, ()),
    ],
)
def test_whoever_has_done_nothing_lacks_what_the_policy_asks_for(
    programme: Programme, checked: bool, missing: tuple[Step, ...]
) -> None:
    assert NONE.missing(programme, checked=checked) == missing
    assert ALL.missing(programme, checked=checked) == ()


def test_who_comes_back_keeps_training_and_references() -> None:
    kept = Steps(described=DESCRIBED, offer=OFFER, references=REFERENCES, trainings=(TRAINED,))
    assert ALL.of_newcomer == kept


def test_a_withdrawn_consent_is_none_and_a_word_on_approving_alone_is_no_step() -> None:
    withdrawn = events.VettingConsentWithdrawn(volunteer_id=ANNA, on=APRIL)
    alone = events.ApprovedAlone(
        volunteer_id=ANNA,
        organisation=ANNA,
        programme="buddy",
        on=APRIL,
        by="contact",
        reason="We are two.",
    )
    assert ALL.evolve(withdrawn) == replace(ALL, consent=None)
    assert ALL.evolve(alone) == ALL


def test_who_has_seen_the_extract_is_who_the_newest_check_names() -> None:
    draft = replace(CHECK, checked_by="another")
    assert [ALL.was_checked_by(who) for who in ("contact", "another")] == [True, False]
    assert [ALL.was_checked_by(who, draft) for who in ("contact", "another")] == [False, True]
    assert [NONE.was_checked_by(who) for who in ("contact", "")] == [False, False]


OFFERED = {"given_name": "Anna", "date_of_birth": "1990-06-15", "municipality": "853"}


def test_a_person_supports_from_one_to_ten_families_at_the_same_time() -> None:
    def capacity(**given: Any) -> int:
        loaded: dict[str, Any] = PersonSchema().load(OFFERED | given)
        most: int = loaded["offer"].capacity
        return most

    assert [capacity(), *(capacity(capacity=number) for number in (1, 10))] == [1, 1, 10]
    for number in (0, 11):
        with pytest.raises(ValidationError) as refused:
            PersonSchema().load({**OFFERED, "capacity": number})
        assert list(refused.value.messages_dict) == ["capacity"]


def test_whose_day_of_birth_is_not_known_has_none() -> None:
    assert (ALL.born, NONE.born) == (date(1990, 6, 15), None)
