"""Which public events can be counted, and what of each a condition may name."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_type_hints
from uuid import UUID

from services.casework.cases import events as cases
from services.casework.course.events import PhaseAdvanced
from services.casework.entries.events import EntryRecorded
from services.casework.summaries.events import SummarySent
from services.casework.visits.events import VisitLogged
from services.referral.consultations.events import ConsultationAnswered
from services.referral.packages.events import PackageClosed
from services.referral.pairwork.events import PairWorkHeld
from services.referral.referrals import events as referrals
from services.volunteers.matches import events as matches
from services.volunteers.people import events as people
from shared.kernel.events import kind_of

COUNTABLE: tuple[type, ...] = (
    referrals.ReferralReceived,
    referrals.ReferralOffered,
    referrals.ReferralAccepted,
    referrals.ReferralRejected,
    referrals.ReferralWithdrawn,
    referrals.ReferralCompleted,
    referrals.ReferralFailed,
    matches.MatchProposed,
    matches.MatchAgreed,
    matches.MatchStarted,
    matches.MatchEnded,
    matches.MatchDeclined,
    cases.CaseOpened,
    cases.CaseClosed,
    cases.CaseFollowedUp,
    PhaseAdvanced,
    VisitLogged,
    EntryRecorded,
    SummarySent,
    people.VolunteerApplied,
    people.VolunteerVetted,
    people.VolunteerLeft,
    ConsultationAnswered,
    PackageClosed,
    PairWorkHeld,
)
BY_NAME: Mapping[str, type] = {kind_of(each).name: each for each in COUNTABLE}
DIVIDES = ("programme", "municipality")  # by these a figure is divided, and not narrowed
OF_DOCUMENTS = ("programme_version", "version", "edition")  # numbers of documents count nothing
Field = type[StrEnum] | type[bool] | type[int] | type[str]


@cache
def countable_fields(name: str) -> Mapping[str, Field]:
    """Codes, numbers and yes or no: what a condition on that event may name, in its order."""
    hints = get_type_hints(BY_NAME[name])
    kinds = {each.name: _plain(hints[each.name]) for each in fields(BY_NAME[name])}
    left_out = (*DIVIDES, *OF_DOCUMENTS)
    return {
        field: kind for field, kind in kinds.items() if kind is not None and field not in left_out
    }


@cache
def day_field(name: str) -> str:
    """The day on which it happened: the first that the event names."""
    hints = get_type_hints(BY_NAME[name])
    return next(field for field, hint in hints.items() if hint is date)


def thing_field(event: type) -> str:
    """Whose event it is: its first field."""
    return next(iter(get_type_hints(event)))


@cache
def names_case(name: str) -> bool:
    """Whether it is one family's: cases are counted of those alone."""
    hints = get_type_hints(BY_NAME[name])
    return any(hints.get(field) is UUID for field in ("case_id", "referral_id"))


def _plain(hint: Any) -> Any:
    """The kind of a plain field; None for ids, days, lists and amounts."""
    kinds = [each for each in (get_args(hint) or (hint,)) if each is not NoneType]
    (kind, *others) = kinds
    if others or not isinstance(kind, type):
        return None
    if issubclass(kind, StrEnum) or kind in (bool, int, str):
        return kind
    return None
