"""What is written in the book of some cases of the demo year, beside their visits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from services.casework.entries import commands as entries
from services.casework.entries.rules import EntryFacts
from services.casework.networkmaps import commands as networkmaps
from services.casework.networkmaps.events import Around
from services.common.codes import CostKind, EntryKind, EntryStatus, Party, Side
from services.demo.year import Year
from shared.work import Actor, Work

if TYPE_CHECKING:
    from services.demo.referrals import Family

A_DECISION = 8  # days
AN_APPOINTMENT = 9  # days ahead
CYCLE = 6  # visits after which the same is written again
FIRST_MAP = (
    Around(name="Äiti", side=Side.FAMILY, nearness=1, is_safe=True),
    Around(name="Mummi", side=Side.RELATIVES, nearness=3, is_safe=True),
    Around(name="Paras kaveri", side=Side.FRIENDS, nearness=2),
    Around(name="Luokanvalvoja", side=Side.SCHOOL_HOBBY, nearness=3),
)
LATER_MAP = (
    Around(name="Äiti", side=Side.FAMILY, nearness=1, is_safe=True),
    Around(name="Mummi", side=Side.RELATIVES, nearness=1, is_safe=True),
    Around(name="Eno", side=Side.RELATIVES, nearness=2, is_safe=True),
    Around(name="Paras kaveri", side=Side.FRIENDS, nearness=2),
    Around(name="Salibandyvalmentaja", side=Side.SCHOOL_HOBBY, nearness=2, is_safe=True),
)


SOME_DAY = date.min  # the day on which it is written
WRITTEN = {  # by programme, and the number of the visit in its cycle
    ("amm-tukihenkilo", 0): (
        EntryFacts(
            EntryKind.CONTACT,
            SOME_DAY,
            party=Party.SCHOOL,
            minutes=30,
            text="Sovittiin koulun kanssa yhteisistä käytännöistä ja viikkoviestistä.",
        ),
        EntryFacts(
            EntryKind.OUR_THING,
            SOME_DAY,
            text="Lautapelit joka toinen viikko, nuori valitsee pelin.",
            for_family=True,
        ),
    ),
    ("amm-tukihenkilo", 2): (
        EntryFacts(
            EntryKind.COST,
            SOME_DAY,
            cost_kind=CostKind.HOBBY,
            costs=Decimal("12.50"),
            text="Pelikahvilan maksu",
        ),
    ),
    ("amm-tukihenkilo", 4): (
        EntryFacts(
            EntryKind.PHONE_24H,
            SOME_DAY,
            began_at="22:40",
            minutes=15,
            whom="Huoltaja",
            text="Ilta oli levoton. Tilanne rauhoittui puhelun aikana.",
            outcome="Työntekijä soittaa perheelle aamulla.",
        ),
    ),
    ("rinnallakulkija", 0): (
        EntryFacts(
            EntryKind.APPOINTMENT,
            SOME_DAY,
            status=EntryStatus.PLANNED,
            party=Party.HEALTH_CARE,
            began_at="10:15",
            text="Neuvolan aika, muistutus edellisenä päivänä.",
        ),
    ),
    ("rinnallakulkija", 1): (
        EntryFacts(EntryKind.APPOINTMENT, SOME_DAY, party=Party.SOCIAL_SERVICES),
    ),
    ("rinnallakulkija", 3): (
        EntryFacts(
            EntryKind.APPLICATION,
            SOME_DAY,
            status=EntryStatus.PLANNED,
            party=Party.KELA,
            text="Yleinen asumistuki, liitteet koottiin yhdessä.",
        ),
    ),
}


def draw_network(work: Work, case_id: UUID, around: tuple[Around, ...]) -> None:
    """Who is around the child, drawn with the child."""
    networkmaps.draw(work, case_id, around=around)


def write(year: Year, work: Work, case_id: UUID, family: Family, worker: Actor) -> None:
    """What a programme's worker or companion writes after a visit; later what came of it."""
    for facts in WRITTEN.get((family.profile.programme, family.met % CYCLE), ()):
        ahead = AN_APPOINTMENT if facts.kind is EntryKind.APPOINTMENT and _waits(facts) else 0
        facts = replace(facts, held_on=work.today + timedelta(days=ahead))
        entry_id, _ = entries.record(work, case_id, facts)
        if _waits(facts):
            until = max((facts.held_on - work.today).days, A_DECISION) + 1
            year.after(until, "casework", worker, partial(_settle, entry_id=entry_id))
    family.met += 1


def _waits(facts: EntryFacts) -> bool:
    return facts.status is EntryStatus.PLANNED


def _settle(work: Work, *, entry_id: UUID) -> None:
    entries.settle(work, entry_id, status=EntryStatus.DONE)
