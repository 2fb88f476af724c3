"""When a session is and who has a seat, in words."""

from services.common.codes import RegistrationStatus
from services.common.days import HELSINKI
from services.common.labels import label
from services.common.sessions.domain import Gathering
from services.common.sessions.rules import Session
from shared.web.formats import format_date, format_datetime
from shared.web.i18n import gettext, language, ngettext
from shared.web.parts import Kind

TAGS: dict[RegistrationStatus, Kind] = {
    RegistrationStatus.REGISTERED: "done",
    RegistrationStatus.WAITING: "wait",
    RegistrationStatus.WITHDRAWN: "idle",
}


def when(session: Session) -> str:
    """Such as "Tue 2.6.2026 at 18:00–20:00"."""
    start, end = (at.astimezone(HELSINKI) for at in (session.starts_at, session.ends_at))
    until = format_datetime(session.ends_at, "d.M.") if end.date() != start.date() else ""
    last = until or end.strftime("%H:%M")
    day = format_date(session.plan.day, "EEE d.M.yyyy")
    return f"{day} {start:%H:%M}–{last}"


def where(session: Session, *, with_link: bool) -> str:
    """The place, and that one can come from afar."""
    plan = session.plan
    afar = gettext("online") if plan.link and not with_link else ""
    return " · ".join(part for part in (plan.place, afar) if part)


def seats_of(state: Gathering) -> str:
    """How many have a seat, of how many, and how many wait."""
    taken, number, waiting = len(state.seats.taken), state.seats.number, len(state.seats.waiting)
    text = ngettext("%(num)s person", "%(num)s people", taken)
    if number:
        text = gettext("%(taken)s of %(seats)s seats taken", taken=taken, seats=number)
    more = ngettext("%(num)s waits", "%(num)s wait", waiting) if waiting else ""
    return " · ".join(part for part in (text, more) if part)


def status_tag(status: RegistrationStatus | None) -> tuple[Kind, str]:
    """Whether the reader has a seat."""
    return (TAGS[status], label(status, language())) if status else ("idle", "")
