"""What may be due, in all services."""

from enum import StrEnum


class DeadlineCode(StrEnum):
    """What is due."""

    ANSWER = "answer"  # the provider's, to whoever sent a referral
    INFORMATION = "information"  # the sender's, to a question of the provider
    OFFER = "offer"  # a member's answer, before a family goes on to the next of a network
    REQUEST = "request"  # of somebody in a register
    AGREEMENT = "agreement"  # its end
    FAMILY_CONTACT = "family-contact"  # the answer to what a family wrote by itself
    RECEPTION = "reception"  # a time that a family has booked; what came of it
    CONSULTATION = "consultation"  # a professional's question to the network, its first answer
    PAIR_WORK = "pair-work"  # a professional's request for a pair, an organisation's offer
    PAIR_OFFER = "pair-offer"  # the answer to an offered pair, before the offer lapses
    PAIR_MEETING = "pair-meeting"  # an agreed meeting with a pair; what came of it
    PACKAGE = "package"  # help made to measure that a municipality asks for, to be taken
    PACKAGE_PLAN = "package-plan"  # its plan, to be agreed to
    PACKAGE_SESSION = "package-session"  # an agreed session of it; who came
    FEEDBACK = "feedback"  # the answer to what somebody wrote about the pages
    CONSENT = "consent"  # a family's, that it ends
    CONSENT_WISH = "consent-wish"  # of a family, by its code, to take its consent back
    ACKNOWLEDGEMENT = "acknowledgement"  # of whoever hears no more of a family
    FOLLOW_UP = "follow-up"  # how a family is after the support
    END_OF_SUPPORT = "end-of-support"  # the last day that was agreed on
    CONCERN = "concern"  # about a child's safety, that somebody sees to it
    APPOINTMENT = "appointment"  # of a family, with somebody else; what came of it
    VISIT = "visit"  # a family's next, before it has been quiet for long
    PLAN_MEETING = "plan-meeting"  # the next one of a case, as agreed at the last
    SUMMARY = "summary"  # of a period of the support, to the payer or sender
    PERSON = "person"  # who supports a family, to be found before it has waited long
    PROPOSAL = "proposal"  # a match that waits for its answers
    FIRST_MEETING = "first-meeting"  # a match that waits to begin
