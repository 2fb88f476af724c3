"""What the pages of the front door show, in the reader's language."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.common.desk import Desk, DeskCount, DeskItem, Hit, Letter, Urgency, worst_first
from services.platform.portal.guest import Guest
from shared.kernel.clock import Clock
from shared.web.formats import format_date, format_datetime
from shared.web.i18n import gettext, ngettext
from shared.web.parts import ChecklistItem

MOST = 14  # things on somebody's day; the lists hold the others
AHEAD = timedelta(days=14)  # what is coming up


@dataclass(frozen=True)
class LetterLine:
    text: str
    href: str
    note: str
    urgent: bool


@dataclass(frozen=True)
class MyDay:
    greeting: str
    lead: str
    letters: list[LetterLine]
    items: list[DeskItem]
    is_waiting: bool  # some of them are to be done, and not only good to know
    more: int  # how many things are in the lists alone
    ahead: list[tuple[str, DeskItem]]  # day, thing
    counts: list[DeskCount]
    away: list[str]  # names of services that gave no answer


@dataclass(frozen=True)
class Hits:
    title: str
    hits: list[Hit]


def my_day(guest: Guest, clock: Clock) -> MyDay:
    """All that waits for the reader in the services, worst first."""
    reader, today = guest.reader, clock.today()
    desks = [desk for _, desk in sorted(guest.desks.items(), key=_order)]
    items = worst_first(item for desk in desks for item in desk.items)
    ahead = [item for item in items if item.urgency == Urgency.SOON and _is_ahead(item, today)]
    now = [item for item in items if item not in ahead]
    waiting = [item for item in now if item.urgency < Urgency.KNOW]
    urgent = sum(item.urgency <= Urgency.LATE for item in waiting)
    letters = _letters(desks)
    return MyDay(
        greeting=_greeting(reader.name if reader else "", clock.now().astimezone(clock.zone).hour),
        lead=_lead(format_date(today, "EEEE d.M."), len(waiting) + len(letters), urgent),
        letters=letters,
        items=now[:MOST],
        is_waiting=bool(waiting),
        more=max(0, len(now) - MOST),
        ahead=[(format_date(i.day, "EEE d.M."), i) for i in ahead if i.day],
        counts=[count for desk in desks for count in desk.counts],
        away=[name_of(name) for name in guest.away],
    )


def inbox(guest: Guest) -> list[LetterLine]:
    """What the reader has not read in any service, urgent first, then newest first."""
    return _letters(list(guest.desks.values()))


def results(by_service: dict[str, list[Hit] | None]) -> list[Hits]:
    """What each service came upon."""
    return [Hits(name_of(name), hits) for name, hits in by_service.items() if hits]


def health(ready: dict[str, bool]) -> list[ChecklistItem]:
    """For an administrator: which services are in order."""
    return [
        ChecklistItem("ok" if is_ready else "no", name_of(name), _health(is_ready))
        for name, is_ready in ready.items()
    ]


def name_of(service: str) -> str:
    """What people call a service."""
    return {
        "referral": gettext("Referrals"),
        "volunteers": gettext("Support people"),
        "casework": gettext("Cases"),
        "reporting": gettext("Reports"),
    }[service]


def _health(is_ready: bool) -> str:
    return gettext("works") if is_ready else gettext("does not answer")


def _order(desk: tuple[str, Desk]) -> int:
    return ["referral", "volunteers", "casework", "reporting"].index(desk[0])


def _is_ahead(item: DeskItem, today: date) -> bool:
    return item.day is not None and today < item.day <= today + AHEAD


def _letters(desks: list[Desk]) -> list[LetterLine]:
    letters = [letter for desk in desks for letter in desk.letters]
    newest = sorted(letters, key=lambda letter: letter.at, reverse=True)
    return [_letter(letter) for letter in sorted(newest, key=lambda letter: not letter.urgent)]


def _letter(letter: Letter) -> LetterLine:
    at = format_datetime(datetime.fromisoformat(letter.at))
    note = " · ".join(part for part in (letter.about, at) if part)
    return LetterLine(letter.text, letter.page, note, letter.urgent)


def _greeting(name: str, hour: int) -> str:
    if hour < 10:
        return gettext("Good morning, %(name)s", name=name)
    if hour < 17:
        return gettext("Good day, %(name)s", name=name)
    return gettext("Good evening, %(name)s", name=name)


def _lead(day: str, number: int, urgent: int) -> str:
    if not number:
        return gettext("%(day)s · nothing waits for you", day=day)
    waits = ngettext("%(num)s thing waits for you", "%(num)s things wait for you", number)
    if not urgent:
        return f"{day} · {waits}"
    late = ngettext("%(num)s of them is late", "%(num)s of them are late", urgent)
    return f"{day} · {waits}, {late}"
