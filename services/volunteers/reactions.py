"""Other services' events become commands here: somebody is asked for, a case closes, one leaves."""

from dataclasses import fields

from services.casework.cases.events import (
    CaseClosed,
    CaseConsentTakenOver,
    CasePlaceCorrected,
    CaseReopened,
    SupportAgeCorrected,
    SupportRequested,
)
from services.casework.merges.events import CaseMerged, CaseSeparated
from services.casework.receipts.events import ReceiptsCounted
from services.casework.visits.events import ExpensesCorrected, ExpensesIncurred, VisitCorrected
from services.common.codes import EndReason
from services.referral.access.events import PersonLeft
from services.volunteers.expenses import commands as expenses
from services.volunteers.matches import commands as matches
from services.volunteers.needs import commands as needs
from services.volunteers.needs.events import NeedAgeCorrected, NeedConsentTakenOver, NeedOpened
from services.volunteers.people import commands as people
from shared.consumer.subscription import Reactions
from shared.work import Work

casework = Reactions("casework")
leavers = Reactions("leavers")
visits = Reactions("visits")  # of their own: it began later, and from the first visit on


@casework.on(SupportRequested)
def open_need(work: Work, event: SupportRequested) -> None:
    values = {field.name: getattr(event, field.name) for field in fields(NeedOpened)}
    needs.open_need(work, NeedOpened(**values))


@casework.on(CasePlaceCorrected)
def correct_place(work: Work, event: CasePlaceCorrected) -> None:
    """Under a later non-disclosure order the place is told no more, here either."""
    needs.correct_place(work, event.case_id, event.municipality, on=event.on)
    matches.correct_place(work, event.case_id, event.municipality, on=event.on)


@casework.on(CaseConsentTakenOver)
def change_consent(work: Work, event: CaseConsentTakenOver) -> None:
    """Whom the family lets know no more hears of no match, an ended one either."""
    values = {field.name: getattr(event, field.name) for field in fields(NeedConsentTakenOver)}
    needs.change_consent(work, NeedConsentTakenOver(**values))
    matches.change_consent(work, event.case_id, event.parties, on=event.on)


@casework.on(SupportAgeCorrected)
def correct_age(work: Work, event: SupportAgeCorrected) -> None:
    values = {field.name: getattr(event, field.name) for field in fields(NeedAgeCorrected)}
    needs.correct_age(work, NeedAgeCorrected(**values))


@casework.on(CaseClosed)
def close(work: Work, event: CaseClosed) -> None:
    """End the match that day, decline a proposal, and look for nobody any more."""
    needs.close(work, event.case_id, on=event.on)
    with work.dated(event.on):
        matches.close_case(work, event.case_id, reason=EndReason(event.end_reason))


@casework.on(CaseReopened)
def reopen(work: Work, event: CaseReopened) -> None:
    """Look for somebody again, or let the match that ended with the case go on."""
    needs.reopen(work, event.case_id, on=event.on)
    matches.reopen_case(work, event.case_id)


@casework.on(CaseMerged)
def look_for_one(work: Work, event: CaseMerged) -> None:
    """Nobody is looked for twice for one person."""
    needs.close(work, event.case_id, on=event.on)


@casework.on(CaseSeparated)
def look_again(work: Work, event: CaseSeparated) -> None:
    needs.reopen(work, event.case_id, on=event.on)


@leavers.on(PersonLeft)
def end_sign_in(work: Work, event: PersonLeft) -> None:
    people.end_sign_in(work, person=event.person_id)


@visits.on(ExpensesIncurred, ExpensesCorrected)
def claim(work: Work, event: ExpensesIncurred | ExpensesCorrected) -> None:
    expenses.claim(work, event)


@visits.on(VisitCorrected)
def move_claim(work: Work, event: VisitCorrected) -> None:
    expenses.move(work, event)


@visits.on(ReceiptsCounted)
def count_receipts(work: Work, event: ReceiptsCounted) -> None:
    expenses.count(work, event)
