"""Checks of extracts that nobody has approved yet: they leave no trace unless approved.

A row, not an event: it vanishes with the approval, which makes it history, and with any other
end, which does not. Otherwise "checked, then not selected" would tell what an extract said
(GDPR article 10). Read for the vetting contact and the person it is about, for nobody else.
"""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Column, MetaData, Row, Table, Uuid, delete, insert, select

from services.common.codes import Role
from services.common.retention import VETTING
from services.volunteers.vetting.rules import ExtractCheck
from shared.database.columns import Personal
from shared.identity.principals import principals
from shared.kernel.codec import dataclass_reader, to_json
from shared.kernel.sealing import Sealed, Subject, opened
from shared.work import Work

OF_PERSON = {"of": "volunteer_id", "retention": VETTING}
FIELDS = ("extract_issue_date", "checked_on", "checked_by", "source", "returned_on")

metadata = MetaData()
vetting_drafts = Table(
    "vetting_drafts",
    metadata,
    Column("volunteer_id", Uuid, primary_key=True),
    Column("draft_id", Uuid, nullable=False),  # what the sealed values are bound to
    Column("extract_issue_date", Personal(**OF_PERSON), nullable=False),
    Column("checked_on", Personal(**OF_PERSON), nullable=False),
    Column("checked_by", Personal(**OF_PERSON), nullable=False),
    Column("source", Personal(**OF_PERSON), nullable=False),
    Column("returned_on", Personal(**OF_PERSON), nullable=False),
)


def draft_of(work: Work, volunteer_id: UUID) -> ExtractCheck | None:
    """The check that waits for approval, None when there is none."""
    query = select(vetting_drafts).where(vetting_drafts.c.volunteer_id == volunteer_id)
    row = work.db.execute(query).first()
    return None if row is None else _opened(work, row)


def same(check: ExtractCheck, draft: ExtractCheck | None) -> bool:
    """Is this check the draft that is kept, whoever of the vetting contacts says it?"""
    return draft is not None and replace(check, checked_by=draft.checked_by) == draft


def drafted(work: Work, volunteer_ids: list[UUID]) -> set[UUID]:
    """Those of them whose check waits for approval."""
    ids = vetting_drafts.c.volunteer_id
    return set(work.db.execute(select(ids).where(ids.in_(volunteer_ids))).scalars())


def nobody_else_approves(work: Work) -> bool:
    """Has the actor's organisation nobody but them who coordinates, or stands in for it?"""
    query = select(principals).where(
        principals.c.organisation == work.actor.organisation,
        principals.c.kind == "person",
        principals.c.active,
    )
    roles = {str(row.id): set(row.roles) for row in work.db.execute(query)}
    coordinate = {who for who, has in roles.items() if Role.NGO_COORDINATOR in has}
    could = coordinate or {who for who, has in roles.items() if Role.NGO_WORKER in has}
    return not could - {work.actor.id}


def keep(work: Work, volunteer_id: UUID, check: ExtractCheck) -> None:
    """Put the check in the place of any earlier draft."""
    discard(work, volunteer_id)
    draft = uuid4()
    sealed = {name: _sealed(work, volunteer_id, draft, name, check) for name in FIELDS}
    row = {"volunteer_id": volunteer_id, "draft_id": draft} | sealed
    work.db.execute(insert(vetting_drafts).values(row))


def discard(work: Work, volunteer_id: UUID) -> None:
    drafts = vetting_drafts.c
    work.db.execute(delete(vetting_drafts).where(drafts.volunteer_id == volunteer_id))


def _sealed(work: Work, person: UUID, draft: UUID, name: str, check: ExtractCheck) -> Sealed:
    where = Subject(person, VETTING, draft, name)
    return Sealed(work.sealing.seal(to_json(getattr(check, name)), where))


def _opened(work: Work, row: Row[Any]) -> ExtractCheck:
    values = {name: opened(getattr(row, name), work.sealing) for name in FIELDS}
    check: ExtractCheck = dataclass_reader(ExtractCheck)(values)
    return check
