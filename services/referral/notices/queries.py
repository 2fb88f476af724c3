"""Notices as people read them, and those that a family has been given."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from services.common import catalogue, people
from services.common.notices.reading import Notice, notice
from services.common.programme import Programme
from services.referral.keepers.views import together
from services.referral.notices.projections import given
from shared.kernel.aggregate import NotFound
from shared.web.i18n import language
from shared.work import Work


@dataclass(frozen=True)
class Given:
    """One notice in a family's hands."""

    id: UUID
    programme: str
    version: int
    language: str
    delivery: str
    by: str  # a person's name
    on: date


def notice_of(work: Work, code: str, *, version: int | None = None) -> tuple[Programme, Notice]:
    """A programme's notice in the reader's language; raises `NotFound`."""
    programme = catalogue.programme(work.db, code)
    if programme is None:
        raise NotFound
    provider = catalogue.provider_of(work.db, code)
    home = catalogue.organisation(work.db, provider) if provider else None
    text = notice(
        programme.controller_scenario,
        language(),
        programme=programme.name_in(language()),
        controller=home.name_in(language()) if home else "",
        together=together(work, code),
        version=version,
    )
    if text is None:
        raise NotFound
    return programme, text


def given_to(work: Work, referral_id: UUID) -> list[Given]:
    """What the family has been given, the latest first."""
    name = people.names(work)
    query = select(given).where(given.c.referral_id == referral_id)
    order = (given.c.given_on.desc(), given.c.recorded_at.desc())
    return [
        Given(
            row.notice_id,
            row.programme,
            row.version,
            row.language,
            row.delivery,
            name(row.by),
            row.given_on,
        )
        for row in work.db.execute(query.order_by(*order))
    ]
