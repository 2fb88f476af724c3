"""Which step is possible where a referral stands, and what is said where it is not."""

from collections.abc import Collection

from services.common.codes import BusinessStatus, ReferralStatus as Status
from shared.kernel.aggregate import Refused, Word

UNANSWERED = {Status.OFFERED, Status.AWAITING_INFORMATION, Status.WAITLISTED}
OPEN = {Status.RECEIVED, *UNANSWERED}
ENDED = {Status.COMPLETED, Status.FAILED}
TAKEN_BACK = {Status.REJECTED, Status.WITHDRAWN}  # may have been a mistake
WAITING = (Status.RECEIVED, Status.OFFERED, Status.AWAITING_INFORMATION)  # for an answer

# Whose turn it is, as a code: before an answer, and once there is a case.
NEXT_STEPS: dict[str | None, str] = {
    Status.RECEIVED: "OFFER",
    Status.OFFERED: "PROVIDER_ANSWERS",
    Status.AWAITING_INFORMATION: "SENDER_REPLIES",
    Status.WAITLISTED: "WAIT_FOR_PLACE",
}
SUPPORT_STEPS: dict[str | None, str] = {
    BusinessStatus.WAITING_FOR_PERSON: "FIND_SUPPORT_PERSON",
    BusinessStatus.MATCH_PROPOSED: "ASK_CONSENTS",
    BusinessStatus.MATCH_AGREED: "START_SUPPORT",
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
    "recalled": Word("This referral is %(status)s, so it cannot be offered to another."),
    "corrected": Word("This referral is %(status)s, so it cannot be corrected."),
    "entered in error": Word("This referral is %(status)s, so it stays as it is."),
    "reopened": Word("This referral is %(status)s, so it cannot be reopened."),
}


def check_status(status: Status | None, allowed: Collection[Status], *, step: str) -> None:
    """Refuse a step that is not possible where the referral stands."""
    if status not in allowed:
        raise Refused(CANNOT_BE[step], code="state", status=IS[status])


def not_offered() -> Refused:
    return Refused("It has not been offered to your organisation.", code="not-provider")


def not_sent() -> Refused:
    return Refused("Only the sender can do this.", code="not-sender")
