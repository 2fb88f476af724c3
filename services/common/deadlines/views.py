"""What a page of deadlines shows, in the reader's language; the template only draws it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from flask import url_for

from services.common import catalogue
from services.common.codes import DeadlineCode
from services.common.deadlines import policy, queries
from services.common.deadlines.projections import Kinds
from services.common.deadlines.queries import ListedDeadline, Theirs
from services.common.labels import label
from services.common.letters import About
from shared.identity.access import Access
from shared.identity.principals import Principal
from shared.web.formats import format_date, format_datetime
from shared.web.i18n import gettext, language, ngettext
from shared.web.paging import PageRequest
from shared.work import Work


@dataclass(frozen=True)
class Register:
    """A service's kinds of deadlines, and where each is read."""

    kinds: Kinds
    page: Callable[[str, UUID], str]  # of a thing, by kind
    theirs: Theirs = queries.of_sides
    may: Access = policy.reads
    about: About = lambda work, who, things: {}  # what things are called, for who opens them


@dataclass(frozen=True)
class DeadlineLine:
    text: str
    about: str  # whom; empty where the page behind it says so
    href: str  # empty where the reader does not open it
    who: str
    since: str
    due: str
    tag: tuple[str, str]


@dataclass(frozen=True)
class DeadlineList:
    lines: list[DeadlineLine]
    is_late_only: bool
    is_passed_on: bool  # all of it has been late so long that others are asked to look
    other: str  # address of the other list
    first: str
    more: str


def listed(
    work: Work, who: Principal, register: Register, chosen: Mapping[str, str]
) -> DeadlineList:
    """What waits, the first due first."""
    state, cursor = chosen.get("state", "all"), chosen.get("cursor", "")
    part = queries.listed(
        work,
        who,
        theirs=register.theirs,
        state=state,
        page_request=PageRequest(cursor=cursor),
    )
    organisations = catalogue.all_organisations(work.db)
    opened = {each.thing_id for each in part.items if each.is_opened}
    called = register.about(work, who, opened) if opened else {}
    is_late = state == "late"

    def line(each: ListedDeadline) -> DeadlineLine:
        home = organisations.get(each.organisation) if each.organisation else None
        return DeadlineLine(
            text=label(DeadlineCode(each.kind), language()),
            about=called.get(each.thing_id, ""),
            href=register.page(each.kind, each.thing_id) if each.is_opened else "",
            who=home.name_in(language()) if home else "",
            since=format_date(each.since, "d.M.yyyy"),
            due=_due(each),
            tag=_tag(each, work.today),
        )

    here = url_for("deadlines.show")
    more = {"state": state, "cursor": part.next}
    return DeadlineList(
        lines=[line(each) for each in part.items],
        is_late_only=is_late,
        is_passed_on=policy.looks_over(who),
        other=here if is_late else f"{here}?state=late",
        first=f"{here}?state={state}" if cursor else "",
        more=f"{here}?{urlencode(more)}" if part.next else "",
    )


def _due(each: ListedDeadline) -> str:
    if each.due_at is not None:
        return format_datetime(each.due_at)
    return format_date(each.due_on, "d.M.yyyy") if each.due_on else "–"


def _tag(each: ListedDeadline, today: date) -> tuple[str, str]:
    if each.due_on is None:
        return "info", gettext("the clock stands")
    days = (each.due_on - today).days
    if each.is_late and days >= 0:
        return "late", gettext("late today")
    if each.is_late:
        return "late", ngettext("%(num)s day late", "%(num)s days late", -days)
    if days <= 0:
        return "wait", gettext("due today")
    return "wait", ngettext("%(num)s day left", "%(num)s days left", days)
