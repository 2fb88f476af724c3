"""What others' pages say of who answers the 24-hour telephone, in the reader's language."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from flask import url_for

from services.casework.duties import queries
from services.casework.duties.rules import Duty, Span
from services.casework.people import names
from services.common.days import HELSINKI
from services.common.desk import DeskItem, Urgency
from shared.identity.principals import Principal
from shared.web.formats import format_datetime
from shared.web.i18n import gettext
from shared.work import Work

A_WEEK = timedelta(days=7)


def span(each: Span) -> str:
    """From when to when; the day of the end only where it is another."""
    pattern = "EEE d.M."
    first, last = (moment.astimezone(HELSINKI).date() for moment in (each.since, each.until))
    if first == last:
        clock = each.until.astimezone(HELSINKI).strftime("%H.%M").removeprefix("0")
        return f"{format_datetime(each.since, pattern)}–{clock}"
    return f"{format_datetime(each.since, pattern)} – {format_datetime(each.until, pattern)}"


def now(work: Work, organisation: UUID) -> str:
    """Who answers now and until when; empty where nobody does."""
    there = queries.answering(work, organisation, work.now)
    if there is None:
        return ""
    until = format_datetime(there.span.until, "EEE d.M.")
    name = names(work)(str(there.person))
    return gettext("%(name)s, until %(moment)s", name=name, moment=until)


def coming(work: Work, organisation: UUID) -> list[tuple[str, str]]:
    """When and who, for the week that comes."""
    name, week = names(work), Span(work.now, work.now + A_WEEK)
    duties: list[Duty] = queries.within(work, organisation, week)
    return [(span(each.span), name(str(each.person))) for each in duties]


def on_desk(work: Work, who: Principal) -> Iterator[DeskItem]:
    """To whoever answers now."""
    there = queries.answering(work, who.organisation, work.now)
    if there is None or there.person != who.id:
        return
    yield DeskItem(
        gettext("You answer the 24-hour telephone"),
        url_for("duties.show"),
        gettext("Open"),
        span(there.span),
        ("info", gettext("now")),
        Urgency.TODAY,
    )
