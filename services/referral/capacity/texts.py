"""Room in words: what is left, who is free, how long families have waited."""

from datetime import date

from services.referral.capacity.rules import Room
from services.referral.openings.texts import closing
from shared.web.i18n import gettext, ngettext


def line(room: Room, name: str, today: date) -> str:
    """An organisation's room in one line, for who thinks of sending a family."""
    left = places_left(room) if room.declared.places is not None else ""
    parts = (closing(room.declared, today) or left, free_people(room), wait(room))
    return f"{name}: {', '.join(part for part in parts if part)}" if any(parts) else ""


def places_left(room: Room) -> str:
    left = room.places_left
    if left is None:
        return "–"
    return ngettext("%(num)s place left", "%(num)s places left", left)


def free_people(room: Room) -> str:
    """Of a programme that matches nobody there is nothing to say."""
    free = room.free_people
    if free is None:
        return ""
    return ngettext("%(num)s free support person", "%(num)s free support people", free)


def wait(room: Room) -> str:
    days = room.wait_days
    if days is None:
        return ""
    half = gettext("half have waited at most")
    return f"{half} " + ngettext("%(num)s day", "%(num)s days", days)
