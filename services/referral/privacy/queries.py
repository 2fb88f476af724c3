"""Disclosures as they were made, and the register of processing as the code declares it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from services.common.codes import RightsKind
from services.referral.referrals.projections import disclosures, referrals
from services.referral.rights.projections import exports, requests
from shared.kernel.events import declared, kind_of
from shared.kernel.sealing import opened
from shared.web.access_log import note_listed
from shared.web.paging import Page, PageRequest, page
from shared.work import Work

HISTORIES = (  # every chapter whose events hold something of people
    *("services.referral.access", "services.referral.corrections", "services.referral.referrals"),
    *("services.referral.rights", "services.casework.cases", "services.casework.course"),
    *("services.casework.messages", "services.casework.plan", "services.casework.visits"),
    *("services.volunteers.matches", "services.volunteers.needs", "services.volunteers.people"),
)
MOST_EXPORTS = 50


@dataclass(frozen=True)
class Disclosure:
    """A family's details passed from one controller to another."""

    referral_id: UUID
    name: str
    programme: str
    to: UUID  # the controller that got them
    by: str  # whose acceptance it was
    of: UUID | None  # their organisation
    purpose: str
    at: datetime
    is_withdrawn: bool  # the family has taken its consent back since


@dataclass(frozen=True)
class Export:
    """What is held was written out for whoever asked."""

    request_id: UUID
    name: str
    kind: RightsKind
    form: str
    entries: int
    by: str
    at: datetime


@dataclass(frozen=True)
class Category:
    """The data of one retention class: which fields, in whose histories, where it travels."""

    retention: str
    fields: tuple[str, ...]
    services: tuple[str, ...]
    to: tuple[str, ...]


def disclosed(work: Work, page_request: PageRequest) -> Page[Disclosure]:
    """Every disclosure, the latest first."""
    query = select(
        disclosures,
        referrals.c.given_name,
        referrals.c.family_name,
        referrals.c.programme,
        referrals.c.organisation,
        referrals.c.disclosure_level,
    ).join(referrals, referrals.c.referral_id == disclosures.c.referral_id)
    order = (disclosures.c.at.desc(), disclosures.c.case_id)
    part = page(
        work.db, query, order, page_request=page_request, read=lambda row: _disclosure(work, row)
    )
    note_listed(each.referral_id for each in part.items)
    return part


def exported(work: Work) -> list[Export]:
    """What was written out lately, the latest first."""
    query = select(exports, requests.c.kind, requests.c.requester_name).join(
        requests, requests.c.request_id == exports.c.request_id
    )
    rows = work.db.execute(query.order_by(exports.c.at.desc()).limit(MOST_EXPORTS))
    return [
        Export(
            row.request_id,
            str(opened(row.requester_name, work.sealing) or ""),
            RightsKind(row.kind),
            row.form,
            row.entries,
            row.by,
            row.at,
        )
        for row in rows
    ]


def categories() -> list[Category]:
    """What is processed, by retention class, from the declarations of all events."""
    by_class: dict[str, dict[str, set[str]]] = {}
    for event in _events():
        kind = kind_of(event)
        for name, label in kind.personal.items():
            parts = by_class.setdefault(
                label.retention, {"fields": set(), "in": set(), "to": set()}
            )
            parts["fields"].add(name)
            parts["in"].add(event.__module__.split(".")[1])
            parts["to"].update(kind.to)
    return [
        Category(
            retention,
            tuple(sorted(parts["fields"])),
            tuple(sorted(parts["in"])),
            tuple(sorted(parts["to"])),
        )
        for retention, parts in sorted(by_class.items())
    ]


def _events() -> Iterator[type]:
    for chapter in HISTORIES:
        import_module(f"{chapter}.events")
    return (each for each in declared() if each.__module__.startswith("services."))


def _disclosure(work: Work, row: Row[Any]) -> Disclosure:
    given, family = (opened(part, work.sealing) or "" for part in (row.given_name, row.family_name))
    return Disclosure(
        row.referral_id,
        f"{given} {family}".strip(),
        row.programme or "",
        row.controller,
        row.by,
        row.organisation,
        row.purpose,
        row.at,
        row.disclosure_level == "L0",
    )
