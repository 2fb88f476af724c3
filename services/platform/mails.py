"""A service's mails: made every minute where it follows, and handed over beside everything else."""

from functools import partial

from services.common.mailing import queries
from services.common.mailing.commands import A_MINUTE, prepare
from shared.mail.conversation import MailServer
from shared.mail.outbox import Outbox
from shared.service import Service

OFTEN = 15.0  # seconds between looks at what waits to leave


def post(service: Service, server: MailServer | None, base_url: str) -> Outbox | None:
    """Let the process in which the service follows make and send its mails.

    Each on a thread of its own: a server that does not answer holds up nothing but mail.
    """
    service.followers.every(A_MINUTE, "mails", partial(prepare, service))
    service.gauges.append(partial(queries.gauges, service))
    if server is None:
        return None
    outbox = outbox_of(service, server, base_url)
    service.followers.every(OFTEN, "mailing", outbox.send)
    return outbox


def outbox_of(service: Service, server: MailServer, base_url: str) -> Outbox:
    """The service's outbox before that server."""
    write = queries.writer(service, server.sender, base_url)
    return Outbox(service.database, service.clock, server, write)
