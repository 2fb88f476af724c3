"""What is taken over from the catalogue, and the file that waits for a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from services.referral.directory.rules import Place
from services.referral.ptv.domain import Description
from services.referral.ptv.events import DescriptionTakenOver
from services.referral.ptv.projections import descriptions
from services.referral.ptv.rules import Plan, plan
from services.referral.ptv.schemas import services_in
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.kernel.codec import dataclass_reader
from shared.web import drafts
from shared.work import Work

FORM = f"{drafts.FILE}ptv"


@dataclass(frozen=True)
class Waiting:
    """A file that was sent and not confirmed yet."""

    text: str
    others_end: bool


def waiting(work: Work, principal: Principal) -> Waiting | None:
    """The sender's own file; None when none waits."""
    by = drafts.owner(principal)
    kept = drafts.kept(work.db, work.sealing, by=by, form=FORM, now=work.now)
    if not kept.get("json"):
        return None
    return Waiting(kept["json"][0], bool(kept.get("others_end")))


def planned(work: Work, file: Waiting) -> Plan:
    """What it would change; raises `Unreadable`."""
    listed = services_in(file.text, on=work.today)
    ids = {each.id for each in listed} | {each.description_id for each in offered(work)}
    here = {each: work.load(Description(each))[0] for each in sorted(ids)}
    return plan(listed, here, others_end=file.others_end)


def offered(work: Work, place: Place | None = None) -> Sequence[DescriptionTakenOver]:
    """Every description that is offered today, of one place where it is named."""
    build = dataclass_reader(DescriptionTakenOver)
    rows = work.db.execute(select(descriptions.c.content)).scalars()
    everything: list[DescriptionTakenOver] = [build(stored) for stored in rows]
    if place is None:
        return everything
    return [e for e in everything if e.everywhere or place.municipality in e.municipalities]


def description(work: Work, description_id: UUID) -> DescriptionTakenOver:
    """One that is offered today; raises `NotFound` when it is none."""
    query = select(descriptions.c.content).where(descriptions.c.description_id == description_id)
    stored = work.db.execute(query).scalar()
    if stored is None:
        raise NotFound
    content: DescriptionTakenOver = dataclass_reader(DescriptionTakenOver)(stored)
    return content
