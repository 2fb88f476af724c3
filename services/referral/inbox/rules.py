"""Who reads what the clock says, and what takes the place of what was said before."""

from services.common.codes import DeadlineCode
from services.common.deadlines.events import (
    DeadlineEscalated,
    DeadlineMissed,
    DeadlineReminded,
)
from services.referral.clock_letters.rules import Notice, Notices, Reader
from services.referral.inbox.texts import (
    AGREEMENT,
    BOOKING,
    CONSULTATION,
    CONTACT,
    DEADLINE,
    FEEDBACK,
    PAIRWORK,
    RIGHTS,
    WISH,
    LetterKind,
)

NOTICES: Notices = {
    (DeadlineCode.ANSWER, DeadlineReminded): Notice(
        LetterKind.ANSWER_DUE, "referral", (Reader.PROVIDER,)
    ),
    (DeadlineCode.ANSWER, DeadlineMissed): Notice(
        LetterKind.ANSWER_LATE,
        "referral",
        (Reader.PROVIDER, Reader.SENDER),
        instead_of=(LetterKind.ANSWER_DUE,),
    ),
    (DeadlineCode.ANSWER, DeadlineEscalated): Notice(
        LetterKind.ANSWER_ESCALATED,
        DEADLINE,
        (Reader.REGION,),
    ),
    (DeadlineCode.INFORMATION, DeadlineReminded): Notice(
        LetterKind.REPLY_DUE, "referral", (Reader.SENDER,)
    ),
    (DeadlineCode.INFORMATION, DeadlineMissed): Notice(
        LetterKind.REPLY_LATE,
        "referral",
        (Reader.PROVIDER, Reader.SENDER),
        instead_of=(LetterKind.REPLY_DUE,),
    ),
    (DeadlineCode.OFFER, DeadlineReminded): Notice(
        LetterKind.OFFER_DUE, "referral", (Reader.PROVIDER,)
    ),
    (DeadlineCode.REQUEST, DeadlineReminded): Notice(
        LetterKind.RIGHTS_DUE, RIGHTS, (Reader.OFFICERS,)
    ),
    (DeadlineCode.REQUEST, DeadlineMissed): Notice(
        LetterKind.RIGHTS_LATE, RIGHTS, (Reader.OFFICERS,), instead_of=(LetterKind.RIGHTS_DUE,)
    ),
    (DeadlineCode.CONSENT, DeadlineReminded): Notice(
        LetterKind.CONSENT_ENDS, "referral", (Reader.SENDER,)
    ),
    (DeadlineCode.CONSENT_WISH, DeadlineMissed): Notice(
        LetterKind.CONSENT_WISH_LATE,
        WISH,
        (Reader.COORDINATORS,),
        instead_of=(LetterKind.CONSENT_WISH,),
    ),
    (DeadlineCode.CONSENT_WISH, DeadlineEscalated): Notice(
        LetterKind.CONSENT_WISH_ESCALATED, DEADLINE, (Reader.REGION,)
    ),
    (DeadlineCode.AGREEMENT, DeadlineReminded): Notice(
        LetterKind.AGREEMENT_ENDS, AGREEMENT, (Reader.COORDINATORS, Reader.REGION)
    ),
    (DeadlineCode.FAMILY_CONTACT, DeadlineReminded): Notice(
        LetterKind.CONTACT_DUE, CONTACT, (Reader.COORDINATORS,)
    ),
    (DeadlineCode.FAMILY_CONTACT, DeadlineMissed): Notice(
        LetterKind.CONTACT_LATE,
        CONTACT,
        (Reader.COORDINATORS,),
        instead_of=(LetterKind.CONTACT_DUE,),
    ),
    (DeadlineCode.FAMILY_CONTACT, DeadlineEscalated): Notice(
        LetterKind.CONTACT_ESCALATED, DEADLINE, (Reader.REGION,)
    ),
    (DeadlineCode.CONSULTATION, DeadlineReminded): Notice(
        LetterKind.CONSULTATION_DUE, CONSULTATION, (Reader.ANSWERERS,)
    ),
    (DeadlineCode.CONSULTATION, DeadlineMissed): Notice(
        LetterKind.CONSULTATION_LATE,
        CONSULTATION,
        (Reader.ANSWERERS, Reader.ASKER),
        instead_of=(LetterKind.CONSULTATION_DUE,),
    ),
    (DeadlineCode.CONSULTATION, DeadlineEscalated): Notice(
        LetterKind.CONSULTATION_ESCALATED, DEADLINE, (Reader.REGION,)
    ),
    (DeadlineCode.PAIR_WORK, DeadlineReminded): Notice(
        LetterKind.PAIRWORK_DUE, PAIRWORK, (Reader.COULD_OFFER,)
    ),
    (DeadlineCode.PAIR_WORK, DeadlineMissed): Notice(
        LetterKind.PAIRWORK_LATE,
        PAIRWORK,
        (Reader.COULD_OFFER, Reader.PAIR_ASKER),
        instead_of=(LetterKind.PAIRWORK_DUE,),
    ),
    (DeadlineCode.PAIR_WORK, DeadlineEscalated): Notice(
        LetterKind.PAIRWORK_ESCALATED, DEADLINE, (Reader.REGION,)
    ),
    (DeadlineCode.PAIR_MEETING, DeadlineReminded): Notice(
        LetterKind.PAIR_MEETING_DUE, PAIRWORK, (Reader.COMES_ALONG, Reader.PAIR_ASKER)
    ),
    (DeadlineCode.PAIR_MEETING, DeadlineMissed): Notice(
        LetterKind.PAIR_MEETING_LATE,
        PAIRWORK,
        (Reader.COMES_ALONG, Reader.PAIR_ASKER),
        instead_of=(LetterKind.PAIR_MEETING_DUE,),
    ),
    (DeadlineCode.RECEPTION, DeadlineReminded): Notice(
        LetterKind.BOOKING_DUE, BOOKING, (Reader.MEETS, Reader.BOOKER)
    ),
    (DeadlineCode.RECEPTION, DeadlineMissed): Notice(
        LetterKind.BOOKING_LATE, BOOKING, (Reader.MEETS,), instead_of=(LetterKind.BOOKING_DUE,)
    ),
    (DeadlineCode.FEEDBACK, DeadlineReminded): Notice(
        LetterKind.FEEDBACK_DUE, FEEDBACK, (Reader.ADMINISTRATORS,)
    ),
    (DeadlineCode.FEEDBACK, DeadlineMissed): Notice(
        LetterKind.FEEDBACK_LATE,
        FEEDBACK,
        (Reader.ADMINISTRATORS,),
        instead_of=(LetterKind.FEEDBACK_DUE,),
    ),
}
ANSWER_NOTICES = (
    LetterKind.OFFER_DUE,
    LetterKind.ANSWER_DUE,
    LetterKind.ANSWER_LATE,
    LetterKind.ANSWER_ESCALATED,
)
WISH_NOTICES = (
    LetterKind.CONSENT_WISH,
    LetterKind.CONSENT_WISH_LATE,
    LetterKind.CONSENT_WISH_ESCALATED,
)
REPLY_NOTICES = (LetterKind.REPLY_DUE, LetterKind.REPLY_LATE)
CONTACT_NOTICES = (
    LetterKind.CONTACT_DUE,
    LetterKind.CONTACT_LATE,
    LetterKind.CONTACT_ESCALATED,
)
FEEDBACK_NOTICES = (LetterKind.FEEDBACK_DUE, LetterKind.FEEDBACK_LATE)
