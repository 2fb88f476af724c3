"""Who may see a referral, and do what about it; no route is asked for it."""

from dataclasses import replace
from uuid import UUID

import pytest
from werkzeug.exceptions import Forbidden

from services.common.codes import Role
from services.referral.intake import policy as intake
from services.referral.locks.rules import Insiders
from services.referral.referrals import policy
from services.referral.referrals.domain import Referral
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound, Refused
from shared.kernel.testing import given
from tests.referral.referrals.examples import (
    ACCEPTED,
    DESCRIBED,
    ID,
    MLL,
    OFFERED,
    RECEIVED,
    SENDER,
)

RECORDED = given(Referral(ID), RECEIVED, DESCRIBED)
SENT = given(RECORDED, OFFERED)
EVERYTHING = (
    *(policy.reads, policy.writes, policy.offers, policy.answers, policy.withdraws),
    *(policy.corrects, policy.reopens, policy.looks),
)


SENDS = {"reads", "writes", "offers", "withdraws", "corrects", "reopens"}


def somebody(role: Role, organisation: UUID | None) -> Principal:
    return Principal(UUID(int=50), "person", "somebody", organisation, frozenset({role}))


@pytest.mark.parametrize(
    ("role", "organisation", "allowed"),
    [
        (Role.MUNICIPAL_SYSTEM, SENDER, SENDS),
        (Role.MUNICIPAL_WORKER, SENDER, SENDS | {"looks"}),
        (Role.NGO_COORDINATOR, SENDER, SENDS | {"looks"}),
        (Role.NGO_WORKER, SENDER, {"reads", "writes", "looks"}),
        (Role.NGO_COORDINATOR, MLL, {"reads", "writes", "offers", "answers", "reopens"}),
        (Role.NGO_WORKER, MLL, {"reads", "writes"}),
        (Role.SUPPORT_PERSON, MLL, set()),
        (Role.MUNICIPAL_WORKER, MLL, set()),
        (Role.NGO_COORDINATOR, UUID(int=99), set()),
        (Role.REGIONAL_COORDINATOR, None, set()),
    ],
)
def test_each_side_may_do_its_own_part(
    role: Role, organisation: UUID | None, allowed: set[str]
) -> None:
    principal = somebody(role, organisation)
    assert {may.name for may in EVERYTHING if may.allows(principal, SENT)} == allowed


@pytest.mark.parametrize(
    ("role", "organisation", "allowed"),
    [
        (Role.MUNICIPAL_WORKER, SENDER, SENDS | {"looks"}),
        (
            Role.NGO_COORDINATOR,
            MLL,
            {"reads", "writes", "offers", "answers", "reopens", "corrects", "looks"},
        ),
        (Role.NGO_WORKER, MLL, {"reads"}),
        (Role.NGO_COORDINATOR, UUID(int=99), set()),
    ],
)
def test_since_acceptance_the_providers_coordinators_correct_and_look_too(
    role: Role, organisation: UUID | None, allowed: set[str]
) -> None:
    principal, accepted = somebody(role, organisation), given(SENT, ACCEPTED)
    assert {may.name for may in EVERYTHING if may.allows(principal, accepted)} == allowed


def test_before_it_is_offered_nobody_but_its_sender_reads_it() -> None:
    assert not policy.reads.allows(somebody(Role.NGO_COORDINATOR, MLL), RECORDED)
    assert policy.reads.allows(somebody(Role.NGO_COORDINATOR, SENDER), RECORDED)
    assert not policy.reads.allows(somebody(Role.NGO_COORDINATOR, None), Referral(ID))
    assert not policy.reads.allows(somebody(Role.NGO_COORDINATOR, SENDER), Referral(ID))


def test_who_may_read_it_is_told_why_they_may_not_do_it() -> None:
    with pytest.raises(Refused) as stranger:
        policy.answers.check(somebody(Role.NGO_COORDINATOR, SENDER), SENT)
    with pytest.raises(Refused) as provider:
        policy.withdraws.check(somebody(Role.NGO_COORDINATOR, MLL), SENT)
    assert (stranger.value.code, provider.value.code) == ("not-provider", "not-sender")


def test_who_may_not_read_it_is_answered_as_for_one_that_is_not_there() -> None:
    with pytest.raises(NotFound):
        policy.reads.check(somebody(Role.NGO_COORDINATOR, UUID(int=99)), SENT)


def test_whoever_sends_does_it_for_an_organisation() -> None:
    assert intake.sending_organisation(somebody(Role.MUNICIPAL_WORKER, SENDER)) == SENDER
    with pytest.raises(Refused, match="belong to no organisation"):
        intake.sending_organisation(somebody(Role.MUNICIPAL_WORKER, None))
    # A system sends through its own interface, so it records nothing.
    assert {role for role in Role if intake.records.admits(somebody(role, SENDER))} == {
        Role.MUNICIPAL_WORKER,
        Role.NGO_COORDINATOR,
    }


def test_only_a_coordinator_sets_a_rule_aside() -> None:
    coordinator, worker = somebody(Role.NGO_COORDINATOR, MLL), somebody(Role.NGO_WORKER, MLL)
    override = {"rule": "CHILD_PROTECTION", "reason": "agreed"}
    for principal, asks in ((coordinator, override), (coordinator, None), (worker, None)):
        intake.check_override(principal, asks)
    with pytest.raises(Forbidden):
        intake.check_override(worker, override)


def test_who_the_family_is_its_coordinators_and_the_team_know_after_acceptance() -> None:
    accepted = given(SENT, ACCEPTED)
    coordinator, worker = somebody(Role.NGO_COORDINATOR, MLL), somebody(Role.NGO_WORKER, MLL)
    on_team = replace(accepted, insiders=Insiders(frozenset({worker.id})))
    elsewhere = somebody(Role.NGO_WORKER, UUID(int=99))
    knowing = [
        (policy.knows(who, referral), policy.writes.allows(who, referral))
        for referral in (SENT, accepted, on_team)
        for who in (coordinator, worker, elsewhere)
    ]
    assert knowing == [
        *((False, True), (False, True), (False, False)),
        *((True, True), (False, False), (False, False)),
        *((True, True), (True, True), (False, False)),
    ]
