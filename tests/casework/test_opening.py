from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.casework.cases import events
from services.casework.cases.domain import Case
from services.common.codes import EndReason, TeamRole
from services.common.programme import Support
from services.referral.families.events import Guardian, Sibling
from shared.kernel.aggregate import Invalid, Refused
from tests.casework.examples import (
    ANNA,
    BEGUN,
    CASE,
    CASE_OPENED,
    COUNTY,
    DESCRIBED,
    DISCLOSED,
    MATCH,
    OPENED,
    PARTIES,
    PHASED,
    PROVIDER,
    REFERRAL,
    SENDER,
    SUBJECT,
    a_case,
    closed,
    refusal,
)

REQUESTED = events.SupportRequested(
    case_id=CASE,
    referral_id=REFERRAL,
    organisation=PROVIDER,
    sender=SENDER,
    programme="rowing",
    programme_version=2,
    municipality="853",
    age_band="13-15",
    asks_child=True,
    subject_id=SUBJECT,
    needs=("LONELINESS",),
    mother_tongue="so",
    service_language="fi",
    interpreter_needed=True,
    interests=("SPORT",),
    availability=("TUE_PM",),
    date_of_birth=DISCLOSED.date_of_birth,
    sibling_count=1,
    parties=PARTIES,
    requested_on=OPENED,
)
INTRODUCED = events.CaseIntroduced(
    case_id=CASE,
    match_id=MATCH,
    subject_id=SUBJECT,
    given_name="Aino",
    phone="+358401234567",
    address="Testikatu 1",
    guardian_name="Outi",
    guardian_phone="+358407654321",
)


def test_a_case_opens_as_disclosed_and_asks_for_a_person() -> None:
    assert a_case().open(DISCLOSED, PHASED) == [*BEGUN, REQUESTED]


def test_a_team_needs_no_other_person() -> None:
    by_team = replace(PHASED, support=Support.TEAM)
    assert a_case().open(DISCLOSED, by_team) == [*BEGUN]


def test_a_case_opens_once() -> None:
    assert a_case(*BEGUN).open(DISCLOSED, PHASED) == []


def test_a_child_is_asked_from_the_twelfth_birthday_on() -> None:
    born = {date(2014, 1, 31): True, date(2014, 2, 1): False}
    asks = {}
    for day in born:
        referral = replace(DISCLOSED, date_of_birth=day)
        request = a_case().open(referral, PHASED)[-1]
        asks[day] = isinstance(request, events.SupportRequested) and request.asks_child
    assert asks == born


def test_under_non_disclosure_no_event_tells_the_place() -> None:
    hidden = replace(DISCLOSED, non_disclosure=True)
    described, opened, requested = a_case().open(hidden, PHASED)
    assert described == replace(DESCRIBED, non_disclosure=True)
    assert opened == replace(CASE_OPENED, municipality=None)
    parties = replace(PARTIES, hidden=True)
    assert requested == replace(REQUESTED, municipality=None, parties=parties)


def test_public_events_concern_sender_provider_purchaser_and_whom_the_family_lets_know() -> None:
    bought = replace(DESCRIBED, purchaser=COUNTY, inform=(ANNA,))
    assert a_case(bought, CASE_OPENED).concerns == (SENDER, PROVIDER, COUNTY, ANNA)


def test_what_was_opened_before_concerns_the_controller_but_no_other_of_the_place() -> None:
    local = replace(DESCRIBED, concerned=(ANNA, COUNTY))
    assert a_case(local, CASE_OPENED).concerns == (SENDER, PROVIDER, COUNTY)
    assert a_case(DESCRIBED, CASE_OPENED).concerns == (SENDER, PROVIDER)


def test_under_non_disclosure_they_concern_sender_and_provider_alone() -> None:
    hidden = replace(DESCRIBED, non_disclosure=True, purchaser=COUNTY, inform=(ANNA,))
    assert a_case(hidden, CASE_OPENED).concerns == (SENDER, PROVIDER)


def test_before_it_is_opened_a_case_concerns_nobody() -> None:
    assert (a_case().concerns, a_case(DESCRIBED).concerns) == ((), ())


@pytest.mark.parametrize(
    "act",
    [
        lambda case: case.introduce(MATCH),
        lambda case: case.during(OPENED),
        lambda case: case.assign(ANNA, works_for=PROVIDER, role=TeamRole.WORKER, on=OPENED),
        lambda case: case.do_task(PHASED, code="T1", on=OPENED),
    ],
    ids=["introduced", "visited", "staffed", "worked on"],
)
def test_nothing_happens_in_a_case_before_it_is_opened(act: Callable[[Case], object]) -> None:
    with pytest.raises(Refused) as refused:
        act(a_case())
    assert refusal(refused) == ("not_opened", ())


