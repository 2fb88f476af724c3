"""How often an address may be asked whether mail reaches somebody there."""

from shared.kernel.aggregate import Refused

MOST_A_DAY = 5  # mails with a code, of one person: nobody fills a stranger's mailbox


def must_not_be_too_many(sent: int) -> None:
    """Raise `Refused` when so many codes were sent within a day."""
    if sent >= MOST_A_DAY:
        raise Refused(
            "%(most)s codes were sent within a day. Try again tomorrow.",
            code="too-many-codes",
            most=MOST_A_DAY,
        )
