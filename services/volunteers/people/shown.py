"""What an answer about a support person holds, part by part, as its document tells."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Contact:
    phone: str
    email: str
    address: str


@dataclass(frozen=True)
class Interviewed:
    held_on: date
    recommended: bool


@dataclass(frozen=True)
class Referred:
    received_on: date
    count: int


@dataclass(frozen=True)
class Trained:
    course: str
    completed_on: date
    hours: float


@dataclass(frozen=True)
class Consented:
    given_on: date
    form_version: str
