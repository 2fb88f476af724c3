"""From applicant to vetted, to leaving: what is missing, and what leaves a trace."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.common.codes import ApplicationEnd, SupportKind, VolunteerStatus
from services.common.programme import Step
from services.volunteers.people import events
from services.volunteers.people.domain import Volunteer
from services.volunteers.people.rules import Done
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
    COORDINATOR,
    DESCRIBED,
    EMPLOYED,
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
    applicant = given(Volunteer(ANNA), *happened)
    assert (applicant.status, applicant.kind) == (VolunteerStatus.APPLICANT, SupportKind.VOLUNTEER)


def test_a_persons_events_concern_their_organisation() -> None:
    assert (Volunteer(ANNA).concerns, given(Volunteer(ANNA), APPLIED).concerns) == ((), (NGO,))


def test_nobody_applies_twice_under_one_id() -> None:
    with pytest.raises(Refused, match="applied already"):
        given(Volunteer(ANNA), APPLIED).apply(APPLIED)


def test_a_step_said_again_changes_nothing() -> None:
    volunteer = given(Volunteer(ANNA), *READY)
    facts = (DESCRIBED, OFFER, INTERVIEWED, REFERENCES, TRAINED)
    assert [volunteer.note(fact) for fact in facts] == [[]] * 5


def test_a_consent_is_given_and_withdrawn_once() -> None:
    applicant, ready = given(Volunteer(ANNA), *APPLICANT), given(Volunteer(ANNA), *READY)
    withdrawn = events.VettingConsentWithdrawn(volunteer_id=ANNA, on=APRIL)
    assert applicant.consent(CONSENTED, BUDDY) == [CONSENTED]
    assert ready.consent(CONSENTED, BUDDY) == []
    assert (applicant.withdraw_consent(APRIL), ready.withdraw_consent(APRIL)) == ([], [withdrawn])


def test_one_programme_that_asks_for_consent_is_enough() -> None:
    applicant = given(Volunteer(ANNA), *APPLICANT)
    for programmes in ((UNVETTED, BUDDY), (BUDDY, UNVETTED)):
        assert applicant.consent(CONSENTED, *programmes) == [CONSENTED]


def test_a_second_course_is_another_training() -> None:
    further = replace(TRAINED, course="Further")
    assert given(Volunteer(ANNA), *READY).note(further) == [further]


WHAT_TAKES_AN_APPLICATION = (
    lambda volunteer: volunteer.note(INTERVIEWED),
    lambda volunteer: volunteer.consent(CONSENTED, BUDDY),
    lambda volunteer: volunteer.withdraw_consent(APRIL),
    lambda volunteer: volunteer.may_be_checked(CHECK, BUDDY),
    lambda volunteer: volunteer.approve(BUDDY, by=COORDINATOR, on=APRIL),
    lambda volunteer: volunteer.pause(APRIL),
    lambda volunteer: volunteer.come_back(APRIL),
    lambda volunteer: volunteer.sign_in_as(UUID(int=99)),
)


@pytest.mark.parametrize("act", WHAT_TAKES_AN_APPLICATION)
def test_nothing_happens_to_somebody_who_never_applied_or_has_left(
    act: Callable[[Volunteer], object],
) -> None:
    left = events.VolunteerLeft(volunteer_id=ANNA, organisation=NGO, on=APRIL)
    for volunteer, code in (
        (Volunteer(ANNA), "not_applied"),
        (given(Volunteer(ANNA), *READY, CHECKED, VETTED, left), "ended"),
    ):
        with pytest.raises(Refused) as refused:
            act(volunteer)
        assert refused.value.code == code


def test_what_never_began_does_not_end() -> None:
    with pytest.raises(Refused, match="Nobody has applied"):
        Volunteer(ANNA).end(ApplicationEnd.WITHDRAWN, on=APRIL)


def test_approval_says_what_is_missing() -> None:
    with pytest.raises(Refused) as refused:
        given(Volunteer(ANNA), *APPLICANT, INTERVIEWED).approve(BUDDY, by=COORDINATOR, on=APRIL)
    assert refused.value.missing == (
        Step.REFERENCES,
        Step.TRAINING,
        Step.CONSENT,
        Step.EXTRACT_CHECK,
    )


def test_an_applicant_has_every_step_before_them() -> None:
    with pytest.raises(Refused) as refused:
        given(Volunteer(ANNA), *APPLICANT).approve(BUDDY, by=COORDINATOR, on=APRIL)
    assert refused.value.missing == tuple(Step)


def test_only_where_the_organiser_may_see_an_extract_consent_is_a_step() -> None:
    asking = replace(EMPLOYED, policy=(Step.CONSENT,))
    volunteer = given(Volunteer(ANNA), replace(APPLIED, programmes=("employed",)), DESCRIBED)
    assert volunteer.approve(asking, by=COORDINATOR, on=APRIL) == [
        replace(VETTED, programme="employed")
    ]


def test_a_check_holds_for_the_next_programme_too() -> None:
    volunteer = given(Volunteer(ANNA), replace(APPLIED, programmes=("buddy", "next")), *READY[1:])
    vetted = given(volunteer, CHECKED, VETTED)
    assert vetted.approve(replace(BUDDY, code="next"), by=COORDINATOR, on=APRIL) == [
        replace(VETTED, programme="next")
    ]


def test_who_is_approved_during_a_pause_still_has_it() -> None:
    paused = events.VolunteerPaused(volunteer_id=ANNA, on=APRIL)
    volunteer = given(Volunteer(ANNA), *READY, CHECKED, VETTED, paused)
    further = given(volunteer, replace(VETTED, programme="next"))
    assert (further.status, further.vetted) == (VolunteerStatus.PAUSED, ("buddy", "next"))


def test_an_interview_without_recommendation_is_still_missing() -> None:
    doubtful = replace(INTERVIEWED, recommended=False)
    with pytest.raises(Refused) as refused:
        given(Volunteer(ANNA), *READY, doubtful).approve(
            BUDDY, by=COORDINATOR, on=APRIL, draft=CHECK
        )
    assert refused.value.missing == (Step.INTERVIEW,)


def test_a_check_becomes_history_together_with_the_approval() -> None:
    volunteer = given(Volunteer(ANNA), *READY)
    assert volunteer.approve(BUDDY, by=COORDINATOR, on=APRIL, draft=CHECK) == [CHECKED, VETTED]


def test_no_approval_without_the_check() -> None:
    with pytest.raises(Refused) as refused:
        given(Volunteer(ANNA), *READY).approve(BUDDY, by=COORDINATOR, on=APRIL)
    assert refused.value.missing == (Step.EXTRACT_CHECK,)


def test_an_approval_dated_before_the_check_only_says_that_it_was_not_finished() -> None:
    with pytest.raises(Refused) as refused:
        given(Volunteer(ANNA), *READY).approve(
            BUDDY, by=COORDINATOR, on=date(2026, 4, 1), draft=CHECK
        )
    assert (refused.value.missing, refused.value.values) == ((Step.EXTRACT_CHECK,), {})


@pytest.mark.parametrize(
    "later",
    [
        replace(INTERVIEWED, held_on=date(2026, 4, 20)),
        replace(REFERENCES, received_on=date(2026, 4, 20)),
        replace(CONSENTED, given_on=date(2026, 4, 20)),
    ],
)
def test_an_approval_is_not_dated_before_its_last_step(later: Done) -> None:
    volunteer = given(Volunteer(ANNA), *READY, later)
    with pytest.raises(Invalid, match="before 2026-04-20"):
        volunteer.approve(BUDDY, by=COORDINATOR, on=date(2026, 4, 19), draft=CHECK)
    assert volunteer.approve(BUDDY, by=COORDINATOR, on=date(2026, 4, 20), draft=CHECK)[0] == CHECKED


def test_what_a_programme_does_not_ask_for_holds_no_approval_back() -> None:
    programme = replace(BUDDY, policy=(Step.TRAINING,))
    volunteer = given(Volunteer(ANNA), *APPLICANT, TRAINED)
    assert volunteer.approve(programme, by=COORDINATOR, on=MARCH) == [
        replace(VETTED, vetted_on=MARCH)
    ]


def test_a_consent_without_a_check_dates_the_approval_too() -> None:
    programme = replace(BUDDY, policy=(Step.CONSENT,))
    volunteer = given(Volunteer(ANNA), *APPLICANT, replace(CONSENTED, given_on=APRIL))
    assert volunteer.approve(programme, by=COORDINATOR, on=APRIL) == [VETTED]
    with pytest.raises(Invalid, match="before 2026-04-02"):
        volunteer.approve(programme, by=COORDINATOR, on=date(2026, 4, 1))


def test_of_two_trainings_the_first_counts_for_the_approval() -> None:
    further = replace(TRAINED, course="Further", completed_on=date(2026, 4, 20))
    late = replace(TRAINED, completed_on=date(2026, 4, 20))
    for trainings in ((TRAINED, further), (further, TRAINED)):
        volunteer = given(Volunteer(ANNA), *APPLICANT, INTERVIEWED, REFERENCES, *trainings)
        ready = given(volunteer, CONSENTED)
        assert ready.approve(BUDDY, by=COORDINATOR, on=APRIL, draft=CHECK)[0] == CHECKED
    only = given(Volunteer(ANNA), *APPLICANT, INTERVIEWED, REFERENCES, late, CONSENTED)
    with pytest.raises(Invalid, match="before 2026-04-20"):
        only.approve(BUDDY, by=COORDINATOR, on=date(2026, 4, 19), draft=CHECK)


def test_a_programme_without_vetting_asks_for_no_check() -> None:
    applied = replace(APPLIED, programmes=("open",))
    volunteer = given(Volunteer(ANNA), applied, *READY[1:6])
    assert volunteer.approve(UNVETTED, by=COORDINATOR, on=APRIL, draft=CHECK) == [
        replace(VETTED, programme="open")
    ]


def test_approved_again_nothing_changes() -> None:
    assert (
        given(Volunteer(ANNA), *READY, CHECKED, VETTED).approve(BUDDY, by=COORDINATOR, on=APRIL)
        == []
    )


def test_nobody_is_approved_for_what_they_did_not_apply_for() -> None:
    with pytest.raises(Refused, match="not applied for in English"):
        given(Volunteer(ANNA), *READY).approve(UNVETTED, by=COORDINATOR, on=APRIL)


def test_support_takes_the_programmes_least_age() -> None:
    def born(day: date | None) -> Volunteer:
        described = replace(DESCRIBED, date_of_birth=day)  # type: ignore[arg-type]
        return given(Volunteer(ANNA), *READY, described)

    grown_up = born(date(2008, 4, 2))
    assert grown_up.approve(BUDDY, by=COORDINATOR, on=APRIL, draft=CHECK) == [CHECKED, VETTED]
    for day in (date(2008, 4, 3), None):
        with pytest.raises(Refused, match="18 years"):
            born(day).approve(BUDDY, by=COORDINATOR, on=APRIL, draft=CHECK)


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
    assert volunteer.come_back(APRIL) == []


def test_an_applicant_has_nothing_to_pause() -> None:
    with pytest.raises(Refused, match="not been approved"):
        given(Volunteer(ANNA), *READY).pause(MARCH)
    with pytest.raises(Refused, match="not been approved"):
        given(Volunteer(ANNA), *READY).come_back(MARCH)


def test_a_person_who_signs_in_is_linked_once() -> None:
    person = UUID(int=99)
    (linked,) = given(Volunteer(ANNA), *APPLICANT).sign_in_as(person)
    assert given(Volunteer(ANNA), *APPLICANT, linked).sign_in_as(person) == []
