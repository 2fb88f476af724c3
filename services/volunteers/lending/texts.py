"""How a lending stands, in the reader's language."""

from typing import Any
from uuid import UUID

from flask import url_for

from services.common import catalogue
from services.volunteers.lending import queries
from services.volunteers.lending.domain import LoanStatus
from shared.web.formats import format_date
from shared.web.i18n import N_, gettext, language
from shared.web.parts import Kind
from shared.work import Work

STATES: dict[str, tuple[Kind, str]] = {
    LoanStatus.ASKED: ("wait", N_("Asked for: waits for whom they offer")),
    LoanStatus.OFFERED: ("wait", N_("Waits for the person's own answer")),
    LoanStatus.WILLING: ("wait", N_("The person is willing")),
    LoanStatus.AGREED: ("done", N_("Agreed")),
    LoanStatus.DECLINED: ("idle", N_("The person said no")),
    LoanStatus.ENDED: ("idle", N_("Ended")),
}


def tag(status: str | None) -> tuple[Kind, str]:
    kind, text = STATES[status or LoanStatus.ENDED]
    return kind, gettext(text)


def waits(work: Work, volunteer_id: UUID) -> list[tuple[str, str]]:
    """What a support person is asked, for their own page; and where they help already."""
    lines = []
    for row in queries.waiting_for(work, volunteer_id):
        name = name_of(work, row.borrower)
        text = (
            gettext("Would you help at %(name)s for a time?", name=name)
            if row.status == LoanStatus.OFFERED
            else gettext("You help at %(name)s", name=name)
        )
        lines.append((text, url_for("lending.loan", loan_id=row.loan_id)))
    return lines


def name_of(work: Work, organisation: UUID) -> str:
    home = catalogue.organisation(work.db, organisation)
    return home.name_in(language()) if home else "–"


def days_of(first: Any, last: Any) -> str:
    return f"{format_date(first)}–{format_date(last)}"
