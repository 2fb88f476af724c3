"""What the page of an organisation's terms shows, in the reader's language."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from services.common.codes import KilometrePay
from services.common.labels import choices, label
from services.volunteers.rates.queries import by_year, limits, tax_free
from services.volunteers.rates.rules import CENTS, UNPAID
from services.volunteers.terms.domain import Payer
from services.volunteers.terms.events import TermsAgreed
from services.volunteers.terms.queries import day_rates_on, rate_on
from shared.web.formats import format_date, format_money
from shared.web.i18n import gettext, language
from shared.web.parts import Moment, Option
from shared.work import Work


@dataclass(frozen=True)
class TermsPage:
    now: list[tuple[str, str]]
    history: list[Moment]  # what was agreed, the newest first
    tax_free: list[tuple[str, ...]]  # year, a kilometre, a whole and a part day, whose decision
    limit: str  # of a year
    days: int  # of allowance, of a year
    choices: list[Option]
    today: str


def terms(work: Work, organisation_id: UUID) -> TermsPage:
    """What holds today, what was agreed before, and what is free of tax."""
    payer, _ = work.load(Payer(organisation_id))
    rates = sorted(by_year().values(), key=lambda rate: -rate.year)
    return TermsPage(
        now=_now(payer, work),
        history=[
            Moment(at=format_date(each.starts_on, "d.M.yyyy"), text=_words(each))
            for each in reversed(payer.terms)
        ],
        tax_free=[
            (
                str(rate.year),
                _euros(rate.kilometre),
                _euros(rate.per_diem * CENTS),
                _euros(rate.part_day * CENTS),
                rate.source,
            )
            for rate in rates
        ],
        limit=_euros(limits().kilometres),
        days=limits().per_diem_days,
        choices=[Option(code, text) for code, text in choices(KilometrePay, language())],
        today=work.today.isoformat(),
    )


def filled(work: Work, organisation_id: UUID) -> dict[str, dict[str, Any]]:
    """What stands in the forms to begin with: what holds today."""
    payer, _ = work.load(Payer(organisation_id))
    agreed, account = payer.terms_on(work.today), payer.account
    values: dict[str, dict[str, Any]] = {"agree": {"kilometres": KilometrePay.FULL}}
    if agreed:
        values["agree"] = {
            "kilometres": agreed.kilometres,
            "rate": _typed(agreed.rate) if agreed.rate else "",
            "receipts_over": _typed(agreed.receipts_over),
            "pays_days": "yes" if agreed.pays_days else "",
        }
    if account:
        names = ("account_name", "iban", "bic")
        values["account"] = {name: getattr(account, name) for name in names}
    return values


def _now(payer: Payer, work: Work) -> list[tuple[str, str]]:
    rate, account = rate_on(payer, work.today), payer.account
    agreed = payer.terms_on(work.today)
    over = agreed.receipts_over if agreed else 0
    kind = agreed.kilometres if agreed else KilometrePay.FULL
    return [
        (gettext("A kilometre"), f"{_euros(rate)} · {label(kind, language())}"),
        (gettext("The tax-free maximum"), _euros(tax_free(work.today).kilometre)),
        (gettext("Days of allowance"), _days(payer, work)),
        (gettext("Costs above this want a receipt"), _euros(over)),
        (gettext("Paid from"), f"{account.account_name}, {account.iban}" if account else "–"),
    ]


def _days(payer: Payer, work: Work) -> str:
    rates = day_rates_on(payer, work.today)
    if rates == UNPAID:
        return gettext("not paid")
    return gettext(
        "%(whole)s for a whole day, %(part)s for a part of one",
        whole=_euros(rates.whole),
        part=_euros(rates.part),
    )


def _words(terms: TermsAgreed) -> str:
    parts = [label(terms.kilometres, language())]
    parts += [_euros(terms.rate)] if terms.rate else []
    parts += [gettext("days of allowance")] if terms.pays_days else []
    return ", ".join(parts)


def _euros(cents: int) -> str:
    return format_money(Decimal(cents) / CENTS)


def _typed(cents: int) -> str:
    return f"{Decimal(cents) / CENTS:.2f}"
