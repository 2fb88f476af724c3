"""What the page of mails shows: to whom by name, how it went; no address, no content."""

from dataclasses import dataclass

from services.common import people
from services.common.mailing import queries
from shared.mail.tables import MailState
from shared.web.access_log import note_listed
from shared.web.formats import format_datetime
from shared.web.i18n import gettext
from shared.work import Work

KINDS = {
    MailState.SENT: "done",
    MailState.REFUSED: "late",
    MailState.GIVEN_UP: "late",
    MailState.UNCLEAR: "wait",
    MailState.DROPPED: "idle",
}


@dataclass(frozen=True)
class MailRow:
    name: str
    made: str
    things: int
    tag: tuple[str, str]
    code: str


def listed(work: Work) -> list[MailRow]:
    """The newest mails."""
    name = people.names(work)
    lines = queries.listed(work)
    note_listed(line.person_id for line in lines)
    return [
        MailRow(
            name=name(str(line.person_id)),
            made=format_datetime(line.made_at),
            things=sum(line.counts.values()),
            tag=(KINDS.get(line.state, "info"), _state(line.state)),
            code=str(line.code or ""),
        )
        for line in lines
    ]


def _state(state: MailState) -> str:
    return {
        MailState.WAITING: gettext("waits to leave"),
        MailState.SENDING: gettext("is being sent"),
        MailState.HANDING: gettext("is being sent"),
        MailState.SENT: gettext("sent"),
        MailState.REFUSED: gettext("refused"),
        MailState.UNCLEAR: gettext("unclear, not sent again"),
        MailState.GIVEN_UP: gettext("given up after a day"),
        MailState.DROPPED: gettext("not wanted any more"),
    }[state]
