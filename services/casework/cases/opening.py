"""How a case begins, and what of it is told to find and to introduce a support person."""

from datetime import date
from uuid import UUID

from services.ages import age_band, age_on
from services.casework.cases import events
from services.casework.cases.domain import Case
from services.common.children import MINORS, OWN_VIEW_FROM
from services.common.families import family_of
from services.referral.directory.events import Programme, Support
from services.referral.referrals.events import ReferralDisclosed


def opening(
    case: Case, told: ReferralDisclosed, programme: Programme, *, concerned: tuple[UUID, ...]
) -> list[events.CaseEvent]:
    """The case as the referral disclosed it; a support person is asked for where one is matched."""
    if case.begun is not None:
        return []
    described = events.CaseDescribed(
        case_id=case.id,
        subject_id=told.subject_id,
        controller=told.controller,
        concerned=concerned,
        sender_name=told.sender_name,
        disclosure_level=told.disclosure_level,
        inform=told.inform,
        **family_of(told),
    )
    first = programme.first_phase
    opened = events.CaseOpened(
        case_id=case.id,
        referral_id=told.referral_id,
        organisation=told.organisation,
        sender=told.sender,
        programme=told.programme,
        programme_version=told.programme_version,
        municipality=None if told.non_disclosure else told.municipality,
        phase=first.code if first else None,
        opened_on=told.accepted_on,
    )
    if programme.support is not Support.MATCHED:
        return [described, opened]
    return [described, opened, request_for(described, opened)]


def request_for(
    described: events.CaseDescribed, opened: events.CaseOpened
) -> events.SupportRequested:
    """What matching needs to know, and nothing that names anybody."""
    age = _age_of_minor(described, opened.opened_on)
    return events.SupportRequested(
        case_id=opened.case_id,
        referral_id=opened.referral_id,
        organisation=opened.organisation,
        sender=opened.sender,
        programme=opened.programme,
        programme_version=opened.programme_version,
        municipality=opened.municipality,
        age_band=None if age is None else age_band(age),
        asks_child=age is not None and age >= OWN_VIEW_FROM,
        subject_id=described.subject_id,
        needs=described.needs,
        mother_tongue=described.mother_tongue,
        service_language=described.service_language,
        interpreter_needed=described.interpreter_needed,
        interests=described.interests,
        availability=described.availability,
        sibling_count=described.sibling_count,
        requested_on=opened.opened_on,
    )


def introduction(case: Case, match_id: UUID) -> list[events.CaseEvent]:
    """First name and how to reach the family, once for each agreed match."""
    if match_id in case.introduced or case.closing is not None:
        return []
    person = case.person
    hidden = person.non_disclosure
    guardian = person.guardians[0] if person.guardians else None
    return [
        events.CaseIntroduced(
            case_id=case.id,
            match_id=match_id,
            subject_id=person.subject_id,
            given_name=person.given_name,
            phone="" if hidden else person.phone,
            address=None if hidden else person.address or None,
            guardian_name=guardian.given_name if guardian else "",
            guardian_phone=guardian.phone if guardian and not hidden else "",
        )
    ]


def _age_of_minor(described: events.CaseDescribed, on: date) -> int | None:
    born = described.date_of_birth
    return age_on(born, on) if born and described.subject_kind in MINORS else None
