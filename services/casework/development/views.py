"""How measures and goals changed, as small pictures with words, in the reader's language."""

from datetime import date
from decimal import Decimal

from services.casework.cases.queries import CaseView
from services.casework.development import rules
from services.casework.development.rules import Development
from services.casework.planning.views import indicator_name
from services.casework.texts import day
from services.common.measures import GAS_T
from shared.web.charts import sparkline
from shared.web.formats import format_number
from shared.web.i18n import gettext
from shared.web.parts import Trend

GOALS = "goals"  # a measure made of the goals' scores; T = 50 is as expected
EXPECTED = Decimal(50)


def trends(view: CaseView) -> list[Trend]:
    """What was measured, then how far the goals are reached; the dashed line is the beginning."""
    goals = _goals(view)
    drawn = measured(view)
    return [*drawn, _trend(gettext("Goals together, T"), goals, EXPECTED)] if goals else drawn


def measured(view: CaseView) -> list[Trend]:
    """What was measured alone, as the family reads it too."""
    return [_trend(name, each) for name, each in _named(view)]


def rows(view: CaseView) -> list[tuple[str, str, str, str]]:
    """The same as a table: the measure, its first and last value with their days, the change."""
    goals = _goals(view)
    named = [*_named(view), *([(gettext("Goals together, T"), goals)] if goals else [])]
    return [(name, _dated(*each.first), _dated(*each.last), _change(each)) for name, each in named]


def _named(view: CaseView) -> list[tuple[str, Development]]:
    developed = rules.developments(view.programme, view.case.plan.measurements)
    return [(indicator_name(view.programme, each.indicator), each) for each in developed]


def _goals(view: CaseView) -> Development | None:
    goals = [(goal.weight, goal.scores) for goal in view.case.plan.goals]
    by_day = {} if view.programme.is_guided else rules.attained(goals)
    return Development.of(GOALS, GAS_T, by_day) if by_day else None


def _trend(name: str, each: Development, target: Decimal | None = None) -> Trend:
    low, high = each.scale
    line = sparkline(
        [value for _, value in each.values],
        title=f"{name}: {_course(each)}",
        target=each.first[1] if target is None else target,
        low=low,
        high=high,
    )
    return Trend(name, line, format_number(each.last[1]), _course(each))


def _course(each: Development) -> str:
    if each.change is None:
        return gettext("measured %(day)s", day=day(each.last[0]))
    first, last = format_number(each.first[1]), format_number(each.last[1])
    days = {"first": day(each.first[0]), "last": day(each.last[0])}
    return gettext("%(before)s → %(now)s, %(first)s–%(last)s", before=first, now=last, **days)


def _dated(on: date, value: Decimal) -> str:
    return f"{format_number(value)} ({day(on)})"


def _change(each: Development) -> str:
    change = each.change
    if change is None:
        return "–"
    if change == 0:
        return gettext("the same")
    amount = format_number(abs(change))
    return f"+{amount}" if change > 0 else f"−{amount}"
