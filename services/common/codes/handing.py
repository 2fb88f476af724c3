"""Codes of who works with a case when somebody else takes over or stands in."""

from enum import StrEnum


class HandOverReason(StrEnum):
    """Why a case goes over to another worker."""

    LEAVES = "LEAVES"
    LEAVE = "LEAVE"
    DUTIES = "DUTIES"
    LANGUAGE = "LANGUAGE"
    WISH = "WISH"
    OTHER = "OTHER"


class EarlierNotes(StrEnum):
    """Which notes from before the hand-over the new worker reads."""

    ALL = "ALL"
    SINCE = "SINCE"
    SUMMARIES = "SUMMARIES"
