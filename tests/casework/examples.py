"""A programme with four phases, one without any, and the beginning of a case in each."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.casework.cases import events
from services.casework.cases.domain import Case
from services.casework.course.events import PhaseAdvanced, TaskDone
from services.casework.plan.events import PlanMeetingHeld
from services.common import programme
from services.common.codes import (
    Assessor,
    EndReason,
    Outcome,
    OutcomeMethod,
    ProviderKind,
    VettingRegime,
)
from services.common.disclosing import Parties
from services.referral.families.events import Guardian
from services.referral.referrals.events import ReferralDisclosed
from shared.kernel.testing import given

CASE, REFERRAL, SUBJECT = UUID(int=1), UUID(int=2), UUID(int=3)
PROVIDER, SENDER, COUNTY = UUID(int=4), UUID(int=5), UUID(int=6)
ANNA, BERTIL, MATCH, GOAL = UUID(int=7), UUID(int=8), UUID(int=9), UUID(int=10)

OPENED = date(2026, 1, 31)
TRUST_SINCE = date(2026, 3, 1)
FUTURE_SINCE = date(2026, 5, 1)
MINIMUM_FULL = date(2026, 7, 31)  # six months after the last day of January

WORDS = programme.Words(fi="suomeksi", sv="på svenska", en="in English")
Guard = programme.Guard


def _task(code: str) -> programme.Task:
    return programme.Task(code=code, name=programme.Words(fi=f"tehtävä {code}", en=f"task {code}"))


def _phase(
    code: str, *exits: programme.Exit, tasks: tuple[str, ...], optional: bool = False
) -> programme.Phase:
    name = programme.Words(fi=f"vaihe {code}", en=f"phase {code}")
    return programme.Phase(
        code=code, name=name, optional=optional, tasks=tuple(map(_task, tasks)), exits=exits
    )


PHASED = programme.Programme(
    code="rowing",
    version=2,
    name=programme.Words(fi="Soutukaveri", sv="Roddkompis", en="Rowing friend"),
    summary=WORDS,
    provider="boats",
    provider_kind=ProviderKind.PROFESSIONAL,
    controller_scenario=programme.Scenario.B,
    audience=programme.Audience(kinds=("CHILD",)),
    support=programme.Support.MATCHED,
    vetting=programme.Vetting(regime=VettingRegime.NOT_PERMITTED),
    phases=(
        _phase("START", programme.Exit(to="TRUST", guards=(Guard.TASKS_DONE,)), tasks=("T1", "T2")),
        _phase(
            "TRUST",
            programme.Exit(
                to="FUTURE", guards=(Guard.TASKS_DONE, Guard.PLAN_MEETING_GOALS_BEING_MET)
            ),
            tasks=("T3",),
        ),
        _phase(
            "FUTURE",
            programme.Exit(to="TRUST", loop=True),
            programme.Exit(
                to="REDUNDANCY",
                guards=(Guard.TASKS_DONE, Guard.POSSIBLE_FOUND, Guard.BEST_INTEREST_STATED),
            ),
            programme.Exit(to=programme.ENDED, guards=(Guard.TASKS_DONE, Guard.MINIMUM_DURATION)),
            tasks=("T4",),
        ),
        _phase(
            "REDUNDANCY",
            programme.Exit(to=programme.ENDED, guards=(Guard.TASKS_DONE, Guard.MINIMUM_DURATION)),
            tasks=("T5",),
            optional=True,
        ),
    ),
    minimum_months=6,
    frequency=programme.Frequency(min=1, max=3, per=programme.Per.WEEK),
)
PLAIN = replace(PHASED, code="walking", version=1, phases=(), minimum_months=None)

DISCLOSED = ReferralDisclosed(
    referral_id=REFERRAL,
    case_id=CASE,
    organisation=PROVIDER,
    controller=COUNTY,
    sender=SENDER,
    sender_name="A school",
    programme="rowing",
    programme_version=2,
    accepted_on=OPENED,
    disclosure_level="L1",
    purpose="REFERRAL_ACCEPTED",
    subject_id=SUBJECT,
    subject_kind="CHILD",
    municipality="853",
    non_disclosure=False,
    service_language="fi",
    interpreter_needed=True,
    sibling_count=1,
    inform=(),
    needs=("LONELINESS",),
    client_status="NONE",
    mother_tongue="so",
    interests=("SPORT",),
    availability=("TUE_PM",),
    given_name="Aino",
    family_name="Testinen",
    date_of_birth=date(2013, 1, 31),
    phone="+358401234567",
    email="",
    address="Testikatu 1",
    guardians=(Guardian(given_name="Outi", family_name="Testinen", phone="+358407654321"),),
    siblings=(),
    notes="",
)

PARTIES = Parties(sender=SENDER, provider=PROVIDER, level="L1")
DESCRIBED = events.CaseDescribed(
    case_id=CASE,
    controller=DISCLOSED.controller,
    concerned=(),
    sender_name=DISCLOSED.sender_name,
    disclosure_level=DISCLOSED.disclosure_level,
    inform=DISCLOSED.inform,
    **DISCLOSED.family,
)
CASE_OPENED = events.CaseOpened(
    case_id=CASE,
    referral_id=REFERRAL,
    organisation=PROVIDER,
    sender=SENDER,
    programme="rowing",
    programme_version=2,
    municipality="853",
    phase="START",
    opened_on=OPENED,
)
BEGUN = (DESCRIBED, CASE_OPENED)
BEGUN_PLAIN = (DESCRIBED, replace(CASE_OPENED, programme="walking", phase=None))


def done(code: str, on: date = OPENED) -> TaskDone:
    return TaskDone(case_id=CASE, code=code, on=on)


def advanced(previous: str, phase: str, on: date) -> PhaseAdvanced:
    return PhaseAdvanced(
        case_id=CASE,
        referral_id=REFERRAL,
        programme="rowing",
        organisation=PROVIDER,
        previous=previous,
        phase=phase,
        on=on,
    )


def met(on: date, *, goals_being_met: bool) -> PlanMeetingHeld:
    return PlanMeetingHeld(
        case_id=CASE,
        subject_id=SUBJECT,
        meeting_id=UUID(int=on.toordinal()),
        held_on=on,
        goals_being_met=goals_being_met,
        present=4,
        participants=(),
        decisions="",
    )


IN_TRUST = (*BEGUN, done("T1"), done("T2"), advanced("START", "TRUST", TRUST_SINCE))
IN_FUTURE = (
    *IN_TRUST,
    done("T3", TRUST_SINCE),
    met(TRUST_SINCE, goals_being_met=True),
    advanced("TRUST", "FUTURE", FUTURE_SINCE),
)


def closed(on: date, end_reason: EndReason, *, early: bool = False) -> events.CaseClosed:
    return events.CaseClosed(
        case_id=CASE,
        referral_id=REFERRAL,
        programme="rowing",
        organisation=PROVIDER,
        end_reason=end_reason,
        outcome=Outcome.IMPROVED,
        method=OutcomeMethod.GAS,
        assessed_by=Assessor.JOINTLY,
        early=early,
        on=on,
    )


def a_case(*history: events.CaseEvent) -> Case:
    return given(Case(CASE), *history)


def refusal(error: Any) -> tuple[str, tuple[str, ...]]:
    """What a machine reads of a refusal: its code and what is missing."""
    return error.value.code, error.value.missing
