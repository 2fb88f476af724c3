"""What the provider's decision on two referrals means to their cases.

Neither says anything to whoever is outside the provider: volunteers hears that nobody is looked
for twice.
"""

from datetime import date
from uuid import UUID

from shared.kernel.events import event


@event("case.merged", to=("volunteers",))
class CaseMerged:
    """Another case of the same person leads; this one waits as it is, and closes with it."""

    case_id: UUID
    into: UUID  # the case that leads
    on: date


@event("case.separated", to=("volunteers",))
class CaseSeparated:
    """It is another person's after all, and goes on where it stood."""

    case_id: UUID
    on: date


MergeEvent = CaseMerged | CaseSeparated
