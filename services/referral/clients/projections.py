"""The proofs of systems, by the name under which they ask for tokens: keys, digests of secrets."""

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
    delete,
    func,
    insert,
    select,
)

from services.referral.access.events import (
    ClientKeyRegistered,
    ClientKeyWithdrawn,
    ClientRetired,
    ClientSecretDrawn,
    ClientSecretWithdrawn,
)
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


secrets_metadata = MetaData()
client_secrets = Table(
    "client_secrets",
    secrets_metadata,
    Column("client_id", Uuid, primary_key=True),
    Column("secret_id", String(20), primary_key=True),
    Column("digest", String(64), nullable=False),  # SHA-256
    Column("drawn_on", Date, nullable=False),
    Column("number", Integer, nullable=False),  # the first is 1: several are drawn on one day
)
secrets = Projection("client_secrets", secrets_metadata)


@secrets.on(ClientSecretDrawn)
def keep_secret(db: Connection, event: ClientSecretDrawn) -> None:
    number = select(func.coalesce(func.max(client_secrets.c.number), 0) + 1).where(
        client_secrets.c.client_id == event.client_id
    )
    values = {
        name: getattr(event, name) for name in ("client_id", "secret_id", "digest", "drawn_on")
    }
    db.execute(insert(client_secrets).values(**values, number=db.execute(number).scalar_one()))


@secrets.on(ClientSecretWithdrawn)
def drop_secret(db: Connection, event: ClientSecretWithdrawn) -> None:
    theirs = client_secrets.c.client_id == event.client_id
    db.execute(delete(client_secrets).where(theirs, client_secrets.c.secret_id == event.secret_id))


@secrets.on(ClientRetired)
def drop_all_secrets(db: Connection, event: ClientRetired) -> None:
    db.execute(delete(client_secrets).where(client_secrets.c.client_id == event.client_id))
