"""Codes of what families write by themselves, without an account."""

from enum import StrEnum


class ContactWriter(StrEnum):
    """Who writes."""

    PARENT = "PARENT"
    YOUNG_PERSON = "YOUNG_PERSON"
    OTHER = "OTHER"  # a grandparent, a friend


class ReplyWay(StrEnum):
    """How they wish to be answered; with the code they can always read it."""

    CODE = "CODE"
    PHONE = "PHONE"
    EMAIL = "EMAIL"


class ContactStatus(StrEnum):
    """Whose turn it is, or how it ended."""

    RECEIVED = "RECEIVED"  # the organisation's
    ANSWERED = "ANSWERED"  # the family's
    REFERRED = "REFERRED"  # they have said who they are: it goes on as a referral
    CLOSED = "CLOSED"
    WITHDRAWN = "WITHDRAWN"
