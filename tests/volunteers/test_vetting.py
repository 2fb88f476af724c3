"""Acts 148/2014 and 504/2002: who may see an extract, when, and what is kept of it."""

from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest

from services.common.codes import ExtractSource, VettingRegime
from services.common.programme import Step, Vetting
from services.volunteers.people import events
from services.volunteers.people.domain import Volunteer
from services.volunteers.people.projections import metadata
from services.volunteers.vetting import queries
from services.volunteers.vetting.rules import ExtractCheck, must_have_joined_under_the_act
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given
from tests.volunteers.examples import (
    ANNA,
    APPLIED,
    BUDDY,
    CHECK,
    CONSENTED,
    DESCRIBED,
    EMPLOYED,
    MARCH,
    READY,
    UNVETTED,
    VETTED,
)

FORBIDDEN = {"result", "entries", "offence", "file", "scan", "image", "attachment", "free_text"}
SHOWN = replace(CHECK, source=ExtractSource.SHOWN_BY_WORKER)


def issued(day: date, *, checked: date) -> ExtractCheck:
    return replace(CHECK, extract_issue_date=day, checked_on=checked, returned_on=checked)


def test_an_extract_may_be_checked_after_consent() -> None:
    given(Volunteer(ANNA), *READY).may_be_checked(CHECK, BUDDY)


def test_no_extract_without_consent() -> None:
    with pytest.raises(Refused, match="not consented") as refused:
        given(Volunteer(ANNA), APPLIED, DESCRIBED).may_be_checked(CHECK, BUDDY)
    assert refused.value.code == "consent_missing"


def test_consent_comes_before_the_check() -> None:
    same_day = replace(CONSENTED, given_on=CHECK.checked_on)
    given(Volunteer(ANNA), APPLIED, DESCRIBED, same_day).may_be_checked(CHECK, BUDDY)
    late = replace(CONSENTED, given_on=date(2026, 4, 3))
    with pytest.raises(Refused, match="after the check"):
        given(Volunteer(ANNA), APPLIED, DESCRIBED, late).may_be_checked(CHECK, BUDDY)


def test_a_consent_whose_day_is_erased_is_still_a_consent() -> None:
    erased = replace(CONSENTED, given_on=None)  # type: ignore[arg-type]
    given(Volunteer(ANNA), APPLIED, DESCRIBED, erased).may_be_checked(CHECK, BUDDY)


def test_a_withdrawn_consent_is_none() -> None:
    withdrawn = events.VettingConsentWithdrawn(volunteer_id=ANNA, on=MARCH)
    with pytest.raises(Refused, match="not consented"):
        given(Volunteer(ANNA), *READY, withdrawn).may_be_checked(CHECK, BUDDY)


def test_consent_takes_being_told_all_three_things() -> None:
    for untold in (
        replace(CONSENTED, informed_purpose=False),
        replace(CONSENTED, informed_content=False),
        replace(CONSENTED, informed_rights=False),
    ):
        with pytest.raises(Invalid, match="first be told"):
            given(Volunteer(ANNA), APPLIED).consent(untold, BUDDY)


def test_where_no_extract_is_permitted_none_is_asked_for() -> None:
    volunteer = given(Volunteer(ANNA), *READY)
    with pytest.raises(Refused, match="may not be asked for"):
        volunteer.may_be_checked(CHECK, UNVETTED)
    with pytest.raises(Refused, match="asks for a volunteer's consent"):
        volunteer.consent(CONSENTED, UNVETTED)


@pytest.mark.parametrize(
    "lacking",
    [
        {"cond_regular": False},
        {"cond_personal": False},
        {"cond_alone": False},
        {"guideline_ref": ""},
        {"guideline_approved_on": None},
        {"announced_in_recruitment": False},
    ],
)
def test_the_organisers_right_takes_every_condition(lacking: dict[str, object]) -> None:
    doubtful = replace(BUDDY, vetting=replace(BUDDY.vetting, **lacking))  # type: ignore[arg-type]
    with pytest.raises(Refused, match="may not be asked for"):
        given(Volunteer(ANNA), *READY).may_be_checked(CHECK, doubtful)


def test_a_worker_shows_the_extract_and_gives_no_consent() -> None:
    given(Volunteer(ANNA), APPLIED, DESCRIBED).may_be_checked(SHOWN, EMPLOYED)


@pytest.mark.parametrize(("check", "programme"), [(SHOWN, BUDDY), (CHECK, EMPLOYED)])
def test_each_act_has_its_own_source(check: ExtractCheck, programme: object) -> None:
    with pytest.raises(Invalid, match="does not fit"):
        given(Volunteer(ANNA), *READY).may_be_checked(check, programme)  # type: ignore[arg-type]


