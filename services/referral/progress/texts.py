"""How the support goes, in words."""

from services.referral.progress.queries import Frequency, ToldGoal
from shared.web.formats import format_date, format_number, format_score
from shared.web.i18n import gettext, ngettext


def meetings(frequency: Frequency) -> str:
    """How often they have met, such as "4 meetings, 2.1 a month, the last 3.2.2026"."""
    if frequency.last_on is None:
        return gettext("none yet")
    held = ngettext("%(num)s meeting", "%(num)s meetings", frequency.held)
    return gettext(
        "%(held)s, %(rate)s a month, the last %(day)s",
        held=held,
        rate=format_number(frequency.per_month, places=1),
        day=format_date(frequency.last_on, "d.M.yyyy"),
    )


def goal(goal: ToldGoal) -> str:
    """A goal with its newest score."""
    if goal.score is None or goal.assessed_on is None:
        return gettext("%(goal)s (not assessed yet)", goal=goal.text)
    return gettext(
        "%(goal)s (%(score)s on %(day)s; 0 is as expected)",
        goal=goal.text,
        score=format_score(goal.score),
        day=format_date(goal.assessed_on, "d.M.yyyy"),
    )
