"""What has happened to one thing, who did it and when, for those who keep it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.common import catalogue, people
from shared.identity.principals import Principal
from shared.kernel.aggregate import Aggregate
from shared.kernel.events import decode
from shared.store.history import recorded
from shared.web.api import uuid_of
from shared.web.i18n import gettext, language
from shared.work import Work, stream_of


@dataclass(frozen=True)
class Happening:
    """One event, who recorded it, and when."""

    event: Any
    by: str  # empty: one of our own processes, or a command of the operator
    at: datetime


def history(work: Work, who: Principal, thing: Aggregate) -> list[Happening]:
    """Everything from the thing's own stream, the oldest first."""
    by = author(work, who)
    return [
        Happening(
            decode(row.name, row.schema_version, row.data, work.sealing),
            by(row.metadata["actor"], row.metadata["organisation"]),
            row.recorded_at,
        )
        for row in recorded(work.db, stream_of(thing))
    ]


def author(work: Work, who: Principal) -> Callable[[str, str | None], str]:
    """Who did it: people of the reader's own by name, of others the organisation alone."""
    name = people.names(work)

    def by(actor: str, organisation: str | None) -> str:
        home = uuid_of(organisation or "")
        person = name(actor)
        if not person or who.organisation in (None, home):
            return person
        there = catalogue.organisation(work.db, home) if home else None
        return there.name_in(language()) if there else gettext("the region")

    return by
