"""Whom a programme is for, as data: audience, exclusions, preconditions.

Codes of needs, client statuses, subject and referrer kinds are those of services.common.codes; they
stand here as plain text, so that a programme written later can be read by what runs today.
"""

from enum import StrEnum

from services.common.children import MINORS
from services.common.programme.words import Words
from shared.kernel.events import value


class Strength(StrEnum):
    HARD = "HARD"  # refuses
    SOFT = "SOFT"  # warns


@value
class Condition:
    """True of somebody whose `field` is, or holds, one of the `values`.

    True and false are written as "true" and "false", whatever a request sends.
    """

    field: str
    values: tuple[str, ...]

    def met_by(self, given: object) -> bool:
        """Does a value, or one of a list of values, meet it? Nothing given meets nothing."""
        if isinstance(given, tuple | list | set | frozenset):
            return any(self.met_by(value) for value in given)
        return (str(given).lower() if isinstance(given, bool) else given) in self.values


@value
class Audience:
    """Whom it supports. No age limit is None; no client status listed means any."""

    kinds: tuple[str, ...]  # subject kinds
    secondary: tuple[str, ...] = ()  # subject kinds reached beside them
    age_min: int | None = None  # whole years on the day, included
    age_max: int | None = None  # whole years on the day, included
    ages_of: tuple[str, ...] = MINORS  # the subject kinds whose age counts
    client_statuses: tuple[str, ...] = ()  # one of these is required

    def asks_age_of(self, kind: str) -> bool:
        """Whether there is a limit of age for subjects of this kind."""
        return kind in self.ages_of and (self.age_min, self.age_max) != (None, None)

    def age_fits(self, age: int) -> bool:
        youngest = 0 if self.age_min is None else self.age_min
        return youngest <= age and (self.age_max is None or age <= self.age_max)


@value
class Exclusion:
    """Who is not, or not primarily, meant. Overridable: a coordinator may, with a reason."""

    code: str
    strength: Strength
    overridable: bool = False
    condition: Condition  # on "client_status" or "needs"
    explanation: Words


@value
class Precondition:
    """What has to be so before support may start, as told in the referral."""

    code: str
    condition: Condition  # on a field of the request's preconditions, with the accepted values
    explanation: Words
