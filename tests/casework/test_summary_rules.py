"""The rules of a summary: who waits for whom, what never changes, what the sender gets."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.casework.cases.domain import Case
from services.casework.digest.rules import Period
from services.casework.summaries import events
from services.casework.summaries.domain import Summary
from services.casework.summaries.policy import SummaryView, approves, writes
from services.common.codes import DisclosureLevel, EndReason, Role, SummaryStatus, VisitKind
from services.common.summaries.domain import Contacts, Digest, Written
from shared.identity.principals import Principal
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given
from tests.casework.examples import (
    ANNA,
    BERTIL,
    CASE,
    CASE_OPENED,
    DESCRIBED,
    OPENED,
    PROVIDER,
    REFERRAL,
    SENDER,
    SUBJECT,
    closed,
)

SUMMARY = UUID(int=31)
TODAY = date(2026, 5, 10)
PERIOD = Period(OPENED, date(2026, 4, 30))
TEXT = Written(happened="Koulupäivät alkoivat onnistua.")
FIGURES = Digest(
    level=DisclosureLevel.L3, contacts=(Contacts(kind=VisitKind.FACE, held=9, minutes=540),)
)
OF: dict[str, Any] = {"summary_id": SUMMARY, "case_id": CASE, "organisation": PROVIDER}
ABOUT: dict[str, Any] = OF | {"subject_id": SUBJECT}

BEGUN = events.SummaryBegun(**OF, **PERIOD.days, writer=ANNA, on=TODAY)
WRITTEN = events.SummaryWritten(**ABOUT, **PERIOD.days, written=TEXT)
HANDED_OVER = events.SummaryHandedOver(**ABOUT, edition=1, writer=ANNA, on=TODAY, digest=FIGURES)
RETURNED = events.SummaryReturned(**ABOUT, writer=ANNA, on=TODAY, reason="Kerro koulusta.")
APPROVED = events.SummaryApproved(**OF, edition=1, **PERIOD.days, on=TODAY)
SENT = events.SummarySent(
    **OF,
    referral_id=REFERRAL,
    programme=CASE_OPENED.programme,
    edition=1,
    **PERIOD.days,
    held=9,
    minutes=540,
    on=TODAY,
)
CORRECTION = events.CorrectionBegun(
    **ABOUT, edition=2, writer=BERTIL, on=TODAY, reason="Päivä oli väärä."
)
DRAFT = (BEGUN, WRITTEN)
WAITING = (*DRAFT, HANDED_OVER)
DONE = (*WAITING, APPROVED, SENT)


def case(level: DisclosureLevel = DisclosureLevel.L3, *more: Any) -> Case:
    return given(Case(CASE), replace(DESCRIBED, disclosure_level=level), CASE_OPENED, *more)


def summary(*history: Any) -> Summary:
    return given(Summary(SUMMARY), *history)


def disclosed(digest: Digest, edition: int = 1, reason: str = "") -> events.SummaryDisclosed:
    return events.SummaryDisclosed(
        **ABOUT,
        referral_id=REFERRAL,
        programme=CASE_OPENED.programme,
        programme_version=CASE_OPENED.programme_version,
        edition=edition,
        **PERIOD.days,
        on=TODAY,
        level=digest.level,
        digest=digest,
        written=TEXT,
        reason=reason,
    )


def test_a_draft_is_begun_once() -> None:
    assert summary().begin(case(), PERIOD, writer=ANNA, on=TODAY) == [BEGUN]
    assert summary(BEGUN).begin(case(), PERIOD, writer=ANNA, on=TODAY) == []


@pytest.mark.parametrize(
    ("since", "until", "field"),
    [
        (OPENED, TODAY, None),
        (date(2026, 1, 30), TODAY, "since"),
        (OPENED, date(2026, 5, 11), "until"),
        (TODAY, TODAY, None),
        (TODAY, date(2026, 5, 9), "until"),
    ],
)
def test_a_period_lies_within_the_case_and_is_over(
    since: date, until: date, field: str | None
) -> None:
    period = Period(since, until)
    if field is None:
        assert summary().begin(case(), period, writer=None, on=TODAY)
        return
    with pytest.raises(Invalid) as error:
        summary().begin(case(), period, writer=None, on=TODAY)
    assert error.value.field == field


@pytest.mark.parametrize(("until", "fits"), [(date(2026, 5, 1), True), (date(2026, 5, 2), False)])
def test_of_a_closed_case_a_period_ends_with_it(until: date, fits: bool) -> None:
    over = case(DisclosureLevel.L3, closed(date(2026, 5, 1), EndReason.PLANNED_END))
    if fits:
        assert summary().begin(over, Period(OPENED, until), writer=None, on=TODAY)
        return
    with pytest.raises(Invalid):
        summary().begin(over, Period(OPENED, until), writer=None, on=TODAY)


def test_a_draft_is_kept_as_it_is_written_and_the_same_again_changes_nothing() -> None:
    assert summary(BEGUN).write(case(), PERIOD, TEXT, on=TODAY) == [WRITTEN]
    assert summary(*DRAFT).write(case(), PERIOD, TEXT, on=TODAY) == []


@pytest.mark.parametrize(
    ("history", "code"), [(WAITING, "waits"), (DONE, "no_draft"), ((), "no_draft")]
)
def test_what_waits_or_was_approved_is_not_written(history: Any, code: str) -> None:
    with pytest.raises(Refused) as error:
        summary(*history).write(case(), PERIOD, Written(child="Hyvin"), on=TODAY)
    assert error.value.code == code


def test_an_empty_draft_is_not_handed_over() -> None:
    assert summary(*DRAFT).hand_over(case(), FIGURES, writer=ANNA, on=TODAY) == [HANDED_OVER]
    with pytest.raises(Invalid):
        summary(BEGUN).hand_over(case(), FIGURES, writer=ANNA, on=TODAY)


def test_the_coordinator_sends_back_and_it_is_a_draft_again() -> None:
    assert summary(*WAITING).send_back(case(), " Kerro koulusta. ", on=TODAY) == [RETURNED]
    again = summary(*WAITING, RETURNED)
    assert (again.status, again.returned) == (SummaryStatus.DRAFT, RETURNED.reason)
    with pytest.raises(Refused):
        summary(*DRAFT).send_back(case(), "Kerro.", on=TODAY)


@pytest.mark.parametrize(
    ("level", "sent"),
    [
        (DisclosureLevel.L0, []),
        (DisclosureLevel.L1, []),
        (DisclosureLevel.L2, [SENT, disclosed(FIGURES.at(DisclosureLevel.L2))]),
        (DisclosureLevel.L3, [SENT, disclosed(FIGURES)]),
    ],
)
def test_an_approved_one_goes_to_the_sender_where_the_level_reaches_it(
    level: DisclosureLevel, sent: list[Any]
) -> None:
    decided = summary(*WAITING).approve(case(level), by=BERTIL, on=TODAY)
    assert decided == [APPROVED, *sent]
    after = summary(*WAITING, *decided)
    assert after.status is (SummaryStatus.SENT if sent else SummaryStatus.APPROVED)


@pytest.mark.parametrize(("by", "by_writer"), [(ANNA, True), (BERTIL, False), (None, False)])
def test_who_approves_what_they_handed_over_is_written_down_as_such(
    by: UUID | None, by_writer: bool
) -> None:
    approved, *_ = summary(*WAITING).approve(case(), by=by, on=TODAY)
    assert approved == replace(APPROVED, by_writer=by_writer)


def test_nothing_is_approved_that_does_not_wait() -> None:
    assert summary(*DONE).approve(case(), by=BERTIL, on=TODAY) == []
    with pytest.raises(Refused):
        summary(*DRAFT).approve(case(), by=BERTIL, on=TODAY)


def test_a_correction_is_a_new_edition_and_the_old_one_stays() -> None:
    assert summary(*DONE).correct(case(), "Päivä oli väärä.", writer=BERTIL, on=TODAY) == [
        CORRECTION
    ]
    again = summary(*DONE, CORRECTION)
    assert (again.status, len(again.editions), again.number) == (SummaryStatus.DRAFT, 1, 2)
    handed_over = replace(HANDED_OVER, edition=2, writer=BERTIL)
    decided = summary(*DONE, CORRECTION, handed_over).approve(case(), by=ANNA, on=TODAY)
    assert decided == [
        replace(APPROVED, edition=2),
        replace(SENT, edition=2),
        disclosed(FIGURES, 2, CORRECTION.reason),
    ]
    both = summary(*DONE, CORRECTION, handed_over, *decided)
    assert [each.number for each in both.editions] == [1, 2]


@pytest.mark.parametrize("history", [(), DRAFT, WAITING])
def test_only_what_was_approved_is_corrected(history: Any) -> None:
    with pytest.raises(Refused):
        summary(*history).correct(case(), "Miksi?", writer=ANNA, on=TODAY)


@pytest.mark.parametrize(
    ("history", "edition", "status"),
    [(DRAFT, 1, SummaryStatus.DISCARDED), ((*DONE, CORRECTION), 2, SummaryStatus.SENT)],
)
def test_a_draft_that_is_given_up_leaves_what_was_there(
    history: Any, edition: int, status: SummaryStatus
) -> None:
    given_up = events.SummaryDiscarded(
        **OF, edition=edition, status=status, **PERIOD.days, on=TODAY
    )
    assert summary(*history).discard(case(), on=TODAY) == [given_up]
    assert summary(*history, given_up).status is status


def test_of_what_was_erased_only_days_are_left() -> None:
    nothing: Any = None
    written, handed_over = replace(WRITTEN, written=nothing), replace(HANDED_OVER, digest=nothing)
    erased = summary(BEGUN, written, handed_over)
    (edition,) = given(erased, APPROVED).editions
    assert (edition.period, edition.written, edition.digest.held) == (PERIOD, Written(), 0)


@pytest.mark.parametrize(
    ("role", "organisation", "may_write", "may_approve"),
    [
        (Role.NGO_COORDINATOR, PROVIDER, True, True),
        (Role.NGO_WORKER, PROVIDER, False, False),  # not on the team
        (Role.NGO_COORDINATOR, SENDER, False, False),
        (Role.MUNICIPAL_WORKER, SENDER, False, False),
    ],
)
def test_the_team_writes_and_a_coordinator_approves(
    role: Role, organisation: UUID, may_write: bool, may_approve: bool
) -> None:
    view = SummaryView(case(), summary(*WAITING), 3)
    who = Principal(BERTIL, "person", "somebody", organisation, frozenset({role}))
    assert (writes.allows(who, view), approves.allows(who, view)) == (may_write, may_approve)
