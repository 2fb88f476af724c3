"""What the pages of payment runs show, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy import Row

from services.common.codes import PaymentStatus
from services.common.labels import label
from services.volunteers.expenses import queries as expenses
from services.volunteers.expenses.projections import claims
from services.volunteers.expenses.texts import money
from services.volunteers.expenses.views import warnings
from services.volunteers.payments import queries
from services.volunteers.payments.policy import PaymentView
from services.volunteers.terms.domain import Payer
from services.volunteers.transfers.rules import Order, amount, pain001
from shared.identity.principals import Principal
from shared.web.access_log import note_listed
from shared.web.formats import format_date
from shared.web.i18n import gettext, language, ngettext
from shared.web.paging import PageRequest
from shared.web.parts import Kind
from shared.work import Work

CsvRow = list[str | int | float | None]
SHOWN = 50  # runs of a page
KINDS: dict[PaymentStatus, Kind] = {
    PaymentStatus.DRAWN_UP: "wait",
    PaymentStatus.PAID: "done",
    PaymentStatus.CALLED_OFF: "idle",
}


@dataclass(frozen=True)
class DueLine:
    claim_id: UUID
    name: str
    day: str
    sum: str
    note: str


@dataclass(frozen=True)
class RunLine:
    href: str
    day: str
    about: str
    sum: str
    tag: tuple[Kind, str]


@dataclass(frozen=True)
class PaymentBoard:
    dues: list[DueLine]
    sum: str
    has_account: bool
    warnings: list[str]  # of the year's limit
    runs: list[RunLine]
    more: str
    today: str


@dataclass(frozen=True)
class PaymentPage:
    view: PaymentView
    title: str
    tag: tuple[Kind, str]
    facts: list[tuple[str, str]]
    lines: list[tuple[str, str, str]]  # who, to which account, how much
    left_out: list[tuple[str, str]]  # who, and why
    is_open: bool
    has_file: bool
    today: str


def board(work: Work, who: Principal, cursor: str) -> PaymentBoard:
    """What can be paid now, and the organisation's runs."""
    rows = expenses.to_pay(work, who)
    note_listed(row.claim_id for row in rows)
    names = queries.names(work, who.organisation) if who.organisation else {}
    shown = queries.listed(work, who, PageRequest(SHOWN, cursor))
    payer = work.load(Payer(who.organisation))[0] if who.organisation else None
    return PaymentBoard(
        dues=[
            DueLine(
                claim_id=row.claim_id,
                name=names.get(row.volunteer_id, "–"),
                day=format_date(row.held_on, "d.M.yyyy"),
                sum=money(row.due),
                note=gettext("too much was paid before") if row.due < 0 else "",
            )
            for row in rows
        ],
        sum=money(sum(row.due for row in rows)),
        has_account=payer is not None and payer.account is not None,
        warnings=_warnings(work, rows, names),
        runs=[_run(row) for row in shown.items],
        more=url_for("payments.board", cursor=shown.next) if shown.next else "",
        today=work.today.isoformat(),
    )


def payment(work: Work, who: Principal, payment_id: UUID) -> PaymentPage:
    """One run: who is paid how much to which account."""
    view = queries.payment(work, who, payment_id)
    run, drawn_up = view.run, view.run.drawn_up
    if drawn_up is None:
        raise LookupError(payment_id)
    names = queries.names(work, drawn_up.organisation)
    note_listed(each.volunteer_id for each in run.lines)
    return PaymentPage(
        view=view,
        title=gettext("Payment of %(day)s", day=format_date(drawn_up.pays_on, "d.M.yyyy")),
        tag=(KINDS[run.status], label(run.status, language())),
        facts=_facts(view),
        lines=[
            (each.name or "–", in_fours(each.iban) if each.iban else "–", money(each.cents))
            for each in run.lines
        ],
        left_out=[
            (names.get(each.volunteer_id, "–"), label(each.why, language()))
            for each in run.left_out
        ],
        is_open=run.status is PaymentStatus.DRAWN_UP,
        has_file=run.is_whole and run.status is not PaymentStatus.CALLED_OFF,
        today=work.today.isoformat(),
    )


def file(view: PaymentView) -> bytes:
    """The run as its bank takes it; raises `Refused` where it cannot be written any more."""
    return pain001(view.run.order())


def columns() -> Sequence[str]:
    return (gettext("Name"), gettext("Account number (IBAN)"), gettext("Euros"))


def rows(order: Order) -> list[CsvRow]:
    return [[each.name, each.iban, amount(each.cents)] for each in order.transfers]


def in_fours(iban: str) -> str:
    """An account number as people read it."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))


def _facts(view: PaymentView) -> list[tuple[str, str]]:
    run, drawn_up = view.run, view.run.drawn_up
    if drawn_up is None:
        return []
    facts = (
        (gettext("Sum"), money(run.cents)),
        (gettext("People"), str(len(run.lines))),
        (gettext("Paid from"), f"{drawn_up.account_name}, {in_fours(drawn_up.iban)}"),
        (gettext("The bank pays on"), format_date(drawn_up.pays_on, "d.M.yyyy")),
        (gettext("Paid on"), format_date(run.paid.on, "d.M.yyyy") if run.paid else ""),
    )
    return [(name, text) for name, text in facts if text]


def _run(row: Row[Any]) -> RunLine:
    status = PaymentStatus(row.status)
    return RunLine(
        href=url_for("payments.payment", payment_id=row.payment_id),
        day=format_date(row.paid_on or row.pays_on, "d.M.yyyy"),
        about=ngettext("%(num)s person", "%(num)s people", row.people),
        sum=money(row.cents),
        tag=(KINDS[status], label(status, language())),
    )


def _warnings(work: Work, dues: Sequence[Row[Any]], names: dict[UUID, str]) -> list[str]:
    """Who of those to be paid is near the year's limit; nobody is kept from being paid."""
    is_theirs = claims.c.volunteer_id.in_({row.volunteer_id for row in dues})
    near = warnings(work, is_theirs, year=work.today.year)
    return sorted(f"{names.get(each, '–')}: {text}" for each, text in near.items())
