"""What was measured, by its measure: the values in order of their days, the first and the last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

from services.casework.plan.rules import STANDARD, Measurement, Score, t_score
from services.common.programme import Programme

Scale = tuple[Decimal | int, Decimal | int]


@dataclass(frozen=True)
class Development:
    """One measure over time. There is at least one value."""

    indicator: str
    scale: Scale  # lowest and highest
    values: tuple[tuple[date, Decimal], ...]  # by day

    @property
    def first(self) -> tuple[date, Decimal]:
        return self.values[0]

    @property
    def last(self) -> tuple[date, Decimal]:
        return self.values[-1]

    @property
    def change(self) -> Decimal | None:
        """From the first value to the last; None while there is a single one."""
        return self.last[1] - self.first[1] if len(self.values) > 1 else None

    @classmethod
    def of(cls, indicator: str, scale: Scale, values: Mapping[date, Decimal]) -> Self:
        return cls(indicator, scale, tuple(sorted(values.items())))


def developments(programme: Programme, measured: Iterable[Measurement]) -> list[Development]:
    """In the programme's order, then the common ones; of one day the value recorded last."""
    by_measure: dict[str, dict[date, Decimal]] = {}
    for each in measured:
        by_measure.setdefault(each.indicator, {})[each.measured_on] = each.value
    own = {each.code: (each.lowest, each.highest) for each in programme.indicators}
    scales: dict[str, Scale] = {**own, **{c: s for c, s in STANDARD.items() if c not in own}}
    return [
        Development.of(code, scale, by_measure[code])
        for code, scale in scales.items()
        if code in by_measure
    ]


def attained(goals: Iterable[tuple[Decimal, tuple[Score, ...]]]) -> dict[date, Decimal]:
    """T of the goals on each day on which one of them was scored, by what each was then."""
    weighed = [*goals]
    days = sorted({score.assessed_on for _, scores in weighed for score in scores})
    by_day: dict[date, Decimal] = {}
    for day in days:
        then = [
            (weight, past[-1].value)
            for weight, scores in weighed
            if (past := [score for score in scores if score.assessed_on <= day])
        ]
        reached = t_score(then)
        if reached is not None:
            by_day[day] = reached
    return by_day
