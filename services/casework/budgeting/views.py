"""How a budget reads beside the costs of a case."""

from dataclasses import dataclass

from flask import url_for

from services.casework.budgeting import queries
from services.casework.cases.domain import Case
from services.casework.cases.policy import coordinates
from services.casework.texts import day
from shared.identity.principals import Principal
from shared.web.formats import format_money
from shared.web.i18n import gettext
from shared.work import Work


@dataclass(frozen=True)
class BudgetLine:
    text: str = ""  # empty: none was agreed
    tag: tuple[str, str] = ("", "")
    href: str = ""  # where it is agreed on; empty: not by this reader


def line(work: Work, who: Principal, case: Case) -> BudgetLine:
    """The budget in one sentence, for the case's people."""
    may_agree = case.closing is None and coordinates.allows(who, case)
    href = url_for("budgeting.budget", case_id=case.id) if may_agree else ""
    now = queries.budget(work, case)
    if now is None:
        return BudgetLine(href=href)
    text = gettext(
        "Budget since %(day)s: %(agreed)s, of which %(spent)s is spent.",
        day=day(now.since),
        agreed=format_money(now.agreed),
        spent=format_money(now.spent),
    )
    if now.over:
        over = gettext("%(sum)s too much", sum=format_money(now.over))
        return BudgetLine(text, ("late", over), href)
    return BudgetLine(text, ("done", gettext("%(sum)s left", sum=format_money(now.left))), href)
