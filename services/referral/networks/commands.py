"""What can be asked of networks. Each function runs in the caller's one transaction."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from services.common import catalogue, geography
from services.common.codes import Control
from services.referral.directory.commands import PROGRAMME
from services.referral.directory.domain import Organisation
from services.referral.networks.domain import Network
from services.referral.networks.events import NetworkFormed, Offer
from services.referral.networks.rules import controllers_of
from shared.kernel.aggregate import Invalid
from shared.work import Taken, Work

NETWORK = "network"  # codes are unique among networks


def form(
    work: Work,
    *,
    code: str,
    name: str,
    coordinator: UUID,
    programmes: Sequence[str],
    network_id: UUID | None = None,
) -> UUID:
    """The network's id; the same again changes nothing, another name for the code is refused."""
    _must_be_organisation(work, coordinator)
    for programme in programmes:
        if work.holder(PROGRAMME, programme) is None:
            raise Invalid(
                "No programme is called %(programme)s.",
                code="unknown-programme",
                programme=programme,
            )
    network = Network(network_id or uuid4())
    try:
        work.claim(NETWORK, code, network)
    except Taken as taken:
        network = Network(taken.id)
    formed = NetworkFormed(
        network_id=network.id,
        code=code,
        name=name,
        coordinator=coordinator,
        programmes=tuple(programmes),
        on=work.on,
    )
    work.change(network, lambda network: network.form(formed))
    return network.id


def set_offer(work: Work, network_id: UUID, *, organisation: UUID, offer: Offer) -> None:
    """Take a member in, or say what it does from now on."""
    _must_be_organisation(work, organisation)
    _must_be_places(offer)
    by = work.actor.organisation
    work.change(
        Network(network_id),
        lambda network: network.set_offer(organisation, offer, by=by, on=work.on),
    )


def agree_answer_time(work: Work, network_id: UUID, *, working_days: int | None) -> None:
    """Say after how many days the clock takes back an offer that nobody has answered."""
    by = work.actor.organisation
    work.change(
        Network(network_id),
        lambda network: network.agree_answer_time(working_days, by=by, on=work.on),
    )


def agree_control(
    work: Work,
    network_id: UUID,
    *,
    control: Control,
    contact: UUID | None = None,
    arrangement: str = "",
) -> None:
    """Say how members are controllers of what families tell, and to whom families turn."""
    controllers = controllers_of(control, contact, arrangement)
    by = work.actor.organisation
    work.change(
        Network(network_id),
        lambda network: network.agree_control(controllers, by=by, on=work.on),
    )


def leave(work: Work, network_id: UUID, *, organisation: UUID) -> None:
    """A member takes no new families any more; it keeps those that it has."""
    by = work.actor.organisation
    work.change(Network(network_id), lambda network: network.leave(organisation, by=by, on=work.on))


def _must_be_organisation(work: Work, organisation: UUID) -> None:
    catalogue.check_here(work.db, organisation)
    if work.load(Organisation(organisation))[0].registered is None:
        raise Invalid(
            "No organisation has the id %(organisation)s.",
            code="unknown-organisation",
            organisation=organisation,
        )


def _must_be_places(offer: Offer) -> None:
    unknown = [code for code in offer.municipalities if code not in geography.municipalities()]
    unknown += [code for code in offer.counties if code not in geography.counties()]
    if unknown:
        raise Invalid(
            "There is no place with the code %(codes)s.",
            code="unknown-place",
            codes=", ".join(unknown),
        )
