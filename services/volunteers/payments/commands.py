"""What can be asked of payment runs. Each function runs in the caller's one transaction."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from services.volunteers.accounts.domain import Account
from services.volunteers.expenses.domain import Claim
from services.volunteers.payments import events, queries
from services.volunteers.payments.domain import PaymentRun
from services.volunteers.payments.rules import OpenClaim, shares
from services.volunteers.terms.domain import Payer
from shared.kernel.aggregate import Invalid, NotFound, Refused
from shared.work import Work

Changed = tuple[PaymentRun, int]  # with the version of its stream


def draw_up(
    work: Work, organisation: UUID, *, claims: Iterable[UUID], pays_on: date | None
) -> tuple[UUID, int]:
    """Pay these approved claims, one sum for each person.

    What somebody was paid too much before is taken off with it. A claim is on one run at most:
    where another takes it at the same time, one of the two is refused.
    """
    drawn_up = _drawn_up(work, organisation, pays_on or work.today)
    payment_id = drawn_up.payment_id
    dues = _dues(work, organisation, dict.fromkeys(claims))
    people = dict.fromkeys(due.volunteer_id for due in dues)
    ibans = {person: work.load(Account(person))[0].iban for person in people}
    paid, left_out = shares(dues, ibans)
    names = queries.names(work, organisation)
    lines = [
        events.PaymentLineAdded(
            payment_id=payment_id,
            name=names.get(share.volunteer_id, ""),
            iban=ibans[share.volunteer_id],
            **vars(share),
        )
        for share in paid
    ]
    without = [
        events.PersonLeftOut(payment_id=payment_id, volunteer_id=person, why=why)
        for person, why in left_out.items()
    ]
    state, version = work.start(
        PaymentRun(payment_id), lambda run: run.draw_up(drawn_up, lines, without)
    )
    for claim_id in state.claims:
        work.change(Claim(claim_id), lambda claim: claim.put_in(payment_id))
    return payment_id, version


def confirm(work: Work, payment_id: UUID) -> Changed:
    """Mark a run as paid on the bank's day."""
    paid_on = work.on
    paid = events.PaymentPaid(payment_id=payment_id, on=paid_on, by=work.actor.id)
    changed = work.change(PaymentRun(payment_id), lambda run: run.pay(paid))
    for claim_id in changed[0].claims:
        work.change(Claim(claim_id), lambda claim: claim.pay(payment_id, on=paid_on))
    return changed


def call_off(work: Work, payment_id: UUID) -> Changed:
    """Call a run off before it is paid; its claims can be put in another."""
    called_off = events.PaymentCalledOff(payment_id=payment_id, on=work.today, by=work.actor.id)
    changed = work.change(PaymentRun(payment_id), lambda run: run.call_off(called_off))
    for claim_id in changed[0].claims:
        work.change(Claim(claim_id), lambda claim: claim.release(payment_id))
    return changed


def _drawn_up(work: Work, organisation: UUID, day: date) -> events.PaymentDrawnUp:
    account = work.load(Payer(organisation))[0].account
    if account is None:
        raise Refused("Say first from which account your organisation pays.", code="no_account")
    if day < work.today:
        raise Invalid("The bank pays today or later.", code="pays_on", field="pays_on")
    return events.PaymentDrawnUp(
        payment_id=uuid4(),
        organisation=organisation,
        account_name=account.account_name,
        iban=account.iban,
        bic=account.bic,
        pays_on=day,
        at=work.now,
        by=work.actor.id,
    )


def _dues(work: Work, organisation: UUID, chosen: Iterable[UUID]) -> list[OpenClaim]:
    """What is due of the chosen claims, and what their people were paid too much before."""
    states: dict[UUID, Any] = {each: work.load(Claim(each))[0] for each in chosen}
    for state in states.values():
        if state.made is None or state.made.organisation != organisation:
            raise NotFound
        state.put_in(organisation)  # refuses what is on another run, or is not due
    people = {state.made.volunteer_id for state in states.values()}
    for claim_id in queries.overpaid(work, people):
        states.setdefault(claim_id, work.load(Claim(claim_id))[0])
    return [
        OpenClaim(claim_id, state.made.volunteer_id, state.balance.due)
        for claim_id, state in states.items()
        if state.balance.due and state.balance.payment_id is None
    ]
