"""The kinds of what is due among referrals, and how many days before or after the clock acts."""

from datetime import date

from services.common import workdays
from services.common.codes import DeadlineCode
from services.common.deadlines.rules import DAYS, WORKDAYS, DeadlineKind
from services.referral.consent_wishes.rules import WISH
from services.referral.rights.rules import SOON

REPLY_DAYS = 10  # working days within which a sender replies to a question

ANSWER = DeadlineKind(DeadlineCode.ANSWER, WORKDAYS, reminds=2, escalates=5)
INFORMATION = DeadlineKind(DeadlineCode.INFORMATION, WORKDAYS, reminds=3)
REQUEST = DeadlineKind(DeadlineCode.REQUEST, DAYS, reminds=SOON.days)
OFFER = DeadlineKind(DeadlineCode.OFFER, WORKDAYS, reminds=1)
AGREEMENT = DeadlineKind(DeadlineCode.AGREEMENT, DAYS, reminds=90)
CONSENT = DeadlineKind(DeadlineCode.CONSENT, DAYS, reminds=14)
ACKNOWLEDGEMENT = DeadlineKind(DeadlineCode.ACKNOWLEDGEMENT, WORKDAYS, escalates=5)
FAMILY_CONTACT = DeadlineKind(DeadlineCode.FAMILY_CONTACT, WORKDAYS, reminds=1, escalates=5)
RECEPTION = DeadlineKind(DeadlineCode.RECEPTION, DAYS, reminds=1)
CONSULTATION = DeadlineKind(DeadlineCode.CONSULTATION, WORKDAYS, reminds=1, escalates=2)
PAIR_WORK = DeadlineKind(DeadlineCode.PAIR_WORK, WORKDAYS, reminds=1, escalates=2)
PAIR_OFFER = DeadlineKind(DeadlineCode.PAIR_OFFER, DAYS)  # late: it lapses
PAIR_MEETING = DeadlineKind(DeadlineCode.PAIR_MEETING, DAYS, reminds=1)
PACKAGE = DeadlineKind(DeadlineCode.PACKAGE, WORKDAYS, escalates=5)
PACKAGE_PLAN = DeadlineKind(DeadlineCode.PACKAGE_PLAN, WORKDAYS)
PACKAGE_SESSION = DeadlineKind(DeadlineCode.PACKAGE_SESSION, DAYS, reminds=1)
FEEDBACK = DeadlineKind(DeadlineCode.FEEDBACK, DAYS, reminds=3)
ALL = (
    ANSWER,
    INFORMATION,
    OFFER,
    REQUEST,
    AGREEMENT,
    CONSENT,
    WISH,
    ACKNOWLEDGEMENT,
    FAMILY_CONTACT,
    RECEPTION,
    CONSULTATION,
    PAIR_WORK,
    PAIR_OFFER,
    PAIR_MEETING,
    PACKAGE,
    PACKAGE_PLAN,
    PACKAGE_SESSION,
    FEEDBACK,
)
KINDS = {kind.code: kind for kind in ALL}


def answer_due(referred_on: date, promised: int, paused: int) -> date:
    """The last day of a promised answer; days on which the clock stood are not the provider's."""
    return workdays.due(referred_on, promised + paused)


def reply_due(asked_on: date) -> date:
    """The last day on which the sender's reply is waited for."""
    return workdays.due(asked_on, REPLY_DAYS)


def offer_due(offered_on: date, working_days: int, paused: int) -> date:
    """The last day on which a member answers; the next day the family goes on to another."""
    return workdays.due(offered_on, working_days + paused)


def is_late(due_on: date | None, today: date) -> bool:
    """Is an answer late that was promised by that day? None: the clock stands, or none is due."""
    return due_on is not None and ANSWER.late_on(due_on) <= today
