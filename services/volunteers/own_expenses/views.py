"""What a support person's own page of money shows, in their language."""

from dataclasses import dataclass
from uuid import UUID

from services.volunteers.accounts.domain import Account
from services.volunteers.expenses import queries as expenses
from services.volunteers.expenses.projections import claims
from services.volunteers.expenses.texts import money
from services.volunteers.expenses.views import ClaimLine, own_lines, warning
from services.volunteers.people import queries as people
from services.volunteers.rates.queries import limits
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.web.i18n import gettext
from shared.work import Work

SHOWN = 200  # claims
ENDING = 4  # digits of an account number that are shown


@dataclass(frozen=True)
class OwnExpenses:
    lines: list[ClaimLine]
    year: str  # how much of the year's tax-free money is used
    warning: str  # of the year's limit
    account: str  # its last digits; empty: none was given


def own(work: Work, who: Principal) -> OwnExpenses:
    """The reader's own claims, the newest visit first."""
    volunteer_id, year = myself(work, who), work.today.year
    is_mine = claims.c.volunteer_id == volunteer_id
    sums = expenses.year_sums(work, is_mine, year=year)
    away = expenses.year_days(work, is_mine, year=year)
    iban = work.load(Account(volunteer_id))[0].iban
    return OwnExpenses(
        lines=own_lines(work, expenses.own(work, volunteer_id, most=SHOWN)),
        year=_year(year, sums.get(volunteer_id, 0), away.get(volunteer_id, 0)),
        warning=warning(work, volunteer_id, year),
        account=f"… {iban[-ENDING:]}" if iban else "",
    )


def _year(year: int, cents: int, days: int) -> str:
    driven = gettext(
        "Kilometres approved in %(year)s: %(sum)s of %(most)s free of tax",
        year=year,
        sum=money(cents),
        most=money(limits().kilometres),
    )
    if not days:
        return driven
    most = limits().per_diem_days
    away = gettext("days of allowance: %(days)s of %(most)s", days=days, most=most)
    return f"{driven} · {away}"


def myself(work: Work, who: Principal) -> UUID:
    """The support person that the reader is; raises `NotFound` for nobody."""
    volunteer_id = people.own_id(work, who)
    if volunteer_id is None:
        raise NotFound
    return volunteer_id
