"""What the page of who stands in shows, in the reader's language."""

from typing import Any

from flask import g

from services.casework.cases.queries import CaseView
from services.casework.people import names, staff_of
from services.casework.standins.schemas import lasting
from services.casework.texts import day
from shared.web.i18n import gettext
from shared.web.parts import Option
from shared.work import Work


def form(work: Work, view: CaseView) -> dict[str, Any]:
    """Who is away, who could stand in, and who does."""
    name, case = names(work), view.case
    seats = [each for each in case.team if view.is_coordinator or each == g.who.id]
    staff = staff_of(work, case.opened.organisation)
    locked = case.staffing.locked
    return {
        "seats": [Option(str(each), name(str(each)) or "–") for each in seats],
        "staff": [Option(str(who), text) for who, text in staff if who not in locked],
        "lines": lines(work, view),
    }


def lines(work: Work, view: CaseView) -> list[tuple[str, str]]:
    """Id and words of each who stands in now or will."""
    name = names(work)
    return [
        (
            str(each.id),
            gettext(
                "%(name)s stands in for %(other)s, %(since)s–%(until)s",
                name=name(str(each.person)),
                other=name(str(each.instead_of)),
                since=day(each.since),
                until=day(each.until),
            ),
        )
        for each in lasting(view)
    ]
