"""What the coordinator's pages of claims show, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy import ColumnElement, Row

from services.common.codes import ClaimStatus
from services.common.labels import label
from services.volunteers.expenses import policy, queries
from services.volunteers.expenses.policy import ClaimView
from services.volunteers.expenses.projections import claims
from services.volunteers.expenses.rules import days_of
from services.volunteers.expenses.texts import (
    claim_tag,
    days_text,
    money,
    receipts,
    took,
    yearly,
    yearly_days,
)
from services.volunteers.people import queries as people
from services.volunteers.rates.queries import limits
from services.volunteers.rates.rules import Days, days_worth, room
from services.volunteers.terms.domain import Payer
from services.volunteers.terms.queries import day_rates_on, rate_on
from shared.identity.principals import Principal
from shared.kernel.sealing import opened
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.paging import PageRequest
from shared.web.parts import Count, Kind
from shared.work import Work

SHOWN = 100  # claims of a page of the board
STEPS = (
    ClaimStatus.WAITS,
    ClaimStatus.RETURNED,
    ClaimStatus.APPROVED,
    ClaimStatus.IN_PAYMENT,
    ClaimStatus.PAID,
)


@dataclass(frozen=True)
class ClaimLine:
    claim_id: UUID
    href: str
    name: str
    day: str
    took: str
    sum: str
    tag: tuple[Kind, str]
    note: str  # that a receipt is wanted, or why it came back
    is_mine: bool  # the reader's own, which somebody else decides on


@dataclass(frozen=True)
class Board:
    status: str
    counts: list[Count]
    lines: list[ClaimLine]
    may_approve: bool
    wants_receipts: bool  # of one of these at least
    more: str  # address of the page that follows


@dataclass(frozen=True)
class ClaimPage:
    view: ClaimView
    title: str
    tag: tuple[Kind, str]
    facts: list[tuple[str, str]]
    warning: str  # of the year's limit
    may_decide: bool
    is_open: bool  # not approved
    is_due: bool
    has_days: bool  # of allowance
    visit_href: str
    person_href: str


def board(work: Work, who: Principal, status: str, cursor: str) -> Board:
    """The claims of the organisation at one step, and how many stand at each."""
    part = PageRequest(SHOWN, cursor)
    sort = "held_on" if status == ClaimStatus.WAITS else "-held_on"
    shown = queries.listed(work, who, status=status, sort=sort, page_request=part)
    names = people.names(work, who.organisation) if who.organisation else {}
    lines = [_line(view, names) for view in shown.items]
    by_status = queries.counts(work, who)
    here = url_for("expenses.board", status=status, cursor=shown.next) if shown.next else ""
    return Board(
        status=status,
        counts=[
            Count(
                by_status.get(step, 0),
                label(step, language()),
                url_for("expenses.board", status=step),
                current=step == status,
                urgent=step is ClaimStatus.WAITS and bool(by_status.get(step)),
            )
            for step in STEPS
        ],
        lines=lines,
        may_approve=status == ClaimStatus.WAITS and any(not line.is_mine for line in lines),
        wants_receipts=any(view.wants_receipt for view in shown.items),
        more=here,
    )


def claim(work: Work, who: Principal, claim_id: UUID) -> ClaimPage:
    """One claim for its organisation's coordinators."""
    view = queries.claim(work, who, claim_id)
    policy.coordinates.check(who, view)
    made, balance = view.claim.claimed, view.claim.balance
    names = people.names(work, made.organisation)
    return ClaimPage(
        view=view,
        title=names.get(made.volunteer_id, "–"),
        tag=claim_tag(balance.status),
        facts=_facts(view),
        warning=warning(work, made.volunteer_id, made.held_on.year),
        may_decide=policy.decides.allows(who, view),
        is_open=balance.decision is not ClaimStatus.APPROVED,
        is_due=bool(balance.due) and balance.payment_id is None,
        has_days=bool(days_of(made).number),
        visit_href=f"/casework/visits/{claim_id}",
        person_href=url_for("people.show", volunteer_id=made.volunteer_id),
    )


def warning(work: Work, volunteer_id: UUID, year: int) -> str:
    """What is to be said of the year's limit; empty while there is enough."""
    is_theirs = claims.c.volunteer_id == volunteer_id
    return warnings(work, is_theirs, year=year).get(volunteer_id, "")


