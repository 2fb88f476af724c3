"""A programme with four phases, one without any, and the beginning of a case in each."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.casework.cases import events
from services.casework.cases.domain import Case
from services.casework.plan.events import PlanEvent, PlanMeetingHeld
from services.codes import (
    Assessor,
    EndReason,
    Outcome,
    OutcomeMethod,
    ProviderKind,
    VettingRegime,
)
from services.common.families import family_of
from services.referral.directory import events as d
from services.referral.referrals.events import Guardian, ReferralDisclosed
from shared.testing import given

CASE, REFERRAL, SUBJECT = UUID(int=1), UUID(int=2), UUID(int=3)
PROVIDER, SENDER, COUNTY = UUID(int=4), UUID(int=5), UUID(int=6)
ANNA, BERTIL, MATCH, GOAL = UUID(int=7), UUID(int=8), UUID(int=9), UUID(int=10)

OPENED = date(2026, 1, 31)
TRUST_SINCE = date(2026, 3, 1)
FUTURE_SINCE = date(2026, 5, 1)
MINIMUM_FULL = date(2026, 7, 31)  # six months after the last day of January

WORDS = d.Words(fi="suomeksi", sv="på svenska", en="in English")
Guard = d.Guard


def _task(code: str) -> d.Task:
    return d.Task(code=code, name=d.Words(fi=f"tehtävä {code}", en=f"task {code}"))


def _phase(code: str, *exits: d.Exit, tasks: tuple[str, ...], optional: bool = False) -> d.Phase:
    name = d.Words(fi=f"vaihe {code}", en=f"phase {code}")
    return d.Phase(
        code=code, name=name, optional=optional, tasks=tuple(map(_task, tasks)), exits=exits
    )


PHASED = d.Programme(
    code="rowing",
    version=2,
    name=d.Words(fi="Soutukaveri", sv="Roddkompis", en="Rowing friend"),
    summary=WORDS,
    provider="boats",
    provider_kind=ProviderKind.PROFESSIONAL,
    controller_scenario=d.Scenario.B,
    audience=d.Audience(kinds=("CHILD",)),
    support=d.Support.MATCHED,
    vetting=d.Vetting(regime=VettingRegime.NOT_PERMITTED),
    phases=(
        _phase("START", d.Exit(to="TRUST", guards=(Guard.TASKS_DONE,)), tasks=("T1", "T2")),
        _phase(
            "TRUST",
            d.Exit(to="FUTURE", guards=(Guard.TASKS_DONE, Guard.PLAN_MEETING_GOALS_BEING_MET)),
            tasks=("T3",),
        ),
        _phase(
            "FUTURE",
            d.Exit(to="TRUST", loop=True),
            d.Exit(
                to="REDUNDANCY",
                guards=(Guard.TASKS_DONE, Guard.POSSIBLE_FOUND, Guard.BEST_INTEREST_STATED),
            ),
            d.Exit(to=d.ENDED, guards=(Guard.TASKS_DONE, Guard.MINIMUM_DURATION)),
            tasks=("T4",),
        ),
        _phase(
            "REDUNDANCY",
            d.Exit(to=d.ENDED, guards=(Guard.TASKS_DONE, Guard.MINIMUM_DURATION)),
            tasks=("T5",),
            optional=True,
        ),
    ),
    minimum_months=6,
    frequency=d.Frequency(min=1, max=3, per=d.Per.WEEK),
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

DESCRIBED = events.CaseDescribed(
    case_id=CASE,
    subject_id=DISCLOSED.subject_id,
    controller=DISCLOSED.controller,
    concerned=(),
    sender_name=DISCLOSED.sender_name,
    disclosure_level=DISCLOSED.disclosure_level,
    inform=DISCLOSED.inform,
    **family_of(DISCLOSED),
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


def done(code: str, on: date = OPENED) -> events.TaskDone:
    return events.TaskDone(case_id=CASE, code=code, on=on)


def advanced(previous: str, phase: str, on: date) -> events.PhaseAdvanced:
    return events.PhaseAdvanced(
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


def a_case(*history: events.CaseEvent | PlanEvent) -> Case:
    return given(Case(CASE), *history)


def refusal(error: Any) -> tuple[str, tuple[str, ...]]:
    """What a machine reads of a refusal: its code and what is missing."""
    return error.value.code, error.value.missing
