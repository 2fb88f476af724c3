"""When somebody may hear by mail: their pace, their quiet hours, weekends and holidays."""

from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from services.casework.inbox.rules import WAITING
from services.casework.inbox.texts import LetterKind
from services.common.codes import MailPace, MailTopic
from services.common.mailing.rules import ALARMS, Quiet, due_at, mail_at, topic_of
from shared.inbox import Letter

HELSINKI = ZoneInfo("Europe/Helsinki")
USUAL = Quiet(HELSINKI)  # 20 to 7, and weekends
NEVER = Quiet(HELSINKI, 0, 0, on_weekends=False)
AT_NIGHT = Quiet(HELSINKI, 20, 7, on_weekends=False)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=HELSINKI)


@pytest.mark.parametrize(
    ("moment", "is_quiet"),
    [
        (at(26, 6, 59), True),
        (at(26, 7), False),
        (at(26, 19, 59), False),
        (at(26, 20), True),
        (at(28, 12), True),  # a Saturday
    ],
)
def test_quiet_hours_hold_at_night_and_on_weekends(moment: datetime, *, is_quiet: bool) -> None:
    assert (USUAL.holds(moment), NEVER.holds(moment)) == (is_quiet, False)


def test_quiet_hours_within_a_day_and_without_weekends() -> None:
    noon = Quiet(HELSINKI, 11, 13, on_weekends=False)
    assert [noon.holds(at(28, hour)) for hour in (10, 11, 12, 13)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("pace", "quiet", "moment", "expected"),
    [
        (MailPace.AT_ONCE, USUAL, at(26, 12), at(26, 12)),
        (MailPace.AT_ONCE, USUAL, at(26, 21), at(27, 7)),
        (MailPace.AT_ONCE, USUAL, at(27, 21), at(30, 7)),  # Friday night: Monday
        (MailPace.AT_ONCE, AT_NIGHT, at(28, 12), at(28, 12)),
        (MailPace.AT_ONCE, NEVER, at(28, 3), at(28, 3)),
        (MailPace.DAILY, USUAL, at(26, 6, 59), at(26, 7)),
        (MailPace.DAILY, USUAL, at(26, 7), at(27, 7)),
        (MailPace.DAILY, AT_NIGHT, at(27, 12), at(28, 7)),
        (MailPace.OFF, NEVER, at(26, 12), None),
    ],
)
def test_the_moment_of_a_mail(
    pace: MailPace, quiet: Quiet, moment: datetime, expected: datetime | None
) -> None:
    assert due_at(pace, moment, quiet) == expected


@pytest.mark.parametrize("pace", MailPace)
def test_a_letter_about_a_childs_safety_goes_out_at_once(pace: MailPace) -> None:
    night = at(28, 23, 40)  # a Saturday
    assert {mail_at(kind, pace, night, USUAL) for kind in ALARMS} == {night}
    assert mail_at("message", pace, night, USUAL) == due_at(pace, night, USUAL)
    assert {LetterKind(kind) for kind in ALARMS} == set(WAITING)


def test_no_mail_on_independence_day() -> None:
    before = datetime(2027, 12, 5, 12, tzinfo=HELSINKI)  # a Sunday; the 6th is a holiday
    assert due_at(MailPace.DAILY, before, USUAL) == datetime(2027, 12, 7, 7, tzinfo=HELSINKI)


@pytest.mark.parametrize(
    ("author", "urgent", "topic"),
    [
        ("somebody", True, MailTopic.URGENT),
        ("calendar", True, MailTopic.URGENT),
        ("calendar", False, MailTopic.DEADLINES),
        ("somebody", False, MailTopic.NEWS),
    ],
)
def test_what_a_letter_is_about(author: str, topic: MailTopic, *, urgent: bool) -> None:
    moment = datetime(2026, 11, 26, tzinfo=UTC)
    letter = Letter(UUID(int=1), "any", "referral", UUID(int=2), author, moment, urgent)
    assert topic_of(letter) is topic
