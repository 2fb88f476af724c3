"""What a letter about money says, in one line, and where it is read."""

from enum import StrEnum

from shared.web.i18n import N_


class ExpenseLetter(StrEnum):
    """What has happened to somebody's expenses."""

    WAIT = "expenses_wait"
    RETURNED = "expenses_returned"
    REFUSED = "expenses_refused"
    PAID = "expenses_paid"


SENTENCES: dict[str, str] = {
    ExpenseLetter.WAIT: N_("Expenses wait for approval"),
    ExpenseLetter.RETURNED: N_("Expenses of yours came back: please look at them"),
    ExpenseLetter.REFUSED: N_("Expenses of yours were not approved"),
    ExpenseLetter.PAID: N_("Your expenses were paid"),
}
PAGES = dict.fromkeys(ExpenseLetter, "/volunteers/me/expenses") | {
    ExpenseLetter.WAIT: "/volunteers/expenses"
}
