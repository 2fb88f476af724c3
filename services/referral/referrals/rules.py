"""The rules of a referral that need no history: its statuses, its steps, what a text may tell."""

import re
from collections.abc import Collection, Iterable

from services.common.codes import EndReason, ReferralStatus as Status
from shared.kernel.aggregate import Invalid, Refused, Word

UNANSWERED = {Status.OFFERED, Status.AWAITING_INFORMATION, Status.WAITLISTED}
OPEN = {Status.RECEIVED, *UNANSWERED}
ENDED = {Status.COMPLETED, Status.FAILED}
WAITING = (Status.RECEIVED, Status.OFFERED, Status.AWAITING_INFORMATION)  # for an answer
GOOD_ENDS = {
    EndReason.GOALS_REACHED,
    EndReason.PLANNED_END,
    EndReason.REDUNDANT,
    EndReason.REPLACED_BY_SERVICE,
}

IS = {
    None: Word("missing"),
    Status.RECEIVED: Word("received"),
    Status.IN_TRIAGE: Word("being assessed"),
    Status.AWAITING_INFORMATION: Word("waiting for information"),
    Status.OFFERED: Word("offered"),
    Status.ACCEPTED: Word("accepted"),
    Status.WAITLISTED: Word("on the waiting list"),
    Status.COMPLETED: Word("completed"),
    Status.FAILED: Word("ended without success"),
    Status.REJECTED: Word("rejected"),
    Status.WITHDRAWN: Word("withdrawn"),
    Status.ENTERED_IN_ERROR: Word("entered in error"),
}
CANNOT_BE = {
    "offered": Word("This referral is %(status)s, so it cannot be offered."),
    "accepted": Word("This referral is %(status)s, so it cannot be accepted."),
    "rejected": Word("This referral is %(status)s, so it cannot be rejected."),
    "asked about": Word("This referral is %(status)s, so it cannot be asked about."),
    "put on the waiting list": Word(
        "This referral is %(status)s, so it cannot be put on the waiting list."
    ),
    "withdrawn": Word("This referral is %(status)s, so it cannot be withdrawn."),
}

IDENTITY_CODE = re.compile(r"\b\d{6}[-+A-FYXWVU]\d{3}[0-9A-Y]\b", re.IGNORECASE)
PHONE = re.compile(r"(?:\+\s?358|\b0)(?:[\s-]?\d){6,12}\b")
EMAIL = re.compile(r"\S+@\S+\.\S+")


def check_status(status: Status | None, allowed: Collection[Status], *, step: str) -> None:
    """Refuse a step that is not possible where the referral stands."""
    if status not in allowed:
        raise Refused(CANNOT_BE[step], code="state", status=IS[status])


def not_offered() -> Refused:
    return Refused("It has not been offered to your organisation.", code="not-provider")


def not_sent() -> Refused:
    return Refused("Only the sender can withdraw a referral.", code="not-sender")


def check_anonymous(text: str, names: Iterable[str]) -> None:
    """Refuse what would tell who the family is before anybody has taken the referral on."""
    words = {word.casefold() for word in re.findall(r"\w+", text)}
    is_named = any(name and name.casefold() in words for name in names)
    if is_named or any(pattern.search(text) for pattern in (IDENTITY_CODE, PHONE, EMAIL)):
        raise Invalid(
            "Leave out names, phone numbers, addresses and identity codes until the referral "
            "has been accepted.",
            code="identifying-text",
        )
