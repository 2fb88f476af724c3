"""What a letter about a referral says, in one line; the text itself is read on the page."""

from enum import StrEnum

from shared.web.i18n import N_, gettext

CONTACT = "family-contact"  # the thing of a letter about what a family wrote
RIGHTS = "rights"  # the thing of a letter about somebody's request
AGREEMENT = "agreement"
ACKNOWLEDGEMENT = "acknowledgement"  # of one about a consent that has ended
SUMMARY = "summary"
WISH = "consent-wish"  # of one about what a family wishes of its consent
FEEDBACK = "feedback"  # the thing of a letter about what somebody wrote about the pages
DEADLINE = "deadline"  # of a referral that the reader does not open
PARTNERSHIP = "partnership"  # of one about what parties of an agreement propose
PROGRAMME = "programme"
CONSULTATION = "consultation"
PAIRWORK = "pairwork"
PACKAGE = "package"
BOOKING = "booking"  # of one about a time that a family has booked
BOOKINGS = "bookings"  # of one about a time that somebody else has by now
OPEN_EVENT = "open-event"  # of one about who comes to it
ROUTINGS = "routings"  # of one about a referral that somebody else has by now


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
    CORRECTED = "corrected"
    NON_DISCLOSURE = "non-disclosure"
    CONSENT = "consent"
    IN_ERROR = "in-error"
    REOPENED = "reopened"
    CONTACT = "family-contact"
    ELSEWHERE = "elsewhere"
    RIGHTS = "rights"
    RIGHTS_DUE = "rights-due"
    RIGHTS_LATE = "rights-late"
    ANSWER_DUE = "answer-due"
    ANSWER_LATE = "answer-late"
    ANSWER_ESCALATED = "answer-escalated"
    REPLY_DUE = "reply-due"
    OFFER_DUE = "offer-due"
    REPLY_LATE = "reply-late"
    MAIL_FAILED = "mail-failed"
    CONTACT_DUE = "contact-due"
    CONTACT_LATE = "contact-late"
    CONTACT_ESCALATED = "contact-escalated"
    FEEDBACK_DUE = "feedback-due"
    FEEDBACK_LATE = "feedback-late"
    AGREEMENT_ENDS = "agreement-ends"
    CONSENT_ENDS = "consent-ends"
    CONSENT_ENDED = "consent-ended"
    PROGRAMME_ENDS = "programme-ends"
    PROGRAMME_GOES_ON = "programme-goes-on"
    EMPHASIS_PROPOSED = "emphasis-proposed"
    EMPHASIS_COUNTERED = "emphasis-countered"
    EMPHASIS_AGREED = "emphasis-agreed"
    EMPHASIS_DECLINED = "emphasis-declined"
    EMPHASIS_WITHDRAWN = "emphasis-withdrawn"
    CONSENT_WISH = "consent-wish"
    CONSENT_WISH_LATE = "consent-wish-late"
    CONSENT_WISH_ESCALATED = "consent-wish-escalated"
    SUMMARY = "summary"
    CONSULTATION_TAKEN = "consultation-taken"
    CONSULTATION_WRITTEN = "consultation-written"
    CONSULTATION_CLOSED = "consultation-closed"
    CONSULTATION_DUE = "consultation-due"
    CONSULTATION_LATE = "consultation-late"
    CONSULTATION_ESCALATED = "consultation-escalated"
    GUIDANCE_PROPOSED = "guidance-proposed"
    GUIDANCE_AGREED = "guidance-agreed"
    PAIRWORK_REQUESTED = "pairwork-requested"
    PAIRWORK_OFFERED = "pairwork-offered"
    PAIRWORK_PROPOSED = "pairwork-proposed"
    PAIRWORK_AGREED = "pairwork-agreed"
    PAIRWORK_REFUSED = "pairwork-refused"
    PAIRWORK_TAKEN_BACK = "pairwork-taken-back"
    PAIRWORK_LAPSED = "pairwork-lapsed"
    PAIRWORK_WITHDRAWN = "pairwork-withdrawn"
    PAIRWORK_CANCELLED = "pairwork-cancelled"
    PAIRWORK_NOT_HELD = "pairwork-not-held"
    PAIRWORK_DUE = "pairwork-due"
    PAIRWORK_LATE = "pairwork-late"
    PAIRWORK_ESCALATED = "pairwork-escalated"
    PAIR_MEETING_DUE = "pair-meeting-due"
    PAIR_MEETING_LATE = "pair-meeting-late"
    PACKAGE_REQUESTED = "package-requested"
    PACKAGE_TAKEN = "package-taken"
    PACKAGE_GIVEN_BACK = "package-given-back"
    PACKAGE_WAITS = "package-waits"
    PACKAGE_CHANGED = "package-changed"
    PACKAGE_AGREED = "package-agreed"
    PACKAGE_NAMED = "package-named"
    PACKAGE_JOINED = "package-joined"
    PACKAGE_DECLINED = "package-declined"
    PACKAGE_CANCELLED = "package-cancelled"
    PACKAGE_CLOSED = "package-closed"
    PACKAGE_LATE = "package-late"
    PACKAGE_ESCALATED = "package-escalated"
    PACKAGE_PLAN_LATE = "package-plan-late"
    PACKAGE_SESSION_DUE = "package-session-due"
    PACKAGE_SESSION_LATE = "package-session-late"
    BOOKED = "booked"
    BOOKING_MOVED = "booking-moved"
    BOOKING_CANCELLED = "booking-cancelled"
    BOOKING_DUE = "booking-due"
    BOOKING_LATE = "booking-late"
    SEAT_GIVEN = "seat-given"


