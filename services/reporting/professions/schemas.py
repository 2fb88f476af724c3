"""Which professions families met, on the wire."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ProfessionMet:
    """How many of one's own families, and of their children, met a profession of their team."""

    programme: str
    profession: str
    name: str
    families: int
    of_families: int
    share_of_families: int | None  # per cent; null: fewer than ten
    children: int  # M15
    of_children: int
    share_of_children: int | None
    untold_families: int  # of whom it was never told how many children they are
