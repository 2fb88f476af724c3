"""Summaries as the sender reads them: the newest edition of each, no more than its level shows."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from services.common.codes import DisclosureLevel
from services.common.summaries.domain import Digest, Written
from services.referral.referrals.queries import ReferralView, referral
from services.referral.summaries import policy
from services.referral.summaries.domain import SentSummary
from services.referral.summaries.projections import summaries
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.kernel.codec import dataclass_reader
from shared.kernel.sealing import opened
from shared.work import Work


@dataclass(frozen=True)
class SentEdition:
    """One edition of a summary, opened."""

    summary_id: UUID
    edition: int
    case_id: UUID
    organisation: UUID
    programme: str
    programme_version: int
    since: date
    until: date
    sent_on: date
    digest: Digest
    written: Written
    reason: str
    is_read: bool


@dataclass(frozen=True)
class SentView:
    """One summary before somebody of the sender."""

    view: ReferralView
    editions: list[SentEdition]  # the newest first
    version: int


def of_referral(work: Work, view: ReferralView, who: Principal) -> list[SentEdition]:
    """The newest edition of each summary, the newest period first; none for who reads none."""
    if not policy.reads.allows(who, view):
        return []
    c = summaries.c
    query = select(summaries).where(c.referral_id == view.referral.id)
    rows = work.db.execute(query.order_by(c.until.desc(), c.edition.desc())).all()
    newest: dict[UUID, Row[Any]] = {}
    for row in rows:
        if row.summary_id not in newest or newest[row.summary_id].edition < row.edition:
            newest[row.summary_id] = row
    return [_edition(work, row, view) for row in newest.values()]


def summary(work: Work, who: Principal, summary_id: UUID) -> SentView:
    """Every edition of one summary; raises `NotFound` for others than the sender's people."""
    c = summaries.c
    query = select(summaries).where(c.summary_id == summary_id).order_by(c.edition.desc())
    rows = work.db.execute(query).all()
    if not rows:
        raise NotFound
    view = referral(work, who, rows[0].referral_id)
    policy.reads.check(who, view)
    _, version = work.load(SentSummary(summary_id))
    return SentView(view, [_edition(work, row, view) for row in rows], version)


def _edition(work: Work, row: Row[Any], view: ReferralView) -> SentEdition:
    state, _ = work.load(SentSummary(row.summary_id))
    digest, written = opened(row.digest, work.sealing), opened(row.written, work.sealing)
    whole = _DIGEST(digest) if digest else Digest(level=DisclosureLevel.L0)
    return SentEdition(
        summary_id=row.summary_id,
        edition=row.edition,
        case_id=row.case_id,
        organisation=row.organisation,
        programme=row.programme,
        programme_version=row.programme_version,
        since=row.since,
        until=row.until,
        sent_on=row.sent_on,
        digest=whole.at(DisclosureLevel(view.referral.disclosure_level)),
        written=_WRITTEN(written) if written else Written(),
        reason=opened(row.reason, work.sealing) or "",
        is_read=row.edition in state.read,
    )


_DIGEST = dataclass_reader(Digest)
_WRITTEN = dataclass_reader(Written)
