"""How a case ends and goes on together with the one that leads it."""

from dataclasses import replace
from datetime import date

from services.casework.cases import rules
from services.casework.cases.domain import Case
from services.casework.cases.events import CaseEvent, CaseReopened
from services.casework.merges.events import CaseMerged, CaseSeparated


def follow(case: Case, into: Case, *, on: date) -> list[CaseEvent]:
    """Follow the one that leads; where that has ended meanwhile, end with it."""
    if case.led_by == into.id:
        return []
    return [CaseMerged(case_id=case.id, into=into.id, on=on), *close_with(case, into)]


def stand_alone(case: Case, *, on: date) -> list[CaseEvent]:
    """Go on where it stood."""
    return [CaseSeparated(case_id=case.id, on=on)] if case.led_by else []


def close_with(case: Case, leading: Case) -> list[CaseEvent]:
    """End as the one that leads has ended, though not before it was opened itself."""
    closing, opened = leading.closing, case.opened
    if closing is None or case.closing is not None:
        return []
    last = max(closing.on, opened.opened_on)
    return [rules.closed(opened, replace(closing, on=last), early=False)]


def reopen_with(case: Case, *, on: date) -> list[CaseEvent]:
    """Go on again with the one that leads."""
    if case.closing is None:
        return []
    opened = case.opened
    return [
        CaseReopened(
            case_id=case.id,
            referral_id=opened.referral_id,
            programme=opened.programme,
            organisation=opened.organisation,
            closed_on=case.closing.on,
            on=on,
        )
    ]
