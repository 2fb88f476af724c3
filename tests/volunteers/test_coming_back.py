"""Who left and comes back, whose end was a mistake, and who should never have been written down."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.common.codes import ApplicationEnd, Reopening, VolunteerStatus
from services.common.programme import Step
from services.volunteers.people import events
from services.volunteers.people.domain import Volunteer
from shared.kernel.aggregate import Refused
from shared.kernel.testing import given
from tests.volunteers.examples import (
    ANNA,
    APPLICANT,
    APRIL,
    BUDDY,
    CHECK,
    INTERVIEWED,
    MAY,
    NGO,
    READY,
    REFERENCES,
    VETTED,
)

PERSON = UUID(int=99)
LINKED = events.SignInLinked(volunteer_id=ANNA, person_id=PERSON)
CHECKED = events.ExtractChecked(volunteer_id=ANNA, **vars(CHECK))
LEFT = events.VolunteerLeft(volunteer_id=ANNA, organisation=NGO, on=APRIL)
CLOSED = events.ApplicationClosed(volunteer_id=ANNA, reason=ApplicationEnd.WITHDRAWN, on=APRIL)
PAUSED = events.VolunteerPaused(volunteer_id=ANNA, on=APRIL)
SUSPENDED = events.ApprovalSuspended(volunteer_id=ANNA, organisation=NGO, programme="buddy", on=MAY)
ERROR = events.VolunteerEnteredInError(volunteer_id=ANNA, organisation=NGO, on=MAY)
EXPLAINED = events.RecordCorrected(volunteer_id=ANNA, on=MAY, by="1", reason="Vahinko.")
APPROVED = (*READY, LINKED, CHECKED, VETTED)


def reopened(why: Reopening) -> events.VolunteerReopened:
    return events.VolunteerReopened(volunteer_id=ANNA, organisation=NGO, why=why, on=MAY)


def a_person(*history: events.VolunteerEvent) -> Volunteer:
    return given(Volunteer(ANNA), *history)


@pytest.mark.parametrize("why", Reopening)
def test_only_who_has_ended_is_let_in_again(why: Reopening) -> None:
    for here in (APPLICANT, APPROVED, (*APPROVED, PAUSED)):
        assert a_person(*here).reopen(EXPLAINED, why) == []
    for ended in ((*APPLICANT, CLOSED), (*APPROVED, LEFT)):
        assert a_person(*ended).reopen(EXPLAINED, why) == [EXPLAINED, reopened(why)]
    for nowhere, code in (((), "not_applied"), ((*APPLICANT, ERROR), "entered_in_error")):
        with pytest.raises(Refused) as refused:
            a_person(*nowhere).reopen(EXPLAINED, why)
        assert refused.value.code == code


@pytest.mark.parametrize(
    ("history", "ended", "status"),
    [
        (APPROVED, LEFT, VolunteerStatus.VETTED),
        ((*READY, LINKED), CLOSED, VolunteerStatus.APPLICANT),
        ((*APPROVED, SUSPENDED), LEFT, VolunteerStatus.APPLICANT),
    ],
)
def test_after_an_end_by_mistake_all_holds_but_the_sign_in(
    history: tuple[events.VolunteerEvent, ...],
    ended: events.VolunteerEvent,
    status: VolunteerStatus,
) -> None:
    again = a_person(*history, ended, reopened(Reopening.MISTAKE))
    assert again == replace(a_person(*history), status=status, person=None)


@pytest.mark.parametrize("suspended", [(), (SUSPENDED,)])
def test_who_comes_back_is_interviewed_consents_and_is_checked_anew(
    suspended: tuple[events.VolunteerEvent, ...],
) -> None:
    before = a_person(*APPROVED, *suspended)
    again = a_person(*APPROVED, *suspended, LEFT, reopened(Reopening.CAME_BACK))
    assert again == replace(
        before,
        status=VolunteerStatus.APPLICANT,
        joined=MAY,
        steps=replace(before.steps, interview=None, consent=None, checked=None),
        vetted=(),
        suspended=(),
        person=None,
    )
    assert again.steps.missing(BUDDY, checked=False) == (
        Step.INTERVIEW,
        Step.CONSENT,
        Step.EXTRACT_CHECK,
    )


@pytest.mark.parametrize("history", [APPLICANT, READY, (*APPLICANT, CLOSED)])
def test_who_was_never_approved_is_struck_out_once(
    history: tuple[events.VolunteerEvent, ...],
) -> None:
    assert a_person(*history).enter_in_error(EXPLAINED) == [EXPLAINED, ERROR]
    struck = a_person(*history, ERROR)
    assert struck == replace(a_person(*history), status=VolunteerStatus.ENTERED_IN_ERROR)
    assert struck.enter_in_error(EXPLAINED) == []
    with pytest.raises(Refused) as refused:
        struck.note(INTERVIEWED)
    assert refused.value.code == "entered_in_error"


@pytest.mark.parametrize(
    ("history", "code"),
    [
        ((), "not_applied"),
        (APPROVED, "approved_already"),
        ((*APPROVED, LEFT), "approved_already"),
        ((*APPROVED, SUSPENDED), "approved_already"),
    ],
)
def test_who_was_approved_or_never_applied_is_not_struck_out(
    history: tuple[events.VolunteerEvent, ...], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        a_person(*history).enter_in_error(EXPLAINED)
    assert refused.value.code == code


def test_a_sign_in_that_has_ended_is_nobodys_and_may_be_given_again() -> None:
    signed_in = a_person(*APPLICANT, LINKED)
    ended = events.SignInEnded(volunteer_id=ANNA, person_id=PERSON)
    assert signed_in.end_sign_in() == [ended]
    nobody = given(signed_in, ended)
    assert nobody == a_person(*APPLICANT)
    assert (nobody.end_sign_in(), nobody.sign_in_as(PERSON)) == ([], [LINKED])


NEXT = replace(VETTED, programme="next")
BOTH = (*APPROVED, NEXT)


def test_only_an_approval_that_there_is_can_be_suspended() -> None:
    programmes = [replace(BUDDY, code=code) for code in ("open", "buddy", "next")]
    assert a_person(*BOTH).suspend(programmes, on=MAY) == [
        SUSPENDED,
        replace(SUSPENDED, programme="next"),
    ]
    assert a_person(*BOTH, SUSPENDED).suspend([BUDDY], on=MAY) == []


def test_who_keeps_another_approval_stays_approved_or_paused() -> None:
    for resting in ((), (PAUSED,)):
        before, after = a_person(*BOTH, *resting), a_person(*BOTH, *resting, SUSPENDED)
        assert after == replace(before, vetted=("next",), suspended=("buddy",))
        after.must_hold_approval("next")
        with pytest.raises(Refused) as refused:
            after.must_hold_approval("buddy")
        assert refused.value.code == "approval_suspended"
    neither = a_person(*BOTH, SUSPENDED, replace(SUSPENDED, programme="next"))
    assert (neither.vetted, neither.suspended) == ((), ("buddy", "next"))
    assert neither.status is VolunteerStatus.APPLICANT


def test_an_approval_anew_ends_the_suspension_of_its_own_programme_alone() -> None:
    both = (SUSPENDED, replace(SUSPENDED, programme="next"))
    again = a_person(*BOTH, *both, VETTED)
    assert (again.vetted, again.suspended) == (("buddy",), ("next",))
    assert again.approvals == (VETTED, NEXT, VETTED)
    assert again.status is VolunteerStatus.VETTED


def test_a_reason_stands_beside_what_was_struck_out_just_before_it_alone() -> None:
    struck = events.StepEnteredInError(volunteer_id=ANNA, step=Step.REFERENCES, number=1)
    of_step, of_other = (replace(EXPLAINED, step=step) for step in (Step.REFERENCES, Step.CONSENT))
    corrected = a_person(*READY, struck, of_step)
    assert corrected.explained == ((of_step, REFERENCES),)
    assert corrected.steps == a_person(*READY).steps.without(Step.REFERENCES)
    assert a_person(*READY, struck, of_other).explained == ((of_other, None),)
    assert a_person(*READY, struck, of_step, of_step).explained[1] == (of_step, None)
