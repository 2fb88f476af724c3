"""Encounters on the wire."""

from dataclasses import dataclass


@dataclass(frozen=True)
class EncountersOfKind:
    """Of one's own organisation: how many encounters there were, and who was there."""

    kind: str | None  # of a visit, BOOKING or OPEN_EVENT; null: all together
    name: str
    number: int  # M04
    present: int  # M03: people who were there, each time they were
    minutes: int  # of visits alone
    uncounted: int  # encounters of which nobody wrote down how many were there
    estimated: int  # encounters whose number of people is an estimate
