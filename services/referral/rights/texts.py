"""What the pages of requests say: steps, clocks, what to do next."""

from datetime import date
from typing import assert_never

from services.common.codes import (
    AnswerDelivery,
    IdentityCheck,
    RefusalGround,
    RightsKind,
    RightsStatus,
)
from services.common.labels import label
from services.referral.rights import events
from services.referral.rights.domain import RightsRequest
from services.referral.rights.rules import SOON, days_left
from shared.web.formats import format_date
from shared.web.i18n import gettext, language, ngettext


def changed_meanwhile() -> str:
    return gettext("Somebody recorded a step meanwhile. Look at the page again.")


def tag(status: str, due: date, today: date) -> tuple[str, str]:
    """How the request stands, in a word: the clock while it waits, then how it ended."""
    if status not in (RightsStatus.RECEIVED, RightsStatus.IDENTIFIED):
        kind = "done" if status == RightsStatus.ANSWERED else "idle"
        return kind, label(RightsStatus(status), language())
    left = days_left(due, today)
    if left < 0:
        return "late", ngettext("%(num)s day late", "%(num)s days late", -left)
    if left == 0:
        return "wait", gettext("answer today")
    text = ngettext("%(num)s day left", "%(num)s days left", left)
    return ("wait" if left <= SOON.days else "info"), text


def clock(request: RightsRequest) -> str:
    """Until when the answer is due."""
    if request.due_on is None:
        return ""
    day = format_date(request.due_on, "d.M.yyyy")
    if request.is_extended:
        return gettext("%(day)s – two months more were taken", day=day)
    return day


def next_step(request: RightsRequest) -> str:
    """What to do now."""
    if request.status is RightsStatus.RECEIVED:
        return gettext("Make sure who asks. Nothing is told before that.")
    if request.status is not RightsStatus.IDENTIFIED:
        return ""
    match request.kind:
        case RightsKind.ACCESS:
            return gettext("Print what is held, read it through, and hand it over.")
        case RightsKind.CORRECTION:
            return gettext("Ask the coordinator to correct it, then tell whoever asked.")
        case RightsKind.ERASURE:
            return gettext(
                "Look whether anything must be kept. Then erase, or refuse with the reason."
            )
        case RightsKind.RESTRICTION:
            return gettext("Restrict the use of the data, then tell whoever asked.")
        case RightsKind.OBJECTION:
            return gettext("Weigh the objection with the organisation, then tell whoever asked.")
        case None:
            return ""
        case _:
            assert_never(request.kind)


def sentence(event: events.RightsEvent) -> str:
    """What happened."""
    locale = language()
    match event:
        case events.RequestReceived(kind=kind):
            what = label(RightsKind(kind), locale)
            return gettext("A request came: %(what)s", what=what)
        case events.IdentityConfirmed(method=method):
            how = label(IdentityCheck(method), locale)
            return gettext("It was made sure who asks: %(how)s", how=how)
        case events.RequestExtended(due_on=due, reason=reason):
            day = format_date(due, "d.M.yyyy")
            return gettext("More time was taken, until %(day)s: %(reason)s", day=day, reason=reason)
        case events.RequestAnswered(delivery=delivery, note=note):
            answered = gettext("Answered: %(how)s", how=label(AnswerDelivery(delivery), locale))
            return " · ".join(part for part in (answered, note) if part)
        case events.RequestRefused(ground=ground, reason=reason):
            why = label(RefusalGround(ground), locale)
            return gettext("Refused: %(why)s · %(reason)s", why=why, reason=reason)
        case events.DataExported(form=form, entries=number):
            how = gettext("a paper") if form == "pdf" else gettext("a file")
            return ngettext(
                "%(num)s entry was written out: %(how)s",
                "%(num)s entries were written out: %(how)s",
                number,
                how=how,
            )
        case events.EntryJudged(is_told=is_told, reason=reason):
            if is_told:
                return gettext("An entry about safety may be told: %(reason)s", reason=reason)
            return gettext("An entry about safety is not told: %(reason)s", reason=reason)
        case events.UseRestricted():
            return gettext("The use of the data was restricted")
        case events.RestrictionLifted(reason=reason):
            return gettext("The data may be used again: %(reason)s", reason=reason)
        case events.RequestWithdrawn():
            return gettext("Whoever asked took the request back")
        case _:
            assert_never(event)


def complaint() -> str:
    """What everybody whose request is refused has to be told."""
    return gettext(
        "Whoever is refused may complain to the Data Protection Ombudsman (tietosuoja.fi,"
        " PO Box 800, 00531 Helsinki) and take the matter to the administrative court."
    )
