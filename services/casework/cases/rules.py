"""How a case begins and ends, and what of it is told to find and introduce a support person.

Each refusal names the thing and both values, for people to read.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from services.casework.cases import events
from services.casework.course.domain import Course, Stay
from services.casework.course.rules import Closing
from services.casework.plan.events import MeasurementCounted
from services.casework.plan.rules import Measurement
from services.common.ages import age_band, age_on, months_after
from services.common.children import ADULT_FROM, MINORS, OWN_VIEW_FROM
from services.common.disclosing import Parties
from services.common.programme import Programme, Support
from services.referral.corrections.events import CorrectionDisclosed
from services.referral.referrals.events import ReferralDisclosed
from shared.kernel.aggregate import Invalid, Refused

OF_ID = 4  # letters of its id by which a case is called
NEARLY = timedelta(days=31)  # so long before its day a follow-up counts as the programme's


def opening(referral: ReferralDisclosed, programme: Programme) -> list[events.CaseEvent]:
    """The case as the referral disclosed it; a support person is asked for where one is matched."""
    described = events.CaseDescribed(
        case_id=referral.case_id,
        controller=referral.controller,
        purchaser=referral.purchaser,
        sender_name=referral.sender_name,
        disclosure_level=referral.disclosure_level,
        inform=referral.inform,
        **referral.family,
    )
    first = programme.first_phase
    opened = events.CaseOpened(
        case_id=referral.case_id,
        referral_id=referral.referral_id,
        organisation=referral.organisation,
        sender=referral.sender,
        programme=referral.programme,
        programme_version=referral.programme_version,
        municipality=None if referral.non_disclosure else referral.municipality,
        phase=first.code if first else None,
        opened_on=referral.accepted_on,
    )
    if programme.support is not Support.MATCHED:
        return [described, opened]
    return [described, opened, request_for(described, opened)]


def parties(described: events.CaseDescribed, opened: events.CaseOpened) -> Parties:
    """Who may ever hear of a case, its visits' events among the rest."""
    local = described.controller if described.controller in described.concerned else None
    return Parties(
        sender=opened.sender,
        provider=opened.organisation,
        level=described.disclosure_level,
        purchaser=described.purchaser or local,  # before, the place's named it among others
        informed=described.inform,
        hidden=described.non_disclosure,
    )


def request_for(
    described: events.CaseDescribed, opened: events.CaseOpened
) -> events.SupportRequested:
    """What matching needs to know, and nothing that names anybody."""
    return events.SupportRequested(
        case_id=opened.case_id,
        referral_id=opened.referral_id,
        organisation=opened.organisation,
        sender=opened.sender,
        programme=opened.programme,
        programme_version=opened.programme_version,
        municipality=opened.municipality,
        **_age(described, opened.opened_on),
        subject_id=described.subject_id,
        needs=described.needs,
        mother_tongue=described.mother_tongue,
        service_language=described.service_language,
        interpreter_needed=described.interpreter_needed,
        interests=described.interests,
        availability=described.availability,
        sibling_count=described.sibling_count,
        parties=parties(described, opened),
        requested_on=opened.opened_on,
    )


def corrected(
    person: events.CaseDescribed, opened: events.CaseOpened, correction: CorrectionDisclosed
) -> tuple[events.FamilyCorrected, list[events.CasePlaceCorrected]]:
    """The register as the correction has it, and the place that may be shown from now on."""
    family = events.FamilyCorrected(
        case_id=person.case_id,
        correction_id=correction.correction_id,
        organisation=correction.organisation,
        changed=correction.changed,
        disclosure_level=correction.disclosure_level,
        inform=correction.inform,
        on=correction.on,
        reason=correction.reason,
        **correction.family | {"subject_id": person.subject_id},
    )
    place = None if correction.non_disclosure else correction.municipality
    if place == opened.municipality:
        return family, []
    moved = events.CasePlaceCorrected(case_id=person.case_id, municipality=place, on=correction.on)
    return family, [moved]


def age_corrected(
    before: events.CaseDescribed,
    now: events.CaseDescribed,
    opened: events.CaseOpened,
    *,
    on: date,
) -> list[events.CaseEvent]:
    """What matching is to know of a birthday that was put right; nothing while it is the same."""
    age = _age(now, opened.opened_on)
    if age == _age(before, opened.opened_on):
        return []
    about: dict[str, Any] = {"case_id": now.case_id, "subject_id": now.subject_id, "on": on}
    return [events.SupportAgeCorrected(**about, **age)]


def described_anew(
    person: events.CaseDescribed, correction: events.FamilyCorrected
) -> events.CaseDescribed:
    """The person of the case after a correction."""
    return replace(
        person,
        disclosure_level=correction.disclosure_level,
        inform=correction.inform,
        **correction.family,
    )


