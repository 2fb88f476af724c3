"""The local copy of who is known, folded from the events of whoever owns them."""

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from shared.consumer.subscription import Projection
from shared.database.engine import Database
from shared.identity.principals import Principal, Principals, follow, metadata
from shared.kernel.events import event, kind_of, personal
from shared.kernel.sealing import Open, Sealed

ANA, PUMP, CLUB = UUID(int=1), UUID(int=3), UUID(int=9)


@event("test_club.joined", to=("red",))
class Joined:
    person_id: UUID
    sign_in: str
    organisation_id: UUID | None
    roles: tuple[str, ...]
    name: str = personal(of="person_id", retention="staff")


@event("test_club.roles_changed", to=("red",))
class RolesChanged:
    person_id: UUID
    roles: tuple[str, ...]


@event("test_club.left", to=("red",))
class Left:
    person_id: UUID


@event("test_club.client_registered", to=("red",))
class ClientRegistered:
    client_id: UUID
    sign_in: str
    organisation_id: UUID | None
    roles: tuple[str, ...]


@event("test_club.client_retired", to=("red",))
class ClientRetired:
    client_id: UUID


ANA_JOINS = Joined(
    person_id=ANA,
    sign_in="ana",
    organisation_id=CLUB,
    roles=("keeper", "rider"),
    name=Sealed("Ana A."),  # type: ignore[arg-type]  # as a projection gets it
)
PUMP_COMES = ClientRegistered(
    client_id=PUMP, sign_in="pump", organisation_id=None, roles=("service",)
)


class Club:
    """A projection that followed some events, and the principals that it knows now."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.by_id = Principals(database, Open())
        self.projection = Projection("principals", metadata)
        follow(
            self.projection,
            joined=Joined,
            roles_changed=RolesChanged,
            left=Left,
            client_registered=ClientRegistered,
            client_retired=ClientRetired,
        )
        with database.writing() as db:
            self.projection.create(db)

    def hears(self, *events: Any) -> None:
        with self.database.writing() as db:
            for happened in events:
                message = SimpleNamespace(name=kind_of(happened).name)
                self.projection.call(db, happened, message)  # type: ignore[arg-type]


@pytest.fixture
def club(database_url: str) -> Iterator[Club]:
    database = Database(database_url)
    yield Club(database)
    database.close()


def test_who_has_joined_is_known_by_the_issuers_name_for_them(club: Club) -> None:
    club.hears(ANA_JOINS)
    ana = Principal(ANA, "person", "ana", CLUB, frozenset({"keeper", "rider"}), "Ana A.")
    assert (club.by_id.who(str(ANA)), club.by_id.by_id(ANA)) == (ana, ana)


def test_a_client_is_known_by_its_sign_in(club: Club) -> None:
    club.hears(PUMP_COMES)
    pump = Principal(PUMP, "service", "pump", None, frozenset({"service"}), "pump")
    assert club.by_id.who("pump") == pump


def test_nobody_else_is_known(club: Club) -> None:
    club.hears(ANA_JOINS)
    assert (club.by_id.who("ana"), club.by_id.by_id(PUMP)) == (None, None)


def test_new_roles_count_at_once(club: Club) -> None:
    club.hears(ANA_JOINS, RolesChanged(person_id=ANA, roles=("rider",)))
    ana = club.by_id.who(str(ANA))
    assert ana and (ana.has("keeper"), ana.has("keeper", "rider")) == (False, True)


def test_who_has_left_is_not_known(club: Club) -> None:
    club.hears(ANA_JOINS, PUMP_COMES, Left(person_id=ANA), ClientRetired(client_id=PUMP))
    assert (club.by_id.who(str(ANA)), club.by_id.who("pump")) == (None, None)


def test_who_comes_back_is_known_again(club: Club) -> None:
    club.hears(ANA_JOINS, Left(person_id=ANA), ANA_JOINS)
    assert club.by_id.by_id(ANA) is not None


BEN = UUID(int=2)


def test_where_nobody_has_a_role_another_stands_in(club: Club) -> None:
    club.by_id = Principals(club.database, Open(), {"captain": "rider"})
    club.hears(ANA_JOINS)
    ana = club.by_id.by_id(ANA)
    assert ana and ana.roles == {"keeper", "rider", "captain"}


def test_nobody_stands_in_for_who_is_there(club: Club) -> None:
    club.by_id = Principals(club.database, Open(), {"captain": "rider"})
    captain = replace(ANA_JOINS, person_id=BEN, sign_in="ben", roles=("captain",))
    club.hears(ANA_JOINS, captain)
    ana = club.by_id.by_id(ANA)
    assert ana and ana.roles == {"keeper", "rider"}
    club.hears(Left(person_id=BEN))
    ana = club.by_id.by_id(ANA)
    assert ana and ana.has("captain")


def test_only_the_role_named_stands_in_and_only_in_an_organisation(club: Club) -> None:
    club.by_id = Principals(club.database, Open(), {"captain": "rider"})
    alone = replace(ANA_JOINS, organisation_id=None)
    keeper = replace(ANA_JOINS, person_id=BEN, sign_in="ben", roles=("keeper",))
    club.hears(alone, keeper)
    principals = (club.by_id.by_id(ANA), club.by_id.by_id(BEN))
    assert [principal and principal.has("captain") for principal in principals] == [False, False]
