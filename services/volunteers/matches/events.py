"""What has happened to a match: one support person beside one family, and its public language.

Public events carry ids, codes and days. Who was asked, what they answered and which list the
coordinator chose from stay private.
"""

from datetime import date
from uuid import UUID

from services.common.codes import AnswerWay, ChildView, MatchConsentGiver, MatchEnd, MatchStatus
from services.common.disclosing import Parties
from services.common.programme import Consent
from services.common.retention import CASE
from services.volunteers.ranking.domain import Candidate, Excluded
from shared.kernel.events import event, personal, value


@event("match.considered")
class MatchConsidered:
    """The list from which a person chose, and what the proposal rests on."""

    match_id: UUID
    case_id: UUID
    volunteer_id: UUID  # the choice
    candidates: tuple[Candidate, ...]
    excluded: tuple[Excluded, ...]
    asks: tuple[Consent, ...]  # whose consent it takes
    slot: int  # the place in the volunteer's time that it holds until it ends
    earliest: date  # the day somebody was asked for; nothing lies before it
    concerned: tuple[UUID, ...]  # organisations that may ever receive its public events
    parties: Parties | None = None  # how each of them stands to it; None: not told then


@value
class OfMatch:
    """What every public fact about a match says."""

    match_id: UUID
    case_id: UUID
    referral_id: UUID
    volunteer_id: UUID
    organisation: UUID  # the provider
    programme: str
    sender: UUID  # organisation
    municipality: str | None = None  # None: withheld


@event("match.proposed", public=True)
class MatchProposed(OfMatch):
    proposed_on: date


@event("match.place_corrected")
class MatchPlaceCorrected:
    """Where the family lives was wrong, or may be shown no more; its later events say so."""

    match_id: UUID
    municipality: str | None = None  # None: withheld from now on
    on: date


@event("match.consent_taken_over")
class MatchConsentTakenOver:
    """Who may hear of it from now on, as the family's consent has it."""

    match_id: UUID
    parties: Parties
    on: date


@event("match.volunteer_answered")
class VolunteerAnswered:
    match_id: UUID
    given: bool
    on: date
    channel: AnswerWay | None = None  # None: not said
    signed_in: bool = False  # they pressed the button themselves


@event("match.family_answered")
class FamilyAnswered:
    match_id: UUID
    given: bool
    by: MatchConsentGiver
    on: date
    channel: AnswerWay | None = None  # None: not said


@event("match.child_heard")
class ChildHeard:
    """What a child of 12 or more thinks of it."""

    match_id: UUID
    view: ChildView
    on: date
    channel: AnswerWay | None = None  # None: not said


@event("match.agreed", public=True)
class MatchAgreed(OfMatch):
    """Everybody whose consent it takes has given it."""

    agreed_on: date
    person_id: UUID | None = None  # as whom the support person signs in; None: does not


@event("match.started", public=True)
class MatchStarted(OfMatch):
    started_on: date
    person_id: UUID | None = None


@event("match.period_agreed")
class PeriodAgreed:
    """Until when both go on, as they have agreed; what was agreed before holds no more."""

    match_id: UUID
    until: date  # the last day
    on: date


@event("match.ended", public=True)
class MatchEnded(OfMatch):
    ended_on: date
    reason: MatchEnd


@event("match.declined", public=True)
class MatchDeclined(OfMatch):
    """It will not start: somebody said no, or it was taken back."""

    on: date


@event("match.answer_entered_in_error")
class AnswerEnteredInError:
    """What was written down as somebody's answer was never given so; it counts no more."""

    match_id: UUID
    whose: Consent


@value
class AsItStands(OfMatch):
    """What holds of a match after something was mended; None: it has not come to that."""

    status: MatchStatus
    proposed_on: date
    agreed_on: date | None = None
    started_on: date | None = None
    ended_on: date | None = None  # or declined
    end_reason: MatchEnd | None = None
    person_id: UUID | None = None


@event("match.corrected", public=True)
class MatchCorrected(AsItStands):
    """A day or a reason was wrong, or an answer on which the agreement rested."""


@event("match.reopened", public=True)
class MatchReopened(AsItStands):
    """It was ended or declined by mistake, and goes on as if it had not been."""


@event("match.entered_in_error", public=True)
class MatchEnteredInError(OfMatch):
    """There never was such a match; figures count it no more."""

    was: MatchStatus  # until then; nobody waits for another person who had one all along
    on: date


@event("match.correction_explained")
class CorrectionExplained:
    """Why something was mended: of the match, or of whose answer."""

    match_id: UUID
    subject_id: UUID  # of the case, in whose register the reason is kept
    whose: Consent | None = None
    on: date
    by: str  # id of a principal
    reason: str = personal(of="subject_id", retention=CASE)


MatchEvent = (
    MatchConsidered
    | MatchProposed
    | VolunteerAnswered
    | FamilyAnswered
    | ChildHeard
    | MatchAgreed
    | MatchStarted
    | PeriodAgreed
    | MatchEnded
    | MatchDeclined
    | AnswerEnteredInError
    | MatchCorrected
    | MatchReopened
    | MatchEnteredInError
    | CorrectionExplained
    | MatchPlaceCorrected
    | MatchConsentTakenOver
)
