"""What an answer about a match holds, part by part, as its document tells."""

from dataclasses import dataclass
from datetime import date

from services.codes import ChildView, MatchConsentGiver


@dataclass(frozen=True)
class VolunteerSaid:
    given: bool
    on: date


@dataclass(frozen=True)
class FamilySaid:
    given: bool
    by: MatchConsentGiver
    on: date


@dataclass(frozen=True)
class ChildSaid:
    view: ChildView
    on: date


@dataclass(frozen=True)
class Consents:
    volunteer: VolunteerSaid | None
    family: FamilySaid | None
    child: ChildSaid | None
