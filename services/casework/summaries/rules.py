"""What a summary's events are made of, and whether it makes sense: pure rules."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.casework.cases.domain import Case
from services.casework.digest.rules import Period
from services.casework.summaries import events
from services.common.codes import DisclosureLevel
from services.common.disclosing import LEAST
from services.common.summaries.domain import Digest, Written
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.events import kind_of

NOTHING = Digest(level=DisclosureLevel.L0)  # what an erased one reads as
READ_FROM = LEAST[kind_of(events.SummarySent).name]


@dataclass(frozen=True)
class Edition:
    """One approved edition; it never changes."""

    number: int
    period: Period
    written: Written
    digest: Digest
    approved_on: date
    by_writer: bool = False
    is_sent: bool = False
    reason: str = ""  # why it was put right; empty of the first


def edition(
    event: events.SummaryApproved, written: Written, digest: Digest | None, reason: str
) -> Edition:
    """What stands approved; of what was erased, nothing is left but its days."""
    return Edition(
        event.edition,
        Period(event.since, event.until),
        written,
        digest or NOTHING,
        event.on,
        by_writer=event.by_writer,
        reason=reason or "",
    )


def must_fit(case: Case, period: Period, *, today: date) -> None:
    """The period lies within the case, and is over."""
    opened_on = case.opened.opened_on
    last = min(today, case.closing.on) if case.closing else today
    if period.since < opened_on:
        raise Invalid(
            "The case was opened on %(opened_on)s: a summary begins then, or later.",
            code="since",
            field="since",
            opened_on=opened_on,
        )
    if period.until > last:
        raise Invalid(
            "A summary tells of what has been: its last day is %(last)s or before.",
            code="until",
            field="until",
            last=last,
        )
    if period.until < period.since:
        raise Invalid("The period ends before it begins.", code="until", field="until")


def must_say_something(written: Written) -> None:
    if written.is_empty:
        raise Invalid(
            "Write at least in one part what is to be told.",
            code="text_missing",
            field="happened",
            missing=["happened"],
        )


def is_read_by_sender(digest: Digest) -> bool:
    return digest.level >= READ_FROM


def sent(case: Case, summary_id: UUID, edition: Edition) -> list[events.SummaryEvent]:
    """That the sender may read it, and what; nothing where its level does not reach it."""
    opened, period = case.opened, edition.period
    level = DisclosureLevel(case.person.disclosure_level)
    digest = edition.digest.at(level)
    if not is_read_by_sender(digest):
        return []
    return [
        events.SummarySent(
            summary_id=summary_id,
            case_id=case.id,
            referral_id=opened.referral_id,
            programme=opened.programme,
            organisation=opened.organisation,
            edition=edition.number,
            since=period.since,
            until=period.until,
            held=digest.held,
            minutes=digest.minutes,
            on=edition.approved_on,
        ),
        events.SummaryDisclosed(
            summary_id=summary_id,
            case_id=case.id,
            referral_id=opened.referral_id,
            subject_id=case.person.subject_id,
            organisation=opened.organisation,
            programme=opened.programme,
            programme_version=opened.programme_version,
            edition=edition.number,
            since=period.since,
            until=period.until,
            on=edition.approved_on,
            level=digest.level,
            digest=digest,
            written=edition.written,
            reason=edition.reason,
        ),
    ]


def no_draft() -> Refused:
    return Refused("This summary is no draft: begin a correction to change it.", code="no_draft")


def waits() -> Refused:
    return Refused(
        "It waits for approval. The coordinator approves it, or sends it back first.",
        code="waits",
    )


def not_waiting() -> Refused:
    return Refused("This summary does not wait for approval.", code="not_waiting")
