"""Whom an event concerns: each kind of event by each level, for each who stands to it somehow."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.casework.cases import events as cases
from services.casework.visits import events as visits
from services.common.codes import DisclosureLevel
from services.common.disclosing import LEAST, NOTHING, Known, Parties, least_level
from services.referral.referrals import events as referrals
from shared.kernel.events import Reach, kind_of
from tests.contracts.published import ours, travelling

SENDER, PROVIDER, COUNTY, KELA = (UUID(int=n, version=4) for n in range(1, 5))
ALL = Parties(sender=SENDER, provider=PROVIDER, level="L0", purchaser=COUNTY, informed=(KELA,))
DAY = date(2026, 3, 2)

RECEIVED = referrals.ReferralReceived(
    referral_id=SENDER,
    sender=SENDER,
    referrer_kind="SCHOOL",
    programme="kaveri",
    themes=(),
    municipality=None,
    referred_on=DAY,
)
ADVANCED = referrals.ReferralAdvanced(
    referral_id=SENDER, status="ACCEPTED", business_status="IN_PROGRESS", on=DAY
)
MOVED = referrals.ReferralProgressed(
    referral_id=SENDER, business_status="IN_PROGRESS", phase="TRUST", on=DAY
)
FAILED = referrals.ReferralFailed(referral_id=SENDER, end_reason="OUT_OF_HOME_PLACEMENT", on=DAY)
OPENED = cases.CaseOpened(
    case_id=SENDER,
    referral_id=SENDER,
    organisation=PROVIDER,
    sender=SENDER,
    programme="kaveri",
    programme_version=1,
    opened_on=DAY,
)


ABOUT_NO_FAMILY = (
    *("organisation.", "programme.", "agreement.", "network.", "volunteer.", "survey."),
    *("consultation.", "happening.", "package.", "pairwork."),
)


def public() -> list[str]:
    """The names of all public events about families."""
    names = [kind_of(cls).name for cls in travelling() if kind_of(cls).reach is Reach.PUBLIC]
    return [name for name in names if not name.startswith(ABOUT_NO_FAMILY)]


BY_LEVEL = [(RECEIVED, 0), (ADVANCED, 1), (OPENED, 1), (MOVED, 2), (FAILED, 3)]


@pytest.mark.parametrize("level", DisclosureLevel)
@pytest.mark.parametrize(("event", "least"), BY_LEVEL)
def test_the_sender_and_whom_the_family_lets_know_hear_what_the_level_allows(
    event: Any, least: int, level: DisclosureLevel
) -> None:
    outside = int(level[1]) >= least
    concerned = (SENDER, PROVIDER, COUNTY, KELA) if outside else (PROVIDER, COUNTY)
    assert replace(ALL, level=level).concerned_by(event) == concerned


def test_a_phase_is_told_from_level_two_on_wherever_it_stands() -> None:
    phased = replace(OPENED, phase="START")
    assert (least_level(OPENED), least_level(phased)) == ("L1", "L2")


@pytest.mark.parametrize(("event", "least"), BY_LEVEL)
def test_under_a_non_disclosure_order_none_but_sender_and_provider_hear(
    event: Any, least: int
) -> None:
    hidden = replace(ALL, level="L3", hidden=True)
    assert hidden.concerned_by(event) == (SENDER, PROVIDER)
    at_level_zero = (SENDER, PROVIDER) if least == 0 else (PROVIDER,)
    assert replace(hidden, level="L0").concerned_by(event) == at_level_zero


def test_before_it_is_offered_a_referral_concerns_its_sender() -> None:
    assert Parties(sender=SENDER).concerned_by(RECEIVED) == (SENDER,)
    assert Parties(sender=SENDER).concerned_by(ADVANCED) == ()


def test_who_is_several_of_them_hears_once() -> None:
    own = replace(ALL, provider=SENDER, purchaser=SENDER, informed=(SENDER,))
    assert own.concerned_by(RECEIVED) == (SENDER,)
    assert own.concerned_by(FAILED) == (SENDER,)


def test_a_purchaser_who_sent_it_reads_back_what_its_level_allows() -> None:
    bought = replace(ALL, purchaser=SENDER, informed=())
    assert bought.concerned_by(FAILED) == (PROVIDER,)
    assert replace(bought, level="L3").concerned_by(FAILED) == (SENDER, PROVIDER)


def test_what_the_policy_does_not_name_stays_with_the_provider() -> None:
    private = note()
    assert replace(ALL, level="L3").concerned_by(private) == (PROVIDER, COUNTY)


def test_each_level_counts_what_it_may_know_of() -> None:
    versions = NOTHING
    for event, _ in BY_LEVEL:
        versions = versions.after(event)
    assert [versions.at(level) for level in DisclosureLevel] == [1, 3, 4, 5]
    assert versions.after(note()) == versions
    assert Known().at("L3") == 0


def test_every_name_is_of_an_event() -> None:
    assert LEAST.keys() <= {kind_of(cls).name for cls in ours()}


@pytest.mark.parametrize("name", public())
def test_every_public_event_about_a_family_says_from_which_level_on(name: str) -> None:
    assert name in LEAST


def note() -> visits.VisitNoted:
    return visits.VisitNoted(visit_id=SENDER, case_id=SENDER, subject_id=SENDER)
