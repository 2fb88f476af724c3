"""A step put right after approval: an approval whose ground is gone is suspended and told of."""

from dataclasses import replace
from typing import Any

import pytest

from services.common.codes import ApplicationEnd, VolunteerStatus
from services.common.programme import Programme, Step
from services.volunteers.people import events
from services.volunteers.people.domain import Happened, Volunteer
from services.volunteers.people.rules import Approver
from services.volunteers.records import rules
from shared.kernel.aggregate import Refused
from shared.kernel.testing import given
from tests.platform import Stepped, platform
from tests.volunteers.bodies import (
    CHECK as CHECKED_TODAY,
    ROOT,
    proposed,
    ready,
    vetted,
    waiting_case,
)
from tests.volunteers.examples import (
    ANNA,
    APRIL,
    BUDDY,
    CHECK,
    CONSENTED,
    DESCRIBED,
    INTERVIEWED,
    MAY,
    NGO,
    READY,
    REFERENCES,
    TRAINED,
    VETTED,
)
from tests.volunteers.test_pages import page_of, sent, shown

__all__ = ["platform"]

CHECKED = events.ExtractChecked(volunteer_id=ANNA, **vars(CHECK))
APPROVED = given(Volunteer(ANNA), *READY, CHECKED, VETTED)
SUSPENDED = events.ApprovalSuspended(
    volunteer_id=ANNA, organisation=NGO, programme=BUDDY.code, on=MAY
)
WHY = {"reason": "Kirjattu väärälle henkilölle."}


def explained(step: Step | None) -> events.RecordCorrected:
    return events.RecordCorrected(volunteer_id=ANNA, step=step, on=MAY, by="1", reason="Vahinko.")


def struck(step: Step) -> events.StepEnteredInError:
    return events.StepEnteredInError(volunteer_id=ANNA, step=step, number=1)


def strike(step: Step, *programmes: Programme, volunteer: Volunteer = APPROVED) -> Happened:
    return rules.strike_out(volunteer, explained(step), step, programmes)


@pytest.mark.parametrize("step", [s for s in BUDDY.policy if s is not Step.CONSENT])
def test_an_approval_is_suspended_when_a_step_of_its_policy_was_not_done(step: Step) -> None:
    happened = strike(step, BUDDY)
    assert happened == [struck(step), explained(step), SUSPENDED]
    suspended = given(APPROVED, *happened)
    assert (suspended.vetted, suspended.suspended) == ((), (BUDDY.code,))
    assert suspended.status is VolunteerStatus.APPLICANT
    with pytest.raises(Refused) as refused:
        suspended.must_hold_approval(BUDDY.code)
    assert refused.value.code == "approval_suspended"


def test_a_step_that_the_policy_does_not_ask_for_suspends_nothing() -> None:
    asks_less = replace(BUDDY, policy=(Step.INTERVIEW,))
    happened = strike(Step.REFERENCES, asks_less)
    assert happened == [struck(Step.REFERENCES), explained(Step.REFERENCES)]


def test_one_of_two_trainings_is_enough() -> None:
    second = replace(TRAINED, course="Jatkokurssi")
    twice = given(APPROVED, second)
    assert strike(Step.TRAINING, BUDDY, volunteer=twice)[2:] == []


def test_a_step_put_right_and_done_suspends_nothing() -> None:
    right = replace(REFERENCES, count=3)
    step = Step.REFERENCES
    happened = rules.correct_step(APPROVED, explained(step), step, right, [BUDDY])
    assert happened == [struck(step), explained(step), right]


def test_an_interview_that_did_not_recommend_is_no_ground() -> None:
    step, against = Step.INTERVIEW, replace(INTERVIEWED, recommended=False)
    happened = rules.correct_step(APPROVED, explained(step), step, against, [BUDDY])
    assert happened[-1] == SUSPENDED


def test_a_check_without_consent_goes_with_the_consent_that_was_never_given() -> None:
    happened = strike(Step.CONSENT, BUDDY)
    check = struck(Step.EXTRACT_CHECK)
    assert happened == [struck(Step.CONSENT), explained(Step.CONSENT), check, SUSPENDED]


def test_a_consent_that_came_after_the_check_was_none() -> None:
    step, late = Step.CONSENT, replace(CONSENTED, given_on=MAY)
    happened = rules.correct_step(APPROVED, explained(step), step, late, [BUDDY])
    assert happened[-2:] == [struck(Step.EXTRACT_CHECK), SUSPENDED]
    in_time = replace(CONSENTED, given_on=CHECK.checked_on, form_version="2")
    happened = rules.correct_step(APPROVED, explained(step), step, in_time, [BUDDY])
    assert happened[-1] == in_time


def test_a_consent_withdrawn_after_the_check_leaves_the_approval_its_ground() -> None:
    withdrawn = events.VettingConsentWithdrawn(volunteer_id=ANNA, on=APRIL)
    later = given(APPROVED, withdrawn)
    right = replace(REFERENCES, count=3)
    step = Step.REFERENCES
    assert rules.correct_step(later, explained(step), step, right, [BUDDY])[-1] == right


def test_a_birth_date_put_right_suspends_who_is_too_young() -> None:
    for age, follows in ((BUDDY.supporter.age_min, []), (BUDDY.supporter.age_min - 1, [SUSPENDED])):
        born = MAY.replace(year=MAY.year - age)
        facts = [replace(DESCRIBED, date_of_birth=born)]
        happened = rules.correct_details(APPROVED, explained(None), facts, [BUDDY])
        assert happened == [explained(None), *facts, *follows]


