"""Codes of how long the registers keep somebody, and why somebody is erased."""

from enum import StrEnum


class ErasureGround(StrEnum):
    """Why somebody was erased."""

    REQUEST = "REQUEST"  # GDPR, article 17
    RETENTION = "RETENTION"  # the time of the schedule is over


class Register(StrEnum):
    """Whose records the schedule speaks of."""

    REFERRALS = "REFERRALS"  # families: their referral and the case that it became
    VOLUNTEERS = "VOLUNTEERS"  # support persons
    ACCESS_LOG = "ACCESS_LOG"  # who has looked
    CONTACTS = "CONTACTS"  # what families wrote by themselves, often without a name
    REQUESTS = "REQUESTS"  # who asked about their own data, and what was answered


class RetentionMoment(StrEnum):
    """The moment from which a time of the schedule counts."""

    NOT_ACCEPTED = "NOT_ACCEPTED"
    SUPPORT_ENDED = "SUPPORT_ENDED"
    STATUTORY_SUPPORT_ENDED = "STATUTORY_SUPPORT_ENDED"
    APPLICATION_CLOSED = "APPLICATION_CLOSED"
    VOLUNTEER_LEFT = "VOLUNTEER_LEFT"
    CONTACT_LAST_WRITTEN = "CONTACT_LAST_WRITTEN"
    LOOKED = "LOOKED"
    REQUEST_DEALT_WITH = "REQUEST_DEALT_WITH"


class RetentionRule(StrEnum):
    """The rows of the schedule (services/common/erasure/schedule.yaml)."""

    REFERRAL_NOT_ACCEPTED = "REFERRAL_NOT_ACCEPTED"
    SUPPORT = "SUPPORT"
    STATUTORY_SUPPORT = "STATUTORY_SUPPORT"
    APPLICATION = "APPLICATION"
    VETTING = "VETTING"
    VOLUNTEER = "VOLUNTEER"
    TRAINING = "TRAINING"
    EXPENSES = "EXPENSES"
    FAMILY_CONTACT = "FAMILY_CONTACT"
    ACCESS_LOG = "ACCESS_LOG"
    RIGHTS_REQUEST = "RIGHTS_REQUEST"
