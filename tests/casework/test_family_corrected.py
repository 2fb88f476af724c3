"""What either side of a referral puts right reaches the case, and whom it has introduced."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.casework.cases import events
from services.casework.cases.domain import Case
from services.casework.cases.rules import request_for
from services.common.codes import EndReason
from services.referral.corrections.events import CorrectionDisclosed
from shared.kernel.testing import given
from tests.casework.examples import (
    CASE,
    CASE_OPENED,
    DESCRIBED,
    DISCLOSED,
    MATCH,
    OPENED,
    PROVIDER,
    REFERRAL,
    SENDER,
    closed,
)

CORRECTION = CorrectionDisclosed(
    referral_id=REFERRAL,
    case_id=CASE,
    correction_id=UUID(int=77),
    organisation=SENDER,
    changed=("phone",),
    municipality=CASE_OPENED.municipality,
    disclosure_level=DESCRIBED.disclosure_level,
    inform=DESCRIBED.inform,
    on=OPENED,
    reason="Uusi numero.",
    **DISCLOSED.family | {"phone": "+358409999999"},
)
FAMILY = events.FamilyCorrected(
    case_id=CASE,
    correction_id=UUID(int=77),
    organisation=SENDER,
    changed=("phone",),
    disclosure_level=DESCRIBED.disclosure_level,
    inform=DESCRIBED.inform,
    on=OPENED,
    reason="Uusi numero.",
    **DESCRIBED.family | {"phone": "+358409999999"},
)
INTRODUCED = events.CaseIntroduced(
    case_id=CASE,
    match_id=MATCH,
    subject_id=DESCRIBED.subject_id,
    given_name=DESCRIBED.given_name,
    phone="",
    address=None,
    guardian_name="",
    guardian_phone="",
)
CLOSED = closed(OPENED, EndReason.MOVED)


def a_case(*history: events.CaseEvent) -> Case:
    return given(Case(CASE), DESCRIBED, CASE_OPENED, *history)


def test_a_new_phone_reaches_the_register() -> None:
    assert a_case().correct_family(CORRECTION) == [FAMILY]
    assert a_case(FAMILY).person.phone == "+358409999999"


def test_who_may_know_of_the_family_is_put_right_with_it() -> None:
    wider = replace(CORRECTION, disclosure_level="L2", inform=(UUID(int=50),))
    (family,) = a_case().correct_family(wider)
    assert family == replace(FAMILY, disclosure_level="L2", inform=(UUID(int=50),))
    after = a_case(family)
    assert after.person == replace(
        DESCRIBED, phone="+358409999999", disclosure_level="L2", inform=(UUID(int=50),)
    )
    assert (after.parties.level, after.parties.informed) == ("L2", (UUID(int=50),))


def test_who_was_introduced_hears_of_it() -> None:
    *_, again = a_case(INTRODUCED).correct_family(CORRECTION)
    assert isinstance(again, events.CaseIntroduced)
    assert (again.match_id, again.phone) == (MATCH, "+358409999999")


def test_all_who_were_introduced_hear_of_it_in_one_order_while_the_case_is_open() -> None:
    second = replace(INTRODUCED, match_id=UUID(int=16))
    for history in ((INTRODUCED, second), (second, INTRODUCED)):
        _, *follows = a_case(*history).correct_family(CORRECTION)
        assert [getattr(event, "match_id", None) for event in follows] == [MATCH, second.match_id]
        assert a_case(*history, CLOSED).correct_family(CORRECTION) == [FAMILY]


def test_a_later_non_disclosure_withholds_the_place_and_the_numbers() -> None:
    hidden = replace(CORRECTION, non_disclosure=True, municipality=None)
    family, moved, again = a_case(INTRODUCED).correct_family(hidden)
    assert moved == events.CasePlaceCorrected(case_id=CASE, municipality=None, on=OPENED)
    case = a_case(family, moved, again)
    assert (case.opened.municipality, case.person.non_disclosure) == (None, True)
    assert isinstance(again, events.CaseIntroduced)
    assert (again.phone, again.address, again.guardian_phone) == ("", None, "")
    assert set(case.concerned_by(CASE_OPENED)) <= {SENDER, PROVIDER}


def test_a_corrected_birthday_reaches_whoever_looks_for_a_support_person() -> None:
    born = date(OPENED.year - 15, OPENED.month, OPENED.day)
    corrected = replace(CORRECTION, date_of_birth=born, changed=("date_of_birth",))
    _, aged = a_case().correct_family(corrected)
    assert aged == events.SupportAgeCorrected(
        case_id=CASE,
        subject_id=DESCRIBED.subject_id,
        age_band="13-15",
        asks_child=True,
        date_of_birth=born,
        on=OPENED,
    )
    assert a_case(aged).person == a_case().person


@pytest.mark.parametrize(("years", "is_child"), [(11, False), (12, True), (17, True), (18, False)])
def test_a_childs_own_view_is_asked_from_twelve_until_they_are_of_age(
    years: int, is_child: bool
) -> None:
    born = date(OPENED.year - years, OPENED.month, OPENED.day)
    person = replace(DESCRIBED, subject_kind="YOUNG_PERSON", date_of_birth=born)
    assert request_for(person, CASE_OPENED).asks_child is is_child
