"""Who reads what the clock says, and what takes the place of what was said before."""

from services.common.codes import DeadlineCode
from services.common.deadlines.events import (
    DeadlineEscalated,
    DeadlineMissed,
    DeadlineReminded,
)
from services.referral.booking_letters import projections as bookings
from services.referral.clock_letters.rules import Notice, Notices, Reader
from services.referral.consultation_letters import projections as consultations
from services.referral.inbox.texts import (
    AGREEMENT,
    BOOKING,
    CONSULTATION,
    CONTACT,
    DEADLINE,
    FEEDBACK,
    PACKAGE,
    PAIRWORK,
    RIGHTS,
    WISH,
    LetterKind,
)
from services.referral.package_letters import projections as packages
from services.referral.pairwork_letters import projections as pairwork

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
    (DeadlineCode.PACKAGE, DeadlineMissed): Notice(
        LetterKind.PACKAGE_LATE, PACKAGE, (Reader.PACKAGE_COULD, Reader.PACKAGE_ASKER)
    ),
    (DeadlineCode.PACKAGE, DeadlineEscalated): Notice(
        LetterKind.PACKAGE_ESCALATED, PACKAGE, (Reader.REGION,)
    ),
    (DeadlineCode.PACKAGE_PLAN, DeadlineMissed): Notice(
        LetterKind.PACKAGE_PLAN_LATE, PACKAGE, (Reader.PACKAGE_EVERYBODY,)
    ),
    (DeadlineCode.PACKAGE_SESSION, DeadlineReminded): Notice(
        LetterKind.PACKAGE_SESSION_DUE, PACKAGE, (Reader.PACKAGE_EVERYBODY,)
    ),
    (DeadlineCode.PACKAGE_SESSION, DeadlineMissed): Notice(
        LetterKind.PACKAGE_SESSION_LATE,
        PACKAGE,
        (Reader.PACKAGE_EVERYBODY,),
        instead_of=(LetterKind.PACKAGE_SESSION_DUE,),
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
OF_BOOKINGS = bookings.Kinds(
    made=LetterKind.BOOKED,
    moved=LetterKind.BOOKING_MOVED,
    cancelled=LetterKind.BOOKING_CANCELLED,
    due=LetterKind.BOOKING_DUE,
    late=LetterKind.BOOKING_LATE,
)
OF_CONSULTATIONS = consultations.Kinds(
    taken=LetterKind.CONSULTATION_TAKEN,
    written=LetterKind.CONSULTATION_WRITTEN,
    proposed=LetterKind.GUIDANCE_PROPOSED,
    agreed=LetterKind.GUIDANCE_AGREED,
    closed=LetterKind.CONSULTATION_CLOSED,
    due=LetterKind.CONSULTATION_DUE,
    late=LetterKind.CONSULTATION_LATE,
    escalated=LetterKind.CONSULTATION_ESCALATED,
)
OF_PAIRWORK = pairwork.Kinds(
    requested=LetterKind.PAIRWORK_REQUESTED,
    offered=LetterKind.PAIRWORK_OFFERED,
    proposed=LetterKind.PAIRWORK_PROPOSED,
    agreed=LetterKind.PAIRWORK_AGREED,
    refused=LetterKind.PAIRWORK_REFUSED,
    taken_back=LetterKind.PAIRWORK_TAKEN_BACK,
    lapsed=LetterKind.PAIRWORK_LAPSED,
    withdrawn=LetterKind.PAIRWORK_WITHDRAWN,
    cancelled=LetterKind.PAIRWORK_CANCELLED,
    not_held=LetterKind.PAIRWORK_NOT_HELD,
    due=LetterKind.PAIRWORK_DUE,
    late=LetterKind.PAIRWORK_LATE,
    escalated=LetterKind.PAIRWORK_ESCALATED,
    meeting_due=LetterKind.PAIR_MEETING_DUE,
    meeting_late=LetterKind.PAIR_MEETING_LATE,
)
OF_PACKAGES = packages.Kinds(
    requested=LetterKind.PACKAGE_REQUESTED,
    taken=LetterKind.PACKAGE_TAKEN,
    given_back=LetterKind.PACKAGE_GIVEN_BACK,
    waits=LetterKind.PACKAGE_WAITS,
    changed=LetterKind.PACKAGE_CHANGED,
    agreed=LetterKind.PACKAGE_AGREED,
    named=LetterKind.PACKAGE_NAMED,
    joined=LetterKind.PACKAGE_JOINED,
    declined=LetterKind.PACKAGE_DECLINED,
    cancelled=LetterKind.PACKAGE_CANCELLED,
    closed=LetterKind.PACKAGE_CLOSED,
    late=LetterKind.PACKAGE_LATE,
    escalated=LetterKind.PACKAGE_ESCALATED,
    plan_late=LetterKind.PACKAGE_PLAN_LATE,
    session_due=LetterKind.PACKAGE_SESSION_DUE,
    session_late=LetterKind.PACKAGE_SESSION_LATE,
)
