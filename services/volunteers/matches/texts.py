"""Small phrases about matches that several pages say in the same way."""

from typing import Any
from uuid import UUID

from flask import url_for

from services.common.codes import AnswerWay, ChildView, MatchConsentGiver, MatchEnd, MatchStatus
from services.common.labels import label, within
from services.common.programme import Consent
from services.volunteers.matches import events
from services.volunteers.matches.domain import Match
from services.volunteers.matches.rules import Answer
from shared.identity.principals import Principals
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.parts import Moment
from shared.work import Work

KINDS = {
    MatchStatus.PROPOSED: "wait",
    MatchStatus.AGREED: "info",
    MatchStatus.STARTED: "done",
    MatchStatus.ENDED: "idle",
    MatchStatus.DECLINED: "idle",
    MatchStatus.ENTERED_IN_ERROR: "idle",
}


def match_tag(status: str) -> tuple[str, str]:
    """Kind and text of a match's state."""
    code = MatchStatus(status)
    return KINDS[code], label(code, language())


def match_line(row: Any, *, who: str = "", linked: bool = True) -> Moment:
    """One line of a history of matches; `who` it was with, where that is not the page itself."""
    status = MatchStatus(row.status)
    days = [row.started_on or row.agreed_on or row.proposed_on]
    if row.ended_on:
        days.append(row.ended_on)
    parts = [who, label(status, language())]
    if row.end_reason:
        parts.append(label(MatchEnd(row.end_reason), language()))
    return Moment(
        at="–".join(format_date(day, "d.M.yyyy") for day in days),
        text=" · ".join(part for part in parts if part),
        href=url_for("matches.match", match_id=row.match_id) if linked else "",
    )


def answer_parts(answer: Answer) -> list[str]:
    """An answer in short words: what, who, how, when."""
    who = how = ""
    if isinstance(answer, events.ChildHeard):
        what = label(ChildView(answer.view), language())
    else:
        what = gettext("consented") if answer.given else gettext("declined")
    if isinstance(answer, events.FamilyAnswered):
        who = within(label(MatchConsentGiver(answer.by), language()))
    if isinstance(answer, events.VolunteerAnswered) and answer.signed_in:
        how = gettext("answered here themselves")
    elif answer.channel:
        how = within(label(AnswerWay(answer.channel), language()))
    return [part for part in (what, who, how, format_date(answer.on, "d.M.yyyy")) if part]


def whose_consent(consent: Consent) -> str:
    match consent:
        case Consent.VOLUNTEER:
            return gettext("The support person")
        case Consent.FAMILY:
            return gettext("The family")
        case Consent.CHILD:
            return gettext("The child")


def author(work: Work, principal_id: str) -> str:
    """The name of who did something; empty for our own processes."""
    try:
        person = Principals.of(work).by_id(UUID(principal_id))
    except ValueError:
        return ""
    return person.name if person else ""


def agreed_until(match: Match) -> list[tuple[str, str]]:
    """The last day that both agreed on, where they did."""
    until = match.until
    return [(gettext("Agreed until"), format_date(until, "d.M.yyyy"))] if until else []
