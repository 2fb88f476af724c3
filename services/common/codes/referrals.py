"""Codes of a referral: what comes in, for whom, and what became of it.

They are the words of the referral API: values never change, new ones may be added.
"""

from enum import StrEnum


class ReferralStatus(StrEnum):
    """Where a referral is; the states of FHIR's Task, in the words of the referral API."""

    RECEIVED = "received"
    IN_TRIAGE = "in_triage"
    AWAITING_INFORMATION = "awaiting_information"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    WAITLISTED = "waitlisted"
    COMPLETED = "completed"
    FAILED = "failed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    ENTERED_IN_ERROR = "entered_in_error"


class BusinessStatus(StrEnum):
    """What the sender reads beside the status once a referral is accepted."""

    WAITING_FOR_PERSON = "WAITING_FOR_PERSON"
    MATCH_PROPOSED = "MATCH_PROPOSED"
    MATCH_AGREED = "MATCH_AGREED"
    IN_PROGRESS = "IN_PROGRESS"
    PAUSED = "PAUSED"
    ENDED = "ENDED"


class ReferrerKind(StrEnum):
    """Who refers. Neuvola, family counselling and social services belong to the wellbeing
    county since 1 January 2023; school, youth services and integration to the municipality."""

    SCHOOL = "SCHOOL"
    YOUTH_SERVICES = "YOUTH_SERVICES"
    HOME = "HOME"
    SELF = "SELF"
    FAMILY_COUNSELLING = "FAMILY_COUNSELLING"
    NEUVOLA = "NEUVOLA"
    INTEGRATION_SERVICES = "INTEGRATION_SERVICES"
    SOCIAL_SERVICES = "SOCIAL_SERVICES"
    MUNICIPAL_WORKER = "MUNICIPAL_WORKER"
    HEALTH_CARE = "HEALTH_CARE"
    KELA = "KELA"
    OTHER = "OTHER"


class SubjectKind(StrEnum):
    """Whom the support is for. A child is under 18, a young person 18 to 24 (Social Welfare
    Act 1301/2014, section 3)."""

    CHILD = "CHILD"
    YOUNG_PERSON = "YOUNG_PERSON"
    PARENT = "PARENT"
    FAMILY = "FAMILY"


class Need(StrEnum):
    """Why support is asked for."""

    LONELINESS = "LONELINESS"
    SCHOOLING = "SCHOOLING"
    BEHAVIOUR = "BEHAVIOUR"
    MENTAL_HEALTH = "MENTAL_HEALTH"
    LEISURE = "LEISURE"
    INDEPENDENCE = "INDEPENDENCE"
    PARENTING = "PARENTING"
    COPING = "COPING"
    INTEGRATION = "INTEGRATION"
    LANGUAGE = "LANGUAGE"
    ECONOMY = "ECONOMY"
    SERVICE_NAVIGATION = "SERVICE_NAVIGATION"
    SEPARATION = "SEPARATION"
    SUBSTANCES = "SUBSTANCES"
    VIOLENCE = "VIOLENCE"
    OTHER = "OTHER"


class Theme(StrEnum):
    """The eight themes of Perhelinja, by which a sender may leave the programme open."""

    VANHEMMUUS = "vanhemmuus"
    JAKSAMINEN = "jaksaminen"
    MURROSIKA = "murrosika"
    ERO = "ero"
    PAIHTEET = "paihteet"
    OMAISET = "omaiset"
    SYOMISHAIRIOT = "syomishairiot"
    VAKIVALTA = "vakivalta"


class ClientStatus(StrEnum):
    """The client relationship to social services, as far as a programme has to ask
    (Social Welfare Act 1301/2014, Child Welfare Act 417/2007)."""

    NONE = "NONE"
    CONTACT = "CONTACT"
    SERVICE_NEED_ASSESSMENT = "SERVICE_NEED_ASSESSMENT"
    SOCIAL_CARE_CLIENT = "SOCIAL_CARE_CLIENT"
    CHILD_PROTECTION_OPEN_CARE = "CHILD_PROTECTION_OPEN_CARE"
    EMERGENCY_PLACEMENT = "EMERGENCY_PLACEMENT"
    TAKEN_INTO_CARE = "TAKEN_INTO_CARE"
    AFTERCARE = "AFTERCARE"
    UNKNOWN_NOT_ASKED = "UNKNOWN_NOT_ASKED"


class NeedsAssessor(StrEnum):
    """Who made the assessment that a programme asks for before it may start."""

    SOCIAL_SERVICES = "SOCIAL_SERVICES"
    ASSESSING_FAMILY_WORK = "ASSESSING_FAMILY_WORK"


class Urgency(StrEnum):
    """How soon an answer is hoped for."""

    NORMAL = "NORMAL"
    SOON = "SOON"
    URGENT = "URGENT"


class ConsentGiver(StrEnum):
    """Who consented to the referral."""

    GUARDIAN = "GUARDIAN"
    SELF = "SELF"
    PARENT = "PARENT"


class ConsentPurpose(StrEnum):
    """What the family lets be done beyond passing it on and letting others know."""

    PLAN_TOGETHER = "PLAN_TOGETHER"  # sender and provider plan the support with the family
    KEEP_AFTER = "KEEP_AFTER"  # somebody asks how it goes once the support is over