@pytest.mark.parametrize("source", ExtractSource)
def test_of_two_programmes_one_that_fits_the_source_is_enough(source: ExtractSource) -> None:
    volunteer, check = given(Volunteer(ANNA), *READY), replace(CHECK, source=source)
    for programmes in ((BUDDY, EMPLOYED), (EMPLOYED, BUDDY), (UNVETTED, BUDDY, EMPLOYED)):
        volunteer.may_be_checked(check, *programmes)


def test_a_check_awaits_a_programme_that_asks_for_it_and_has_not_approved() -> None:
    volunteer = given(Volunteer(ANNA), *READY)
    unasking = replace(BUDDY, code="next", policy=(Step.INTERVIEW,))
    assert [
        volunteer.awaits_check(*programmes)
        for programmes in ((BUDDY,), (unasking, BUDDY), (unasking,), ())
    ] == [True, True, False, False]
    vetted = given(volunteer, VETTED)
    assert not vetted.awaits_check(BUDDY)
    with pytest.raises(Refused, match="No programme waits"):
        vetted.may_be_checked(CHECK, BUDDY)


def test_an_extract_is_given_back_on_the_day_of_the_check_or_later() -> None:
    volunteer = given(Volunteer(ANNA), *READY)
    volunteer.may_be_checked(replace(CHECK, returned_on=date(2026, 4, 3)), BUDDY)
    with pytest.raises(Refused, match="before it was checked"):
        volunteer.may_be_checked(replace(CHECK, returned_on=date(2026, 4, 1)), BUDDY)


def test_an_extract_holds_to_the_same_day_six_months_later() -> None:
    volunteer = given(Volunteer(ANNA), *READY)
    day = date(2026, 3, 10)
    volunteer.may_be_checked(issued(day, checked=day), BUDDY)
    volunteer.may_be_checked(issued(day, checked=date(2026, 9, 10)), BUDDY)
    with pytest.raises(Refused, match="until 2026-09-10"):
        volunteer.may_be_checked(issued(day, checked=date(2026, 9, 11)), BUDDY)


def test_six_months_end_with_a_shorter_month() -> None:
    volunteer = given(Volunteer(ANNA), *READY)
    day = date(2026, 8, 31)
    volunteer.may_be_checked(issued(day, checked=date(2027, 2, 28)), BUDDY)
    with pytest.raises(Refused, match="until 2027-02-28"):
        volunteer.may_be_checked(issued(day, checked=date(2027, 3, 1)), BUDDY)


def test_no_check_before_the_extract_was_issued() -> None:
    with pytest.raises(Refused, match="after the check"):
        given(Volunteer(ANNA), *READY).may_be_checked(
            issued(date(2026, 4, 3), checked=date(2026, 4, 2)), BUDDY
        )


def test_a_check_takes_fifteen_years_of_age() -> None:
    def aged(born: date) -> Volunteer:
        return given(Volunteer(ANNA), *READY, replace(DESCRIBED, date_of_birth=born))

    aged(date(2011, 4, 2)).may_be_checked(CHECK, BUDDY)
    with pytest.raises(Refused, match="15 years"):
        aged(date(2011, 4, 3)).may_be_checked(CHECK, BUDDY)
    with pytest.raises(Refused, match="has been erased"):  # nobody knows the birthday any more
        given(Volunteer(ANNA), APPLIED, CONSENTED).may_be_checked(CHECK, BUDDY)


def test_the_act_reaches_volunteers_who_joined_after_it() -> None:
    def joined(day: date) -> Volunteer:
        return given(Volunteer(ANNA), replace(APPLIED, applied_on=day), *READY[1:])

    joined(date(2014, 5, 1)).may_be_checked(CHECK, BUDDY)
    with pytest.raises(Refused, match="2014-05-01"):
        joined(date(2014, 4, 30)).may_be_checked(CHECK, BUDDY)
    with pytest.raises(Refused, match="2014-05-01"):
        must_have_joined_under_the_act(None)


def test_an_employer_that_may_see_it_is_shown_it_too() -> None:
    may = replace(EMPLOYED, vetting=Vetting(regime=VettingRegime.EMPLOYER_MAY_504_2002))
    given(Volunteer(ANNA), APPLIED, DESCRIBED).may_be_checked(SHOWN, may)


def test_nothing_anywhere_could_hold_what_an_extract_said() -> None:
    classes = [kind for kind in vars(events).values() if is_dataclass(kind)]
    declared = {field.name for kind in (*classes, ExtractCheck) for field in fields(kind)}
    tables = (*metadata.sorted_tables, *queries.metadata.sorted_tables)
    columns = {column.name for table in tables for column in table.columns}
    assert (declared | columns) & FORBIDDEN == set()
