"""The public keys of systems, by the name under which they ask for tokens."""

from sqlalchemy import Column, Connection, MetaData, String, Table, Text, Uuid, delete, insert

from services.referral.access.events import ClientKeyRegistered, ClientKeyWithdrawn, ClientRetired
from shared.consumer.subscription import Projection

metadata = MetaData()
client_keys = Table(
    "client_keys",
    metadata,
    Column("client_id", Uuid, primary_key=True),
    Column("key_id", String(200), primary_key=True),
    Column("key", Text, nullable=False),  # a JSON Web Key
)
keys = Projection("client_keys", metadata)


@keys.on(ClientKeyRegistered)
def keep(db: Connection, event: ClientKeyRegistered) -> None:
    db.execute(
        insert(client_keys).values(client_id=event.client_id, key_id=event.key_id, key=event.key)
    )


@keys.on(ClientKeyWithdrawn)
def drop(db: Connection, event: ClientKeyWithdrawn) -> None:
    theirs = client_keys.c.client_id == event.client_id
    db.execute(delete(client_keys).where(theirs, client_keys.c.key_id == event.key_id))


@keys.on(ClientRetired)
def drop_all(db: Connection, event: ClientRetired) -> None:
    db.execute(delete(client_keys).where(client_keys.c.client_id == event.client_id))
