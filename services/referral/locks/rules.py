"""Who of a provider knows a family, and who never may."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Insiders:
    """People of the provider, as casework tells of them; no event of the referral's own does."""

    team: frozenset[UUID] = frozenset()  # of its case
    kept_from: frozenset[UUID] = frozenset()


NO_INSIDERS = Insiders()
