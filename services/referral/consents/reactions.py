"""When a consent is over, who had heard of it is asked; on its last day the clock ends it."""

from uuid import UUID

from services.casework.cases.events import CaseConsentTakenOver
from services.common.codes import ConsentEnd, DeadlineCode
from services.common.deadlines.events import DeadlineMissed
from services.common.programme import Support
from services.referral.consents import commands
from services.referral.consents.rules import CASEWORK, VOLUNTEERS, asked_services
from services.referral.corrections.events import ConsentLapsed, ConsentWithdrawn, InformingEnded
from services.referral.referrals import commands as referrals
from services.referral.referrals.domain import Referral
from services.referral.referrals.queries import programme_of
from services.volunteers.needs.events import NeedConsentTakenOver
from shared.consumer.subscription import Reactions
from shared.work import Work

endings = Reactions("consent_endings")
elsewhere = Reactions("consents_elsewhere")


@endings.on(InformingEnded)
def ask_organisations(work: Work, event: InformingEnded) -> None:
    """Those who hear no more, and our own services, which told them."""
    _ask(work, event, ConsentEnd(event.reason), event.organisations)


@endings.on(ConsentWithdrawn)
def withdrawn(work: Work, event: ConsentWithdrawn) -> None:
    _ask(work, event, ConsentEnd.WITHDRAWN)


@endings.on(ConsentLapsed)
def lapsed(work: Work, event: ConsentLapsed) -> None:
    _ask(work, event, ConsentEnd.LAPSED)


@endings.on(DeadlineMissed)
def lapse(work: Work, event: DeadlineMissed) -> None:
    """The last day of a consent has passed."""
    if event.kind == DeadlineCode.CONSENT:
        referrals.lapse_consent(work, event.thing_id)


@elsewhere.on(CaseConsentTakenOver)
def casework_stopped(work: Work, event: CaseConsentTakenOver) -> None:
    commands.stop(work, event.referral_id, event.correction_id, CASEWORK, on=event.on)


@elsewhere.on(NeedConsentTakenOver)
def volunteers_stopped(work: Work, event: NeedConsentTakenOver) -> None:
    commands.stop(work, event.referral_id, event.correction_id, VOLUNTEERS, on=event.on)


def _ask(
    work: Work,
    event: InformingEnded | ConsentWithdrawn | ConsentLapsed,
    reason: ConsentEnd,
    organisations: tuple[UUID, ...] = (),
) -> None:
    referral, _ = work.load(Referral(event.referral_id))
    programme = programme_of(work, referral)
    services = asked_services(
        referral.case, is_matched=bool(programme and programme.support is Support.MATCHED)
    )
    commands.ask(
        work,
        event.referral_id,
        event.correction_id,
        holders=(*organisations, *services),
        reason=reason,
        on=event.on,
    )
