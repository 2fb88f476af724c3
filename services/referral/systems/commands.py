"""What the form of a key does: the text is read, and the key is registered as always."""

from uuid import UUID

from services.referral.clients import commands
from shared.kernel import strictjson
from shared.kernel.aggregate import Invalid
from shared.work import Work


def add_key(work: Work, client_id: UUID, *, public_key: str) -> None:
    """Let the system prove who it is with the private half of the JSON Web Key that is written."""
    try:
        key = strictjson.loads(public_key.encode())
    except strictjson.NotStrict:
        key = {}
    try:
        commands.register_key(work, client_id, key=key if isinstance(key, dict) else {})
    except Invalid as wrong:
        wrong.field = "public_key"
        raise
