"""A programme as whoever ends it sees it, and who would hear of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from services.referral.directory import queries as directory
from services.referral.directory.domain import ProgrammeEntry
from services.referral.programme_endings import policy
from services.referral.referrals.projections import referrals
from shared.database.scope import rows_of_everybody
from shared.identity.principals import Principal
from shared.work import Work

LATELY = timedelta(days=365)  # who has sent a family since then may think of sending another


@dataclass(frozen=True)
class EntryView:
    entry: ProgrammeEntry
    version: int


def entry(work: Work, principal: Principal, programme_id: UUID) -> EntryView:
    """One programme by its id; `NotFound` where there is none."""
    state, version = work.load(ProgrammeEntry(programme_id))
    policy.reads.check(principal, state)
    return EntryView(state, version)


def code_of(entry: ProgrammeEntry) -> str:
    return entry.versions[-1].code if entry.versions else ""


def senders(work: Work, code: str, *, besides: Collection[UUID]) -> tuple[UUID, ...]:
    """Who has agreed on it, and who has sent families to it lately: whoever may plan to."""
    today = work.today
    agreed = {
        terms.party
        for terms in directory.agreements(work.db)
        if code in terms.programmes and (terms.ends_on is None or terms.ends_on >= today)
    }
    c = referrals.c
    query = select(c.sender).where(c.programme == code, c.referred_on >= today - LATELY)
    sent = {row.sender for row in rows_of_everybody(work.db, query.distinct())}
    return tuple(sorted((agreed | sent) - set(besides), key=str))
