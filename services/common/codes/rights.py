"""Codes of what people may ask of the registers that they are in (GDPR, articles 15 to 21)."""

from enum import StrEnum


class RightsKind(StrEnum):
    """What somebody asks for."""

    ACCESS = "ACCESS"  # article 15
    CORRECTION = "CORRECTION"  # 16
    ERASURE = "ERASURE"  # 17
    RESTRICTION = "RESTRICTION"  # 18
    OBJECTION = "OBJECTION"  # 21


class RightsStatus(StrEnum):
    """How far the answer is."""

    RECEIVED = "RECEIVED"
    IDENTIFIED = "IDENTIFIED"
    ANSWERED = "ANSWERED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


class Requester(StrEnum):
    """In what standing somebody asks."""

    SELF = "SELF"
    GUARDIAN = "GUARDIAN"
    REPRESENTATIVE = "REPRESENTATIVE"


class IdentityCheck(StrEnum):
    """How it was made sure who asks; no copy of a document is ever kept."""

    KNOWN_PERSON = "KNOWN_PERSON"
    IDENTITY_DOCUMENT = "IDENTITY_DOCUMENT"
    STRONG_SIGN_IN = "STRONG_SIGN_IN"
    POWER_OF_ATTORNEY = "POWER_OF_ATTORNEY"


class AnswerDelivery(StrEnum):
    """How something came into the hands of whoever it is for."""

    IN_PERSON = "IN_PERSON"
    POST = "POST"
    SECURE_MESSAGE = "SECURE_MESSAGE"


class RefusalGround(StrEnum):
    """Why the law lets a request be refused, wholly or in part."""

    LEGAL_DUTY = "LEGAL_DUTY"  # must be kept: article 17(3)(b)
    OTHERS_RIGHTS = "OTHERS_RIGHTS"  # 15(4)
    CHILDS_INTEREST = "CHILDS_INTEREST"
    IDENTITY_NOT_SHOWN = "IDENTITY_NOT_SHOWN"  # 12(6)
    EXCESSIVE = "EXCESSIVE"  # 12(5)
    NOTHING_HELD = "NOTHING_HELD"
