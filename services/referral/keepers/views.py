"""Who keeps what a family tells, for the pages on which it tells something."""

from dataclasses import dataclass
from uuid import UUID

from services.common import catalogue
from services.common.notices.reading import Together
from services.referral.keepers import texts
from services.referral.networks.queries import ListedNetwork, network_of, network_of_member
from shared.web.i18n import language
from shared.work import Work


@dataclass(frozen=True)
class Keeper:
    """A sentence, and what joint controllers have agreed: a text, or the address of it."""

    text: str
    arrangement: str = ""
    address: str = ""


def keeper(work: Work, programme: str | None, organisation: UUID) -> Keeper:
    """Who keeps what is told to an organisation that provides the programme."""
    network = network_of_member(work.db, programme, organisation) if programme else None
    name = _name(work, organisation)
    if network is None or not network.controllers.is_joint:
        return Keeper(texts.of_its_own(name))
    address = network.controllers.address
    return Keeper(
        texts.together(name, network.name, contact(work, network)),
        "" if address else network.controllers.arrangement,
        address,
    )


def together(work: Work, programme: str) -> Together | None:
    """Those who are controllers together, as the notice names them; None: each of its own."""
    network = network_of(work.db, programme)
    if network is None or not network.controllers.is_joint:
        return None
    return Together(network.name, contact(work, network), network.controllers.arrangement)


def contact(work: Work, network: ListedNetwork) -> str:
    """To whom families of a network turn whose members are controllers together."""
    chosen = network.controllers.contact or network.coordinator
    home = catalogue.organisation(work.db, chosen)
    return texts.contact(_name(work, chosen), home.phone if home else "")


def _name(work: Work, organisation: UUID) -> str:
    home = catalogue.organisation(work.db, organisation)
    return home.name_in(language()) if home else "–"
