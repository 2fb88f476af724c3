"""What casework's events ask of needs."""

from datetime import date
from uuid import UUID

from services.volunteers.needs.domain import Need
from services.volunteers.needs.events import NeedAgeCorrected, NeedConsentTakenOver, NeedOpened
from shared.work import Work


def open_need(work: Work, opened: NeedOpened) -> None:
    """Let a case wait for a person; asked again, nothing changes."""
    work.change(Need(opened.case_id), lambda need: need.open(opened))


def close(work: Work, case_id: UUID, *, on: date) -> None:
    """Nobody is looked for any more; nothing happens when nobody ever was."""
    work.change(Need(case_id), lambda need: need.close(on))


def correct_place(work: Work, case_id: UUID, municipality: str | None, *, on: date) -> None:
    """Say where the family lives now, None: it is withheld."""
    work.change(Need(case_id), lambda need: need.correct_place(municipality, on=on))


def change_consent(work: Work, changed: NeedConsentTakenOver) -> None:
    """Say who may hear of a match from now on."""
    work.change(Need(changed.case_id), lambda need: need.change_consent(changed))


def correct_age(work: Work, corrected: NeedAgeCorrected) -> None:
    """Match by the age as it was put right."""
    work.change(Need(corrected.case_id), lambda need: need.correct_age(corrected))


def reopen(work: Work, case_id: UUID, *, on: date) -> None:
    """Look for somebody again: the case had been closed by mistake."""
    work.change(Need(case_id), lambda need: need.reopen(on))
