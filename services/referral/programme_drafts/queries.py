"""Drafts and published versions, as the pages of programmes read them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from services.common.programme import Programme
from services.common.programme.loader import Fault, Faulty, fault_at, read_programme
from services.referral.directory.commands import ORGANISATION, PROGRAMME
from services.referral.directory.domain import ProgrammeEntry
from services.referral.programme_drafts import policy
from services.referral.programme_drafts.domain import ProgrammeDraft, State
from services.referral.programme_drafts.projections import drafts
from services.referral.referrals.queries import family_counts
from shared.identity.principals import Principal
from shared.web.sentences import Sentence
from shared.work import Work

NO_ORGANISATION = Sentence("is no organisation of the directory")
NOT_OWN = Sentence("is another organisation; you publish for your own")
TAKEN = Sentence("is another organisation's programme; choose another code")


@dataclass(frozen=True)
class DraftView:
    draft: ProgrammeDraft
    version: int


@dataclass(frozen=True)
class ListedDraft:
    id: UUID
    code: str
    title: str
    changed_at: datetime
    by: str  # id of a person


@dataclass(frozen=True)
class Checked:
    """What a text says, or what is still wrong with it."""

    faults: tuple[Fault, ...]
    programme: Programme | None  # None: it cannot be read as one yet
    published: Programme | None = None  # the newest version of the same code


@dataclass(frozen=True)
class Families:
    """How many families a programme has, over all who provide it."""

    going_on: int
    waiting: int


def draft(work: Work, principal: Principal, draft_id: UUID) -> DraftView:
    """One draft; `NotFound` unless the reader may edit it."""
    state, version = work.load(ProgrammeDraft(draft_id))
    policy.edits.check(principal, state)
    return DraftView(state, version)


def open_drafts(work: Work, principal: Principal) -> list[ListedDraft]:
    """Those that the reader may edit, the latest first."""
    query = select(drafts).where(drafts.c.state == State.OPEN.value)
    if principal.organisation is not None:
        query = query.where(drafts.c.organisation == principal.organisation)
    rows = work.db.execute(query.order_by(drafts.c.changed_at.desc(), drafts.c.draft_id))
    return [ListedDraft(r.draft_id, r.code, r.title, r.changed_at, r.by) for r in rows]


def checked(work: Work, text: str, *, own: UUID | None) -> Checked:
    """Everything that is in the way of publishing, for somebody of the organisation `own`."""
    try:
        programme = read_programme(text)
    except Faulty as faulty:
        return Checked(faulty.faults, None)
    entry = _entry(work, programme.code)
    wrong = [
        fault_at(text, (name,), sentence)
        for name, sentence in _against_directory(work, programme, entry, own)
    ]
    newest = entry.versions[-1] if entry and entry.versions else None
    return Checked(tuple(wrong), programme, newest)


def families(work: Work, code: str) -> Families:
    counts = family_counts(work.db, code, work.today).values()
    return Families(sum(each.going_on for each in counts), sum(each.waiting for each in counts))


def _entry(work: Work, code: str) -> ProgrammeEntry | None:
    entry_id = work.holder(PROGRAMME, code)
    return work.load(ProgrammeEntry(entry_id))[0] if entry_id else None


def _against_directory(
    work: Work, programme: Programme, entry: ProgrammeEntry | None, own: UUID | None
) -> Iterator[tuple[str, Sentence]]:
    provider = work.holder(ORGANISATION, programme.provider)
    if provider is None:
        yield "provider", NO_ORGANISATION
    elif own not in (None, provider):
        yield "provider", NOT_OWN
    if entry is None:
        return
    if own not in (None, entry.provider):
        yield "code", TAKEN
    newest = entry.versions[-1].version
    if programme.version <= newest and programme not in entry.versions:
        yield (
            "version",
            Sentence("is published already; give it version {next}", next=newest + 1),
        )
