"""From the day somebody is 18 they alone consent to their support; each border on both sides."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.common.ages import comes_of_age_on
from services.common.codes import ChildView, MatchConsentGiver, MatchEnd, Role
from services.common.programme import Consent
from services.volunteers.matches import commands, events, queries
from services.volunteers.matches.domain import Match
from services.volunteers.matches.rules import soon
from services.volunteers.matching.commands import propose
from services.volunteers.matching.queries import coming_of_age
from services.volunteers.needs.domain import Need
from services.volunteers.needs.events import NeedAgeCorrected
from shared.identity.principals import Principal
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given
from shared.work import Work
from tests.volunteers.examples import APRIL, CASE, MARCH, MATCH, MAY, NEED, NGO
from tests.volunteers.stage import Stage, stage
from tests.volunteers.test_matches import (
    AGREEMENT,
    ENDED,
    FAMILY,
    PERSON,
    PROPOSAL,
    STARTED,
    SUPPORT,
    VOLUNTEER,
)

__all__ = ["stage"]
DAY = timedelta(days=1)
SELF = replace(FAMILY, by=MatchConsentGiver.SELF)


def started_on(event: events.MatchEvent) -> date | None:
    return event.started_on if isinstance(event, events.MatchStarted) else None


def a_match(*history: events.MatchEvent) -> Match:
    return given(Match(MATCH), *history)


@pytest.mark.parametrize(
    ("born", "of_age"),
    [
        (date(2008, 11, 28), date(2026, 11, 28)),
        (date(2008, 2, 29), date(2026, 3, 1)),
        (date(2008, 2, 28), date(2026, 2, 28)),
    ],
)
def test_somebody_is_of_age_on_the_eighteenth_birthday(born: date, of_age: date) -> None:
    assert comes_of_age_on(born) == of_age


def test_who_comes_of_age_is_spoken_of_ninety_days_before() -> None:
    assert soon(date(2026, 3, 2)) == date(2026, 5, 31)


@pytest.mark.parametrize("by", [MatchConsentGiver.GUARDIAN, MatchConsentGiver.PARENT])
def test_a_guardian_consents_until_the_day_before(by: MatchConsentGiver) -> None:
    match, theirs = a_match(*PROPOSAL), replace(FAMILY, by=by)
    assert match.record(theirs, adult_from=APRIL + DAY) == [theirs]
    with pytest.raises(Invalid, match="of age"):
        match.record(theirs, adult_from=APRIL)
    assert match.record(SELF, adult_from=APRIL) == [SELF]


def test_an_adults_match_never_starts_on_a_guardians_consent() -> None:
    match = a_match(*AGREEMENT)
    assert [started_on(e) for e in match.start(on=MAY, adult_from=MAY + DAY)] == [MAY]
    with pytest.raises(Refused) as refused:
        match.start(on=MAY, person=PERSON, adult_from=MAY)
    assert (refused.value.code, refused.value.missing) == ("own_consent_missing", ("FAMILY",))
    own = a_match(*AGREEMENT, replace(SELF, on=MAY))
    assert [started_on(e) for e in own.start(on=MAY, adult_from=MAY)] == [MAY]


def test_who_comes_of_age_is_asked_anew_while_the_support_goes_on() -> None:
    match, own = a_match(*SUPPORT), replace(SELF, on=MAY)
    assert match.lacks_own_consent(MAY, MAY - DAY) is False
    assert match.lacks_own_consent(MAY, MAY) is True
    assert match.record(own, adult_from=MAY) == [own]
    assert given(match, own).lacks_own_consent(MAY, MAY) is False
    with pytest.raises(Refused, match="started already"):
        match.record(own, adult_from=MAY + DAY)


def test_their_no_ends_the_support() -> None:
    no = replace(SELF, given=False, on=MAY)
    ended = replace(ENDED, reason=MatchEnd.FAMILY_ENDED)
    assert a_match(*SUPPORT).record(no, adult_from=MAY) == [no, ended]


def test_nobody_else_is_asked_anew() -> None:
    volunteer = events.VolunteerAnswered(match_id=MATCH, given=True, on=MAY)
    with pytest.raises(Refused, match="started already"):
        a_match(*SUPPORT).record(volunteer, adult_from=MAY)
    assert a_match(*AGREEMENT, STARTED).lacks_own_consent(None, MAY) is False


def test_a_need_knows_from_when_the_person_consents_alone() -> None:
    unknown = replace(NEED, date_of_birth=None)
    assert [
        replace(unknown, age_band=band).adult_from for band in ("16-17", "18-24", "25+", None)
    ] == [None, MARCH, MARCH, None]
    born = replace(NEED, date_of_birth=date(2008, 5, 4))
    assert born.adult_from == MAY


def test_who_is_of_age_is_no_child_whose_view_is_asked() -> None:
    need = replace(NEED, asks_child=True, date_of_birth=date(2008, 4, 2))
    assert [need.has_own_view(day) for day in (APRIL - DAY, APRIL)] == [True, False]
    adult = replace(NEED, asks_child=True, date_of_birth=None, age_band="18-24")
    assert adult.has_own_view(MARCH) is False


def test_their_own_yes_is_all_that_a_match_waits_for() -> None:
    match = a_match(*PROPOSAL, VOLUNTEER)
    assert match.waits_for == (Consent.FAMILY, Consent.CHILD)
    assert given(match, FAMILY).waits_for == (Consent.CHILD,)
    assert given(match, SELF).waits_for == ()
    agreed = [type(event) for event in match.record(SELF, adult_from=APRIL)]
    assert agreed == [events.FamilyAnswered, events.MatchAgreed]


def test_a_birthday_that_was_put_right_is_the_needs() -> None:
    need = given(Need(CASE), replace(NEED, age_band="10-12", asks_child=False))
    values: dict[str, Any] = {"age_band": "13-15", "asks_child": True}
    corrected = NeedAgeCorrected(
        case_id=CASE, subject_id=NEED.subject_id, date_of_birth=date(2012, 5, 4), on=MAY, **values
    )
    assert need.correct_age(corrected) == [corrected]
    later = given(need, corrected)
    assert later.opened and later.opened.date_of_birth == date(2012, 5, 4)
    assert (later.opened.age_band, later.opened.asks_child) == ("13-15", True)
    assert later.correct_age(corrected) == []
    assert Need(CASE).correct_age(corrected) == []


def test_a_child_who_turns_twelve_while_waiting_is_asked() -> None:
    need = replace(NEED, asks_child=False, date_of_birth=date(2014, 4, 2))
    assert [need.has_own_view(day) for day in (APRIL - DAY, APRIL)] == [False, True]
    assert replace(need, date_of_birth=None).has_own_view(APRIL) is False


COORDINATOR = Principal(
    UUID(int=5), "person", "coordinator", NGO, frozenset({Role.NGO_COORDINATOR})
)


def listed(stage: Stage, until: date) -> list[tuple[UUID, date]]:
    def read(work: Work) -> list[tuple[UUID, date]]:
        return coming_of_age(work, COORDINATOR, until=until)

    rows: list[tuple[UUID, date]] = stage.read_only(read)
    return rows


def supported(stage: Stage, born: date | None, by: MatchConsentGiver, **need: object) -> UUID:
    """A match that has started on that consent."""
    case_id = stage.need(asks_child=False, date_of_birth=born, **need)
    match, _ = stage.do(propose, case_id=case_id, volunteer_id=stage.vetted(), on=APRIL)
    stage.do(commands.record_volunteer_consent, match.id, given=True, on=APRIL)
    stage.do(commands.record_family_consent, match.id, given=True, by=by, on=APRIL)
    if born:
        stage.do(commands.record_child_view, match.id, view=ChildView.WANTS, on=APRIL)
    stage.do(commands.start, match.id, on=APRIL)
    match_id: UUID = match.id
    return match_id


def test_who_comes_of_age_is_listed_until_they_have_consented_themselves(stage: Stage) -> None:
    of_age = date(2026, 5, 20)
    match_id = supported(stage, date(2008, 5, 20), MatchConsentGiver.GUARDIAN)
    assert [listed(stage, day) for day in (of_age - DAY, of_age)] == [[], [(match_id, of_age)]]
    theirs = {"given": True, "by": MatchConsentGiver.SELF}
    stage.do(commands.record_family_consent, match_id, on=of_age, **theirs)
    assert listed(stage, of_age) == []


def test_who_ended_or_is_a_grown_up_by_their_own_word_is_not_listed(stage: Stage) -> None:
    supported(stage, None, MatchConsentGiver.SELF, age_band="18-24")
    over = supported(stage, date(2008, 5, 20), MatchConsentGiver.GUARDIAN)
    stage.do(commands.end, over, reason=MatchEnd.MOVED, on=MAY)
    assert listed(stage, date(2027, 1, 1)) == []


def test_a_match_of_who_has_come_of_age_waits_for_them_and_for_no_childs_view() -> None:
    considered = replace(PROPOSAL[0], asks=tuple(Consent))
    match = a_match(considered, *PROPOSAL[1:], FAMILY)
    assert match.waits_on(MAY, MAY + DAY) == (Consent.VOLUNTEER, Consent.CHILD)
    assert match.waits_on(MAY, None) == (Consent.VOLUNTEER, Consent.CHILD)
    assert match.waits_on(MAY, MAY) == (Consent.VOLUNTEER, Consent.FAMILY)
    own = match.evolve(replace(SELF, on=MAY))
    assert own.waits_on(MAY, MAY) == (Consent.VOLUNTEER,)
    with pytest.raises(Refused) as refused:
        match.start(on=MAY, adult_from=MAY)
    assert refused.value.missing == (Consent.VOLUNTEER, Consent.FAMILY)


def test_nobody_of_age_is_asked_for_a_childs_view() -> None:
    considered = replace(PROPOSAL[0], asks=tuple(Consent))
    match = a_match(considered, *PROPOSAL[1:])
    view = events.ChildHeard(match_id=MATCH, view=ChildView.WANTS, on=MAY)
    assert match.record(view, adult_from=MAY + DAY) == [view]
    with pytest.raises(Invalid) as refused:
        match.record(view, adult_from=MAY)
    assert refused.value.code == "of_age"


def test_the_interface_says_of_an_adults_match_that_only_they_consent(stage: Stage) -> None:
    case_id = stage.need(date_of_birth=date(2008, 6, 1), asks_child=True)
    about = {"case_id": case_id, "volunteer_id": stage.vetted()}
    match, _ = stage.do(propose, **about, on=MAY)
    assert Consent.CHILD in match.waits_for
    shown = stage.read_only(lambda work: queries.as_json(work, match))
    assert shown["waits_for"] == [Consent.VOLUNTEER, Consent.FAMILY]
