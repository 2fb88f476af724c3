"""What each service keeps of the others' access logs, and the letters about its own."""

from sqlalchemy import Connection

from services.common.accesses.events import AccessLogCut, AccessLogSigned, ViewBudgetExceeded
from services.common.codes import Role
from services.common.log_letters import LOG, VIEW_BUDGET
from shared import inbox
from shared.accesslog.tables import kept_cuts, kept_heads, kept_metadata
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert
from shared.inbox import Letter, role_of
from shared.store import Recorded

anchors = Projection("access_heads", kept_metadata)


@anchors.on(AccessLogSigned)
def keep_end(db: Connection, event: AccessLogSigned) -> None:
    values = {
        "hash": event.hash,
        "signed_at": event.signed_at,
        "key": event.key,
        "signature": event.signature,
    }
    upsert(db, kept_heads, {"service": event.service, "position": event.position}, values)


@anchors.on(AccessLogCut)
def keep_cut(db: Connection, event: AccessLogCut) -> None:
    names = ("hash", "before", "signed_at", "key", "signature")
    key = {"service": event.service, "position": event.position}
    upsert(db, kept_cuts, key, {name: getattr(event, name) for name in names})


def tell_officers(letters: Projection) -> None:
    """Let an inbox write to the data protection officers of whoever opened too much."""

    @letters.on_message(ViewBudgetExceeded)
    def tell(db: Connection, event: ViewBudgetExceeded, message: Recorded) -> None:
        officers = [inbox.unattached(Role.DATA_PROTECTION_OFFICER)]
        if event.organisation is not None:
            officers.append(role_of(event.organisation, Role.DATA_PROTECTION_OFFICER))
        author, at = message.metadata["actor"], message.recorded_at
        letter = Letter(message.id, VIEW_BUDGET, LOG, event.principal_id, author, at, urgent=True)
        inbox.send(db, letter, officers)
