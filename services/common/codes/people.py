"""Codes of people: who may do what, what support persons are and like, how they were vetted."""

from enum import StrEnum


class Role(StrEnum):
    """What a person or a system may be in the platform."""

    MUNICIPAL_SYSTEM = "municipal_system"
    MUNICIPAL_WORKER = "municipal_worker"
    NGO_COORDINATOR = "ngo_coordinator"
    NGO_WORKER = "ngo_worker"
    SUPPORT_PERSON = "support_person"
    VETTING_CONTACT = "vetting_contact"
    REGIONAL_COORDINATOR = "regional_coordinator"
    FUNDER = "funder"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    ADMINISTRATOR = "administrator"
    PARTNER = "partner"
    SERVICE = "service"
    DIRECTORY_SYSTEM = "directory_system"  # keeps the people of an organisation, or of the region


class AgreementKind(StrEnum):
    """How a municipality or county takes part in what an NGO does."""

    PURCHASE = "PURCHASE"
    GRANT = "GRANT"


class MeetingRole(StrEnum):
    """In which capacity somebody takes part in a joint meeting of an agreement's parties."""

    MANAGEMENT = "MANAGEMENT"
    COORDINATION = "COORDINATION"
    FIELD_WORK = "FIELD_WORK"
    FINANCE = "FINANCE"
    EXPERIENCE = "EXPERIENCE"  # experts by experience
    ELECTED = "ELECTED"  # of a council or a board


class EmphasisState(StrEnum):
    """How a proposal for a year's emphasis stands."""

    WAITING = "WAITING"
    AGREED = "AGREED"
    COUNTERED = "COUNTERED"  # the other party has proposed something else
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"


class OrganisationKind(StrEnum):
    """What an organisation is. A municipality no longer organises social services (since 2023)."""

    MUNICIPALITY = "MUNICIPALITY"
    WELLBEING_COUNTY = "WELLBEING_COUNTY"
    NGO = "NGO"
    COMPANY = "COMPANY"
    STATE = "STATE"
    NETWORK = "NETWORK"
    FUNDER = "FUNDER"


class ProviderKind(StrEnum):
    """Who does a programme's work."""

    VOLUNTEER_GUIDED = "VOLUNTEER_GUIDED"
    PROFESSIONAL = "PROFESSIONAL"
    MULTIDISCIPLINARY_TEAM = "MULTIDISCIPLINARY_TEAM"
    NGO_NETWORK = "NGO_NETWORK"


class SupportKind(StrEnum):
    """A support person gives time freely, or is paid for the work; different laws vet them."""

    VOLUNTEER = "VOLUNTEER"
    PROFESSIONAL = "PROFESSIONAL"


class VolunteerStatus(StrEnum):
    """Where a support person is on the way from application to leaving."""

    APPLICANT = "applicant"
    VETTED = "vetted"
    PAUSED = "paused"
    ENDED = "ended"
    ENTERED_IN_ERROR = "entered_in_error"  # there never was such an applicant


class Reopening(StrEnum):
    """Why somebody whose time had ended is here again."""

    MISTAKE = "MISTAKE"  # it had not ended: everything holds
    CAME_BACK = "CAME_BACK"  # a new start: interview, consent and extract are done anew


class ApplicationEnd(StrEnum):
    """Why somebody does not become a support person. There is deliberately no reason that could
    tell what a criminal record extract said (GDPR article 10)."""

    NOT_SELECTED = "NOT_SELECTED"
    WITHDRAWN = "WITHDRAWN"


class VettingRegime(StrEnum):
    """Which law lets, or does not let, an organiser see a criminal record extract: act 148/2014
    for volunteers (a right, under three conditions), act 504/2002 for employees."""

    NOT_PERMITTED = "NOT_PERMITTED"
    ORGANISER_MAY_148_2014 = "ORGANISER_MAY_148_2014"
    EMPLOYER_MUST_504_2002 = "EMPLOYER_MUST_504_2002"
    EMPLOYER_MAY_504_2002 = "EMPLOYER_MAY_504_2002"


class ExtractSource(StrEnum):
    """How the extract came to be seen (148/2014: the organiser orders it; 504/2002: the worker)."""

    ORDERED_BY_ORGANISER = "ORDERED_BY_ORGANISER"
    SHOWN_BY_VOLUNTEER = "SHOWN_BY_VOLUNTEER"
    SHOWN_BY_WORKER = "SHOWN_BY_WORKER"


class Interest(StrEnum):
    """What a child or family and a support person may like to do together."""

    SPORT = "SPORT"
    GAMES = "GAMES"
    CRAFTS = "CRAFTS"
    MUSIC = "MUSIC"
    NATURE = "NATURE"
    COOKING = "COOKING"
    READING = "READING"
    CULTURE = "CULTURE"
    ANIMALS = "ANIMALS"
    TALKING = "TALKING"
    OTHER = "OTHER"


class Availability(StrEnum):
    """A time of the week that suits: morning, afternoon or evening of a day."""

    MON_AM = "MON_AM"
    MON_PM = "MON_PM"
    MON_EVE = "MON_EVE"
    TUE_AM = "TUE_AM"
    TUE_PM = "TUE_PM"
    TUE_EVE = "TUE_EVE"
    WED_AM = "WED_AM"
    WED_PM = "WED_PM"
    WED_EVE = "WED_EVE"
    THU_AM = "THU_AM"
    THU_PM = "THU_PM"
    THU_EVE = "THU_EVE"
    FRI_AM = "FRI_AM"
    FRI_PM = "FRI_PM"
    FRI_EVE = "FRI_EVE"
    SAT_AM = "SAT_AM"
    SAT_PM = "SAT_PM"
    SAT_EVE = "SAT_EVE"
    SUN_AM = "SUN_AM"
    SUN_PM = "SUN_PM"
    SUN_EVE = "SUN_EVE"
