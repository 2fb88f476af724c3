"""How figures are divided and counted."""

from enum import StrEnum


class FigureDimension(StrEnum):
    """By what a defined figure is divided, one at a time."""

    MONTH = "MONTH"
    MUNICIPALITY = "MUNICIPALITY"
    PROGRAMME = "PROGRAMME"
    ORGANISATION = "ORGANISATION"


class FigureCounting(StrEnum):
    """What a defined figure counts once."""

    EVENTS = "EVENTS"
    CASES = "CASES"  # each family, however often
