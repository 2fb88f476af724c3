"""How support ends: planned, or not."""

from services.codes import EndReason

PLANNED_ENDS = frozenset(
    {
        EndReason.GOALS_REACHED,
        EndReason.PLANNED_END,
        EndReason.REDUNDANT,
        EndReason.REPLACED_BY_SERVICE,
    }
)
"""What a case is meant to end with: its referral is completed then, otherwise it has failed."""
