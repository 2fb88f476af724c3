"""The experience of support persons as a table, and on the wire."""

from collections.abc import Iterable
from typing import Any

from services.common.survey import question
from services.reporting.figures.views import Table
from services.reporting.surveyed.rules import Experience
from shared.web.i18n import gettext, language


def table(experiences: Iterable[Experience]) -> Table:
    """One row for each statement."""
    columns: list[str | tuple[str, str]] = [gettext("Statement")]
    columns += [(gettext("Answers"), "num"), (gettext("Agree (4 or 5 of 5)"), "num")]
    cells = [[_name(each), str(each.answers), f"{each.share} %"] for each in experiences]
    lead = gettext(
        "Support people answer once a year without their names. Answers are only ever counted five "
        "or more together; of the whole region they are rounded to fives."
    )
    return Table(gettext("What support people say"), lead, columns, cells, is_list=True)


def as_json(each: Experience) -> dict[str, Any]:
    return {**vars(each), "name": _name(each)}


def _name(each: Experience) -> str:
    return question(each.question, language())
