"""What the administrators' pages of feedback show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import url_for

from services.referral.feedback import queries
from services.referral.feedback.queries import ListedFeedback
from shared.web.formats import format_date
from shared.web.i18n import gettext, ngettext
from shared.web.paging import PageRequest
from shared.work import Work


@dataclass(frozen=True)
class FeedbackLine:
    href: str
    title: str
    tag: tuple[str, str]


@dataclass(frozen=True)
class FeedbackList:
    lines: list[FeedbackLine]
    is_open: bool
    other: str  # address of what was answered, or of what waits
    first: str
    more: str


def listed(work: Work, query: Mapping[str, str]) -> FeedbackList:
    """What waits, or with `over=1` what was answered."""
    is_open, cursor = "over" not in query, query.get("cursor", "")
    shown = queries.listed(work, is_open=is_open, page_request=PageRequest(cursor=cursor))
    address, over = "feedback.show_list", None if is_open else 1
    return FeedbackList(
        lines=[_line(line, work.today) for line in shown.items],
        is_open=is_open,
        other=url_for(address, over=1 if is_open else None),
        first=url_for(address, over=over) if cursor else "",
        more=url_for(address, over=over, cursor=shown.next) if shown.next else "",
    )


def tag(line: ListedFeedback, today: date) -> tuple[str, str]:
    """Until when it is answered, or that it was."""
    if line.answered_on:
        return "done", gettext("answered")
    if line.due_on is None:
        return "wait", gettext("waits for an answer")
    if today > line.due_on:
        late = (today - line.due_on).days
        return "late", ngettext("%(num)s day late", "%(num)s days late", late)
    return "wait", gettext("promised by %(day)s", day=format_date(line.due_on, "d.M."))


def _line(line: ListedFeedback, today: date) -> FeedbackLine:
    came = format_date(line.received_on, "d.M.yyyy")
    return FeedbackLine(
        href=url_for("feedback.show", feedback_id=line.feedback_id),
        title=gettext("Feedback of %(day)s", day=came),
        tag=tag(line, today),
    )
