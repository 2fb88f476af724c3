"""What the pages of a summary say of it, in the reader's language."""

from services.casework.summaries.rules import READ_FROM
from services.common.codes import DisclosureLevel, SummaryStatus
from services.common.labels import label, within
from shared.web.i18n import gettext, language

TAGS = {
    SummaryStatus.DRAFT: "info",
    SummaryStatus.WAITING: "wait",
    SummaryStatus.APPROVED: "done",
    SummaryStatus.SENT: "done",
    SummaryStatus.DISCARDED: "idle",
}


def tag(status: SummaryStatus) -> tuple[str, str]:
    return TAGS[status], label(status, language())


def who_reads(level: DisclosureLevel, sender: str) -> str:
    """Whether the sender will read it, and how much the family lets it."""
    what = within(label(level, language()))
    if level < READ_FROM:
        return gettext(
            "%(sender)s reads no summaries: the family lets it read %(what)s. What you write is "
            "kept in the case.",
            sender=sender,
            what=what,
        )
    return gettext(
        "When it has been approved, %(sender)s reads it. The family lets it read: %(what)s.",
        sender=sender,
        what=what,
    )


def changed_meanwhile() -> str:
    return gettext("Somebody else changed this summary meanwhile. Look at it again.")
