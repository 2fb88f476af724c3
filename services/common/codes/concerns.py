"""A concern about a child's safety: what makes somebody worry, and what was done."""

from enum import StrEnum


class ConcernSign(StrEnum):
    """What it is about, as far as whoever worries can say."""

    VIOLENCE = "VIOLENCE"
    SEXUAL = "SEXUAL"
    NEGLECT = "NEGLECT"
    ADULTS = "ADULTS"  # substances, or how an adult is
    SELF_HARM = "SELF_HARM"


class ConcernAct(StrEnum):
    """What was done about it; with one of these it is closed."""

    CALLED_RAISER = "CALLED_RAISER"  # no outcome of its own
    CALLED_FAMILY = "CALLED_FAMILY"
    CALLED_SOCIAL_EMERGENCY = "CALLED_SOCIAL_EMERGENCY"
    NOTIFICATION = "NOTIFICATION"  # Child Welfare Act 417/2007, section 25
    CONTACT_TOGETHER = "CONTACT_TOGETHER"  # with the child or guardian, in its place
    POLICE = "POLICE"
    NOTHING_FURTHER = "NOTHING_FURTHER"  # an outcome alone


class NotificationWay(StrEnum):
    """How a child welfare notification was made; e-mail is none (it is not safe)."""

    PHONE = "PHONE"
    FORM = "FORM"  # the county's own service
    IN_PERSON = "IN_PERSON"


class ConcernStatus(StrEnum):
    RAISED = "RAISED"
    TAKEN = "TAKEN"
    CLOSED = "CLOSED"
