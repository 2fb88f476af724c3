"""What a letter about a match says, in one line; the match itself is read on the page."""

from enum import StrEnum

from services.common.codes import Role
from services.volunteers.expense_letters.texts import (
    PAGES,
    SENTENCES as OF_EXPENSES,
    ExpenseLetter,
)
from services.volunteers.gathering_letters import texts as of_gatherings
from services.volunteers.lending_letters import texts as of_loans
from shared.identity.principals import Principal
from shared.inbox import Letter
from shared.web.i18n import N_, gettext


class LetterKind(StrEnum):
    """What has happened that somebody is to read."""

    APPLIED = "applied"
    PROPOSED = "proposed"
    WILLING = "willing"
    UNWILLING = "unwilling"
    AGREED = "agreed"
    ENDED = "ended"
    APPROVED_ALONE = "approved_alone"
    SUSPENDED = "suspended"
    ON_HOLD = "on_hold"
    ASKED_BEFORE = "asked_before"
    ANSWERS_DUE = "answers_due"
    ANSWERS_LATE = "answers_late"
    MEETING_LATE = "meeting_late"
    PERSON_LATE = "person_late"
    END_NEAR = "end_near"
    END_LATE = "end_late"


SENTENCES: dict[str, str] = {
    LetterKind.APPLIED: N_("Somebody has applied to become a support person"),
    LetterKind.PROPOSED: N_("You are asked to walk beside a family"),
    LetterKind.WILLING: N_("The support person has consented"),
    LetterKind.UNWILLING: N_("The support person has declined"),
    LetterKind.AGREED: N_("Everybody has consented: you can begin"),
    LetterKind.ENDED: N_("A match of yours has ended"),
    LetterKind.APPROVED_ALONE: N_("Somebody approved without a second person"),
    LetterKind.SUSPENDED: N_("The approval of a support person is suspended"),
    LetterKind.ON_HOLD: N_("Your approval is suspended; your coordinator tells you how it goes on"),
    LetterKind.ASKED_BEFORE: N_("A family still waits to hear whether you walk beside it"),
    LetterKind.ANSWERS_DUE: N_("A proposal has waited a week for its answers"),
    LetterKind.ANSWERS_LATE: N_("A proposal has waited two weeks for its answers"),
    LetterKind.MEETING_LATE: N_("All agreed two weeks ago, and nobody has met yet"),
    LetterKind.PERSON_LATE: N_("A family has waited long for a support person"),
    LetterKind.END_NEAR: N_("The agreed time of a match ends within a month: ask how it goes on"),
    LetterKind.END_LATE: N_("The agreed time of a match is over: end it, or agree how it goes on"),
}


def sentence(kind: str) -> str:
    """What has happened."""
    return gettext((SENTENCES | OF_EXPENSES | of_gatherings.SENTENCES | of_loans.SENTENCES)[kind])


def page(reader: Principal, letter: Letter) -> str:
    """Where the reader reads it."""
    if letter.kind == LetterKind.APPROVED_ALONE:
        return "/volunteers/privacy/approvals"
    if letter.kind in (LetterKind.SUSPENDED, LetterKind.APPLIED):
        return f"/volunteers/people/{letter.thing_id}"
    if letter.thing in (*of_gatherings.THINGS, of_gatherings.WEEK):
        return of_gatherings.page(letter.thing, letter.thing_id)
    if letter.thing == of_loans.THING:
        return f"/volunteers/lending/{letter.thing_id}"
    if letter.kind in PAGES:
        return PAGES[ExpenseLetter(letter.kind)]
    if letter.kind == LetterKind.PERSON_LATE:
        return f"/volunteers/matching/{letter.thing_id}"
    if reader.has(Role.NGO_COORDINATOR, Role.NGO_WORKER):
        return f"/volunteers/matches/{letter.thing_id}"
    return "/volunteers/me"
