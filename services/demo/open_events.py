"""What Perhelinja's organisations announce: a lecture series in Laitila, a café in Swedish.

Titles, rooms, days and those who register are invented.
"""

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from services.common.codes import Audience, HappeningKind, Theme
from services.demo.receptions import PERHELINJA
from services.demo.year import Year, organisation_id, somebody
from services.referral.happenings import commands
from services.referral.registrations import commands as registrations
from services.referral.registrations.rules import ALL
from shared.work import Actor, Work

A_DAY = timedelta(days=1)
EMPTY = dict.fromkeys(
    ("title_fi", "title_sv", "title_en", "about_fi", "about_sv", "about_en", "way_in", "link"), ""
)
USUAL: dict[str, Any] = EMPTY | {"programme": PERHELINJA, "audience": Audience.FAMILIES}
EVENTS: tuple[tuple[str, str, dict[str, Any], dict[str, Any]], ...] = (
    # who, of which organisation, what, when after tomorrow
    (
        "coordinator-mll",
        "mll-vs",
        {
            "kind": HappeningKind.LECTURE,
            "themes": (Theme.ERO, Theme.VANHEMMUUS),
            "language": "fi",
            "title_fi": "Ero vanhempana: kolme iltaa",
            "title_sv": "Skilsmässa som förälder: tre kvällar",
            "about_fi": "Mitä lapsi tarvitsee, kun koteja on kaksi. Voit tulla yksinkin.",
            "municipality": "400",
            "place": "Kirjasto, Testikatu 3",
        },
        {"begins": "18:00", "minutes": 90, "topic": "", "times": 3, "every_weeks": 1},
    ),
    (
        "coordinator-folkhalsan",
        "folkhalsan",
        {
            "kind": HappeningKind.MEETING_PLACE,
            "themes": (Theme.VANHEMMUUS,),
            "language": "sv",
            "title_sv": "Familjecafé",
            "about_sv": "Kaffe, lek och någon att prata med.",
            "municipality": "322",
            "place": "Familjehuset, Testvägen 2",
        },
        {"begins": "10:00", "minutes": 120, "topic": "", "times": 4, "every_weeks": 2},
    ),
)
TERMS: dict[str, Any] = {"seats": 20, "until_day": None, "until_time": "", "drop_in": True}
COMING: tuple[dict[str, Any], ...] = (
    {"people": 2, "calling_name": "Aino", "phone": "+358401234501", "needs": "Lastenvaunut"},
    {"people": 1, "calling_name": "Kaarlo", "phone": "", "needs": ""},
)


def announce_events(year: Year) -> None:
    """Each from the day after tomorrow on, for everybody to read."""
    for person, home, what, when in EVENTS:
        referral, organisation = year.platform.services["referral"], organisation_id(home)
        plan = partial(_announce, organisation, USUAL | what, when)
        event = referral.execute(plan, somebody(person, home))
        if what["kind"] is HappeningKind.LECTURE:
            referral.execute(partial(_register, event), Actor("family", organisation))


def _announce(home: Any, what: dict[str, Any], when: dict[str, Any], work: Work) -> UUID:
    happening_id, _ = commands.plan(work, home, **what)
    commands.plan_days(work, happening_id, day=work.today + 2 * A_DAY, **when)
    commands.publish(work, happening_id)
    if what["kind"] is HappeningKind.LECTURE:
        registrations.offer_seats(work, happening_id, **TERMS)
    return happening_id


def _register(happening_id: UUID, work: Work) -> None:
    for place, each in enumerate(COMING):
        key = f"{place}{happening_id.hex}"[:22]
        registrations.register(work, key, happening_id, day=ALL, email="", **each)
