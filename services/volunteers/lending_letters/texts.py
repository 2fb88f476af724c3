"""What a letter about lending says, in one line; it is read on the page of the lending."""

from enum import StrEnum

from shared.web.i18n import N_

THING = "loan"


class LoanLetter(StrEnum):
    """What has happened to a lending."""

    ASKED = "loan_asked"
    OFFERED = "loan_offered"
    WILLING = "loan_willing"
    UNWILLING = "loan_unwilling"
    AGREED = "loan_agreed"
    ENDED = "loan_ended"


SENTENCES: dict[str, str] = {
    LoanLetter.ASKED: N_("Another organisation asks whether one of your support people could help"),
    LoanLetter.OFFERED: N_("You are asked whether you would help in another organisation"),
    LoanLetter.WILLING: N_("A support person is willing to help in another organisation"),
    LoanLetter.UNWILLING: N_("A support person would rather not help in another organisation"),
    LoanLetter.AGREED: N_("It is agreed that you help in another organisation"),
    LoanLetter.ENDED: N_("A lending of a support person has ended"),
}
