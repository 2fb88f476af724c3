"""Which step a request takes where it stands, what each step changes, and who takes it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.common.codes import (
    AnswerDelivery,
    IdentityCheck,
    RefusalGround,
    RetentionMoment,
    RightsKind,
    RightsStatus,
    Role,
)
from services.referral.rights import events, policy
from services.referral.rights.domain import RightsRequest
from services.referral.rights.rules import SOON, moments
from shared.identity.principals import Principal
from shared.kernel.aggregate import Invalid, NotFound, Refused
from tests.referral.rights.examples import CAME, CONFIRMED, HOME, REQUEST, received, request

POST, DAY, DUE = AnswerDelivery.POST, date(2026, 2, 10), date(2026, 2, 28)
LATER, MORE = date(2026, 2, 11), date(2026, 4, 30)
ENTRY, MOTHER = UUID(int=21), UUID(int=22)
EXTENDED = events.RequestExtended(request_id=REQUEST, due_on=MORE, on=DAY, reason="Paljon")
ANSWERED = events.RequestAnswered(request_id=REQUEST, delivery=POST, on=DAY, note="Kiitos")
REFUSED = events.RequestRefused(
    request_id=REQUEST, ground=RefusalGround.LEGAL_DUTY, delivery=POST, on=DAY, reason="Laki"
)
WITHDRAWN = events.RequestWithdrawn(request_id=REQUEST, on=DAY)
EXPORTED = events.DataExported(
    request_id=REQUEST, form="PDF", language="fi", entries=3, left_out=1, on=DAY
)
JUDGED = events.EntryJudged(
    request_id=REQUEST, entry_id=ENTRY, is_told=False, on=DAY, reason="Turvallisuus"
)
RESTRICTED = events.UseRestricted(request_id=REQUEST, persons=(MOTHER,), on=DAY)
LIFTED = events.RestrictionLifted(request_id=REQUEST, persons=(MOTHER,), on=DAY, reason="Sovittu")

Step = Callable[[RightsRequest], list[Any]]
STEPS: dict[str, tuple[Step, Any]] = {
    "identify": (
        lambda r: r.confirm_identity(IdentityCheck.KNOWN_PERSON, on=DAY),
        replace(CONFIRMED, on=DAY),
    ),
    "extend": (lambda r: r.extend("Paljon", on=DAY), EXTENDED),
    "answer": (lambda r: r.answer(POST, "Kiitos", on=DAY), ANSWERED),
    "refuse": (lambda r: r.refuse(RefusalGround.LEGAL_DUTY, POST, "Laki", on=DAY), REFUSED),
    "withdraw": (lambda r: r.withdraw(on=DAY), WITHDRAWN),
    "export": (lambda r: r.export("PDF", "fi", entries=3, left_out=1, on=DAY), EXPORTED),
    "judge": (lambda r: r.judge(ENTRY, "Turvallisuus", is_told=False, on=DAY), JUDGED),
    "restrict": (lambda r: r.restrict((MOTHER,), on=DAY), RESTRICTED),
    "lift": (lambda r: r.lift((MOTHER,), "Sovittu", on=DAY), LIFTED),
}
PLACES: dict[str, RightsRequest] = {
    "missing": RightsRequest(REQUEST),
    "received": request(),
    "identified": request(CONFIRMED),
    "extended": request(CONFIRMED, EXTENDED),
    "judged": request(CONFIRMED, JUDGED),
    "restricted": request(CONFIRMED, RESTRICTED),
    "answered": request(CONFIRMED, ANSWERED),
    "refused": request(CONFIRMED, REFUSED),
    "withdrawn": request(WITHDRAWN),
    "kept_back": request(CONFIRMED, RESTRICTED, ANSWERED),
}
# yes: it is taken; "-": nothing is left to do; otherwise why it is refused
WHY = {"refused": "refused", "identity": "unknown", "dealt-with": "over"}
TAKEN = """
           identify extend   answer   refuse   withdraw export   judge    restrict lift