def warnings(work: Work, *whose: ColumnElement[bool], year: int) -> dict[UUID, str]:
    """What is to be lines of the year's limits to each who is near one of them."""
    driven = queries.year_sums(work, *whose, year=year)
    away = queries.year_days(work, *whose, year=year)
    farthest, longest = limits().kilometres, limits().per_diem_days
    lines = dict[UUID, str]()
    for each in driven:
        cents, days = driven[each], away[each]
        texts = (
            yearly(room(cents, farthest), cents, farthest),
            yearly_days(room(days, longest), days, longest),
        )
        if any(texts):
            lines[each] = " ".join(text for text in texts if text)
    return lines


def own_lines(work: Work, rows: Iterable[Row[Any]]) -> list[ClaimLine]:
    """A support person's own claims, each leading to the visit that it came from."""
    return [_own_line(work, row) for row in rows]


def _own_line(work: Work, row: Row[Any]) -> ClaimLine:
    rate = rate_on(work.load(Payer(row.organisation))[0], row.held_on)
    rates = day_rates_on(work.load(Payer(row.organisation))[0], row.held_on)
    days, free_meals = Days(row.whole_days or 0, row.part_days or 0), bool(row.free_meals)
    worth = days_worth(days, rates, free_meals=free_meals)
    claimed = row.kilometres * rate + row.costs + worth
    is_decided = row.decision == ClaimStatus.APPROVED
    reason = opened(row.reason, work.sealing)
    return ClaimLine(
        claim_id=row.claim_id,
        href=f"/casework/visits/{row.claim_id}",
        name="",
        day=format_date(row.held_on, "d.M.yyyy"),
        took=took(row.kilometres, rate, row.costs, days_text(days, rates, free_meals=free_meals)),
        sum=money(row.approved if is_decided else claimed),
        tag=claim_tag(row.status),
        note=_own_note(row, str(reason or "")),
        is_mine=True,
    )


def _own_note(row: Row[Any], reason: str) -> str:
    if row.status == ClaimStatus.PAID and row.paid_on:
        paid = gettext("on %(day)s", day=format_date(row.paid_on, "d.M.yyyy"))
        return f"{paid} · {reason}" if reason else paid
    return "" if row.status == ClaimStatus.WAITS else reason


def _line(view: ClaimView, names: dict[UUID, str]) -> ClaimLine:
    made, balance = view.claim.claimed, view.claim.balance
    is_decided = balance.decision is ClaimStatus.APPROVED
    return ClaimLine(
        claim_id=view.claim.id,
        href=url_for("expenses.claim", claim_id=view.claim.id),
        name=names.get(made.volunteer_id, "–"),
        day=format_date(made.held_on, "d.M.yyyy"),
        took=_took(view),
        sum=money(balance.approved if is_decided else queries.claimed_worth(view)),
        tag=claim_tag(balance.status),
        note=_note(view),
        is_mine=view.is_own,
    )


def _took(view: ClaimView) -> str:
    made = view.claim.claimed
    days = days_text(days_of(made), view.day_rates, free_meals=made.free_meals)
    return took(made.kilometres, view.rate, made.costs, days)


def _note(view: ClaimView) -> str:
    if view.is_own:
        return gettext("Your own: somebody else decides.")
    if view.claim.balance.status is ClaimStatus.WAITS:
        return receipts(view)
    return view.claim.reason


def _facts(view: ClaimView) -> list[tuple[str, str]]:
    made, balance = view.claim.claimed, view.claim.balance
    facts = (
        (gettext("Day of the visit"), format_date(made.held_on, "d.M.yyyy")),
        (gettext("Claimed"), _took(view)),
        (gettext("Sum"), money(queries.claimed_worth(view))),
        (gettext("Receipt"), receipts(view)),
        (gettext("Approved sum"), money(balance.approved) if balance.approved else ""),
        (gettext("Paid"), money(balance.paid) if balance.paid else ""),
        (gettext("Still to be paid"), money(balance.due) if balance.due else ""),
        (gettext("Why"), view.claim.reason),
    )
    return [(name, text) for name, text in facts if text]
