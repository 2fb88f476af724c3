"""Whether a document makes sense; who reads it, the policy says."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.common.codes import DocumentCircle, DocumentKind
from shared.kernel.aggregate import Invalid


@dataclass(frozen=True)
class DocumentFacts:
    """What is said of a paper when it is put into the book."""

    dated_on: date
    kind: DocumentKind
    circle: DocumentCircle
    readers: tuple[UUID, ...] = ()
    text: str = ""


def must_make_sense(facts: DocumentFacts, *, team: Collection[UUID], today: date) -> None:
    """A paper that is there, for people who are named of the team where it is for named ones."""
    if facts.dated_on > today:
        raise Invalid("The day of a paper is today or before.", code="dated_on", field="dated_on")
    is_named = facts.circle is DocumentCircle.NAMED
    if is_named and not facts.readers:
        raise Invalid("Choose who reads it.", code="readers", field="readers")
    if facts.readers and not is_named:
        raise Invalid(
            "You chose people, but not that only they read it. Choose one or the other.",
            code="circle",
            field="circle",
        )
    if not set(facts.readers) <= set(team):
        raise Invalid("Choose people of the team.", code="not_on_team", field="readers")
