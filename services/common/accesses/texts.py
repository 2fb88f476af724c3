"""What people read of the access log: who did what to whose data, and when, in a sentence."""

from typing import Any

from shared.accesslog.log import Manner, Outcome
from shared.web.i18n import N_, gettext

KINDS = {  # what somebody has looked at, as the object of a verb
    "referral": N_("a family's referral"),
    "case": N_("a family's case"),
    "visit": N_("a visit to a family"),
    "message": N_("messages about a family"),
    "need": N_("what a family waits for"),
    "match": N_("a support person's match"),
    "volunteer": N_("a support person's data"),
    "rights_request": N_("somebody's request about their data"),
}
SOMETHING = N_("people's data")
DONE = {
    Manner.READ: N_("%(who)s looked at %(what)s"),
    Manner.CHANGED: N_("%(who)s changed %(what)s"),
    Manner.SEARCHED: N_("%(who)s searched for people and came upon %(what)s"),
    Manner.EXPORTED: N_("%(who)s took out as a file %(what)s"),
}
NOT_DONE = {
    Outcome.REFUSED: N_("%(who)s was refused %(what)s"),
    Outcome.MISSING: N_("%(who)s asked for something that is not there"),
    Outcome.UNDONE: N_("%(who)s tried to change %(what)s, and it stayed as it was"),
    Outcome.FAILED: N_("%(who)s asked for %(what)s, and our service failed"),
}
WENT_BACK = "log-went-back"  # why an operator has written a line of the log
LISTED = N_("%(who)s saw in a list %(what)s")


def sentence_of(row: Any, who: str) -> str:
    """One line of the log in words; the time stands beside it."""
    if row.purpose == WENT_BACK:
        return gettext("An operator wrote down why an older access log was put back")
    kinds = [each[:-37] for each in row.opened.split()]
    what = next((KINDS[kind] for kind in KINDS if kind in kinds), SOMETHING)
    clause = NOT_DONE.get(Outcome(row.outcome)) or DONE[Manner(row.manner)]
    if row.outcome == Outcome.UNDONE and row.manner != Manner.CHANGED:
        clause = DONE[Manner.READ]
    if clause == DONE[Manner.READ] and row.listed and not kinds:
        clause = LISTED
    return gettext(clause, who=who, what=gettext(what))
