"""The experience of support persons on the wire."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StatementShare:
    """One statement, and how many per cent of the answers agree with it."""

    question: str
    indicator: str  # M23, or empty
    name: str
    answers: int  # of the region rounded to fives, as the share is
    yes: int | None  # null: of the region
    share: int
