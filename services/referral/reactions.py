"""What matches and cases mean to the referral they began with: the loop back to its sender.

And what follows when the clock has waited in vain.
"""

from services.casework.cases.events import CaseClosed, CaseOpened, CaseReopened
from services.casework.course.events import PhaseAdvanced, PhaseTakenBack
from services.common import catalogue
from services.common.codes import BusinessStatus, DeadlineCode, MatchStatus
from services.common.deadlines.events import DeadlineMissed
from services.common.matches import GOING_ON
from services.common.programme import Support
from services.referral.pairwork import commands as pairwork
from services.referral.referrals import commands
from services.volunteers.matches.events import (
    MatchAgreed,
    MatchCorrected,
    MatchDeclined,
    MatchEnded,
    MatchEnteredInError,
    MatchProposed,
    MatchReopened,
    MatchStarted,
)
from shared.consumer.subscription import Reactions
from shared.kernel.aggregate import NotYet
from shared.work import Work

loop = Reactions("loop")
clockwork = Reactions("clockwork")


@clockwork.on(DeadlineMissed)
def pass_on(work: Work, event: DeadlineMissed) -> None:
    """Nobody waits for a side that is silent: neither a family nor those who could offer a pair."""
    if event.kind == DeadlineCode.PAIR_OFFER:
        pairwork.lapse(work, event.thing_id, missed=event.due_on)
    if event.kind == DeadlineCode.OFFER and event.organisation is not None:
        commands.pass_on_unanswered(work, event.thing_id, organisation=event.organisation)


@loop.on(MatchProposed)
def tell_proposed(work: Work, event: MatchProposed) -> None:
    status = BusinessStatus.MATCH_PROPOSED
    commands.progress(work, event.referral_id, status, on=event.proposed_on)


@loop.on(MatchAgreed)
def tell_agreed(work: Work, event: MatchAgreed) -> None:
    status = BusinessStatus.MATCH_AGREED
    commands.progress(work, event.referral_id, status, on=event.agreed_on)


@loop.on(MatchStarted)
def tell_started(work: Work, event: MatchStarted) -> None:
    status = BusinessStatus.IN_PROGRESS
    commands.progress(work, event.referral_id, status, on=event.started_on)


@loop.on(MatchDeclined)
def wait_again(work: Work, event: MatchDeclined) -> None:
    status = BusinessStatus.WAITING_FOR_PERSON
    commands.progress(work, event.referral_id, status, on=event.on)


@loop.on(MatchEnded)
def wait_for_another(work: Work, event: MatchEnded) -> None:
    """A match may end while its case goes on; the end of the case is told by casework."""
    status = BusinessStatus.WAITING_FOR_PERSON
    commands.progress(work, event.referral_id, status, on=event.ended_on)


@loop.on(MatchCorrected, MatchReopened)
def tell_mended(work: Work, event: MatchCorrected | MatchReopened) -> None:
    """A match that goes on after all, or waits for an answer again."""
    stands = {
        MatchStatus.PROPOSED: (BusinessStatus.MATCH_PROPOSED, event.proposed_on),
        MatchStatus.AGREED: (BusinessStatus.MATCH_AGREED, event.agreed_on),
        MatchStatus.STARTED: (BusinessStatus.IN_PROGRESS, event.started_on),
    }
    status, day = stands.get(event.status, (None, None))
    if status and day:
        commands.progress(work, event.referral_id, status, on=day)


@loop.on(MatchEnteredInError)
def wait_as_before(work: Work, event: MatchEnteredInError) -> None:
    """Nobody had been found; a match that had ended before leaves things as they are."""
    if event.was in (MatchStatus.PROPOSED, *GOING_ON):
        status = BusinessStatus.WAITING_FOR_PERSON
        commands.progress(work, event.referral_id, status, on=event.on)


@loop.on(CaseOpened)
def tell_beginning(work: Work, event: CaseOpened) -> None:
    """The first phase; where the team itself supports, nobody has to be found first."""
    programme = catalogue.programme(work.db, event.programme, event.programme_version)
    if programme is None:
        raise NotYet(f"{event.programme} v{event.programme_version} is not known here yet.")
    waits = programme.support is Support.MATCHED
    status = BusinessStatus.WAITING_FOR_PERSON if waits else BusinessStatus.IN_PROGRESS
    commands.progress(work, event.referral_id, status, on=event.opened_on, phase=event.phase)


@loop.on(PhaseAdvanced)
def tell_phase(work: Work, event: PhaseAdvanced) -> None:
    status = BusinessStatus.IN_PROGRESS
    commands.progress(work, event.referral_id, status, on=event.on, phase=event.phase)


@loop.on(CaseClosed)
def end(work: Work, event: CaseClosed) -> None:
    commands.end(work, event.referral_id, event.end_reason, outcome=event.outcome, on=event.on)


@loop.on(CaseReopened)
def resume(work: Work, event: CaseReopened) -> None:
    """The case had been closed by mistake: the referral is accepted again."""
    commands.resume(work, event.referral_id, on=event.on)


@loop.on(PhaseTakenBack)
def tell_phase_back(work: Work, event: PhaseTakenBack) -> None:
    status = BusinessStatus.IN_PROGRESS
    commands.progress(work, event.referral_id, status, on=event.on, phase=event.back_to)
