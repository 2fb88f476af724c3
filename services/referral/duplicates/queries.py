"""Other referrals of the same person, among those that a reader's organisation has.

Those with the same birthday, and those of one household, are found in the index; their names are
opened and compared in memory, and never in the database. What one sender wrote is never told to
another.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, Uuid, and_, literal, or_, select

from services.common.codes import Likeness, ReferralStatus, Role, SamenessAnswer
from services.referral.duplicates.projections import alike
from services.referral.duplicates.rules import (
    Described,
    Household,
    Pair,
    in_strength,
    is_same,
    shares_home,
    strongest,
)
from services.referral.families.events import Family, Guardian, Sibling
from services.referral.locks.projections import cases_kept_from, is_open_to
from services.referral.referrals.domain import Referral
from services.referral.referrals.policy import SENDS
from services.referral.referrals.projections import referrals
from services.referral.sameness.projections import comparisons, followers
from shared import finding
from shared.identity.principals import Principal
from shared.kernel.letters import folded
from shared.kernel.sealing import opened
from shared.kernel.searching import clue_of_contact, clue_of_day
from shared.work import Work

NOBODY = UUID(int=0)  # no referral has this id


@dataclass(frozen=True)
class Double:
    """Another referral of the same person."""

    referral_id: UUID
    referred_on: date
    reference: str  # the reader's own; empty where another has sent it


def doubles(work: Work, principal: Principal, referral: Referral) -> list[Double]:
    """The others that the reader's organisation has sent, or was offered and coordinates."""
    described = referral.described
    if described is None or not principal.has(*SENDS) or principal.organisation is None:
        return []
    if described.date_of_birth is None:
        return []
    name = f"{described.given_name} {described.family_name}".strip()
    first = Described(name, described.date_of_birth)
    kind = described.subject_kind
    return doubles_of(work, principal, first, subject_kind=kind, but=referral.id)


def doubles_of(
    work: Work,
    principal: Principal,
    first: Described,
    *,
    subject_kind: str,
    but: UUID | None = None,
) -> list[Double]:
    """The same for somebody of whom there may be no referral yet, without the one named."""
    if not first.name or first.born is None or principal.organisation is None:
        return []
    birthday = [clue_of_day(first.born)]
    rows = work.db.execute(
        select(referrals)
        .where(_of_organisation(principal), referrals.c.referral_id != (but or NOBODY))
        .where(finding.like(work, principal.organisation, birthday, referrals.c.referral_id))
        .where(referrals.c.subject_kind == subject_kind)
        .where(referrals.c.status != ReferralStatus.ENTERED_IN_ERROR)
        .where(~_is_told_apart(but or NOBODY, referrals.c.referral_id, principal.organisation))
        .order_by(referrals.c.referred_on, referrals.c.referral_id)
    ).all()
    return [_double(row, principal) for row in rows if is_same(first, _described(work, row))]


@dataclass(frozen=True)
class Decided:
    """A pair of which somebody has decided."""

    pair: Pair
    answer: SamenessAnswer
    on: date
    reason: str  # empty: none was given, or nobody reads it any more


def open_pairs(work: Work, who: Principal, *, of: UUID | None = None) -> list[Pair]:
    """Those of the reader's organisation that may be one person, the most alike first.

    Support goes on in both, in the same programme, and nobody has decided yet. `of` asks for one
    referral alone.
    """
    likenesses: dict[tuple[UUID, UUID], set[Likeness]] = {}
    for row in work.db.execute(_alike(who.organisation or NOBODY, of)):
        later = max((row.on, row.first), (row.other_on, row.other))[1]
        earlier = row.other if later == row.first else row.first
        likenesses.setdefault((later, earlier), set()).add(Likeness(row.likeness))
    kept = _kept_from(work, who)
    pairs = [
        Pair(*ids, strongest(kinds)) for ids, kinds in likenesses.items() if kept.isdisjoint(ids)
    ]
    return sorted(pairs, key=in_strength)


def decided_pairs(work: Work, who: Principal, answer: SamenessAnswer) -> list[Decided]:
    """Those of which somebody has decided so, the newest first."""
    c, kept = comparisons.c, _kept_from(work, who)
    query = select(comparisons).where(c.organisation == who.organisation, c.answer == answer)
    rows = work.db.execute(query.order_by(c.decided_on.desc(), c.referral_id, c.other)).all()
    return [
        Decided(
            Pair(row.referral_id, row.other),
            SamenessAnswer(row.answer),
            row.decided_on,
            opened(row.reason, work.sealing) or "",
        )
        for row in rows
        if kept.isdisjoint((row.referral_id, row.other))
    ]


def _kept_from(work: Work, who: Principal) -> frozenset[UUID]:
    """Referrals of which the reader may know nothing."""
    query = select(referrals.c.referral_id).where(referrals.c.case_id.in_(cases_kept_from(who.id)))
    return frozenset(work.db.execute(query).scalars())


