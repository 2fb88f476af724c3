"""An offer of a network that nobody answers: the clock takes it back, and the next has it."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine

from services.common import workdays
from services.common.codes import WaitlistingReason
from services.common.deadlines.commands import take_due
from services.demo.network import ANSWER_DAYS
from services.referral.deadlines.projections import deadlines
from services.referral.deadlines.rules import KINDS
from services.referral.networks.events import AnswerTimeAgreed
from services.referral.referrals.commands import waitlist
from services.referral.referrals.events import (
    InformationGiven,
    InformationRequested,
    ReferralWaitlisted,
)
from shared.kernel.clock import Clock
from shared.work import Actor
from tests.clocks import let_pass, unread
from tests.following import waiting
from tests.platform import Stepped
from tests.referral.referrals.examples import ID, MLL, MONDAY, RECEIVED, TUESDAY
from tests.referral.referrals.test_routed import (
    FOLK,
    NETWORK,
    declined,
    offered,
    recalled,
    routed,
)
from tests.referral.routings.test_network import FOLK as HOME, MLL as NEXT, sent

DAYS, FRIDAY = 4, date(2026, 3, 6)
NETWORK_ADDRESS = "/referral/api/v1/networks"


def agreed(days: int | None) -> AnswerTimeAgreed:
    return AnswerTimeAgreed(network_id=NETWORK, working_days=days, on=MONDAY)


OFFER = (routed(MLL), offered(MLL))
ASKED = InformationRequested(referral_id=ID, organisation=MLL, on=TUESDAY)
GIVEN = InformationGiven(referral_id=ID, on=date(2026, 3, 5))  # two working days later
LATER = InformationRequested(referral_id=ID, organisation=FOLK, on=TUESDAY)
WAITS = ReferralWaitlisted(referral_id=ID, organisation=MLL, reason="NO_SUPPORT_PERSON", on=TUESDAY)


@pytest.mark.parametrize(
    ("happened", "due"),
    [
        ((*OFFER,), None),  # the network has agreed on no days
        ((agreed(DAYS), *OFFER), FRIDAY),
        ((*OFFER, agreed(DAYS)), FRIDAY),  # what is offered already
        ((agreed(DAYS), *OFFER, agreed(None)), None),
        ((agreed(DAYS), *OFFER, WAITS), None),
        ((agreed(DAYS), *OFFER, declined()), None),
        (
            (agreed(DAYS), *OFFER, recalled(), routed(FOLK, on=TUESDAY), offered(FOLK, TUESDAY)),
            workdays.due(TUESDAY, DAYS),
        ),
        ((agreed(DAYS), *OFFER, recalled(), offered(FOLK, TUESDAY, "NOBODY_LEFT")), None),
        ((agreed(DAYS), *OFFER, ASKED, GIVEN), workdays.due(FRIDAY, 2)),
        (
            (
                agreed(DAYS),
                *OFFER,
                ASKED,
                GIVEN,
                declined(),
                routed(FOLK, on=TUESDAY),
                offered(FOLK, TUESDAY),
            ),
            workdays.due(TUESDAY, DAYS),
        ),  # the next has all of its days
    ],
)
def test_until_when_an_offer_waits(engine: Engine, happened: Any, due: date | None) -> None:
    assert waiting(engine, deadlines, RECEIVED, *happened).get("offer") == due


def test_the_clock_stands_while_the_sender_is_asked(engine: Engine) -> None:
    assert waiting(engine, deadlines, RECEIVED, agreed(DAYS), *OFFER, ASKED)["offer"] is None


def test_who_does_not_answer_has_it_no_more_and_the_next_has(platform: Stepped) -> None:
    address = sent(platform, language="fi")
    first, region = "coordinator-folkhalsan", platform.caller("coordinator-vsls")
    today = platform.platform.clock.today()
    days = (workdays.due(today, ANSWER_DAYS) - today).days
    let_pass(platform, "referral", days)
    assert platform.caller(first).get(address).status_code == 200
    assert "offer-due" in unread(platform, "referral", first)
    let_pass(platform, "referral", days + 4)  # a weekend may lie between
    assert platform.caller(first).get(address).status_code == 404
    body = platform.caller("demo-turku").get(address).json
    assert (body["status"], body["offered_to"]) == ("offered", str(NEXT))
    assert unread(platform, "referral", first) == ["elsewhere"]
    rounds = region.get(f"{address}/routing").json["rounds"]
    assert len(rounds) == 2


def test_an_answer_in_the_last_moment_counts(platform: Stepped) -> None:
    """The clock has taken its step already; what follows from it comes after the answer."""
    address = sent(platform, language="fi")
    service = platform.platform.services["referral"]
    usual, day = service.clock, service.clock.today() + timedelta(days=30)
    service.clock = Clock(usual.zone, lambda: datetime.combine(day, time(12), usual.zone))
    take_due(service, KINDS)
    service.clock = usual
    reason, referral_id = WaitlistingReason.NO_SUPPORT_PERSON, UUID(address.rsplit("/", 1)[1])
    service.execute(lambda work: waitlist(work, referral_id, reason=reason), Actor("first", HOME))
    platform.settle()
    body = platform.caller("demo-turku").get(address).json
    assert (body["status"], body["offered_to"]) == ("waitlisted", str(HOME))


def test_the_coordinator_says_it_on_a_page(platform: Stepped) -> None:
    networks = platform.caller("coordinator-vsls").get(NETWORK_ADDRESS).json["networks"]
    (network,) = [each for each in networks if each["code"] == "perhelinja"]
    path = f"{NETWORK_ADDRESS}/{network['id']}"
    body = {"working_days": 3}
    refused = platform.caller("coordinator-mll").put(f"{path}/answer-time", body, of=path)
    assert refused.status_code == 404
    changed = platform.caller("coordinator-vsls").put(f"{path}/answer-time", body, of=path)
    assert (changed.status_code, changed.json["answer_days"]) == (200, 3)
    page = f"/referral/directory/networks/{network['id']}"
    shown = platform.browser("coordinator-vsls").get(page, base_url="http://localhost").text
    assert "3 työpäivän jälkeen" in shown
