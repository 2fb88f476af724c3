"""What the forms of a plan show beside their case, in the reader's language."""

from typing import Any

from services.casework.cases.queries import CaseView
from services.casework.plan.rules import STANDARD
from services.casework.plan.texts import meetings, professions
from services.casework.texts import signed
from services.common.programme import Programme
from shared.web.i18n import gettext, language
from shared.web.parts import Option
from shared.work import Work


def goal_form(_work: Work, view: CaseView) -> dict[str, Any]:
    """The professions of the programme's team; none where one person supports."""
    return {"professions": professions(view.programme)}


def scores_form(_work: Work, _view: CaseView) -> dict[str, Any]:
    scale = [Option(str(value), f"{signed(value)} {text}") for value, text in _scale()]
    return {"scale": scale}


def meeting_form(_work: Work, view: CaseView) -> dict[str, Any]:
    answers = [
        Option("true", gettext("The goals are being met")),
        Option("false", gettext("Not yet")),
    ]
    return {"answers": answers, "words": meetings(view.programme, 0)}


def measurement_form(_work: Work, view: CaseView) -> dict[str, Any]:
    """The programme's own indicators; the common ones where it has none."""
    own = [
        Option(each.code, f"{each.name.said_in(language())} ({each.lowest}–{each.highest})")
        for each in view.programme.indicators
    ]
    common = [
        Option(code, f"{code.upper()} ({lowest}–{highest})")
        for code, (lowest, highest) in STANDARD.items()
    ]
    return {"indicators": own or common}


def indicator_name(programme: Programme, indicator: str) -> str:
    own = programme.indicator(indicator)
    return own.name.said_in(language()) if own else indicator.upper()


def _scale() -> list[tuple[int, str]]:
    return [
        (-2, gettext("much less than expected")),
        (-1, gettext("less than expected")),
        (0, gettext("as expected")),
        (1, gettext("more than expected")),
        (2, gettext("much more than expected")),
    ]