class OtherGuardian(StrEnum):
    """What the other guardian says, where a guardian consents for a child."""

    AGREES = "AGREES"
    NONE = "NONE"  # there is no other
    NOT_REACHED = "NOT_REACHED"


class ConsentEnd(StrEnum):
    """Why an organisation that the family let know hears no more."""

    WITHDRAWN = "WITHDRAWN"  # the family took it back
    LAPSED = "LAPSED"  # its last day is over
    CORRECTED = "CORRECTED"  # it had been written down wrongly, or another was given


class Acknowledgement(StrEnum):
    """What somebody does with what it had heard, once the consent is over."""

    STOPPED = "STOPPED"  # takes nothing new, and uses nothing of what came
    ERASED = "ERASED"
    KEPT_BY_LAW = "KEPT_BY_LAW"
    HELD_NOTHING = "HELD_NOTHING"


class WishResult(StrEnum):
    """What became of a family's wish, by its code, to take its consent back."""

    CARRIED_OUT = "CARRIED_OUT"
    KEPT = "KEPT"  # the family says so: its consent goes on
    NOT_CONFIRMED = "NOT_CONFIRMED"  # nobody could make sure that it was the family


class DisclosureLevel(StrEnum):
    """How much the sender reads back; each level includes the ones before it."""

    L0 = "L0"  # that it arrived and was answered
    L1 = "L1"  # status, business status without the phase, dates
    L2 = "L2"  # phase, realised frequency, summaries approved for the sender
    L3 = "L3"  # goals and outcome


class RejectionReason(StrEnum):
    """Why an organisation does not take a referral on."""

    NO_CAPACITY = "NO_CAPACITY"
    OUT_OF_AREA = "OUT_OF_AREA"
    OUT_OF_SCOPE = "OUT_OF_SCOPE"
    ELIGIBILITY = "ELIGIBILITY"
    FAMILY_DECLINED = "FAMILY_DECLINED"
    NOT_REACHED = "NOT_REACHED"
    OTHER_SERVICE_FITS = "OTHER_SERVICE_FITS"
    DUPLICATE = "DUPLICATE"


class WaitlistingReason(StrEnum):
    """Why a referral waits for its answer longer than promised."""

    NO_CAPACITY = "NO_CAPACITY"
    NO_SUPPORT_PERSON = "NO_SUPPORT_PERSON"
    FAMILY_NOT_READY = "FAMILY_NOT_READY"


class WithdrawalReason(StrEnum):
    """Why a referral is taken back before anybody accepted it."""

    FAMILY_WITHDREW = "FAMILY_WITHDREW"
    SENDER_WITHDREW = "SENDER_WITHDREW"
    MOVED = "MOVED"
    NO_LONGER_NEEDED = "NO_LONGER_NEEDED"


class OfferRule(StrEnum):
    """Why a referral is offered to this organisation."""

    AGREEMENT = "AGREEMENT"  # nobody else provides the programme
    ROUTED = "ROUTED"  # the rules of its network chose it
    NOBODY_LEFT = "NOBODY_LEFT"  # no member can take it: back to the network's coordinator
    CHOSEN = "CHOSEN"  # by a person


class RouteRule(StrEnum):
    """What stands in the way of offering a family to a member of a network."""

    PROGRAMME = "PROGRAMME"
    THEME = "THEME"
    AREA = "AREA"
    LANGUAGE = "LANGUAGE"
    AGREEMENT = "AGREEMENT"
    CLOSED = "CLOSED"
    FULL = "FULL"
    NOBODY_ANSWERS = "NOBODY_ANSWERS"
    OFFERED_BEFORE = "OFFERED_BEFORE"


class RecallReason(StrEnum):
    """Why an offer that nobody has answered is taken back."""

    UNANSWERED = "UNANSWERED"
    MISROUTED = "MISROUTED"
    FAMILY_ASKS = "FAMILY_ASKS"


class SamenessAnswer(StrEnum):
    """Are two referrals of one person? Said by their provider."""

    SAME = "SAME"
    NOT_SAME = "NOT_SAME"


class Likeness(StrEnum):
    """What is the same of two referrals, the strongest first."""

    IDENTITY_CODE = "IDENTITY_CODE"
    NAME_AND_BIRTHDAY = "NAME_AND_BIRTHDAY"
    GIVEN_NAME_AND_BIRTHDAY = "GIVEN_NAME_AND_BIRTHDAY"
    BIRTHDAY_AND_HOME = "BIRTHDAY_AND_HOME"
    NAME = "NAME"


class CapacityPeriod(StrEnum):
    """What a declared number of families counts."""

    AT_A_TIME = "AT_A_TIME"
    YEAR = "YEAR"


class Control(StrEnum):
    """How the members of a network are controllers of what families tell (GDPR, article 26)."""

    OWN = "OWN"  # each of what its own families tell
    JOINT = "JOINT"  # all of them together


class ClosingReason(StrEnum):
    """Why an organisation takes no new families for a while."""

    FULL = "FULL"
    HOLIDAY = "HOLIDAY"
    STAFF = "STAFF"
    FUNDING = "FUNDING"
    OTHER = "OTHER"
