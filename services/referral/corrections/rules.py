"""What a correction changes, what it means to a referral, and until when an end is taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any, assert_never
from uuid import UUID

from services.common import workdays
from services.common.ages import age_band, age_on
from services.common.codes import DisclosureLevel, ReferralStatus
from services.referral.corrections import events
from services.referral.families.events import Family
from shared.kernel.aggregate import Refused

A_MISTAKE_IS_NOTICED = timedelta(days=90)  # later it is no mistake: a new referral is sent
OF_REFERRER = ("referrer_name", "referrer_email", "referrer_phone")
OF_FAMILY = tuple(field.name for field in fields(Family))


@dataclass(frozen=True)
class Correction:
    """Somebody of an organisation puts something right, and says why."""

    id: UUID
    by: UUID  # organisation
    on: date
    reason: str


def changes(values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the values that are another than before, and what follows from them."""
    changed = {
        name: value for name, value in values.items() if name in before and before[name] != value
    }
    if "siblings" in changed:
        changed["sibling_count"] = len(changed["siblings"])
    return changed


def names_of(changed: Mapping[str, Any]) -> tuple[str, ...]:
    """What the public event says of it: names of facts, never their values."""
    return tuple(sorted(changed.keys() - {"sibling_count"}))


def band(born: date | None, *, on: date) -> str | None:
    """The age band that others read of a birth date."""
    return age_band(age_on(born, on)) if born else None


def check_noticed_in_time(ended_on: date, on: date) -> None:
    """Refuse to take an end back that nobody has thought a mistake for so long."""
    if on - ended_on > A_MISTAKE_IS_NOTICED:
        raise Refused(
            "It ended more than %(days)s days ago. Send a new referral instead.",
            code="too-late",
            days=A_MISTAKE_IS_NOTICED.days,
        )


def put_right(state: Any, event: events.CorrectionEvent) -> dict[str, Any]:
    """What of a referral's state is another after the event, by the names of its fields."""
    match event:
        case events.ReferralCorrected(municipality=municipality):
            return {"received": replace(state.received, municipality=municipality)}
        case events.ReferralRedescribed():
            names = (*OF_FAMILY, *OF_REFERRER, "place", "age_band", "concerned")
            return _described(state, **{name: getattr(event, name) for name in names})
        case events.CorrectionDisclosed():
            names = (*OF_FAMILY, "municipality", "disclosure_level", "inform")
            values = {name: getattr(event, name) for name in names}
            return {"disclosed": replace(state.disclosed, **values)}
        case events.ConsentCorrected(consent=consent):
            return {"consent_withdrawn_on": None, **_described(state, consent=consent)}
        case events.ConsentWithdrawn(on=day):
            consent = replace(
                state.described.consent, disclosure_level=DisclosureLevel.L0, inform=()
            )
            return {"consent_withdrawn_on": day, **_described(state, consent=consent)}
        case events.ReferralEnteredInError(on=day):
            return {"status": ReferralStatus.ENTERED_IN_ERROR, "ended_on": day, "latest": day}
        case events.ReferralReopened(status=status, on=day):
            return _reopened(state, ReferralStatus(status), day)
        case events.CorrectionExplained() | events.ChildrenCounted():
            return {}
        case _:
            assert_never(event)


def _described(state: Any, **values: Any) -> dict[str, Any]:
    return {"described": replace(state.described, **values)}


def _reopened(state: Any, status: ReferralStatus, day: date) -> dict[str, Any]:
    """The days between count for nobody who had to answer."""
    stood = 0 if state.case else workdays.passed(state.ended_on, day)
    return {
        "status": status,
        "reason": None,
        "ended_on": None,
        "paused_days": state.paused_days + stood,
        "latest": day,
    }
