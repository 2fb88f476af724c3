"""What can be asked of a programme's end; each function runs in the caller's transaction."""

from datetime import date
from uuid import UUID

from services.common import catalogue
from services.referral.directory.domain import ProgrammeEntry
from services.referral.programme_endings import queries
from shared.work import Work


def withdraw(work: Work, programme_id: UUID, *, closes_on: date) -> None:
    """Let it take no new families from that day on; whom it concerns gets a letter now."""
    entry, _ = work.load(ProgrammeEntry(programme_id))
    code, today = queries.code_of(entry), work.today
    providers = catalogue.all_providers(work.db).get(code, ())
    senders = queries.senders(work, code, besides=providers)
    work.change(
        entry,
        lambda entry: entry.withdraw(
            closes_on=closes_on, providers=providers, senders=senders, on=today
        ),
    )


def go_on(work: Work, programme_id: UUID) -> None:
    """Take the withdrawal back before its day; whoever had a letter gets another one."""
    today = work.today
    work.change(ProgrammeEntry(programme_id), lambda entry: entry.go_on(on=today))
