"""When the officer is reminded of somebody's request."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid5

from services.referral.inbox.rules import reminders
from services.referral.inbox.texts import LetterKind
from shared.inbox import Letter

REQUEST = UUID(int=1)


def test_a_week_before_the_last_day_and_the_day_after_it() -> None:
    def letter(kind: LetterKind, at: datetime, *, urgent: bool) -> Letter:
        return Letter(uuid5(REQUEST, kind), kind, "rights", REQUEST, "calendar", at, urgent=urgent)

    assert reminders(REQUEST, date(2026, 3, 2)) == [
        letter(LetterKind.RIGHTS_DUE, datetime(2026, 2, 22, 22, tzinfo=UTC), urgent=False),
        letter(LetterKind.RIGHTS_LATE, datetime(2026, 3, 2, 22, tzinfo=UTC), urgent=True),
    ]