missing    refused  refused  refused  refused  refused  refused  refused  refused  -
received   yes      yes      unknown  unknown  yes      unknown  yes      unknown  -
identified -        yes      yes      yes      yes      yes      yes      yes      -
extended   -        -        yes      yes      yes      yes      yes      yes      -
judged     -        yes      yes      yes      yes      yes      -        yes      -
restricted -        yes      yes      yes      yes      yes      yes      -        yes
answered   over     over     -        over     over     over     over     over     -
refused    over     over     over     -        over     over     over     over     -
withdrawn  over     over     over     over     -        over     over     over     -
kept_back  over     over     -        over     over     over     over     -        yes
"""


def answer(step: str, state: RightsRequest) -> str:
    decide, event = STEPS[step]
    try:
        decided = decide(state)
    except Refused as refused:
        return WHY[refused.code]
    assert decided in ([], [event])
    return "yes" if decided else "-"


def test_each_step_is_taken_where_it_can_be() -> None:
    answers = [[place, *(answer(step, state) for step in STEPS)] for place, state in PLACES.items()]
    assert [[*STEPS], *answers] == [row.split() for row in TAKEN.strip().splitlines()]


@pytest.mark.parametrize("step", STEPS)
def test_no_step_lies_before_the_one_that_it_follows(step: str) -> None:
    latest: Any = RESTRICTED if step == "lift" else EXPORTED
    history = () if step == "identify" else (CONFIRMED,)
    state = request(*history, replace(latest, on=LATER))
    with pytest.raises(Invalid):
        STEPS[step][0](state)


@pytest.mark.parametrize(
    ("event", "changes"),
    [
        (replace(CONFIRMED, on=DAY), {"status": RightsStatus.IDENTIFIED, "latest": DAY}),
        (EXTENDED, {"is_extended": True, "due_on": MORE, "latest": DAY}),
        (ANSWERED, {"status": RightsStatus.ANSWERED, "latest": DAY}),
        (REFUSED, {"status": RightsStatus.REFUSED, "latest": DAY}),
        (WITHDRAWN, {"status": RightsStatus.WITHDRAWN, "latest": DAY}),
        (EXPORTED, {"latest": DAY}),
        (JUDGED, {"judged": {ENTRY: False}, "latest": DAY}),
        (RESTRICTED, {"is_restricted": True, "latest": DAY}),
    ],
)
def test_a_step_changes_what_it_says_and_nothing_else(event: Any, changes: dict[str, Any]) -> None:
    assert request().evolve(event) == replace(request(), **changes)


def test_what_was_asked_has_a_month_from_the_day_it_came() -> None:
    assert request() == RightsRequest(
        REQUEST, received=received(), status=RightsStatus.RECEIVED, due_on=DUE, latest=CAME
    )
    assert [state.kind for state in (RightsRequest(REQUEST), request())] == [
        None,
        RightsKind.ACCESS,
    ]


def test_a_restriction_is_lifted_and_an_entry_judged_anew() -> None:
    assert request(RESTRICTED, replace(LIFTED, on=LATER)) == replace(request(), latest=LATER)
    anew = replace(JUDGED, is_told=True, on=LATER)
    other = replace(JUDGED, entry_id=MOTHER)
    assert request(JUDGED, other, anew).judged == {ENTRY: True, MOTHER: False}
    assert request(JUDGED).judge(ENTRY, "Turvallisuus", is_told=True, on=LATER) == [anew]
    assert request().judge(ENTRY, "Turvallisuus", is_told=False, on=DAY) == [JUDGED]


def test_a_request_is_kept_from_its_last_step_once_nothing_waits() -> None:
    dealt_with = RetentionMoment.REQUEST_DEALT_WITH
    assert moments(DAY, goes_on=False) == {dealt_with: DAY}
    assert (moments(DAY, goes_on=True), moments(None, goes_on=False)) == ({}, {})


def test_the_officer_is_reminded_a_week_before() -> None:
    assert date(2026, 2, 21) == DUE - SOON


def somebody(role: Role, organisation: UUID | None) -> Principal:
    return Principal(UUID(int=50), "person", "somebody", organisation, frozenset({role}))


OTHER, OFFICER = UUID(int=99), Role.DATA_PROTECTION_OFFICER
OURS = {
    Role.NGO_COORDINATOR,
    Role.NGO_WORKER,
    Role.MUNICIPAL_SYSTEM,
    Role.MUNICIPAL_WORKER,
    OFFICER,
}


@pytest.mark.parametrize(
    ("organisation", "reading", "answering"),
    [(HOME, OURS, {OFFICER}), (None, {OFFICER}, {OFFICER}), (OTHER, set(), set())],
    ids=["of whoever recorded it", "of the region", "of another"],
)
def test_a_request_is_read_where_it_was_recorded_and_answered_by_an_officer(
    organisation: UUID | None, reading: set[Role], answering: set[Role]
) -> None:
    everybody = {role: somebody(role, organisation) for role in Role}
    for may, roles in ((policy.reads, reading), (policy.answers, answering)):
        assert {role for role, who in everybody.items() if may.allows(who, request())} == roles
        assert not any(may.allows(who, RightsRequest(REQUEST)) for who in everybody.values())


def test_what_somebody_of_no_organisation_recorded_no_other_such_reads() -> None:
    nobodys = RightsRequest(REQUEST).evolve(received(organisation=None))
    assert not policy.reads.allows(somebody(Role.NGO_WORKER, None), nobodys)


def test_anybody_at_work_with_families_records_that_somebody_asked() -> None:
    assert {role for role in Role if policy.records.admits(somebody(role, HOME))} == OURS
    assert {role for role in Role if policy.oversees.admits(somebody(role, HOME))} == {OFFICER}
    policy.check_officer(somebody(OFFICER, None))
    with pytest.raises(NotFound):
        policy.check_officer(somebody(Role.NGO_COORDINATOR, HOME))
