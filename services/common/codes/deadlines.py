"""What may be due, in all services."""

from enum import StrEnum


class DeadlineCode(StrEnum):
    """What is due."""

    ANSWER = "answer"  # the provider's, to whoever sent a referral
    INFORMATION = "information"  # the sender's, to a question of the provider
    REQUEST = "request"  # of somebody in a register
    AGREEMENT = "agreement"  # its end
    FOLLOW_UP = "follow-up"  # how a family is after the support
    END_OF_SUPPORT = "end-of-support"  # the last day that was agreed on
    PROPOSAL = "proposal"  # a match that waits for its answers
    FIRST_MEETING = "first-meeting"  # a match that waits to begin
