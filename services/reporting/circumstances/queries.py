"""The cases of an organisation, and what their families answered."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from services.casework.facts.events import Fact
from services.common import catalogue
from services.reporting.circumstances.projections import answer_facts
from services.reporting.circumstances.rules import Answered, CountedCase
from services.reporting.facts.projections import case_facts, referral_facts
from shared.kernel.sealing import opened
from shared.work import Work


def counted_cases(work: Work, *, of: UUID) -> list[CountedCase]:
    """All that the organisation began, of programmes and versions that are known here."""
    query = select(
        case_facts.c.case_id,
        case_facts.c.opened_on,
        case_facts.c.closed_on,
        referral_facts.c.programme,
        referral_facts.c.programme_version,
        referral_facts.c.municipality,
        referral_facts.c.children,
    ).join(referral_facts, referral_facts.c.case_id == case_facts.c.case_id)
    rows = work.db.execute(query.where(case_facts.c.organisation == of)).all()
    versions = catalogue.every_version(work.db)
    return [
        CountedCase(
            case_id=row.case_id,
            programme=programme,
            opened_on=row.opened_on,
            closed_on=row.closed_on,
            municipality=row.municipality,
            children=row.children,
        )
        for row in rows
        if (programme := versions.get((row.programme, row.programme_version))) and row.opened_on
    ]


def answered(work: Work, *, of: UUID) -> Mapping[UUID, list[Answered]]:
    """By case; what has been erased, or restricted, is not there."""
    c = answer_facts.c
    query = select(c.case_id, c.answered_on, c.facts).where(c.organisation == of)
    by_case: dict[UUID, list[Answered]] = defaultdict(list)
    for row in work.db.execute(query.order_by(c.answered_on, c.sheet_id)):
        facts = opened(row.facts, work.sealing) or ()
        by_case[row.case_id].append(
            Answered(row.answered_on, tuple(Fact(**fact) for fact in facts))
        )
    return by_case
