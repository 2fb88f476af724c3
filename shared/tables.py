"""The tables of the machinery: in the database of every service, beside its read tables."""

from sqlalchemy import MetaData

from shared import duties, finding, inbox
from shared.accesslog.tables import kept_metadata, metadata as access_tables
from shared.consumer import metadata as consumer_tables
from shared.database import required
from shared.identity import principals, sessions
from shared.mail import tables as mail
from shared.service import Service
from shared.store import metadata as store_tables
from shared.transport import deliveries
from shared.transport.kafka.tables import metadata as broker_tables
from shared.web import drafts, idempotency

MACHINERY = (
    store_tables,
    consumer_tables,
    idempotency.metadata,
    principals.metadata,
    sessions.metadata,
    deliveries.metadata,
    broker_tables,
    finding.metadata,
    inbox.metadata,
    inbox.marks_metadata,
    drafts.metadata,
    access_tables,
    kept_metadata,
    required.metadata,
    duties.metadata,
    mail.metadata,
    mail.readers_metadata,
)


def all_tables(service: Service) -> list[MetaData]:
    """All tables in a service's database, the machinery's first; its migrations make these."""
    return list(dict.fromkeys((*MACHINERY, *service.own_tables)))
