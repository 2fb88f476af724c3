"""What a letter about a case says, in one line; the text itself is read on the page."""

from enum import StrEnum

from services.common.codes import Role
from shared.identity.principals import Principal
from shared.inbox import Letter
from shared.web.i18n import N_, gettext

CASE = "case"  # the thing that most letters are about
SUMMARY = "summary"
CONCERN = "concern"  # about a child's safety
HANDOVER = "handover"  # of a case


class LetterKind(StrEnum):
    """What has happened that somebody is to read."""

    MESSAGE = "message"
    WORRY = "worry"
    ANSWER = "answer"
    REFERRAL_MESSAGE = "referral_message"
    RESPONSIBLE_LEFT = "responsible_left"
    NEARLY_OF_AGE = "nearly_of_age"
    OF_AGE = "of_age"
    ORDER_ENDS = "order_ends"
    FOLLOW_UP_DUE = "follow_up_due"
    FOLLOW_UP_LATE = "follow_up_late"
    FOLLOW_UP_ESCALATED = "follow_up_escalated"
    APPOINTMENT_SOON = "appointment_soon"
    APPOINTMENT_LATE = "appointment_late"
    MEETING_SOON = "meeting_soon"
    MEETING_LATE = "meeting_late"
    MEETING_ESCALATED = "meeting_escalated"
    VISIT_LATE = "visit_late"
    VISIT_ESCALATED = "visit_escalated"
    SUMMARY_DUE = "summary_due"
    SUMMARY_LATE = "summary_late"
    SUMMARY_ESCALATED = "summary_escalated"
    SUMMARY_WAITS = "summary_waits"
    SUMMARY_RETURNED = "summary_returned"
    CONCERN = "concern"
    CONCERN_WAITS = "concern_waits"
    CONCERN_TAKEN = "concern_taken"
    CONCERN_MISSED = "concern_missed"
    CONCERN_ESCALATED = "concern_escalated"
    CONCERN_CLOSED = "concern_closed"
    HANDOVER_PLANNED = "handover_planned"
    HANDOVER_WAITS = "handover_waits"
    HANDOVER_BEGINS = "handover_begins"
    CALL = "call"


SENTENCES = {
    LetterKind.MESSAGE: N_("The support person has written to you"),
    LetterKind.WORRY: N_("The support person is worried about a child's safety"),
    LetterKind.ANSWER: N_("The team has written to you"),
    LetterKind.REFERRAL_MESSAGE: N_("The sender of the referral has written to you"),
    LetterKind.RESPONSIBLE_LEFT: N_("The responsible worker of a case has left"),
    LetterKind.NEARLY_OF_AGE: N_(
        "A young person soon turns 18: tell them that the consent will be their own to give"
    ),
    LetterKind.OF_AGE: N_(
        "A young person has turned 18: ask for their own consent, or end the support with them"
    ),
    LetterKind.ORDER_ENDS: N_(
        "A non-disclosure order ends soon: ask the family whether it goes on, and correct the "
        "details. Until then everything stays hidden"
    ),
    LetterKind.FOLLOW_UP_DUE: N_("Soon it is time to ask a family how it is after the support"),
    LetterKind.FOLLOW_UP_LATE: N_("A family has not been asked how it is after the support"),
    LetterKind.FOLLOW_UP_ESCALATED: N_(
        "A follow-up has been late for a month: see who takes it up"
    ),
    LetterKind.APPOINTMENT_SOON: N_("A family has an appointment tomorrow: remind it"),
    LetterKind.APPOINTMENT_LATE: N_("A family had an appointment: say what came of it"),
    LetterKind.MEETING_SOON: N_("In a week a plan meeting was agreed: see who is called to it"),
    LetterKind.MEETING_LATE: N_("A plan meeting was agreed and is not recorded"),
    LetterKind.MEETING_ESCALATED: N_(
        "A plan meeting has been late for two weeks: see with the team when it is held"
    ),
    LetterKind.VISIT_LATE: N_("Nobody has met a family for a long time: see how it is"),
    LetterKind.VISIT_ESCALATED: N_(
        "Nobody has met a family for a very long time: see with its team how it goes on"
    ),
    LetterKind.SUMMARY_DUE: N_("Soon a summary of the support is due"),
    LetterKind.SUMMARY_LATE: N_("A summary of the support is late"),
    LetterKind.SUMMARY_ESCALATED: N_(
        "A summary has been late for two weeks: see with the team who writes it"
    ),
    LetterKind.SUMMARY_WAITS: N_("A summary waits for your approval"),
    LetterKind.SUMMARY_RETURNED: N_("The coordinator asks you to change a summary"),
    LetterKind.CONCERN: N_("Somebody is worried about a child's safety: take it up now"),
    LetterKind.CONCERN_WAITS: N_("Nobody has taken up your concern yet: call"),
    LetterKind.CONCERN_TAKEN: N_("Somebody has taken up your concern"),
    LetterKind.CONCERN_MISSED: N_(
        "Nobody has taken up a concern about a child's safety in time: do it now"
    ),
    LetterKind.CONCERN_ESCALATED: N_(
        "A concern about a child's safety still waits: see that somebody takes it up"
    ),
    LetterKind.CONCERN_CLOSED: N_("Your concern has been seen to"),
    LetterKind.HANDOVER_PLANNED: N_(
        "A worker would hand a case over: decide which notes the new worker reads"
    ),
    LetterKind.HANDOVER_WAITS: N_("A case waits for you to take it over"),
    LetterKind.HANDOVER_BEGINS: N_("You have taken a case over: read this first"),
    LetterKind.CALL: N_("A family has called the 24-hour telephone: see what was agreed"),
}


def sentence(kind: str) -> str:
    """What has happened."""
    return gettext(SENTENCES[LetterKind(kind)])


def page(reader: Principal, letter: Letter) -> str:
    """Where the reader finds it: a support person opens no case, but its messages."""
    if letter.thing == SUMMARY:
        return f"/casework/summaries/{letter.thing_id}"
    if letter.thing == HANDOVER:
        return f"/casework/cases/{letter.thing_id}/hand-over"
    if letter.thing == CONCERN:
        is_inside = reader.has(Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.SUPPORT_PERSON)
        return f"/casework/concerns/{letter.thing_id}" if is_inside else "/casework/concerns"
    is_staff = reader.has(Role.NGO_COORDINATOR, Role.NGO_WORKER)
    case = f"/casework/cases/{letter.thing_id}"
    return case if is_staff else f"{case}/messages"
