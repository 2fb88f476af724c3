"""What organisations have declared of their programmes."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Connection, select

from services.common import catalogue
from services.common.codes import CapacityPeriod
from services.referral.openings.projections import openings
from services.referral.openings.rules import Declared, opening_of
from shared.kernel.aggregate import NotFound

Pair = tuple[UUID, str]  # an organisation, and a programme that it provides


def pairs(db: Connection) -> dict[UUID, Pair]:
    """Who provides which programme, by the id of the opening: declared or not."""
    return {
        opening_of(organisation, code): (organisation, code)
        for code, several in catalogue.all_providers(db).items()
        for organisation in several
    }


def pair_of(db: Connection, opening_id: UUID) -> Pair:
    """Whose opening it is, and of which programme; `NotFound` where nobody provides it."""
    pair = pairs(db).get(opening_id)
    if pair is None:
        raise NotFound
    return pair


def declared(db: Connection, programme: str | None = None) -> Mapping[Pair, Declared]:
    """What has been declared, of one programme or of all."""
    query = select(openings)
    if programme is not None:
        query = query.where(openings.c.programme == programme)
    return {
        (row.organisation, row.programme): Declared(
            places=row.places,
            period=row.period or CapacityPeriod.AT_A_TIME,
            closed=row.closed or "",
            closed_from=row.closed_from,
            closed_until=row.closed_until,
        )
        for row in db.execute(query)
    }
