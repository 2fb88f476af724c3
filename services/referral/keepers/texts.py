"""How it is said to families."""

from shared.web.i18n import gettext


def of_its_own(organisation: str) -> str:
    return gettext("%(organisation)s keeps what you tell.", organisation=organisation)


def together(organisation: str, network: str, contact: str) -> str:
    return gettext(
        "%(organisation)s and the other organisations of %(network)s keep together what you tell. "
        "Turn to %(contact)s with your questions about it.",
        organisation=organisation,
        network=network,
        contact=contact,
    )


def contact(name: str, phone: str) -> str:
    """To whom families turn, with the phone where there is one."""
    return f"{name}, {phone}" if phone else name
