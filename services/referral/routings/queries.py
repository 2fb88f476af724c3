"""Who was considered, chosen and skipped, for the member itself and the network's coordinator."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, or_, select

from services.common.codes import RouteRule
from services.referral.routes.events import Skip
from services.referral.routes.projections import considered
from shared.identity.principals import Principal
from shared.kernel.codec import dataclass_reader
from shared.web.paging import Page, PageRequest, page
from shared.work import Work

SAID = ("fi", "sv", "en")  # of other languages the family could be known by theirs


@dataclass(frozen=True)
class ConsideredRow:
    """One organisation in one choice. The family is nobody's to see here."""

    id: str
    on: date
    organisation: UUID
    programme: str
    is_chosen: bool
    back: str | None
    skips: tuple[Skip, ...]
    referral: UUID | None  # for the coordinator; whether it may be opened its page says


def lines(work: Work, principal: Principal, *, page_request: PageRequest) -> Page[ConsideredRow]:
    """Of the reader's own organisation and of the networks that it coordinates, newest first."""
    home, table = principal.organisation, considered.c
    theirs = or_(table.organisation == home, table.coordinator == home)
    order = (table.on.desc(), table.referral_id, table.round.desc(), table.organisation)
    query = select(considered).where(theirs)
    return page(
        work.db,
        query,
        order,
        page_request=page_request,
        read=lambda row: _line(row, is_coordinator=row.coordinator == home),
    )


def _line(row: Row[Any], *, is_coordinator: bool) -> ConsideredRow:
    read = dataclass_reader(Skip)
    skips = tuple(read(each) for each in row.skips)
    return ConsideredRow(
        id=f"{row.referral_id}:{row.round}:{row.organisation}" if is_coordinator else "",
        on=row.on,
        organisation=row.organisation,
        programme=row.programme,
        is_chosen=bool(row.is_chosen),
        back=row.back,
        skips=skips if is_coordinator else tuple(map(_disclosed, skips)),
        referral=row.referral_id if is_coordinator else None,
    )


def _disclosed(skip: Skip) -> Skip:
    """As the skipped member reads it: of a language that few speak no more than the rule."""
    if skip.rule == RouteRule.CLOSED:
        return skip
    values = tuple(value for value in skip.values if value in SAID)
    return Skip(rule=skip.rule, values=values)
