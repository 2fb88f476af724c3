"""What a letter about a referral says, in one line; the text itself is read on the page."""

from enum import StrEnum

from shared.web.i18n import N_, gettext


class LetterKind(StrEnum):
    """What has happened that somebody is to read."""

    QUESTION = "question"
    REPLY = "reply"
    MESSAGE = "message"
    ACCEPTED = "accepted"
    WAITLISTED = "waitlisted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


SENTENCES = {
    LetterKind.QUESTION: N_("The organisation asks you for more information about a referral"),
    LetterKind.REPLY: N_("The sender has replied to your question"),
    LetterKind.MESSAGE: N_("A new message about a referral"),
    LetterKind.ACCEPTED: N_("Your referral was accepted"),
    LetterKind.WAITLISTED: N_("Your referral is on the waiting list"),
    LetterKind.REJECTED: N_("Your referral was not accepted"),
    LetterKind.WITHDRAWN: N_("A referral was withdrawn"),
    LetterKind.ENDED: N_("Support that began with your referral has ended"),
}


def sentence(kind: str) -> str:
    """What has happened."""
    return gettext(SENTENCES[LetterKind(kind)])
