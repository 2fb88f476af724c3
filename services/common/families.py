"""What is told of a family, and goes with it from the referral to its disclosure and its case."""

from typing import Any

FAMILY = (
    "subject_kind",
    "non_disclosure",
    "service_language",
    "interpreter_needed",
    "sibling_count",
    "needs",
    "client_status",
    "mother_tongue",
    "interests",
    "availability",
    "given_name",
    "family_name",
    "date_of_birth",
    "phone",
    "email",
    "address",
    "guardians",
    "siblings",
    "notes",
    "preconditions",
)
"""The fields of that name in each event. Who the family is does not go along: in every register
it is a person of its own."""


def family_of(event: Any) -> dict[str, Any]:
    """What the event tells of the family, for the next event that tells it."""
    return {name: getattr(event, name) for name in FAMILY}
