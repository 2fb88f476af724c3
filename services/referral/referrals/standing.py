"""What a refusal says of where a referral stands, in words that every language has."""

from services.common.codes import ReferralStatus as Status
from shared.kernel.aggregate import Word

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
