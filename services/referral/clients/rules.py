"""How many keys and secrets a system has at a time, and how long one lives beside the next."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Protocol, TypeVar

MOST_KEYS = 2  # of a client: the one in use and the next
MOST_SECRETS = 2  # the same
ROTATION = timedelta(days=30)  # for which a secret lives on beside the next one


class Drawn(Protocol):
    """A secret, as far as its time is concerned."""

    @property
    def drawn_on(self) -> date: ...


S = TypeVar("S", bound=Drawn)


def valid_secrets(secrets: Sequence[S], *, on: date) -> tuple[S, ...]:
    """Those worth something on that day: the newest, and the one before for a rotation's time."""
    newest = list(secrets[-1:])
    before = [old for old, new in pairwise(secrets) if on <= ends_on(new)]
    return (*before, *newest)


def ends_on(next_one: Drawn) -> date:
    """The last day of the secret before this one."""
    return next_one.drawn_on + ROTATION
