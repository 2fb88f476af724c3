"""The story of one referral in the demo year: sent, answered, and what its case becomes."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from services.common.codes import RejectionReason, WithdrawalReason
from services.demo import families
from services.demo.families import FamilyProfile
from services.demo.support import support
from services.demo.supporters import Pool
from services.demo.year import Year, organisation_id, somebody
from services.referral.intake.commands import receive
from services.referral.referrals import commands
from services.referral.referrals.domain import Referral
from shared.work import Work

SERVICE = "referral"
ANSWERED, REJECTED = 0.93, 0.07  # of all; of the answered
OFTEN, INFORMS, WITHDRAWS = 25, 3, 75  # of the running numbers


@dataclass
class Family:
    """What the story has to remember of one family."""

    profile: FamilyProfile
    place: str
    age: int | None
    referral: UUID
    is_hidden: bool = False  # a non-disclosure order
    case: UUID | None = None
    met: int = 0  # visits so far


def send(year: Year, pool: Pool, profile: FamilyProfile, number: int, on: date) -> None:
    """Let a family be referred on that day."""
    rng = year.rng
    body = families.request(profile, number, on, rng)
    place = body["municipality"]
    sign_in, organisation = families.sender_of(place)
    sender = somebody(sign_in, organisation)
    coordinator = somebody(f"coordinator-{profile.provider}", profile.provider)
    wait = rng.choice((1, 2, 2, 3, 4, 5, 6, 8, 11)) + (4 if place in ("400", "322") else 0)
    lets_know(body["consent"], number, year.last)
    born = body["subject"]["date_of_birth"]
    age = (on - born).days // 365 if born else None

    def arrive(work: Work) -> None:
        made = receive(work, body, sender=organisation_id(organisation))
        hidden = body["subject"]["non_disclosure"]
        family = Family(profile, place, age, made.id, is_hidden=hidden)
        lot = rng.random()
        if lot < 0.03:
            reason = rng.choice(list(WithdrawalReason))
            year.after(2, SERVICE, sender, lambda w: _withdraw(w, family, reason))
        elif lot < ANSWERED:
            year.after(wait, SERVICE, coordinator, lambda w: answer(w, family))
        else:
            year.after(wait + 40, SERVICE, coordinator, lambda w: answer(w, family))

    def answer(work: Work, family: Family) -> None:
        if rng.random() < REJECTED:
            reason = rng.choice(list(RejectionReason))
            commands.reject(work, family.referral, reason=reason)
            return
        family.case = commands.accept(work, family.referral)
        support(year, pool, family)
        if number % WITHDRAWS == INFORMS:
            year.after(20, SERVICE, coordinator, lambda w: _let_know_no_more(w, family))

    year.plan(on, SERVICE, sender, arrive)


def lets_know(consent: dict[str, Any], number: int, last: date) -> None:
    """Some families let Kela know; some said until when, and for some that is soon."""
    if number % OFTEN == INFORMS:
        consent["inform"] = [organisation_id("kela")]
    if number % OFTEN == INFORMS + 1:
        consent["valid_until"] = last + timedelta(days=9)


def _let_know_no_more(work: Work, family: Family) -> None:
    commands.withdraw_consent(
        work,
        family.referral,
        reason="Perhe ei halua, että Kelalle kerrotaan.",
        organisations=[organisation_id("kela")],
    )


def _withdraw(work: Work, family: Family, reason: WithdrawalReason) -> None:
    referral, _ = work.load(Referral(family.referral))
    if referral.can_be_withdrawn:
        commands.withdraw(work, family.referral, reason=reason)
