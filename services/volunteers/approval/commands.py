"""The way to approval: consent to an extract, its check as a draft, approval, and every end.

A draft is touched by one transaction at a time and never outlives what decides on it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from services.common import catalogue
from services.common.codes import ApplicationEnd, ExtractSource
from services.common.programme import Programme
from services.volunteers.matches import commands as matches
from services.volunteers.people import events
from services.volunteers.people.commands import SIGN_IN, Changed, unknown_programme
from services.volunteers.people.domain import Volunteer
from services.volunteers.people.rules import Approver
from services.volunteers.vetting import queries
from services.volunteers.vetting.rules import ExtractCheck
from shared.work import Work


def consent_to_vetting(
    work: Work,
    volunteer_id: UUID,
    *,
    given_on: date,
    informed_purpose: bool,
    informed_content: bool,
    informed_rights: bool,
) -> Changed:
    """Write down the volunteer's written consent, given after being told all three things."""
    given = events.VettingConsentGiven(
        volunteer_id=volunteer_id,
        given_on=work.day(given_on),
        informed_purpose=informed_purpose,
        informed_content=informed_content,
        informed_rights=informed_rights,
    )
    return work.change(Volunteer(volunteer_id), lambda v: v.consent(given, *_programmes(work, v)))


def withdraw_consent(work: Work, volunteer_id: UUID) -> Changed:
    """Take the consent back; a check that nobody approved yet vanishes with it."""
    changed = work.change(Volunteer(volunteer_id), lambda v: v.withdraw_consent(work.on))
    queries.discard(work, volunteer_id)
    return changed


def check_extract(
    work: Work,
    volunteer_id: UUID,
    *,
    extract_issue_date: date,
    source: ExtractSource,
    checked_on: date | None = None,
    returned_on: date | None = None,
) -> Changed:
    """Keep as a draft that an extract was seen: no event, and the version stays as it is."""
    check = ExtractCheck(
        extract_issue_date=work.day(extract_issue_date),
        checked_on=work.day(checked_on),
        checked_by=work.actor.id,
        source=source,
        returned_on=work.day(returned_on or checked_on),
    )
    with _alone(work, volunteer_id):
        volunteer, version = work.load(Volunteer(volunteer_id))
        if queries.same(check, queries.draft_of(work, volunteer_id)):
            return volunteer, version
        volunteer.may_be_checked(check, *_programmes(work, volunteer))
        work.confirm(volunteer)
        queries.keep(work, volunteer_id, check)
    return volunteer, version


def approve(
    work: Work,
    volunteer_id: UUID,
    *,
    programme: str,
    reason: str = "",
) -> Changed:
    """Vet somebody for a programme; the draft check becomes history with it.

    `reason` is why the same person has seen the extract, where nobody else could decide.
    """
    by = Approver(work.actor.id, is_alone=queries.nobody_else_approves(work), reason=reason)
    with _alone(work, volunteer_id):
        draft = queries.draft_of(work, volunteer_id)
        definition = catalogue.programme(work.db, programme)
        if definition is None:
            raise unknown_programme(programme)
        changed = work.change(
            Volunteer(volunteer_id), lambda v: v.approve(definition, by=by, on=work.on, draft=draft)
        )
        if changed[0].steps.checked is not None:
            queries.discard(work, volunteer_id)
    return changed


def end(
    work: Work,
    volunteer_id: UUID,
    *,
    reason: ApplicationEnd,
) -> Changed:
    """Close the application, or let a support person leave: their matches end that day."""
    with _alone(work, volunteer_id):
        changed = work.change(Volunteer(volunteer_id), lambda v: v.end(reason, on=work.on))
        queries.discard(work, volunteer_id)
    if changed[0].person:
        work.release(SIGN_IN, str(changed[0].person))
    matches.part_from(work, changed[0])
    return changed


@contextmanager
def _alone(work: Work, volunteer_id: UUID) -> Iterator[None]:
    """Let one at a time touch a person's draft, which no stream version guards.

    The claim is gone again at the end of the same transaction; until then another one waits.
    """
    work.claim("vetting", str(volunteer_id), Volunteer(volunteer_id))
    yield
    work.release("vetting", str(volunteer_id))


def _programmes(work: Work, volunteer: Volunteer) -> list[Programme]:
    newest = (catalogue.programme(work.db, code) for code in volunteer.programmes)
    return [programme for programme in newest if programme is not None]
