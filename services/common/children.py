"""What the law says of children: who is one, and from when on their own view is asked."""

from services.common.codes import ClientStatus

MINORS = ("CHILD", "YOUNG_PERSON")
"""The subject kinds whose age is that of the family member in question."""
OWN_VIEW_FROM = 12  # years; Child Welfare Act 417/2007, section 20
ADULT_FROM = 18  # years; from then on nobody consents for them
CHILD_PROTECTION = frozenset(
    {
        ClientStatus.CHILD_PROTECTION_OPEN_CARE,
        ClientStatus.EMERGENCY_PLACEMENT,
        ClientStatus.TAKEN_INTO_CARE,
        ClientStatus.AFTERCARE,
    }
)
"""The client relationships under the Child Welfare Act."""
