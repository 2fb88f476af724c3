"""Perhelinja's receptions: Tuesdays in Laitila, Wednesdays on Kimitoön, an evening online.

Who meets families where is invented, as are the rooms.
"""

from datetime import timedelta
from functools import partial
from typing import Any

from services.common.codes import Theme
from services.demo.year import Year, organisation_id, somebody
from services.platform.demo.people import fixed_id
from services.referral.receptions import commands
from shared.work import Work

PERHELINJA = "perhelinja"
TUESDAY, WEDNESDAY, THURSDAY = 1, 2, 3
BEGUN = timedelta(weeks=8)  # before the last day of the year
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


def open_receptions(year: Year) -> None:
    """Each from its weekday eight weeks ago on."""
    for person, home, weekday, terms in RECEPTIONS:
        begun = year.last - BEGUN
        starts_on = begun + timedelta(days=(weekday - begun.weekday()) % 7)
        values = USUAL | terms | {"worker": fixed_id(person), "starts_on": starts_on}
        plan = partial(_plan, organisation_id(home), values)
        year.platform.services["referral"].execute(plan, somebody(person, home))


def _plan(home: Any, terms: dict[str, Any], work: Work) -> None:
    commands.plan(work, home, **terms)
