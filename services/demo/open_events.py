"""What Perhelinja's organisations announce: a lecture series in Laitila, a café in Swedish.

Titles, rooms and days are invented.
"""

from datetime import timedelta
from functools import partial
from typing import Any

from services.common.codes import Audience, HappeningKind, Theme
from services.demo.receptions import PERHELINJA
from services.demo.year import Year, organisation_id, somebody
from services.referral.happenings import commands
from shared.work import Work

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


def announce_events(year: Year) -> None:
    """Each from the day after tomorrow on, for everybody to read."""
    for person, home, what, when in EVENTS:
        plan = partial(_announce, organisation_id(home), USUAL | what, when)
        year.platform.services["referral"].execute(plan, somebody(person, home))


def _announce(home: Any, what: dict[str, Any], when: dict[str, Any], work: Work) -> None:
    happening_id, _ = commands.plan(work, home, **what)
    commands.plan_days(work, happening_id, day=work.today + 2 * A_DAY, **when)
    commands.publish(work, happening_id)
