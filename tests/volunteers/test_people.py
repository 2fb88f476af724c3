"""From applicant to vetted, to leaving: what is missing, and what leaves a trace."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.common.codes import ApplicationEnd, VolunteerStatus
from services.common.programme import Step
from services.volunteers.people import events
from services.volunteers.people.domain import Volunteer
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given
from tests.volunteers.examples import (
    ANNA,
    APPLICANT,
    APPLIED,
    APRIL,
    BUDDY,
    CHECK,
    CONSENTED,
    DESCRIBED,
    INTERVIEWED,
    MARCH,
    NGO,
    OFFER,
    READY,
    REFERENCES,
    TRAINED,
    UNVETTED,
    VETTED,
)

CHECKED = events.ExtractChecked(volunteer_id=ANNA, **vars(CHECK))


def test_whoever_applies_is_an_applicant() -> None:
    happened = Volunteer(ANNA).apply(APPLIED, DESCRIBED, OFFER)
    assert happened == [APPLIED, DESCRIBED, OFFER]
    assert given(Volunteer(ANNA), *happened).status is VolunteerStatus.APPLICANT


def test_nobody_applies_twice_under_one_id() -> None:
    with pytest.raises(Refused, match="applied already"):
        given(Volunteer(ANNA), APPLIED).apply(APPLIED)


def test_a_step_said_again_changes_nothing() -> None:
    volunteer = given(Volunteer(ANNA), *READY)
    assert [volunteer.note(fact) for fact in (DESCRIBED, INTERVIEWED, REFERENCES, TRAINED)] == [
        [],
        [],
        [],
        [],
    ]


def test_a_second_course_is_another_training() -> None:
    further = replace(TRAINED, course="Further")
    assert given(Volunteer(ANNA), *READY).note(further) == [further]


def test_nothing_happens_to_somebody_who_never_applied() -> None:
    with pytest.raises(Refused, match="Nobody has applied"):
        Volunteer(ANNA).note(INTERVIEWED)


def test_approval_says_what_is_missing() -> None:
    with pytest.raises(Refused) as refused:
        given(Volunteer(ANNA), *APPLICANT, INTERVIEWED).approve(BUDDY, on=APRIL)
    assert refused.value.missing == (
        Step.REFERENCES,
        Step.TRAINING,
        Step.CONSENT,
        Step.EXTRACT_CHECK,
    )


def test_an_interview_without_recommendation_is_still_missing() -> None:
    doubtful = replace(INTERVIEWED, recommended=False)
    with pytest.raises(Refused) as refused:
        given(Volunteer(ANNA), *READY, doubtful).approve(BUDDY, on=APRIL, draft=CHECK)
    assert refused.value.missing == (Step.INTERVIEW,)


def test_a_check_becomes_history_together_with_the_approval() -> None:
    volunteer = given(Volunteer(ANNA), *READY)
    assert volunteer.approve(BUDDY, on=APRIL, draft=CHECK) == [CHECKED, VETTED]


def test_no_approval_without_the_check() -> None:
    with pytest.raises(Refused) as refused:
        given(Volunteer(ANNA), *READY).approve(BUDDY, on=APRIL)
    assert refused.value.missing == (Step.EXTRACT_CHECK,)


def test_an_approval_dated_before_the_check_only_says_that_it_was_not_finished() -> None:
    with pytest.raises(Refused) as refused:
        given(Volunteer(ANNA), *READY).approve(BUDDY, on=date(2026, 4, 1), draft=CHECK)
    assert (refused.value.missing, refused.value.values) == ((Step.EXTRACT_CHECK,), {})


def test_an_approval_is_not_dated_before_its_last_step() -> None:
    later = replace(INTERVIEWED, held_on=date(2026, 4, 20))
    volunteer = given(Volunteer(ANNA), *READY, later)
    with pytest.raises(Invalid, match="before 2026-04-20"):
        volunteer.approve(BUDDY, on=date(2026, 4, 19), draft=CHECK)
    assert volunteer.approve(BUDDY, on=date(2026, 4, 20), draft=CHECK)[0] == CHECKED


def test_of_two_trainings_the_first_counts_for_the_approval() -> None:
    further = replace(TRAINED, course="Further", completed_on=date(2026, 4, 20))
    late = replace(TRAINED, completed_on=date(2026, 4, 20))
    for trainings in ((TRAINED, further), (further, TRAINED)):
        volunteer = given(Volunteer(ANNA), *APPLICANT, INTERVIEWED, REFERENCES, *trainings)
        ready = given(volunteer, CONSENTED)
        assert ready.approve(BUDDY, on=APRIL, draft=CHECK)[0] == CHECKED
    only = given(Volunteer(ANNA), *APPLICANT, INTERVIEWED, REFERENCES, late, CONSENTED)
    with pytest.raises(Invalid, match="before 2026-04-20"):
        only.approve(BUDDY, on=date(2026, 4, 19), draft=CHECK)


def test_a_programme_without_vetting_asks_for_no_check() -> None:
    applied = replace(APPLIED, programmes=("open",))
    volunteer = given(Volunteer(ANNA), applied, *READY[1:6])
    assert volunteer.approve(UNVETTED, on=APRIL, draft=CHECK) == [replace(VETTED, programme="open")]


def test_approved_again_nothing_changes() -> None:
    assert given(Volunteer(ANNA), *READY, CHECKED, VETTED).approve(BUDDY, on=APRIL) == []


def test_nobody_is_approved_for_what_they_did_not_apply_for() -> None:
    with pytest.raises(Refused, match="not applied for open"):
        given(Volunteer(ANNA), *READY).approve(UNVETTED, on=APRIL)


def test_support_takes_the_programmes_least_age() -> None:
    young = replace(DESCRIBED, date_of_birth=date(2008, 4, 3))
    with pytest.raises(Refused, match="18 years"):
        given(Volunteer(ANNA), *READY, young).approve(BUDDY, on=APRIL, draft=CHECK)


@pytest.mark.parametrize("reason", list(ApplicationEnd))
def test_an_application_ends_without_a_word_of_vetting(reason: ApplicationEnd) -> None:
    closed = events.ApplicationClosed(volunteer_id=ANNA, reason=reason, on=APRIL)
    assert given(Volunteer(ANNA), *READY).end(reason, on=APRIL) == [closed]


def test_an_approved_person_leaves() -> None:
    volunteer = given(Volunteer(ANNA), *READY, CHECKED, VETTED)
    left = events.VolunteerLeft(volunteer_id=ANNA, organisation=NGO, on=APRIL)
    assert volunteer.end(ApplicationEnd.WITHDRAWN, on=APRIL) == [left]
    with pytest.raises(Refused, match="only leave"):
        volunteer.end(ApplicationEnd.NOT_SELECTED, on=APRIL)


def test_after_the_end_nothing_more_happens() -> None:
    left = events.VolunteerLeft(volunteer_id=ANNA, organisation=NGO, on=APRIL)
    volunteer = given(Volunteer(ANNA), *READY, CHECKED, VETTED, left)
    assert volunteer.end(ApplicationEnd.WITHDRAWN, on=APRIL) == []
    with pytest.raises(Refused, match="has ended"):
        volunteer.note(INTERVIEWED)


def test_an_approved_person_may_pause_and_return() -> None:
    volunteer = given(Volunteer(ANNA), *READY, CHECKED, VETTED)
    (paused,) = volunteer.pause(MARCH)
    resting = given(volunteer, paused)
    assert (resting.status, resting.pause(MARCH)) == (VolunteerStatus.PAUSED, [])
    (returned,) = resting.come_back(APRIL)
    assert given(resting, returned).status is VolunteerStatus.VETTED


def test_an_applicant_has_nothing_to_pause() -> None:
    with pytest.raises(Refused, match="not been approved"):
        given(Volunteer(ANNA), *READY).pause(MARCH)


def test_a_person_who_signs_in_is_linked_once() -> None:
    person = UUID(int=99)
    (linked,) = given(Volunteer(ANNA), *APPLICANT).sign_in_as(person)
    assert given(Volunteer(ANNA), *APPLICANT, linked).sign_in_as(person) == []
