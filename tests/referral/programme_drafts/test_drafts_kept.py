"""Whose drafts are whose, from the list to one of them; on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from services.common.codes import Role
from services.platform import registry
from services.referral.programme_drafts import commands, queries
from services.referral.programme_drafts.projections import drafted
from shared.database.engine import Database
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.kernel.clock import Clock
from shared.kernel.sealing import Open
from shared.service import Service
from shared.work import Actor
from tests.databases import NewDatabase, migrated

NOON = datetime(2026, 11, 20, 10, tzinfo=UTC)
MLL, SIIPI = UUID(int=2), UUID(int=3)
BEGIN = partial(commands.begin, code="koira", title="Koira")


@pytest.fixture
def service(new_database_url: NewDatabase) -> Iterator[Service]:
    clock = Clock(ZoneInfo("Europe/Helsinki"), lambda: NOON)
    database = Database(new_database_url(migrated("referral")))
    service = Service("referral", database=database, clock=clock, sealing=Open())
    service.listen(drafted, service.own)
    registry.prepare(service.store, partitions=4)
    yield service
    service.close()


def an_administrator(organisation: UUID | None) -> Principal:
    return Principal(UUID(int=1), "person", "x", organisation, frozenset({Role.ADMINISTRATOR}))


def test_a_draft_is_listed_and_read_by_its_own_and_by_the_region(service: Service) -> None:
    drafts = {own: service.execute(BEGIN, Actor("a", own)) for own in (MLL, None)}
    service.followers.settle()
    with service.read_only(Actor("a")) as work:
        listed = {
            own: {each.id for each in queries.open_drafts(work, an_administrator(own))}
            for own in (MLL, SIIPI, None)
        }
        assert listed == {MLL: {drafts[MLL]}, SIIPI: set(), None: {*drafts.values()}}
        for own, draft in ((SIIPI, drafts[MLL]), (MLL, drafts[None])):
            with pytest.raises(NotFound):
                queries.draft(work, an_administrator(own), draft)
