"""About what, and how soon, somebody wants mail."""

from enum import StrEnum


class MailPace(StrEnum):
    """How soon somebody hears by mail."""

    AT_ONCE = "AT_ONCE"  # outside their quiet hours
    DAILY = "DAILY"  # once a day, when the quiet hours end
    OFF = "OFF"


class MailTopic(StrEnum):
    """What a mail may be about."""

    URGENT = "urgent"
    DEADLINES = "deadlines"
    NEWS = "news"
