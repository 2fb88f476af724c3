"""The summaries of a case as pages list them, in the reader's language."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy import Row

from services.casework.cases import queries as cases
from services.casework.cases.queries import CaseView
from services.casework.cases.texts import title as case_title
from services.casework.summaries import queries, texts
from services.common.codes import DeadlineCode, SummaryStatus
from services.common.deadlines.queries import due
from services.common.summaries.texts import days
from shared.identity.principals import Principal
from shared.web.formats import format_date
from shared.web.i18n import gettext
from shared.work import Work

MOST_LATEST = 3


@dataclass(frozen=True)
class SummaryLine:
    """One summary of a case's list."""

    period: str
    href: str
    tag: tuple[str, str]
    note: str


def of_case(work: Work, who: Principal, case_id: UUID) -> dict[str, Any]:
    """The summaries of a case, and when the next is due."""
    view = cases.case(work, who, case_id)
    return {"case": case_id, "title": case_title(view), **_lines(work, who, view)}


def latest(work: Work, who: Principal, view: CaseView) -> dict[str, Any]:
    """The same in short, for the page of a case whose reader may open it."""
    lines = _lines(work, who, view)
    return lines | {"lines": lines["lines"][:MOST_LATEST]}


def _lines(work: Work, who: Principal, view: CaseView) -> dict[str, Any]:
    case_id, rows = view.case.id, queries.listed(work, who, view.case)
    is_open = queries.open_of_case(work.db, case_id) is not None
    return {
        "lines": [_line(work, row) for row in rows],
        "due": next_due(work, case_id),
        "begins": "" if is_open else url_for("summaries.summaries_new", case_id=case_id),
    }


def next_due(work: Work, case_id: UUID) -> tuple[str, str]:
    """Kind of a tag and its words; both empty where none is due."""
    row = due(work.db, DeadlineCode.SUMMARY, [case_id]).get(case_id)
    if row is None:
        return "", ""
    day = format_date(row.due_on)
    if row.late_on <= work.today:
        return "late", gettext("a summary was due %(day)s", day=day)
    return "info", gettext("the next summary is due %(day)s", day=day)


def _line(work: Work, row: Row[Any]) -> SummaryLine:
    sent: date | None = row.sent_on
    note = gettext("sent %(day)s", day=format_date(sent)) if sent else ""
    if sent and queries.read_on(work.db, row.summary_id).get(row.edition):
        note = f"{note}, {gettext('read by the sender')}"
    return SummaryLine(
        period=days(row.since, row.until),
        href=url_for("summaries.show", summary_id=row.summary_id),
        tag=texts.tag(SummaryStatus(row.status)),
        note=note,
    )
