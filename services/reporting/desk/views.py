"""What is new among the figures, in the reader's language."""

from flask import url_for

from services.common.desk import Day, DeskItem, Urgency
from services.reporting.editions.queries import newest_day
from services.reporting.figures import policy
from services.reporting.figures.domain import Report
from services.reporting.figures.texts import report_name
from shared.identity.principals import Principal
from shared.web.formats import format_date
from shared.web.i18n import gettext
from shared.work import Work


def day(work: Work, who: Principal) -> Day:
    """The newest edition and the reports, for who reads editions."""
    if not policy.reads_editions.access.admits(who):
        return Day()
    published = newest_day(work.db)
    edition = (
        gettext("The newest figures, published %(day)s", day=format_date(published))
        if published
        else gettext("No figures have been published yet")
    )
    action = gettext("Look")
    front = DeskItem(edition, url_for("dashboard.front"), action, urgency=Urgency.KNOW)
    reports = [
        DeskItem(
            gettext("Report: %(name)s", name=report_name(report)),
            url_for("reports.show", report=str(report)),
            action,
            urgency=Urgency.KNOW,
        )
        for report in Report
    ]
    return Day(items=[front, *reports])
