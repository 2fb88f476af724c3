"""Whoever puts something right of somebody who was erased is told that it is too late."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.common.codes import ErasureGround, Register
from services.common.erasure.domain import Erasure
from services.referral.referrals.domain import Referral
from shared.web.shell import LANGUAGE_NAMES
from shared.work import Actor
from tests.casework.acceptance import Opened, a_case, ago
from tests.platform import Stepped
from tests.refusals.test_each_form_says_no import (
    HELD,
    OF_ERASED,
    OF_ERASED_PART,
    OF_EXTRACT,
    SEEN,
    TRAINED,
    VISIT,
    WHO,
    WHY,
    page_of,
    said_no,
)
from tests.refusals.test_forms_refused_by_rules import refused
from tests.volunteers.bodies import AGREEMENT, proposed, ready, vetted, waiting_case

ERASED = {
    "fi": "Henkilötiedot on poistettu",
    "sv": "Personuppgifterna har raderats",
    "en": "The personal data has been erased",
}
OFFICER = Actor("officer", over_all=True)
NO = {"given": "false", "on": "2026-03-06"}
OF_PERSON: Mapping[str, Mapping[str, str]] = {
    "correction": WHO | WHY,
    "entered-in-error": WHY,
    "interview/correction": HELD | WHY,
    "training/1/correction": TRAINED | WHY,
    "training/1/entered-in-error": WHY,
}
OF_MATCH: Mapping[str, Mapping[str, str]] = {
    **OF_ERASED_PART,
    "volunteer-consent/correction": NO | WHY,
    "family-consent/correction": NO | {"by": "GUARDIAN"} | WHY,
}
EARLY = {"end_reason": "FAMILY_ENDED", "outcome": "NOT_ASSESSED", "early_reason": "Muutto."}


def erase(platform: Stepped, record: str, person: UUID, *classes: str) -> None:
    """As if the time of these classes had run out."""
    register = Register.VOLUNTEERS if "vetting" in classes else Register.REFERRALS
    platform.platform.services["referral"].execute(
        lambda work: work.change(
            Erasure(person),
            lambda erasure: erasure.erase(
                classes,
                register=register,
                record_id=UUID(record),
                ground=ErasureGround.RETENTION,
                on=work.today,
            ),
        ),
        OFFICER,
    )
    platform.settle()


def erase_family(platform: Stepped, referral_id: str) -> None:
    """In the sender's register and in the provider's."""
    service = platform.platform.services["referral"]
    referral = service.execute(lambda work: work.load(Referral(UUID(referral_id)))[0], OFFICER)
    assert referral.described is not None
    assert referral.disclosed is not None
    erase(platform, referral_id, referral.described.subject_id, "referral")
    erase(platform, referral_id, referral.disclosed.subject_id, "case")


def not_refused(
    platform: Stepped, page: str, who: str, forms: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    """What is answered in each language where it is no refusal that says why."""
    browser = platform.browser(who, page.split("/")[1])
    answers: dict[str, Any] = {
        f"{form} {language}": refused(browser, page, form, language, dict(typed))
        for form, typed in forms.items()
        for language in LANGUAGE_NAMES
    }
    return {
        form: f"{answer.status_code} {said_no(answer.text)}"
        for form, answer in answers.items()
        if answer.status_code != 409 or ERASED[form[-2:]] not in answer.text
    }


def test_records_of_a_support_person(platform: Stepped) -> None:
    where = ready(platform.caller("coordinator-mll"))
    number = where.rpartition("/")[2]
    erase(platform, number, UUID(number), "application", "vetting", "training", "volunteer")
    assert not_refused(platform, page_of(where), "coordinator-mll", OF_PERSON) == {}
    seen = {form: typed for form, typed in OF_EXTRACT.items() if typed == SEEN}
    assert not_refused(platform, page_of(where), "vetting-mll", seen) == {}


def test_answers_of_a_match_whose_family_is_gone(platform: Stepped) -> None:
    coordinator = platform.caller("coordinator-mll")
    case = waiting_case(platform)
    match = proposed(platform, case, vetted(platform))
    for answer, body in AGREEMENT:
        assert coordinator.put(f"{match}/{answer}", body, of=match).status_code == 200
    erase_family(platform, coordinator.get(f"/casework/api/v1/cases/{case}").json["referral"])
    assert not_refused(platform, page_of(match), "coordinator-mll", OF_MATCH) == {}


def of_case(case: Opened) -> tuple[str, dict[str, Mapping[str, str]]]:
    """A visit of the case, and what is put right of its plan."""
    day = ago(case.platform, 20)
    held = {"held_on": day, "participants": 3, "decisions": "Jatketaan"}
    taken = {"indicator": "3x10d.1", "value": 5, "measured_on": day}
    goal = case.post("goals", {"text": "Uida kerran", "weight": 1}).json["id"]
    meeting = case.post("plan-meetings", held | {"goals_being_met": True}).json["id"]
    measured = case.post("measurements", taken).json["id"]
    visit = {"held_on": day, "kind": "FACE", "minutes": 30, "present": 1}
    spoken = {"participants": "2", "goals_being_met": "true", "decisions": "Syksyllä"}
    return case.post("visits", visit).json["id"], {
        f"goals/{goal}/correction": {"text": "Uimaan syksyllä", "weight": "2"} | WHY,
        f"goals/{goal}/entered-in-error": WHY,
        f"measurements/{measured}/correction": {"value": "4", "measured_on": day} | WHY,
        f"measurements/{measured}/entered-in-error": WHY,
        f"plan-meetings/{meeting}/correction": spoken | {"held_on": day} | WHY,
        f"plan-meetings/{meeting}/entered-in-error": WHY,
    }


def test_what_was_done_in_a_case_and_what_its_referral_says(platform: Stepped) -> None:
    case, who = a_case(platform), "coordinator-siipisulka"
    visit, forms = of_case(case)
    erase_family(platform, case.referral)
    forms |= {"closing": EARLY}
    assert not_refused(platform, f"/casework/cases/{case.id}", who, forms) == {}
    held = {"correction": VISIT | {"held_on": ago(platform, 5)} | WHY} | OF_ERASED_PART
    assert not_refused(platform, f"/casework/visits/{visit}", who, held) == {}
    family = {"given_name": "Aino", "phone": "0401234567"} | WHY
    of_referral = {"correction": family, "messages": {"text": "Nähdään"}, "consent-withdrawal": WHY}
    assert not_refused(platform, f"/referral/referrals/{case.referral}", who, of_referral) == {}


def test_what_was_closed_stays_closed_and_its_follow_up_stays(platform: Stepped) -> None:
    case, who = a_case(platform), "coordinator-siipisulka"
    assert case.put("closure", EARLY).status_code == 200
    followed = {"assessed_on": ago(platform, 0), "outcome": "IMPROVED"}
    assert case.put("follow-up", followed).status_code == 200
    erase_family(platform, case.referral)
    assert not_refused(platform, f"/casework/cases/{case.id}", who, OF_ERASED) == {}
