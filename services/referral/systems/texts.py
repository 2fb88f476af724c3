"""What happened to a system and its proofs, in words."""

from services.common.codes import Role
from services.common.labels import listed
from services.referral.access import events
from services.referral.access.events import ClientSecretDrawn
from services.referral.clients.rules import ends_on
from shared.web.formats import format_date
from shared.web.i18n import gettext, language


def happening(event: events.ClientEvent, *, before: ClientSecretDrawn | None) -> str:
    """One line of its history; `before` is the newest secret that was not withdrawn by then."""
    match event:
        case events.ClientRegistered(roles=roles):
            return gettext("Registered: %(name)s", name=listed(map(Role, roles), language()))
        case events.ClientKeyRegistered(key_id=key):
            return gettext("The key %(key)s was added", key=key)
        case events.ClientKeyWithdrawn(key_id=key):
            return gettext("The key %(key)s was withdrawn", key=key)
        case events.ClientSecretDrawn():
            return _drawn(event, before)
        case events.ClientSecretWithdrawn(secret_id=secret):
            return gettext("The secret %(secret)s was withdrawn", secret=secret)
        case events.ClientRetired():
            return gettext("It calls no more")


def _drawn(secret: ClientSecretDrawn, before: ClientSecretDrawn | None) -> str:
    if before is None:
        return gettext("The secret %(secret)s was drawn", secret=secret.secret_id)
    return gettext(
        "The secret %(secret)s was drawn; %(before)s works until %(day)s",
        secret=secret.secret_id,
        before=before.secret_id,
        day=format_date(ends_on(secret)),
    )
