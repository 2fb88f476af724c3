"""How a ratio is measured on a machine whose speed drifts, and how it is told.

Subject and reference alternate in short slices, ABBA, so that drift falls on both; the figure is
the median of the ratios of neighbours. It is worth nothing when the machine was busy before the
start, or when the goal lies inside the spread: then the answer is "inconclusive".
"""

import gc
import json
import os
import platform
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles
from threading import Event
from time import perf_counter
from typing import Any

from services.platform.loaded import keep_what_is_loaded

PAIRS = 12
SLICE = 0.4  # seconds
IDLE = 0.85  # of all processors, before the start
MET, MISSED, INCONCLUSIVE = 0, 1, 3

Slice = Callable[[float], float]  # seconds -> operations a second


@dataclass(frozen=True)
class Figure:
    """One ratio with what is needed to believe it."""

    name: str
    goal: float
    ratio: float
    low: float  # first quartile of the pairs' ratios
    high: float  # third
    subject: float  # median rate, operations a second
    reference: float
    idle: float  # share of the processors before the start
    needs_calm: bool = True  # a count is exact however busy the machine
    at_most: bool = False  # the goal is a limit
    unit: str = "operations/s"  # of the rates
    conditions: Mapping[str, object] = field(default_factory=dict)

    @property
    def outcome(self) -> int:
        if (self.needs_calm and self.idle < IDLE) or self.low < self.goal < self.high:
            return INCONCLUSIVE
        is_met = self.ratio <= self.goal if self.at_most else self.ratio >= self.goal
        return MET if is_met else MISSED


def repeating(operation: Callable[[], object]) -> Slice:
    """A slice that does the operation again and again in this thread."""

    def run(seconds: float) -> float:
        count, start = 0, perf_counter()
        while (spent := perf_counter() - start) < seconds:
            operation()
            count += 1
        return count / spent

    return run


def adding(operation: Callable[[], int]) -> Slice:
    """The same for an operation that says how much it did: at least once, to its end."""

    def run(seconds: float) -> float:
        done, start = 0, perf_counter()
        while True:
            done += operation()
            if (spent := perf_counter() - start) >= seconds:
                return done / spent

    return run


def compare(
    name: str,
    subject: Slice,
    reference: Slice,
    *,
    goal: float,
    seconds: float = SLICE,
    **conditions: object,
) -> Figure:
    """Measure both in alternation."""
    idle = idle_share()
    for warm_up in (subject, reference):
        warm_up(seconds)
    keep_what_is_loaded()  # as the product's processes do
    pairs = [_pair(subject, reference, seconds, turned=bool(n % 2)) for n in range(PAIRS)]
    ratios = [ours / theirs for ours, theirs in pairs]
    low, _, high = quantiles(ratios, n=4)
    subjects, references = zip(*pairs, strict=True)
    rates = median(subjects), median(references)
    return Figure(name, goal, median(ratios), low, high, *rates, idle, conditions=conditions)


def single(name: str, value: float, *, limit: float, unit: str, **conditions: object) -> Figure:
    """A quantity measured once, beside its limit; shown as its share of the limit's."""
    share, idle = value / limit, idle_share()
    figure = Figure(name, 1.0, share, share, share, value, limit, idle, conditions=conditions)
    return replace(figure, at_most=True, unit=unit)


def idle_share(seconds: float = 1.0) -> float:
    """How idle all processors are, from /proc/stat; 1 where there is none."""
    before = _processor_times()
    Event().wait(seconds)
    after = _processor_times()
    spent = [b - a for a, b in zip(before, after, strict=True)]
    return sum(spent[3:5]) / sum(spent) if sum(spent) else 1.0


def busy_seconds() -> float:
    """What all processors have worked since the machine began, in seconds of one."""
    spent = _processor_times()
    return (sum(spent) - sum(spent[3:5])) / os.sysconf("SC_CLK_TCK")


def tell(*figures: Figure) -> int:
    """Print the figures as agreed; the exit code of the worst."""
    for figure in figures:
        sys.stdout.write(f"{figure.name} {figure.ratio:.4g}\n")
        say(
            name=figure.name,
            goal=figure.goal,
            is_limit=figure.at_most,
            spread=[round(figure.low, 3), round(figure.high, 3)],
            rates={"subject": _short(figure.subject), "reference": _short(figure.reference)},
            unit=figure.unit,
            conditions=dict(figure.conditions),
            idle=round(figure.idle, 2),
        )
    outcomes = {figure.outcome for figure in figures}
    return next(code for code in (MISSED, INCONCLUSIVE, MET) if code in outcomes)


def say(**values: Any) -> None:
    """One JSON line on standard error, with the versions it was measured with."""
    packages = ("sqlalchemy", "psycopg", "eventsourcing", "kafka-python", "flask", "gunicorn")
    versions = {"python": platform.python_version()} | {name: version(name) for name in packages}
    sys.stderr.write(json.dumps(values | {"versions": versions}) + "\n")


def _short(value: float) -> float:
    return round(value) if value >= 10 else round(value, 3)


def _pair(subject: Slice, reference: Slice, seconds: float, *, turned: bool) -> tuple[float, float]:
    gc.collect()
    if turned:
        theirs = reference(seconds)
        return subject(seconds), theirs
    ours = subject(seconds)
    return ours, reference(seconds)


def _processor_times() -> list[int]:
    stat = Path("/proc/stat")
    if not stat.exists():
        return [0] * 5
    return [int(ticks) for ticks in stat.read_text().split("\n", 1)[0].split()[1:9]]
