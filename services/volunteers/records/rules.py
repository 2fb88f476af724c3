"""How a step of somebody's record is put right, and what becomes of an approval that rested on it.

Each function decides over the person as their history tells it: the events that should follow, []
when it is so already, or `Refused`. `programmes` are those of their approvals, each in the version
whose policy was met. An approval whose ground is gone is suspended until somebody approves anew.
"""

from collections.abc import Iterable, Sequence

from services.common.ages import age_on
from services.common.codes import ExtractSource
from services.common.programme import Programme, Step
from services.volunteers.people import events
from services.volunteers.people.domain import Happened, Volunteer
from services.volunteers.people.rules import Fact, Right, Steps
from shared.kernel.aggregate import Refused


def strike_out(
    volunteer: Volunteer,
    explained: events.RecordCorrected,
    step: Step,
    programmes: Iterable[Programme],
    number: int = 1,
) -> Happened:
    """Strike out what was not done."""
    volunteer.must_be_here()
    if volunteer.steps.without(step, number) == volunteer.steps:
        return []
    struck = events.StepEnteredInError(volunteer_id=volunteer.id, step=step, number=number)
    return _and_follows(volunteer, [struck, explained], explained, programmes)


def correct_step(
    volunteer: Volunteer,
    explained: events.RecordCorrected,
    step: Step,
    right: Right,
    programmes: Iterable[Programme],
    number: int = 1,
) -> Happened:
    """Put what was done in the place of what was written down."""
    volunteer.must_be_here()
    if volunteer.steps.holds(right):
        return []
    if volunteer.steps.without(step, number) == volunteer.steps:
        raise no_step()
    struck = events.StepEnteredInError(volunteer_id=volunteer.id, step=step, number=number)
    return _and_follows(volunteer, [struck, explained, right], explained, programmes)


def correct_details(
    volunteer: Volunteer,
    explained: events.RecordCorrected,
    facts: Sequence[Fact],
    programmes: Iterable[Programme],
) -> Happened:
    """Put right who somebody is and what they can give."""
    new = [event for fact in facts for event in volunteer.note(fact)]
    if not new:
        return []
    return _and_follows(volunteer, [explained, *new], explained, programmes)


def no_step() -> Refused:
    return Refused("Nothing has been written down that could be put right.", code="no_step")


def _and_follows(
    volunteer: Volunteer,
    happened: Happened,
    explained: events.RecordCorrected,
    programmes: Iterable[Programme],
) -> Happened:
    """What was put right; a check that it left without a consent; approvals without a ground."""
    after = _fold(volunteer, happened)
    if explained.step is Step.CONSENT and _is_without_consent(after.steps):
        check = Step.EXTRACT_CHECK
        unlawful = events.StepEnteredInError(volunteer_id=volunteer.id, step=check)
        happened, after = [*happened, unlawful], after.evolve(unlawful)
    lost = [p for p in programmes if _is_lost(volunteer, after, p, explained)]
    return [*happened, *after.suspend(lost, on=explained.on)]


def _fold(volunteer: Volunteer, happened: Happened) -> Volunteer:
    for event in happened:
        volunteer = volunteer.evolve(event)
    return volunteer


def _is_without_consent(steps: Steps) -> bool:
    """Does a check of a volunteer's extract rest on no consent, or on one given after it?"""
    check, consent = steps.checked, steps.consent
    if check is None or check.source is ExtractSource.SHOWN_BY_WORKER:
        return False
    if consent is None:
        return True
    is_known = consent.given_on is not None and check.checked_on is not None  # not erased
    return is_known and consent.given_on > check.checked_on


def _is_lost(
    before: Volunteer, after: Volunteer, programme: Programme, why: events.RecordCorrected
) -> bool:
    """Does the programme's policy now lack what it had? A consent withdrawn later it never lost."""
    lacked = before.steps.missing(programme, checked=False)
    lacks = after.steps.missing(programme, checked=False)
    least, was, born = programme.supporter.age_min, before.steps.born, after.steps.born
    too_young = was != born and born is not None and age_on(born, why.on) < least
    return too_young or not set(lacks) <= set(lacked)
