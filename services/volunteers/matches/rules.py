"""Small rules of answers and states, which the match asks."""

from datetime import date, timedelta

from services.common.children import OWN_VIEW_FROM
from services.common.codes import ChildView, MatchConsentGiver, MatchStatus
from services.common.programme import Consent
from services.volunteers.matches import events
from shared.kernel.aggregate import Invalid, Refused

Answer = events.VolunteerAnswered | events.FamilyAnswered | events.ChildHeard
WHOSE = {
    events.VolunteerAnswered: Consent.VOLUNTEER,
    events.FamilyAnswered: Consent.FAMILY,
    events.ChildHeard: Consent.CHILD,
}
SOON = timedelta(days=90)  # before somebody comes of age
FAMILY = (MatchConsentGiver.GUARDIAN, MatchConsentGiver.SELF, MatchConsentGiver.PARENT)


def is_no(answer: Answer) -> bool:
    if isinstance(answer, events.ChildHeard):
        return answer.view is ChildView.DOES_NOT_WANT
    return not answer.given


def is_yes(answer: Answer | None) -> bool:
    """A child who is unsure has not consented."""
    if isinstance(answer, events.ChildHeard):
        return answer.view is ChildView.WANTS
    return answer is not None and answer.given


def is_by_themselves(answer: Answer | None) -> bool:
    return isinstance(answer, events.FamilyAnswered) and answer.by == MatchConsentGiver.SELF


def is_adult(adult_from: date | None, on: date) -> bool:
    """Does the supported person decide alone that day? None: not known."""
    return adult_from is not None and on >= adult_from


def soon(today: date) -> date:
    """The last day that is near: who comes of age by then is spoken of."""
    return today + SOON


def must_be_theirs(answer: Answer, asks: tuple[Consent, ...], adult_from: date | None) -> None:
    """Raise unless this is somebody who is asked, and may answer."""
    if isinstance(answer, events.ChildHeard) and Consent.CHILD not in asks:
        raise Refused(
            "The child's own view is asked from the age of %(age)s.",
            code="not_asked",
            age=OWN_VIEW_FROM,
        )
    if isinstance(answer, events.VolunteerAnswered):
        return
    if isinstance(answer, events.FamilyAnswered) and answer.by not in FAMILY:
        raise Invalid(
            "A guardian, a parent or the person themselves consents for the family.",
            code="wrong_giver",
        )
    if not is_by_themselves(answer) and is_adult(adult_from, answer.on):
        raise Invalid(
            "The supported person was of age that day and consents for themselves.",
            code="of_age",
        )


def must_lie_ahead(until: date, today: date) -> None:
    """A last day that is agreed on is today or later."""
    if until < today:
        raise Invalid(
            "%(until)s is over. The last day is today or later.",
            code="over",
            field="until",
            until=until,
        )


def not_now(status: MatchStatus | None) -> Refused:
    match status:
        case MatchStatus.PROPOSED:
            return Refused("This match still waits for answers.", code="state")
        case MatchStatus.AGREED:
            return Refused("This match is agreed but has not started.", code="state")
        case MatchStatus.STARTED:
            return Refused("This match has started already.", code="state")
        case MatchStatus.ENDED:
            return Refused("This match has ended.", code="state")
        case MatchStatus.DECLINED:
            return Refused("This match was declined.", code="state")
        case MatchStatus.ENTERED_IN_ERROR:
            return Refused("This match was entered in error.", code="state")
        case None:
            return Refused("There is no such match.", code="state")