def test_a_day_within_the_case_is_one_from_its_opening_to_its_closing() -> None:
    case = a_case(*BEGUN, closed(date(2026, 3, 1), EndReason.MOVED))
    assert [case.during(day) for day in (OPENED, date(2026, 3, 1))] == [case, case]
    assert a_case(*BEGUN).during(date(2030, 1, 1)) == a_case(*BEGUN)
    for day, code in ((date(2026, 1, 30), "before_opening"), (date(2026, 3, 2), "closed")):
        with pytest.raises(Refused) as refused:
            case.during(day)
        assert refusal(refused) == (code, ())


@pytest.mark.parametrize(
    ("kind", "born", "band", "asks_child"),
    [
        ("CHILD", None, None, False),
        ("PARENT", date(1985, 1, 31), None, False),
        ("CHILD", date(2013, 1, 31), "13-15", True),
    ],
)
def test_only_a_minors_age_is_told_to_find_a_person(
    kind: str, born: date | None, band: str | None, asks_child: bool
) -> None:
    referral = replace(DISCLOSED, subject_kind=kind, date_of_birth=born)
    of_minor = born if band else None
    assert a_case().open(referral, PHASED)[-1] == replace(
        REQUESTED, age_band=band, asks_child=asks_child, date_of_birth=of_minor
    )


def test_an_agreed_support_person_learns_first_name_and_contact() -> None:
    assert a_case(*BEGUN).introduce(MATCH) == [INTRODUCED]


def test_a_family_is_introduced_with_what_is_known_of_it() -> None:
    lonely = replace(DESCRIBED, guardians=(), address="")
    assert a_case(lonely, CASE_OPENED).introduce(MATCH) == [
        replace(INTRODUCED, address=None, guardian_name="", guardian_phone="")
    ]
    second = Guardian(given_name="Ari", family_name="Testinen", phone="+358400000000")
    both = replace(DESCRIBED, guardians=(*DESCRIBED.guardians, second))
    assert a_case(both, CASE_OPENED).introduce(MATCH) == [INTRODUCED]


def test_a_family_is_introduced_once_to_each_match() -> None:
    assert a_case(*BEGUN, INTRODUCED).introduce(MATCH) == []


def test_a_closed_case_is_introduced_to_nobody() -> None:
    assert a_case(*BEGUN, closed(OPENED, EndReason.MOVED)).introduce(MATCH) == []


def test_under_non_disclosure_only_first_names_are_told() -> None:
    hidden = replace(DESCRIBED, non_disclosure=True)
    assert a_case(hidden, CASE_OPENED).introduce(MATCH) == [
        replace(INTRODUCED, phone="", address=None, guardian_phone="")
    ]


def test_the_support_person_is_told_the_first_names_of_brothers_and_sisters() -> None:
    names = ("Eino", "", "Ilona")
    siblings = tuple(Sibling(given_name=name, family_name="Testinen") for name in names)
    family = replace(DESCRIBED, siblings=siblings)
    (introduced,) = a_case(family, CASE_OPENED).introduce(MATCH)
    assert introduced == replace(INTRODUCED, siblings=("Eino", "Ilona"))
    assert a_case(replace(family, siblings=()), CASE_OPENED).introduce(MATCH) == [INTRODUCED]


def test_somebody_joins_the_team_once_in_a_role() -> None:
    joined = events.WorkerAssigned(
        case_id=CASE, person_id=ANNA, role=TeamRole.RESPONSIBLE, on=OPENED
    )

    def assign(case: Case) -> list[events.CaseEvent]:
        return case.assign(ANNA, works_for=PROVIDER, role=TeamRole.RESPONSIBLE, on=OPENED)

    assert assign(a_case(*BEGUN)) == [joined]
    assert assign(a_case(*BEGUN, joined)) == []
    assert a_case(*BEGUN, joined).team == {ANNA: TeamRole.RESPONSIBLE}


@pytest.mark.parametrize("works_for", [None, SENDER])
def test_nobody_but_the_providers_own_workers_joins_the_team(works_for: UUID | None) -> None:
    with pytest.raises(Invalid) as refused:
        a_case(*BEGUN).assign(ANNA, works_for=works_for, role=TeamRole.WORKER, on=OPENED)
    assert refusal(refused) == ("not_ours", ())


def test_nobody_joins_the_team_before_the_case_is_opened() -> None:
    with pytest.raises(Refused) as refused:
        a_case(*BEGUN).assign(ANNA, works_for=PROVIDER, role=TeamRole.WORKER, on=date(2026, 1, 30))
    assert refusal(refused) == ("before_opening", ())


def test_who_leaves_the_team_is_gone_from_it() -> None:
    joined = events.WorkerAssigned(case_id=CASE, person_id=ANNA, role=TeamRole.WORKER, on=OPENED)
    left = events.WorkerReleased(case_id=CASE, person_id=ANNA, on=OPENED)
    assert a_case(*BEGUN, joined).release(ANNA, on=OPENED) == [left]
    assert a_case(*BEGUN, joined, left).team == {}
    assert a_case(*BEGUN).release(ANNA, on=OPENED) == []
