"""Perhelinja's receptions: Tuesdays in Laitila, Wednesdays on Kimitoön, an evening online.

Who meets families where is invented, as are the rooms.
"""

from datetime import date, timedelta
from functools import partial
from itertools import islice
from typing import Any
from uuid import UUID

from services.common.codes import BookedBy, Theme
from services.demo.year import Year, organisation_id
from services.platform.demo.people import fixed_id
from services.referral.bookings import commands as bookings
from services.referral.bookings.commands import Chosen
from services.referral.receptions import commands
from services.referral.receptions.domain import Reception
from services.referral.receptions.queries import listed
from services.referral.receptions.rules import slots
from shared.work import Actor, Work

PERHELINJA = "perhelinja"
TUESDAY, WEDNESDAY, THURSDAY = 1, 2, 3
RECEPTIONS: tuple[tuple[str, str, int, dict[str, Any]], ...] = (
    # who, of which organisation, on which day of the week, what
    (
        "coordinator-mll",
        "mll-vs",
        TUESDAY,
        {
            "themes": (Theme.ERO, Theme.VANHEMMUUS),
            "municipality": "400",
            "place": "Perhekeskus, Testikatu 5",
            "way_in": "Sisäänkäynti pihan puolelta, ovikello Perhelinja.",
            "link": "https://etana.example/perhelinja-laitila",
            "begins": "12:00",
            "ends": "16:00",
        },
    ),
    (
        "coordinator-folkhalsan",
        "folkhalsan",
        WEDNESDAY,
        {
            "themes": (Theme.VANHEMMUUS, Theme.MURROSIKA, Theme.ERO),
            "language": "sv",
            "municipality": "322",
            "place": "Familjehuset, Testvägen 2",
            "way_in": "Dörren är öppen, väntrummet finns till höger.",
            "begins": "13:00",
            "ends": "17:00",
        },
    ),
    (
        "coordinator-vsls",
        "vsls",
        THURSDAY,
        {
            "themes": (Theme.JAKSAMINEN, Theme.ERO),
            "link": "https://etana.example/perhelinja",
            "begins": "17:00",
            "ends": "20:00",
            "minutes": 60,
        },
    ),
)
BOOKED = {"coordinator-mll": ("Mikko", "Riikka"), "coordinator-vsls": ("Sari",)}  # as they said
AHEAD = timedelta(weeks=8)  # in which the next day is looked for
USUAL: dict[str, Any] = {
    "programme": PERHELINJA,
    "language": "fi",
    "municipality": "",
    "place": "",
    "way_in": "",
    "link": "",
    "ends_on": None,
    "every_weeks": 1,
    "minutes": 45,
}


def plan_reception(
    person: str, home: str, terms: dict[str, Any], starts_on: date, work: Work
) -> UUID:
    """What goes on from its first day."""
    values = USUAL | terms | {"worker": fixed_id(person), "starts_on": starts_on}
    reception, _ = commands.plan(work, organisation_id(home), **values)
    return reception


def book_what_comes(year: Year) -> None:
    """Some families have a time of the next day on which somebody is there."""
    referral = year.platform.services["referral"]
    for person, home, _, _ in RECEPTIONS:
        family = Actor("family", organisation_id(home))
        (reception,) = referral.execute(partial(_receptions_of, organisation_id(home)), family)
        for place, name in enumerate(BOOKED.get(person, ())):
            referral.execute(partial(_book, reception, place, name), family)


def _receptions_of(home: UUID, work: Work) -> list[UUID]:
    return [each.id for each in listed(work, organisation=home)]


def _book(reception_id: UUID, place: int, name: str, work: Work) -> None:
    """Every other time of the next day on which somebody is there."""
    reception, _ = work.load(Reception(reception_id))
    tomorrow = work.today + timedelta(days=1)
    times = slots(reception.plan_of_today, reception.days_off, tomorrow, tomorrow + AHEAD)
    time = list(islice(times, 2 * place + 1))[-1]
    bookings.book(
        work,
        f"{place}{reception_id.hex}"[:22],
        Chosen(reception_id, time.day, time.begins),
        theme=Theme.ERO,
        booked_by=BookedBy.FAMILY,
        calling_name=name,
    )
