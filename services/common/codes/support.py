"""Codes of the support itself: match, team, tasks, visits, and how it ended."""

from enum import StrEnum


class MatchStatus(StrEnum):
    """Where a match is; it is agreed when all whose consent is needed have given it."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    DECLINED = "declined"
    STARTED = "started"
    ENDED = "ended"
    ENTERED_IN_ERROR = "entered_in_error"  # there never was such a match


class AnswerWay(StrEnum):
    """How somebody's answer was channel."""

    IN_PERSON = "IN_PERSON"
    PHONE = "PHONE"
    REMOTE = "REMOTE"
    IN_WRITING = "IN_WRITING"


class MatchConsentGiver(StrEnum):
    """Whose consent to a match was channel."""

    VOLUNTEER = "VOLUNTEER"
    GUARDIAN = "GUARDIAN"
    SELF = "SELF"
    PARENT = "PARENT"


class ChildView(StrEnum):
    """What a child of 12 or more thinks of the match; 12 is the age of the Child Welfare Act
    417/2007, section 20."""

    WANTS = "WANTS"
    UNSURE = "UNSURE"
    DOES_NOT_WANT = "DOES_NOT_WANT"


class MatchEnd(StrEnum):
    """Why a support person and a family part."""

    PLANNED = "PLANNED"
    VOLUNTEER_LEFT = "VOLUNTEER_LEFT"
    FAMILY_ENDED = "FAMILY_ENDED"
    NOT_A_FIT = "NOT_A_FIT"
    MOVED = "MOVED"
    SAFETY = "SAFETY"
    OTHER = "OTHER"


class TeamRole(StrEnum):
    """What somebody is in the team of a case; only the team and coordinators open the case."""

    WORKER = "WORKER"
    RESPONSIBLE = "RESPONSIBLE"
    SUBSTITUTE = "SUBSTITUTE"


class SummaryStatus(StrEnum):
    """How far a periodic summary is."""

    DRAFT = "draft"
    WAITING = "waiting"  # for the coordinator's approval
    APPROVED = "approved"  # kept in the case: the sender's level does not reach it
    SENT = "sent"  # approved, and the sender may read it
    DISCARDED = "discarded"


class TaskState(StrEnum):
    """A phase may be left when each of its tasks is done, or waived with a reason."""

    OPEN = "OPEN"
    DONE = "DONE"
    WAIVED = "WAIVED"


class VisitKind(StrEnum):
    """How people met."""

    FACE = "FACE"
    REMOTE = "REMOTE"
    PHONE = "PHONE"
    CHAT = "CHAT"
    GROUP = "GROUP"
    EVENT = "EVENT"


class VisitStatus(StrEnum):
    """Whether they met; figures count what was held."""

    HELD = "HELD"
    MISSED = "MISSED"
    CANCELLED = "CANCELLED"


class Activity(StrEnum):
    """What was done together, as a support person ticks it on a phone."""

    SPORT = "SPORT"
    GAMES = "GAMES"
    HOMEWORK = "HOMEWORK"
    TALKING = "TALKING"
    OTHER = "OTHER"


class Impression(StrEnum):
    """How it went, by who was there."""

    GOOD = "GOOD"
    FAIR = "FAIR"
    HARD = "HARD"


class EndReason(StrEnum):
    """Why a case is closed. What it brought about is another fact: `Outcome`."""

    GOALS_REACHED = "GOALS_REACHED"
    PLANNED_END = "PLANNED_END"
    REDUNDANT = "REDUNDANT"
    REPLACED_BY_SERVICE = "REPLACED_BY_SERVICE"
    FAMILY_ENDED = "FAMILY_ENDED"
    MOVED = "MOVED"
    AGED_OUT = "AGED_OUT"
    OUT_OF_HOME_PLACEMENT = "OUT_OF_HOME_PLACEMENT"
    NO_SUPPORT_PERSON = "NO_SUPPORT_PERSON"
    OTHER = "OTHER"


class Outcome(StrEnum):
    """How the situation changed; NOT_ASSESSED is a row of every table, never left out."""

    IMPROVED = "IMPROVED"
    UNCHANGED = "UNCHANGED"
    WORSENED = "WORSENED"
    OUT_OF_HOME_PLACEMENT = "OUT_OF_HOME_PLACEMENT"
    OTHER = "OTHER"
    NOT_ASSESSED = "NOT_ASSESSED"


class OutcomeMethod(StrEnum):
    """How an outcome was judged; GAS is goal attainment scaling (Kiresuk and Sherman 1968)."""

    GAS = "GAS"
    INTERVIEW = "INTERVIEW"
    INDICATORS = "INDICATORS"
    PROFESSIONAL_JUDGEMENT = "PROFESSIONAL_JUDGEMENT"


class Assessor(StrEnum):
    """Who judged an outcome or a goal."""

    FAMILY = "FAMILY"
    WORKER = "WORKER"
    JOINTLY = "JOINTLY"


class Basis(StrEnum):
    """What a figure rests on, as the funder STEA asks it to be said."""

    COLLECTED = "COLLECTED"
    SAMPLE = "SAMPLE"
    ESTIMATE = "ESTIMATE"
