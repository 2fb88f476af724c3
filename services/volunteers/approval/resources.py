"""The officer's page of approvals by whoever had seen the extract."""

from flask import g, render_template

from services.common.codes import Role
from services.common.letters import mark_read
from services.volunteers.approval import queries
from shared.identity.access import allow
from shared.web.api import read_only
from shared.web.formats import format_date
from shared.web.i18n import language
from shared.web.pages import Pages

pages = Pages("approvals", "/volunteers/privacy")
OFFICERS = allow(Role.DATA_PROTECTION_OFFICER)


@pages.get("/approvals", may=OFFICERS)
def show() -> str:
    """Who approved alone, and why; the letters about them are read with it."""
    rows = read_only(lambda work: queries.approved_alone(work, g.who, locale=language()))
    for volunteer_id in {row.volunteer_id for row in rows}:
        mark_read(volunteer_id)
    days = [format_date(row.approved_on, "d.M.yyyy") for row in rows]
    return render_template("volunteers/approvals.html", rows=list(zip(days, rows, strict=True)))
