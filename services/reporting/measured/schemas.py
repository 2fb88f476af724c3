"""What was measured on the wire."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MeasuredChange:
    """One measure in one programme: the first measurement of a family beside its last."""

    programme: str
    indicator: str
    name: str
    families: int
    compared: int  # of them, those measured twice or more
    better: int
    same: int
    worse: int
    first_median: float | None
    last_median: float | None
