"""When the officer is reminded of a request: a week before its last day, and the day after it."""

from datetime import date, timedelta
from uuid import UUID, uuid5

from services.common.days import start_of
from services.referral.inbox.texts import RIGHTS, LetterKind
from services.referral.rights.rules import SOON
from shared.inbox import Letter

REMINDER = "calendar"  # nobody's: whoever recorded the request is reminded too
REMINDERS = (LetterKind.RIGHTS_DUE, LetterKind.RIGHTS_LATE)


def reminders(request_id: UUID, due: date) -> list[Letter]:
    """Letters dated ahead, which are taken back when the request is dealt with."""
    days = dict(zip(REMINDERS, (due - SOON, due + timedelta(days=1)), strict=True))
    return [
        Letter(
            uuid5(request_id, kind),
            kind,
            RIGHTS,
            request_id,
            REMINDER,
            start_of(day),
            urgent=kind is LetterKind.RIGHTS_LATE,
        )
        for kind, day in days.items()
    ]
