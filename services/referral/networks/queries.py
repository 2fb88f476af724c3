"""What pages, the API and the choice between members read of networks."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, select

from services.referral.networks.domain import Network
from services.referral.networks.events import Offer
from services.referral.networks.projections import members, networks
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
        )
        for row in db.execute(select(networks).order_by(networks.c.code))
    ]


def network_of(db: Connection, programme: str) -> ListedNetwork | None:
    """The network that provides the programme, the first by code; None: it has none."""
    several = (each for each in all_networks(db) if programme in each.programmes)
    return next((each for each in several if each.members), None)


def coordinators(db: Connection, organisation: UUID) -> frozenset[UUID]:
    """Who coordinates the networks that the organisation belongs to."""
    return frozenset(each.coordinator for each in all_networks(db) if organisation in each.members)
