"""What can be put right of a support person's record, each with a reason that stays readable."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from services.common import catalogue
from services.common.codes import ExtractSource, Reopening
from services.common.programme import Programme, Step
from services.volunteers.approval import commands as approval
from services.volunteers.matches.commands import SUPPORT, place_key
from services.volunteers.people import events
from services.volunteers.people.commands import Changed, Details, Offer
from services.volunteers.people.domain import MOST_PLACES, Volunteer
from services.volunteers.people.rules import Right
from services.volunteers.records import rules
from services.volunteers.vetting import queries as drafts
from services.volunteers.vetting.rules import ExtractCheck, must_be_permitted
from shared.work import Work


def correct_details(
    work: Work, volunteer_id: UUID, *, reason: str, details: Details, offer: Offer
) -> Changed:
    """Put right who somebody is and what they can give."""
    work.day(details.date_of_birth)
    why = _why(work, volunteer_id, reason)
    described = events.VolunteerDescribed(volunteer_id=volunteer_id, **vars(details))
    offered = events.OfferDescribed(volunteer_id=volunteer_id, **vars(offer))
    facts = (described, offered)
    return work.change(
        Volunteer(volunteer_id),
        lambda v: rules.correct_details(v, why, facts, _approved(work, v)),
    )


def correct_interview(
    work: Work, volunteer_id: UUID, *, reason: str, held_on: date, recommended: bool
) -> Changed:
    """Put right when an interview was held, or what came of it."""
    held = events.VolunteerInterviewed(
        volunteer_id=volunteer_id, held_on=work.day(held_on), recommended=recommended
    )
    return _correct(work, volunteer_id, Step.INTERVIEW, held, reason)


def correct_references(
    work: Work, volunteer_id: UUID, *, reason: str, received_on: date, count: int
) -> Changed:
    """Put right when references came in, or how many."""
    received = events.ReferencesReceived(
        volunteer_id=volunteer_id, received_on=work.day(received_on), count=count
    )
    return _correct(work, volunteer_id, Step.REFERENCES, received, reason)


def correct_training(
    work: Work,
    volunteer_id: UUID,
    number: int,
    *,
    reason: str,
    course: str,
    completed_on: date,
    hours: Decimal,
) -> Changed:
    """Put right one of the trainings, by its place from 1."""
    trained = events.VolunteerTrained(
        volunteer_id=volunteer_id,
        completed_on=work.day(completed_on),
        hours=hours,
        course=course,
    )
    return _correct(work, volunteer_id, Step.TRAINING, trained, reason, number)


def correct_vetting_consent(
    work: Work,
    volunteer_id: UUID,
    *,
    reason: str,
    given_on: date,
    informed_purpose: bool,
    informed_content: bool,
    informed_rights: bool,
) -> Changed:
    """Put right when the volunteer consented to an extract."""
    given = events.VettingConsentGiven(
        volunteer_id=volunteer_id,
        given_on=work.day(given_on),
        informed_purpose=informed_purpose,
        informed_content=informed_content,
        informed_rights=informed_rights,
    )
    return _correct(work, volunteer_id, Step.CONSENT, given, reason)


def correct_extract_check(
    work: Work,
    volunteer_id: UUID,
    *,
    reason: str,
    extract_issue_date: date,
    checked_on: date,
    source: ExtractSource,
    returned_on: date | None = None,
) -> Changed:
    """Put right when an extract was seen; a check that waits for approval is noted anew."""
    volunteer, _ = work.load(Volunteer(volunteer_id))
    days = {"extract_issue_date": extract_issue_date, "checked_on": checked_on}
    if volunteer.steps.checked is None:
        if drafts.draft_of(work, volunteer_id) is None:
            raise rules.no_step()
        return approval.check_extract(
            work, volunteer_id, source=source, returned_on=returned_on, **days
        )
    check = ExtractCheck(
        **{name: work.day(day) for name, day in days.items()},
        checked_by=work.actor.id,
        source=source,
        returned_on=work.day(returned_on or checked_on),
    )
    must_be_permitted(source, _approved(work, volunteer))
    volunteer.must_be_lawful(check)
    seen = events.ExtractChecked(volunteer_id=volunteer_id, **vars(check))
    return _correct(work, volunteer_id, Step.EXTRACT_CHECK, seen, reason)


def interview_in_error(work: Work, volunteer_id: UUID, *, reason: str) -> Changed:
    """Strike out an interview that was not held."""
    return _strike_out(work, volunteer_id, Step.INTERVIEW, reason)


def references_in_error(work: Work, volunteer_id: UUID, *, reason: str) -> Changed:
    """Strike out references that did not come."""
    return _strike_out(work, volunteer_id, Step.REFERENCES, reason)


def training_in_error(work: Work, volunteer_id: UUID, number: int, *, reason: str) -> Changed:
    """Strike out a training that was not completed."""
    return _strike_out(work, volunteer_id, Step.TRAINING, reason, number)


def vetting_consent_in_error(work: Work, volunteer_id: UUID, *, reason: str) -> Changed:
    """Strike out a consent that was never given; a check that waits for approval goes with it."""
    changed = _strike_out(work, volunteer_id, Step.CONSENT, reason)
    drafts.discard(work, volunteer_id)
    return changed


def extract_check_in_error(work: Work, volunteer_id: UUID, *, reason: str) -> Changed:
    """Strike out a check that was not made; one that waits for approval leaves no trace."""
    drafts.discard(work, volunteer_id)
    return _strike_out(work, volunteer_id, Step.EXTRACT_CHECK, reason)


def reopen_record(
    work: Work, volunteer_id: UUID, *, reason: str, why: Reopening = Reopening.CAME_BACK
) -> Changed:
    """Let somebody be here again whose time had ended, with what still holds of their vetting."""
    explained = _why(work, volunteer_id, reason)
    changed = work.change(Volunteer(volunteer_id), lambda v: v.reopen(explained, why))
    for place in range(1, MOST_PLACES + 1):  # which they held themselves since they left
        key = place_key(volunteer_id, place)
        if work.holder(SUPPORT, key) == volunteer_id:
            work.release(SUPPORT, key)
    return changed


def record_in_error(work: Work, volunteer_id: UUID, *, reason: str) -> Changed:
    """Strike out somebody who was written down twice, or by mistake."""
    explained = _why(work, volunteer_id, reason)
    changed = work.change(Volunteer(volunteer_id), lambda v: v.enter_in_error(explained))
    drafts.discard(work, volunteer_id)
    return changed


def _correct(
    work: Work,
    volunteer_id: UUID,
    step: Step,
    fact: Right,
    reason: str,
    number: int = 1,
) -> Changed:
    why = _why(work, volunteer_id, reason, step)
    return work.change(
        Volunteer(volunteer_id),
        lambda v: rules.correct_step(v, why, step, fact, _approved(work, v), number),
    )


def _strike_out(
    work: Work, volunteer_id: UUID, step: Step, reason: str, number: int = 1
) -> Changed:
    why = _why(work, volunteer_id, reason, step)
    return work.change(
        Volunteer(volunteer_id),
        lambda v: rules.strike_out(v, why, step, _approved(work, v), number),
    )


def _approved(work: Work, volunteer: Volunteer) -> list[Programme]:
    """The programmes that have approved somebody, in the versions whose policies were met."""
    versions = {approval.programme: approval.version for approval in volunteer.approvals}
    approving = (catalogue.programme(work.db, code, versions[code]) for code in volunteer.vetted)
    return [programme for programme in approving if programme is not None]


def _why(
    work: Work, volunteer_id: UUID, reason: str, step: Step | None = None
) -> events.RecordCorrected:
    return events.RecordCorrected(
        volunteer_id=volunteer_id, step=step, on=work.today, by=work.actor.id, reason=reason
    )
