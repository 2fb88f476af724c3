"""How a family's wish is said: to the family in plain words, and to its coordinators."""

from datetime import date

from services.common.codes import WishResult
from services.common.labels import label
from services.referral.consent_wishes.domain import ConsentWish
from shared.web.formats import format_date
from shared.web.i18n import gettext, language


def changed_meanwhile() -> str:
    return gettext("Somebody dealt with it meanwhile. Look at the page again.")


def tag(state: ConsentWish, today: date) -> tuple[str, str]:
    """Kind and text of the mark that says whether somebody has dealt with it."""
    if state.answered is not None:
        return "done", label(WishResult(state.answered.result), language())
    due = state.wished.due_on if state.wished else today
    return due_tag(due, today)


def due_tag(due: date, today: date) -> tuple[str, str]:
    if due < today:
        return "late", gettext("late")
    if due == today:
        return "wait", gettext("today")
    return "wait", gettext("by %(day)s", day=format_date(due, "d.M."))


def for_family(state: ConsentWish, names: list[str], today: date) -> list[str]:
    """What the family reads of its wish; nothing before there is one."""
    wished, answered = state.wished, state.answered
    if wished is None:
        return []
    sentences = [_wished(format_date(wished.on, "d.M.yyyy"), ", ".join(names))]
    if answered is None:
        return [*sentences, _promise(wished.due_on, today)]
    return [*sentences, _answered(answered.result, format_date(answered.on, "d.M.yyyy"))]


def _wished(day: str, names: str) -> str:
    if names:
        return gettext(
            "On %(day)s you wished that this organisation is told no more: %(names)s.",
            day=day,
            names=names,
        )
    return gettext("On %(day)s you wished to take your consent back.", day=day)


def _promise(due: date, today: date) -> str:
    if due < today:
        return gettext("It has not been dealt with in time. We are sorry. Please call us.")
    if due == today:
        return gettext("We deal with it today. We may call you first to make sure that it is you.")
    return gettext(
        "We deal with it by %(day)s. We may call you first to make sure that it is you.",
        day=format_date(due, "d.M.yyyy"),
    )


def _answered(result: str, day: str) -> str:
    match WishResult(result):
        case WishResult.CARRIED_OUT:
            return gettext("It was done on %(day)s: nothing new is told any more.", day=day)
        case WishResult.KEPT:
            return gettext("On %(day)s we talked with you: your consent goes on.", day=day)
        case WishResult.NOT_CONFIRMED:
            return gettext(
                "By %(day)s we could not make sure that it was you who wished it, so the consent "
                "goes on. Please call us.",
                day=day,
            )
