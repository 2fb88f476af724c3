"""What an answer about a referral holds, part by part, as its document tells."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.codes import ClientStatus, Need, SubjectKind, Urgency


@dataclass(frozen=True)
class CodedNeed:
    """All that a provider sees before acceptance: codes, an age band, no name."""

    needs: tuple[Need, ...]
    subject_kind: SubjectKind
    age_band: str | None
    mother_tongue: str | None
    service_language: str
    interpreter_needed: bool
    client_status: ClientStatus
    sibling_count: int
    urgency: Urgency


@dataclass(frozen=True)
class DisclosedSubject:
    """Who the family is."""

    given_name: str
    family_name: str
    date_of_birth: date | None
    phone: str
    email: str
    notes: str


@dataclass(frozen=True)
class Message:
    id: UUID
    organisation: UUID | None  # None: somebody of no organisation wrote it
    text: str
    sent_at: datetime
