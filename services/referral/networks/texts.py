"""What is read of a network: when offers go on, and who keeps what families tell."""

from collections.abc import Mapping
from uuid import UUID

from services.referral.networks.rules import Controllers
from shared.web.i18n import gettext, ngettext


def answer_time(days: int | None) -> str:
    """After how many days they go on to the next."""
    if days is None:
        return gettext("wait until somebody answers")
    return ngettext(
        "go on to the next after %(num)s working day",
        "go on to the next after %(num)s working days",
        days,
    )


def control(controllers: Controllers, names: Mapping[UUID, str]) -> str:
    """How members are controllers, as the network itself reads it."""
    if not controllers.is_joint:
        return gettext("each organisation for its own clients")
    contact = names.get(controllers.contact or UUID(int=0), "–")
    return gettext("all of them together; families turn to %(contact)s", contact=contact)