SENTENCES = {
    LetterKind.QUESTION: N_("The organisation asks you for more information about a referral"),
    LetterKind.REPLY: N_("The sender has replied to your question"),
    LetterKind.MESSAGE: N_("A new message about a referral"),
    LetterKind.ACCEPTED: N_("Your referral was accepted"),
    LetterKind.WAITLISTED: N_("Your referral is on the waiting list"),
    LetterKind.REJECTED: N_("Your referral was not accepted"),
    LetterKind.WITHDRAWN: N_("A referral was withdrawn"),
    LetterKind.ENDED: N_("Support that began with your referral has ended"),
    LetterKind.CORRECTED: N_("Details of a referral were corrected"),
    LetterKind.NON_DISCLOSURE: N_("A non-disclosure order now holds: no place may be shown"),
    LetterKind.CONSENT: N_("The family's consent has changed"),
    LetterKind.CONSENT_ENDS: N_("A family's consent ends soon: ask whether it goes on"),
    LetterKind.CONSENT_ENDED: N_("A family no longer lets you know: say what you do with its data"),
    LetterKind.PROGRAMME_ENDS: N_("A programme will take no new families: see from which day on"),
    LetterKind.PROGRAMME_GOES_ON: N_("A programme that was to end goes on after all"),
    LetterKind.EMPHASIS_PROPOSED: N_("The other party proposes what comes first in a year"),
    LetterKind.EMPHASIS_COUNTERED: N_("The other party makes another proposal than yours"),
    LetterKind.EMPHASIS_AGREED: N_("The other party agreed to what you had proposed"),
    LetterKind.EMPHASIS_DECLINED: N_("The other party said no to what you had proposed"),
    LetterKind.EMPHASIS_WITHDRAWN: N_("The other party took its proposal back"),
    LetterKind.CONSENT_WISH: N_(
        "A family takes its consent back: deal with it within the working day"
    ),
    LetterKind.CONSENT_WISH_LATE: N_("A family’s wish to take its consent back is late"),
    LetterKind.CONSENT_WISH_ESCALATED: N_(
        "A family’s wish to take its consent back has waited for days"
    ),
    LetterKind.SUMMARY: N_("A summary of the support has come"),
    LetterKind.CONSULTATION_TAKEN: N_("An organisation answers your question"),
    LetterKind.CONSULTATION_WRITTEN: N_("There is something new in a consultation"),
    LetterKind.CONSULTATION_CLOSED: N_("A consultation was closed"),
    LetterKind.CONSULTATION_DUE: N_("A professional’s question is to be answered by tomorrow"),
    LetterKind.CONSULTATION_LATE: N_("A professional’s question was not answered in time"),
    LetterKind.CONSULTATION_ESCALATED: N_("A professional’s question has waited for days"),
    LetterKind.GUIDANCE_PROPOSED: N_("Whoever answered you asks whether others may read it"),
    LetterKind.GUIDANCE_AGREED: N_("What you proposed is guidance for others now"),
    LetterKind.PAIRWORK_REQUESTED: N_("A professional asks for a pair to a meeting"),
    LetterKind.PAIRWORK_OFFERED: N_("An organisation offers you a pair"),
    LetterKind.PAIRWORK_PROPOSED: N_("Another time is proposed for a meeting with a pair"),
    LetterKind.PAIRWORK_AGREED: N_("A meeting with a pair was agreed on"),
    LetterKind.PAIRWORK_REFUSED: N_("The other side said no to what you offered"),
    LetterKind.PAIRWORK_TAKEN_BACK: N_("The other side has taken its offer of a pair back"),
    LetterKind.PAIRWORK_LAPSED: N_("An offer of a pair was not answered in time: it lapsed"),
    LetterKind.PAIRWORK_WITHDRAWN: N_("A professional needs no pair any more"),
    LetterKind.PAIRWORK_CANCELLED: N_("A meeting with a pair was cancelled"),
    LetterKind.PAIRWORK_NOT_HELD: N_("The other side says that a meeting with a pair was not held"),
    LetterKind.PAIRWORK_DUE: N_("A professional waits for the offer of a pair until tomorrow"),
    LetterKind.PAIRWORK_LATE: N_("Nobody has offered a professional a pair in time"),
    LetterKind.PAIRWORK_ESCALATED: N_("A professional has waited for a pair for days"),
    LetterKind.PAIR_MEETING_DUE: N_("A meeting with a pair is tomorrow or today"),
    LetterKind.PAIR_MEETING_LATE: N_("A meeting with a pair is over: say what came of it"),
    LetterKind.PACKAGE_REQUESTED: N_("A municipality asks for help made to measure"),
    LetterKind.PACKAGE_TAKEN: N_("An organisation plans the help that you asked for"),
    LetterKind.PACKAGE_GIVEN_BACK: N_("An organisation has given help made to measure back"),
    LetterKind.PACKAGE_WAITS: N_("A plan of help made to measure waits for you to agree"),
    LetterKind.PACKAGE_CHANGED: N_("A plan of help that you had agreed to has changed"),
    LetterKind.PACKAGE_AGREED: N_("A plan of help made to measure was agreed on"),
    LetterKind.PACKAGE_NAMED: N_("Your organisation is named in a plan of help made to measure"),
    LetterKind.PACKAGE_JOINED: N_("A partner takes part in help made to measure"),
    LetterKind.PACKAGE_DECLINED: N_("A partner takes no part in help made to measure"),
    LetterKind.PACKAGE_CANCELLED: N_("Help made to measure was cancelled"),
    LetterKind.PACKAGE_CLOSED: N_("Help made to measure was closed"),
    LetterKind.PACKAGE_LATE: N_("Nobody has taken the help that a municipality asks for"),
    LetterKind.PACKAGE_ESCALATED: N_("A municipality has waited for help made to measure for days"),
    LetterKind.PACKAGE_PLAN_LATE: N_("A plan of help made to measure was not agreed on in time"),
    LetterKind.PACKAGE_SESSION_DUE: N_("A session of help made to measure is tomorrow or today"),
    LetterKind.PACKAGE_SESSION_LATE: N_("A session of help made to measure is over: say who came"),
    LetterKind.BOOKED: N_("A family has booked a time with you"),
    LetterKind.BOOKING_MOVED: N_("A booked time was moved"),
    LetterKind.BOOKING_CANCELLED: N_("A booked time was cancelled"),
    LetterKind.BOOKING_DUE: N_("A booked time is tomorrow or today"),
    LetterKind.BOOKING_LATE: N_("A booked time is over: say whether you met"),
    LetterKind.SEAT_GIVEN: N_("Somebody who waited has a seat at an event: see whom to call"),
    LetterKind.IN_ERROR: N_("A referral was sent by mistake"),
    LetterKind.REOPENED: N_("A referral was reopened"),
    LetterKind.CONTACT: N_("A family has written"),
    LetterKind.ELSEWHERE: N_("A referral was offered to another organisation of the network"),
    LetterKind.RIGHTS: N_("Somebody asks about what is held of them"),
    LetterKind.RIGHTS_DUE: N_("A request of somebody in a register is due in a week"),
    LetterKind.RIGHTS_LATE: N_("A request of somebody in a register has not been answered in time"),
    LetterKind.ANSWER_DUE: N_("The promised answer to a referral is due soon"),
    LetterKind.ANSWER_LATE: N_("The promised answer to a referral is late"),
    LetterKind.ANSWER_ESCALATED: N_("A referral has waited long past its promised answer"),
    LetterKind.REPLY_DUE: N_("A question about your referral still waits for your reply"),
    LetterKind.OFFER_DUE: N_(
        "Answer a family today or tomorrow: after that it goes on to the next of the network"
    ),
    LetterKind.REPLY_LATE: N_("A question about a referral was not replied to in time"),
    LetterKind.MAIL_FAILED: N_("Mail to your address comes back: give another, or confirm it"),
    LetterKind.CONTACT_DUE: N_("The promised answer to a family is due soon"),
    LetterKind.CONTACT_LATE: N_("The promised answer to a family is late"),
    LetterKind.CONTACT_ESCALATED: N_("A family has waited long past the answer it was promised"),
    LetterKind.FEEDBACK_DUE: N_("Feedback on the pages is to be answered within three days"),
    LetterKind.FEEDBACK_LATE: N_("Feedback on the pages was not answered in time"),
    LetterKind.AGREEMENT_ENDS: N_("An agreement ends within three months: agree on what follows"),
}


def sentence(kind: str) -> str:
    """What has happened."""
    return gettext(SENTENCES[LetterKind(kind)])
