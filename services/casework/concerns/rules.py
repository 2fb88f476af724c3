"""When somebody must have taken a concern, and what the law asks beside: pure rules.

A concern does not wait for working days: weekends and holidays count like every other day.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from services.common.codes import ConcernAct, ConcernSign, NotificationWay
from services.common.days import HELSINKI

BEGINS, ENDS = time(8), time(16)  # the hours in which an answer comes within the hour
AN_HOUR = timedelta(hours=1)
OUTCOMES = tuple(act for act in ConcernAct if act is not ConcernAct.CALLED_RAISER)
ENTRIES = tuple(act for act in ConcernAct if act is not ConcernAct.NOTHING_FURTHER)
# What the police are told of too, where it is suspected (Child Welfare Act, section 25).
FOR_POLICE = frozenset({ConcernSign.SEXUAL, ConcernSign.VIOLENCE})


@dataclass(frozen=True)
class ActFacts:
    """What was done, as somebody says it."""

    act: ConcernAct
    done_at: str = ""  # "07:50"
    done_by: str = ""
    county: str = ""  # its code
    method: NotificationWay | None = None
    text: str = ""


def take_until(raised_at: datetime) -> datetime:
    """The moment by which somebody must have it: within the hour by day, else by eight.

    Never sooner than an hour after it was raised.
    """
    here = raised_at.astimezone(HELSINKI)
    if BEGINS <= here.time() < ENDS:
        return raised_at + AN_HOUR
    day = here.date() if here.time() < BEGINS else here.date() + timedelta(days=1)
    morning = datetime.combine(day, BEGINS, HELSINKI).astimezone(raised_at.tzinfo)
    return max(morning, raised_at + AN_HOUR)


def police_are_to_be_told(
    signs: Collection[ConcernSign], acts: Collection[ConcernAct | None]
) -> bool:
    """Is it about what the police are told of too, and has nobody told them?"""
    return not FOR_POLICE.isdisjoint(signs) and ConcernAct.POLICE not in acts
