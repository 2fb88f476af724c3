"""What the page of who is kept out shows, in the reader's language."""

from typing import Any

from services.casework.cases.queries import CaseView
from services.casework.locks.schemas import lines
from services.casework.people import names
from services.casework.texts import day
from services.common.people import members
from shared.web.parts import Option
from shared.work import Work


def form(work: Work, view: CaseView) -> dict[str, Any]:
    """Everybody of the organisation who could be kept out, and who is."""
    name, locked = names(work), view.case.staffing.locked
    people = members(work, view.case.opened.organisation)
    return {
        "staff": [Option(str(each.id), each.name) for each in people if each.id not in locked],
        "locks": [
            (str(each["person"]), name(str(each["person"])), day(each["on"]), each["reason"])
            for each in lines(view.case)
        ],
    }