def test_who_is_approved_anew_is_suspended_no_more() -> None:
    again = given(APPROVED, *strike(Step.REFERENCES, BUDDY), REFERENCES)
    happened = again.approve(BUDDY, by=Approver("2"), on=MAY)
    approved = given(again, *happened)
    assert (approved.vetted, approved.suspended) == ((BUDDY.code,), ())


def test_whose_approval_is_suspended_leaves_like_who_was_approved() -> None:
    suspended = given(APPROVED, *strike(Step.REFERENCES, BUDDY))
    left = events.VolunteerLeft(volunteer_id=ANNA, organisation=NGO, on=MAY)
    assert suspended.end(ApplicationEnd.WITHDRAWN, on=MAY) == [left]
    with pytest.raises(Refused):
        suspended.enter_in_error(explained(None))


def test_what_stood_there_is_kept_beside_the_reason() -> None:
    references = given(APPROVED, *strike(Step.REFERENCES, BUDDY))
    assert references.explained == ((explained(Step.REFERENCES), REFERENCES),)
    consent = given(APPROVED, *strike(Step.CONSENT, BUDDY), explained(None))
    assert consent.explained == ((explained(Step.CONSENT), CONSENTED), (explained(None), None))


def letters(platform: Stepped, sign_in: str) -> list[tuple[str, str]]:
    answer: Any = platform.caller(sign_in).get(f"{ROOT}/inbox").json
    return [(letter["kind"], letter["page"]) for letter in answer["letters"]]


def test_whoever_has_matches_is_told_and_none_starts_meanwhile(platform: Stepped) -> None:
    where = vetted(platform, sign_in="volunteer-mll")
    match = proposed(platform, waiting_case(platform), where)
    coordinator = platform.caller("coordinator-mll")
    before = letters(platform, "volunteer-mll")
    struck_out = coordinator.put(f"{where}/references/entered-in-error", WHY, of=where)
    assert (struck_out.status_code, struck_out.json["vetted"]) == (200, [])
    after = letters(platform, "volunteer-mll")
    assert [letter for letter in after if letter not in before] == [("on_hold", "/volunteers/me")]
    start = coordinator.put(f"{match}/start", {"on": "2026-03-05"}, of=match)
    assert (start.status_code, start.json["code"]) == (409, "approval_suspended")
    page = shown(platform.browser("coordinator-mll", "volunteers"), page_of(where), lang="fi").text
    assert "Hyväksyntä on keskeytetty" in page
    board = shown(platform.browser("coordinator-mll", "volunteers"), "/volunteers/", lang="fi").text
    assert "Hyväksyntä keskeytetty" in board
    assert coordinator.get(where).json["suspended"] == ["kaveri"]
    assert "aiemmin 3.2.2026, 2 suosittelijaa" in page


def test_the_vetting_contact_alone_puts_a_check_right_also_after_approval(
    platform: Stepped,
) -> None:
    where, contact = vetted(platform), platform.caller("vetting-mll")
    right = {
        "extract_issue_date": "2026-02-19",
        "checked_on": "2026-02-21",
        "source": "ORDERED_BY_ORGANISER",
    }
    coordinator = platform.caller("coordinator-mll")
    foreign = coordinator.put(f"{where}/extract-check/correction", right | WHY, of=where)
    assert foreign.status_code == 403
    done = contact.put(f"{where}/extract-check/correction", right | WHY, of=where)
    assert done.json["extract_check"]["extract_issue_date"] == "2026-02-19"
    too_old = right | {"extract_issue_date": "2025-02-19"}
    refused = contact.put(f"{where}/extract-check/correction", too_old | WHY, of=where)
    assert (refused.status_code, refused.json["code"]) == (409, "extract_too_old")
    page = page_of(where)
    assert WHY["reason"] in shown(platform.browser("vetting-mll", "volunteers"), page).text
    assert WHY["reason"] not in shown(platform.browser("coordinator-mll", "volunteers"), page).text
    struck_out = contact.put(f"{where}/extract-check/entered-in-error", WHY, of=where)
    assert (struck_out.status_code, struck_out.json["extract_check"]) == (200, None)
    assert coordinator.get(where).json["vetted"] == []


def test_a_check_that_waits_for_approval_is_put_right_without_a_trace(platform: Stepped) -> None:
    where, contact = ready(platform.caller("coordinator-mll")), platform.caller("vetting-mll")
    contact.put(f"{where}/extract-check", CHECKED_TODAY)
    version = contact.get(where).headers["ETag"].split("-")[0]
    browser, form = (
        platform.browser("vetting-mll", "volunteers"),
        f"{page_of(where)}/extract-check/correction",
    )
    assert 'value="2026-02-20"' in shown(browser, form, lang="fi").text
    right = CHECKED_TODAY | {"extract_issue_date": "2026-02-18"}
    assert sent(platform, browser, form, form, **right).status_code == 422  # why is not said
    assert sent(platform, browser, form, form, **right, **WHY).status_code == 303
    read = contact.get(where)
    assert read.json["extract_check"]["extract_issue_date"] == "2026-02-18"
    assert read.headers["ETag"].split("-")[0] == version
    contact.put(f"{where}/extract-check/entered-in-error", WHY, of=where)
    read = contact.get(where)
    assert read.json["extract_check"] is None
    assert read.headers["ETag"].split("-")[0] == version