def _alike(home: UUID, of: UUID | None) -> Select[Any]:
    mine, other = alike.alias(), alike.alias()
    a, b = referrals.alias(), referrals.alias()
    of_it = (a.c.referral_id.in_((of,)) | b.c.referral_id.in_((of,)),) if of else ()
    return (
        select(
            mine.c.likeness,
            a.c.referral_id.label("first"),
            a.c.referred_on.label("on"),
            b.c.referral_id.label("other"),
            b.c.referred_on.label("other_on"),
        )
        .join(
            other, and_(other.c.organisation == mine.c.organisation, other.c.token == mine.c.token)
        )
        .join(a, a.c.referral_id == mine.c.referral_id)
        .join(b, b.c.referral_id == other.c.referral_id)
        .where(
            mine.c.organisation == home,
            mine.c.referral_id < other.c.referral_id,
            a.c.programme == b.c.programme,
            *(each.c.status == ReferralStatus.ACCEPTED for each in (a, b)),
            *(each.c.referral_id.not_in(followers()) for each in (a, b)),
            ~_is_decided(a.c.referral_id, b.c.referral_id),
            *of_it,
        )
    )


def _is_told_apart(first: UUID, other: ColumnElement[UUID], home: UUID) -> ColumnElement[bool]:
    """By the reader's own organisation: what another has decided is no reader's to learn."""
    c = comparisons.c
    theirs = c.organisation == home, c.answer == SamenessAnswer.NOT_SAME
    return _is_decided(literal(first, Uuid), other, *theirs)


def _is_decided(
    first: ColumnElement[UUID], other: ColumnElement[UUID], *so: ColumnElement[bool]
) -> ColumnElement[bool]:
    c = comparisons.c
    pair = or_(
        and_(c.referral_id == first, c.other == other),
        and_(c.referral_id == other, c.other == first),
    )
    return select(c.referral_id).where(pair, *so).exists()


def may_be_hidden_too(work: Work, principal: Principal, referral: Referral) -> bool:
    """Has somebody of the same household a non-disclosure order, and this person none?

    Told by the records of the reader's own organisation alone. Whom it concerns, people decide.
    """
    own, home = _record(principal, referral), principal.organisation
    if own is None or own.non_disclosure or home is None:
        return False
    here = _household(own)
    withheld = select(referrals.c.referral_id).where(
        _of_organisation(principal),
        referrals.c.municipality.is_(None),
        or_(
            _may_share_home(work, home, here, referrals.c.referral_id),
            _may_share_home(work, home, here, referrals.c.case_id),
        ),
    )
    for referral_id in work.db.execute(withheld).scalars().all():
        record = _record(principal, work.load(Referral(referral_id))[0])
        if record and record.non_disclosure and shares_home(here, _household(record)):
            return True
    return False


def is_hidden_in_one(work: Work, referral: Referral) -> bool:
    """Of merged referrals of one person, has one record a non-disclosure order, the other none?

    For who knows the family alone: a sender would learn that there is another.
    """
    own, same = referral.disclosed, referral.sameness
    if own is None:
        return False
    merged = (each for each in (same.into, *same.leads) if each)
    others = (work.load(Referral(each))[0].disclosed for each in merged)
    return any(other and other.non_disclosure != own.non_disclosure for other in others)


def _may_share_home(
    work: Work, home: UUID, here: Household, thing: ColumnElement[UUID]
) -> ColumnElement[bool]:
    """Whom the index comes upon by a whole name or by a phone."""
    phones = [clue_of_contact(phone) for phone in here.phones]
    named = (finding.called(work, home, name, thing) for name in here.people)
    return or_(finding.like(work, home, phones, thing), *named)


def _record(principal: Principal, referral: Referral) -> Family | None:
    """The reader's own record of the family, the sender's or the provider's."""
    is_sender = referral.sender == principal.organisation
    return referral.described if is_sender else referral.disclosed


def _household(family: Family) -> Household:
    names = {
        _full_name(family),
        *map(_full_name, family.guardians),
        *map(_full_name, family.siblings),
    }
    phones = (family.phone, *(guardian.phone for guardian in family.guardians))
    return Household(
        frozenset(folded(name) for name in names if len(name.split()) > 1),
        frozenset(phone for phone in phones if phone),
    )


def _full_name(person: Family | Guardian | Sibling) -> str:
    return f"{person.given_name} {person.family_name}"


def _of_organisation(principal: Principal) -> Any:
    own = [referrals.c.sender == principal.organisation]
    if principal.has(Role.NGO_COORDINATOR):
        own.append(referrals.c.organisation == principal.organisation)
    return and_(or_(*own), is_open_to(referrals.c.case_id, principal.id))


def _described(work: Work, row: Row[Any]) -> Described:
    given, family, born = (
        opened(value, work.sealing)
        for value in (row.given_name, row.family_name, row.date_of_birth)
    )
    name = f"{given or ''} {family or ''}".strip()
    return Described(name, date.fromisoformat(born) if born else None)


def _double(row: Row[Any], principal: Principal) -> Double:
    is_own = row.sender == principal.organisation
    return Double(row.referral_id, row.referred_on, row.source_reference if is_own else "")
