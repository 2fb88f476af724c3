"""What is written in the book of some cases of the demo year, beside their visits."""

from __future__ import annotations

from datetime import timedelta
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


def draw_network(work: Work, case_id: UUID, around: tuple[Around, ...]) -> None:
    """Who is around the child, drawn with the child."""
    networkmaps.draw(work, case_id, around=around)


def write(year: Year, work: Work, case_id: UUID, family: Family, worker: Actor) -> None:
    """What a programme's worker or companion writes after a visit; later what came of it."""
    for facts in _written(work, family.profile.programme, family.met % CYCLE):
        entry_id, _ = entries.record(work, case_id, facts)
        if facts.status is EntryStatus.PLANNED:
            until = max((facts.held_on - work.today).days, A_DECISION) + 1
            year.after(until, "casework", worker, partial(_settle, entry_id=entry_id))
    family.met += 1


def _settle(work: Work, *, entry_id: UUID) -> None:
    entries.settle(work, entry_id, status=EntryStatus.DONE)


def _written(work: Work, programme: str, turn: int) -> list[EntryFacts]:
    today = work.today
    if programme == "amm-tukihenkilo":
        return {
            0: [
                EntryFacts(
                    EntryKind.CONTACT,
                    today,
                    party=Party.SCHOOL,
                    minutes=30,
                    text="Sovittiin koulun kanssa yhteisistä käytännöistä ja viikkoviestistä.",
                ),
                EntryFacts(
                    EntryKind.OUR_THING,
                    today,
                    text="Lautapelit joka toinen viikko, nuori valitsee pelin.",
                    for_family=True,
                ),
            ],
            2: [
                EntryFacts(
                    EntryKind.COST,
                    today,
                    cost_kind=CostKind.HOBBY,
                    costs=Decimal("12.50"),
                    text="Pelikahvilan maksu",
                )
            ],
            4: [
                EntryFacts(
                    EntryKind.PHONE_24H,
                    today,
                    began_at="22:40",
                    minutes=15,
                    whom="Huoltaja",
                    text="Ilta oli levoton. Tilanne rauhoittui puhelun aikana.",
                    outcome="Työntekijä soittaa perheelle aamulla.",
                )
            ],
        }.get(turn, [])
    if programme == "rinnallakulkija":
        return {
            0: [
                EntryFacts(
                    EntryKind.APPOINTMENT,
                    today + timedelta(days=9),
                    status=EntryStatus.PLANNED,
                    party=Party.HEALTH_CARE,
                    began_at="10:15",
                    text="Neuvolan aika, muistutus edellisenä päivänä.",
                )
            ],
            1: [EntryFacts(EntryKind.APPOINTMENT, today, party=Party.SOCIAL_SERVICES)],
            3: [
                EntryFacts(
                    EntryKind.APPLICATION,
                    today,
                    status=EntryStatus.PLANNED,
                    party=Party.KELA,
                    text="Yleinen asumistuki, liitteet koottiin yhdessä.",
                )
            ],
        }.get(turn, [])
    return []
