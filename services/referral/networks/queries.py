"""What pages, the API and the choice between members read of networks."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select

from services.common.codes import Control
from services.referral.networks.domain import Network
from services.referral.networks.events import Offer
from services.referral.networks.projections import members, networks
from services.referral.networks.rules import EACH_ITS_OWN, Controllers
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.kernel.codec import dataclass_reader
from shared.work import Work


@dataclass(frozen=True)
class ListedNetwork:
    id: UUID
    code: str
    name: str
    coordinator: UUID
    programmes: tuple[str, ...]
    members: dict[UUID, Offer]
    answer_days: int | None = None
    controllers: Controllers = EACH_ITS_OWN


@dataclass(frozen=True)
class NetworkView:
    """A network as it stands, from its own stream."""

    network: Network
    version: int


def network(work: Work, _who: Principal, network_id: UUID) -> NetworkView:
    """One network; `NotFound` when there is none."""
    state, version = work.load(Network(network_id))
    if state.formed is None:
        raise NotFound
    return NetworkView(state, version)


def all_networks(db: Connection) -> list[ListedNetwork]:
    """Every network with its members of today, by code."""
    read = dataclass_reader(Offer)
    offers: dict[UUID, dict[UUID, Offer]] = {}
    here = select(members).where(members.c.left_on.is_(None)).order_by(members.c.organisation)
    for row in db.execute(here):
        offers.setdefault(row.network_id, {})[row.organisation] = read(row.offer)
    return [
        ListedNetwork(
            row.network_id,
            row.code,
            row.name,
            row.coordinator,
            tuple(row.programmes),
            offers.get(row.network_id, {}),
            row.answer_days,
            _controllers(row),
        )
        for row in db.execute(select(networks).order_by(networks.c.code))
    ]


def network_of(db: Connection, programme: str) -> ListedNetwork | None:
    """The network that provides the programme, the first by code; None: it has none."""
    several = (each for each in all_networks(db) if programme in each.programmes)
    return next((each for each in several if each.members), None)


def by_code(db: Connection, code: str) -> ListedNetwork:
    """The network of that code, with its members of today; raises `NotFound`."""
    for each in all_networks(db):
        if each.code == code:
            return each
    raise NotFound


def network_of_member(db: Connection, programme: str, organisation: UUID) -> ListedNetwork | None:
    """In which network the organisation provides the programme; None: in none."""
    for each in all_networks(db):
        if programme in each.programmes and organisation in (each.coordinator, *each.members):
            return each
    return None


def _controllers(row: Row[Any]) -> Controllers:
    if row.control is None:
        return EACH_ITS_OWN
    return Controllers(Control(row.control), row.contact, row.arrangement or "")


def coordinators(db: Connection, organisation: UUID) -> frozenset[UUID]:
    """Who coordinates the networks that the organisation belongs to."""
    return frozenset(each.coordinator for each in all_networks(db) if organisation in each.members)