def introduction(person: events.CaseDescribed, match_id: UUID) -> events.CaseIntroduced:
    """First name and how to reach the family; under non-disclosure the name alone."""
    hidden = person.non_disclosure
    guardian = person.guardians[0] if person.guardians else None
    return events.CaseIntroduced(
        case_id=person.case_id,
        match_id=match_id,
        subject_id=person.subject_id,
        given_name=person.given_name,
        phone="" if hidden else person.phone,
        address=None if hidden else person.address or None,
        guardian_name=guardian.given_name if guardian else "",
        guardian_phone=guardian.phone if guardian and not hidden else "",
        siblings=tuple(each.given_name for each in person.siblings if each.given_name),
    )


def follow_up_due(programme: Programme, closed_on: date) -> date:
    """The day from which a closed case waits to be looked at again."""
    return months_after(closed_on, programme.follow_up_months)


def is_early(programme: Programme, closed_on: date, assessed_on: date) -> bool:
    """Is a follow-up too long before the programme's to take its place?"""
    return assessed_on < follow_up_due(programme, closed_on) - NEARLY


def _age(described: events.CaseDescribed, on: date) -> dict[str, Any]:
    """Of a child or young person their age that day, and whether a child is asked what they think.

    Who is of age consents for themselves: beside that there is no child's view.
    """
    born = described.date_of_birth if described.subject_kind in MINORS else None
    age = age_on(born, on) if born else None
    return {
        "age_band": None if age is None else age_band(age),
        "asks_child": age is not None and OWN_VIEW_FROM <= age < ADULT_FROM,
        "date_of_birth": born,
    }


def course_of(opened: events.CaseOpened, *, subject_id: UUID) -> Course:
    """The course as it begins: in the programme's first phase, if it has any."""
    return Course(
        case_id=opened.case_id,
        referral_id=opened.referral_id,
        subject_id=subject_id,
        organisation=opened.organisation,
        programme=opened.programme,
        opened_on=opened.opened_on,
        stays=(Stay(opened.phase, opened.opened_on),) if opened.phase else (),
    )


def explained(
    person: events.CaseDescribed, reason: str | None, *, on: date
) -> list[events.CaseEvent]:
    """Why it ends early, where a reason was given."""
    words = (reason or "").strip()
    if not words:
        return []
    case_id, subject_id = person.case_id, person.subject_id
    return [events.EarlyEndExplained(case_id=case_id, subject_id=subject_id, on=on, reason=words)]


def closed(opened: events.CaseOpened, closing: Closing, *, early: bool) -> events.CaseClosed:
    return events.CaseClosed(
        case_id=opened.case_id,
        referral_id=opened.referral_id,
        programme=opened.programme,
        organisation=opened.organisation,
        end_reason=closing.end_reason,
        outcome=closing.outcome,
        method=closing.method,
        assessed_by=closing.assessed_by,
        early=early,
        on=closing.on,
    )


def counted(
    opened: events.CaseOpened, measured: Measurement, *, stands: bool = True
) -> MeasurementCounted:
    """How the measurement counts in figures; one that does not stand never was."""
    return MeasurementCounted(
        case_id=opened.case_id,
        measurement_id=measured.id,
        programme=opened.programme,
        organisation=opened.organisation,
        indicator=measured.indicator,
        value=measured.value if stands else None,
        measured_on=measured.measured_on,
    )


def nothing_hidden() -> Refused:
    return Refused("The family has no non-disclosure order.", code="nothing-hidden")


def not_opened() -> Refused:
    return Refused("There is no such case.", code="not_opened")


def not_ours() -> Invalid:
    return Invalid("Only the provider's own workers can be on the team.", code="not_ours")


def before_opening(on: date, *, opened_on: date) -> Refused:
    return Refused(
        "The case was opened on %(opened_on)s, so this cannot have been on %(on)s.",
        code="before_opening",
        opened_on=opened_on,
        on=on,
    )


def after_closing(on: date, *, closed_on: date) -> Refused:
    return Refused(
        "The case was closed on %(closed_on)s, so nothing happens in it on %(on)s.",
        code="closed",
        closed_on=closed_on,
        on=on,
    )


def already_closed(closed_on: date) -> Refused:
    return Refused("The case was closed on %(closed_on)s.", code="closed", closed_on=closed_on)


def before_closing(on: date, *, closed_on: date) -> Refused:
    return Refused(
        "The case was closed on %(closed_on)s; what is said of %(on)s belongs to its closing.",
        code="before_closing",
        closed_on=closed_on,
        on=on,
    )


def still_open() -> Refused:
    return Refused("Only a closed case is followed up.", code="still_open")


def reference(case_id: UUID, opened_on: date) -> str:
    """What people call the case among themselves; it says nothing of the person."""
    return f"A-{opened_on.year}-{str(case_id)[:OF_ID].upper()}"


def closing_of(event: events.CaseClosed) -> Closing:
    """The closing as it was decided."""
    return Closing(event.on, event.end_reason, event.outcome, event.method, event.assessed_by)
