"""When a mail may go out: what somebody chose, and their quiet hours. Pure rules."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.common import workdays
from services.common.codes import MailPace, MailTopic
from services.common.deadlines.commands import CLOCK
from shared.inbox import Letter

BUNDLE = timedelta(minutes=10)  # what comes within these goes together
QUIET_FROM, QUIET_UNTIL = 20, 7  # hours, where nobody says otherwise


@dataclass(frozen=True)
class Quiet:
    """The hours and days on which somebody wants no mail; the same hour twice: none."""

    zone: ZoneInfo
    begins: int = QUIET_FROM  # hour of the day
    ends: int = QUIET_UNTIL
    on_weekends: bool = True  # and on holidays

    def holds(self, at: datetime) -> bool:
        """Is it quiet at that moment?"""
        here = at.astimezone(self.zone)
        if self.on_weekends and not workdays.is_one(here.date()):
            return True
        if self.begins <= self.ends:
            return self.begins <= here.hour < self.ends
        return here.hour >= self.begins or here.hour < self.ends

    def opens_after(self, at: datetime) -> datetime:
        """The first moment after it at which the day's mail goes out."""
        day = at.astimezone(self.zone).date()
        while True:
            opens = datetime.combine(day, time(self.ends), self.zone)
            if opens > at and not (self.on_weekends and not workdays.is_one(day)):
                return opens
            day += timedelta(days=1)


# Letters about a child's safety go out at once, whatever their reader chose.
ALARMS = frozenset({"concern", "concern_waits", "concern_missed", "concern_escalated"})


def mail_at(kind: str, pace: MailPace, at: datetime, quiet: Quiet) -> datetime | None:
    """When somebody may hear of a letter of that kind; None: not by mail."""
    return at if kind in ALARMS else due_at(pace, at, quiet)


def due_at(pace: MailPace, at: datetime, quiet: Quiet) -> datetime | None:
    """When somebody may hear of what happened then; None: not by mail."""
    match pace:
        case MailPace.OFF:
            return None
        case MailPace.DAILY:
            return quiet.opens_after(at)
        case MailPace.AT_ONCE:
            return quiet.opens_after(at) if quiet.holds(at) else at


def topic_of(letter: Letter) -> MailTopic:
    """What a letter is about, as far as a mail may say."""
    if letter.urgent:
        return MailTopic.URGENT
    return MailTopic.DEADLINES if letter.author == CLOCK.id else MailTopic.NEWS
