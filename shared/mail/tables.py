"""Who wants mail about what, which letters were collected, and each mail with how it went.

No row holds an address or a text in the clear: a mail is numbers, and the address lies sealed.
"""

from enum import StrEnum

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    Uuid,
)

from shared.database.columns import Personal, UtcDateTime


class MailState(StrEnum):
    """How far a mail is."""

    WAITING = "waiting"
    SENDING = "sending"  # a process has it; the server cannot have taken it yet
    HANDING = "handing"  # the server may have taken it, and has not said so yet
    SENT = "sent"
    REFUSED = "refused"  # by the server, for good
    UNCLEAR = "unclear"  # nobody knows whether the server took it: never sent again
    GIVEN_UP = "given up"  # the server could not be reached, or put it off, for a day
    DROPPED = "dropped"  # nobody wants it any more


readers_metadata = MetaData()
mail_readers = Table(  # written by the projection `people`
    "mail_readers",
    readers_metadata,
    Column("person_id", Uuid, primary_key=True),
    Column("email", Personal(of="person_id", retention="staff")),  # NULL: erased
    Column("has_address", Boolean, nullable=False),  # and mail may go there
    Column("language", String(10), nullable=False),
    Column("urgent", String(10), nullable=False),
    Column("deadlines", String(10), nullable=False),
    Column("news", String(10), nullable=False),
    Column("quiet_from", Integer, nullable=False),  # hours of the day
    Column("quiet_until", Integer, nullable=False),
    Column("quiet_weekends", Boolean, nullable=False),
    Column("since", UtcDateTime, nullable=False),  # letters of before are none of theirs
)

metadata = MetaData()
collected = Table(  # letters that were looked at: survives a rebuild of the inbox
    "mail_collected",
    metadata,
    Column("letter_id", Uuid, primary_key=True),
    Column("recipient", String(120), primary_key=True),
)
notices = Table(  # of which letter somebody is to read by mail
    "mail_notices",
    metadata,
    Column("letter_id", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),
    Column("thing_id", Uuid, nullable=False),
    Column("topic", String(20), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),  # when a mail may say so
    Column("mail_id", Uuid),  # the mail that says so; NULL: none yet
    Index("mail_notices_due", "mail_id", "due_at"),
)
mails = Table(  # one of no number asks whether mail reaches its reader at that address
    "mails",
    metadata,
    Column("mail_id", Uuid, primary_key=True),
    Column("person_id", Uuid, nullable=False),
    Column("made_for", UtcDateTime, nullable=False),  # the moment for which it was made
    Column("made_at", UtcDateTime, nullable=False),
    Column("urgent", Integer, nullable=False),  # how many things wait, by topic
    Column("deadlines", Integer, nullable=False),
    Column("news", Integer, nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", UtcDateTime, nullable=False),  # when it is tried; when it was last touched
    Column("code", Integer),  # what the server answered last; NULL: nothing
    UniqueConstraint("person_id", "made_for"),
    Index("mails_state", "state", "next_at"),
)
