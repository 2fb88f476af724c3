"""Messages as a page shows them, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.casework.cases.policy import reads_note
from services.casework.correspondence import queries as correspondence
from services.casework.messages import queries
from services.casework.messages.policy import MessagesView
from services.casework.messages.queries import ReadMessage
from services.casework.people import names
from services.common import catalogue
from services.common.codes import Impression
from services.common.days import day_of
from shared import inbox
from shared.identity.principals import Principal
from shared.web.formats import format_datetime
from shared.web.i18n import gettext
from shared.work import Work


@dataclass(frozen=True)
class MessageLine:
    """One message, ready to draw."""

    by: str
    about: str  # who wrote it, and when
    text: str
    tags: list[tuple[str, str]]  # kind, text
    readers: str  # who has read it; empty where that is not followed
    is_new: bool  # to this reader
    is_own: bool


def lines(work: Work, who: Principal, view: MessagesView) -> list[MessageLine]:
    """Its messages, newest first; for the case's own people those about its referral too."""
    dated = _from_support(work, who, view)
    if view.is_staff(who):
        dated += _about_referral(work, who, view)
    return [line for _, line in sorted(dated, key=lambda each: each[0], reverse=True)]


def is_unread(work: Work, who: Principal, case_id: UUID) -> bool:
    """Has the reader a letter about the case?"""
    return bool(inbox.unread_things(work.db, who, [case_id], now=work.now))


def _from_support(
    work: Work, who: Principal, view: MessagesView
) -> list[tuple[datetime, MessageLine]]:
    since = inbox.read_at(work.db, view.case.id).get(who.id)
    name = names(work)
    return [
        (
            message.at,
            MessageLine(
                by=name(message.by) or _side(message),
                about=f"{_side(message)}, {format_datetime(message.at)}",
                text=message.text,
                tags=_tags(message),
                readers=_readers([name(reader) for reader in message.readers]),
                is_new=message.by != str(who.id) and _is_new(message.at, since),
                is_own=message.by == str(who.id),
            ),
        )
        for message in queries.of_case(work, who, view)
    ]


def _about_referral(
    work: Work, who: Principal, view: MessagesView
) -> list[tuple[datetime, MessageLine]]:
    since = inbox.read_at(work.db, view.case.id).get(who.id)
    organisations = catalogue.all_organisations(work.db)
    lines = []
    for message in correspondence.messages_of(work, view.case.id):
        if not reads_note(who, view.case, day_of(message.sent_at)):
            continue
        writer = organisations.get(message.organisation) if message.organisation else None
        is_own = message.organisation == who.organisation
        line = MessageLine(
            by=writer.name if writer else gettext("The family"),
            about=gettext(
                "about the referral, %(moment)s", moment=format_datetime(message.sent_at)
            ),
            text=message.text,
            tags=[],
            readers="",
            is_new=not is_own and _is_new(message.sent_at, since),
            is_own=is_own,
        )
        lines.append((message.sent_at, line))
    return lines


def _is_new(at: datetime, since: datetime | None) -> bool:
    return since is None or since < at


def _side(message: ReadMessage) -> str:
    return gettext("Support person") if message.by_supporter else gettext("The case's team")


def _tags(message: ReadMessage) -> list[tuple[str, str]]:
    tags = [("late", gettext("About a child's safety"))] if message.is_worry else []
    if message.impression is Impression.HARD:
        tags.append(("wait", gettext("The visit was hard")))
    return tags


def _readers(readers: Sequence[str]) -> str:
    people = ", ".join(reader for reader in readers if reader)
    return gettext("Read by %(people)s", people=people) if people else gettext("Not read yet")
