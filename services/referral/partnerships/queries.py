"""A partnership from its own stream, what waits for an answer, and what of it is used."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, Row, select

from services.common import people
from services.referral.directory.queries import place_of, served_by, terms_of
from services.referral.directory.rules import Terms
from services.referral.partnerships import policy
from services.referral.partnerships.domain import Partnership
from services.referral.partnerships.events import Emphasis, PartnershipEvent
from services.referral.partnerships.projections import emphases, waiting
from services.referral.partnerships.rules import Seen, Use
from services.referral.referrals.projections import referrals
from shared.database.scope import rows_of_everybody
from shared.identity.principals import Principal
from shared.kernel.codec import dataclass_reader
from shared.kernel.events import decode
from shared.store.history import recorded
from shared.work import Work, stream_of


@dataclass(frozen=True)
class PartnershipView:
    """A partnership before one of its readers, with the agreement as it stands."""

    partnership: Partnership
    version: int
    terms: Terms


@dataclass(frozen=True)
class Happening:
    """One event, who recorded it, and when."""

    event: PartnershipEvent
    by: str
    at: datetime


def partnership(work: Work, principal: Principal, agreement_id: UUID) -> PartnershipView:
    """`NotFound` where there is no such agreement, or not for this reader."""
    terms = terms_of(work, agreement_id)
    new = Partnership(agreement_id, provider=terms.provider, party=terms.party)
    state, version = work.load(new)
    policy.reads.check(principal, state)
    return PartnershipView(state, version, terms)


def history(work: Work, agreement_id: UUID) -> list[Happening]:
    """What the parties have said, the oldest first."""
    name = people.names(work)
    return [
        Happening(
            decode(row.name, row.schema_version, row.data, work.sealing),
            name(row.metadata["actor"]),
            row.recorded_at,
        )
        for row in recorded(work.db, stream_of(Partnership(agreement_id)))
    ]


def waiting_for(work: Work, principal: Principal) -> list[Row[tuple[object, ...]]]:
    """Proposals that wait for an answer of the reader's organisation, the oldest first."""
    if principal.organisation is None or not policy.speaks.access.admits(principal):
        return []
    theirs = select(waiting).where(waiting.c.waits_for == principal.organisation)
    return list(work.db.execute(theirs.order_by(waiting.c.proposed_on, waiting.c.emphasis_id)))


def emphasis_of(db: Connection, agreement_id: UUID, year: int) -> Emphasis | None:
    """What comes first by the latest word of both parties; None where they have not agreed."""
    agreed = select(emphases.c.emphasis).where(
        emphases.c.agreement_id == agreement_id, emphases.c.year == year
    )
    latest = db.execute(agreed.order_by(emphases.c.version.desc()).limit(1)).scalar()
    return None if latest is None else dataclass_reader(Emphasis)(latest)


def use(work: Work, principal: Principal, terms: Terms) -> Mapping[tuple[int, str], Use]:
    """Families that were taken on, by year and programme; `own` are those the reader sent.

    Whose municipality is withheld counts nowhere, as with the quota.
    """
    c = referrals.c
    query = select(c.municipality, c.programme, c.answered_on, c.sender).where(
        c.organisation.in_(served_by(work.db, terms)),
        c.programme.in_(terms.programmes),
        c.case_id.is_not(None),
        c.municipality.is_not(None),
        c.answered_on.between(terms.starts_on, terms.ends_on or date.max),
    )
    taken, own = defaultdict[tuple[int, str], int](int), defaultdict[tuple[int, str], int](int)
    for row in rows_of_everybody(work.db, query):
        if terms.serves(place_of(row.municipality)):
            key = (row.answered_on.year, row.programme)
            taken[key] += 1
            own[key] += row.sender == principal.organisation
    return {key: Use(number, own[key]) for key, number in taken.items()}


def seen(work: Work, principal: Principal, terms: Terms) -> dict[int, dict[str, tuple[Seen, int]]]:
    """By year and programme what the reader may know, and how many of them they sent."""
    used, is_provider = use(work, principal, terms), principal.organisation == terms.provider
    years = sorted({work.today.year, *(year for year, _ in used)}, reverse=True)
    return {
        year: {
            code: (each.seen(is_provider=is_provider), each.own)
            for code in terms.programmes
            for each in (used.get((year, code), Use()),)
        }
        for year in years
    }
