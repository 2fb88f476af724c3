"""By what two families in one provider's register may be the same, as tokens that name nobody.

A token is made of what is opened here and under the organisation's own key, so equal tokens say
that two referrals are alike, and not in what. Only what a provider's register holds is compared:
before acceptance there is no row, and whoever is erased has none.
"""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Index, MetaData, String, Table, Uuid, delete, select

from services.common.codes import Likeness
from services.common.erasure.events import PersonErased
from services.common.retention import CASE
from services.referral.corrections.events import CorrectionDisclosed
from services.referral.duplicates.rules import Person, clues_of
from services.referral.families.events import Family
from services.referral.referrals.events import ReferralDisclosed
from shared.consumer.subscription import Opener, OpeningProjection
from shared.database.upsert import insert_missing
from shared.kernel.sealing import opened

metadata = MetaData()
alike = Table(
    "likenesses",
    metadata,
    Column("organisation", Uuid, primary_key=True),
    Column("token", String(22), primary_key=True),
    Column("referral_id", Uuid, primary_key=True),
    Column("likeness", String(30), nullable=False),  # of what it is made
    Column("person", Uuid, nullable=False, index=True),  # of the provider's register
    Index("likenesses_referral", "referral_id"),
)

likenesses = OpeningProjection("likenesses", metadata)


@likenesses.on(ReferralDisclosed)
def describe(to: Opener, event: ReferralDisclosed) -> None:
    code = opened(event.identity_code, to.sealing)
    _write(to, event, event.organisation, code=code)


@likenesses.on(CorrectionDisclosed)
def describe_anew(to: Opener, event: CorrectionDisclosed) -> None:
    """What was put right, by whichever side; an identity code cannot be, so it stays."""
    c = alike.c
    before = select(c.organisation).where(c.referral_id == event.referral_id).limit(1)
    home = event.provider or to.db.execute(before).scalar()
    here, made = c.referral_id == event.referral_id, c.likeness != Likeness.IDENTITY_CODE
    to.db.execute(delete(alike).where(here, made))
    if home is not None:
        _write(to, event, home, code=None)


@likenesses.on(PersonErased)
def forget(to: Opener, event: PersonErased) -> None:
    if CASE in event.classes:
        to.db.execute(delete(alike).where(alike.c.person == event.person_id))


def _write(
    to: Opener, event: ReferralDisclosed | CorrectionDisclosed, home: UUID, *, code: str | None
) -> None:
    rows = [
        {
            "organisation": home,
            "token": to.sealing.token(home, likeness, value),
            "referral_id": event.referral_id,
            "likeness": likeness,
            "person": event.subject_id,
        }
        for likeness, value in sorted(clues_of(_person(to, event), code))
    ]
    if rows:
        insert_missing(to.db, alike, rows)


def _person(to: Opener, family: Family) -> Person:
    def read(value: Any) -> Any:
        return opened(value, to.sealing)

    guardians = read(family.guardians) or ()
    born = read(family.date_of_birth)
    return Person(
        given_name=read(family.given_name) or "",
        family_name=read(family.family_name) or "",
        born=date.fromisoformat(born) if born else None,
        adults=tuple(f"{each['given_name']} {each['family_name']}" for each in guardians),
        phones=tuple(
            phone
            for phone in (read(family.phone), *(each.get("phone") for each in guardians))
            if phone
        ),
    )
