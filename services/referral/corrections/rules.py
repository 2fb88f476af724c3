"""What a correction changes, what it means to a referral, and until when an end is taken back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any, assert_never
from uuid import UUID

from services.common import workdays
from services.common.ages import age_band, age_on
from services.common.children import OWN_VIEW_FROM
from services.common.codes import DisclosureLevel, ReferralStatus
from services.referral.corrections import events
from services.referral.families.events import Consent, Family
from services.referral.statuses.rules import UNANSWERED
from shared.kernel.aggregate import Invalid, Refused

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


def check_new_consent(
    described: Family | None, consent: Consent, child_view: str | None, *, on: date
) -> None:
    """Refuse a consent that has ended already, and a view of a child too young to be asked."""
    if consent.valid_until and consent.valid_until < max(on, consent.given_on):
        raise Invalid(
            "This consent ended on %(until)s.",
            code="ended",
            field="valid_until",
            until=consent.valid_until,
        )
    born = described.date_of_birth if described else None
    if child_view and born and age_on(born, on) < OWN_VIEW_FROM:
        raise Invalid(
            "A child under %(years)s is not asked.",
            code="too-young",
            field="child_view",
            years=OWN_VIEW_FROM,
        )


def check_consent(state: Any) -> None:
    """Refuse what passes the family on while it does not consent."""
    if state.consent_withdrawn_on:
        raise Refused("The family has withdrawn its consent.", code="no-consent")
    if state.consent_lapsed_on:
        raise Refused("The family's consent has ended: ask for a new one.", code="no-consent")


def is_over(state: Any, on: date) -> bool:
    """Does the consent still hold by its last day alone, which has passed?"""
    until = state.described.consent.valid_until if state.described else None
    return until is not None and on > until and state.has_consent


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
            holds = {"consent_withdrawn_on": None, "consent_lapsed_on": None}
            view = event.child_view or state.child_view
            return {**holds, "child_view": view, **_described(state, consent=consent)}
        case events.ConsentWithdrawn(on=day):
            consent = without_consent(state.described.consent)
            back = _given_back(state) if event.given_back else {}
            ended = {"consent_withdrawn_on": day, **back, **_ended(state, event)}
            return {**ended, **_described(state, consent=consent)}
        case events.ConsentLapsed(on=day):
            consent = without_consent(state.described.consent)
            ended = {"consent_lapsed_on": day, **_ended(state, event)}
            return {**ended, **_described(state, consent=consent)}
        case events.InformingEnded(organisations=organisations):
            consent = uninformed(state.described.consent, organisations)
            return {**_ended(state, event), **_described(state, consent=consent)}
        case events.ReferralEnteredInError(on=day):
            return {"status": ReferralStatus.ENTERED_IN_ERROR, "ended_on": day, "latest": day}
        case events.ReferralReopened(status=status, on=day):
            return _reopened(state, ReferralStatus(status), day)
        case events.CorrectionExplained() | events.ChildrenCounted():
            return {}
        case _:
            assert_never(event)


def renewed(
    before: Consent | None, *, given_on: date, given_by: str, changed: Mapping[str, Any]
) -> Consent:
    """A consent with another day and giver; of the rest, what is None stays as it was.

    A last day and purposes are the new consent's own: they are never taken over.
    """
    level, inform = changed["disclosure_level"], changed["inform"]
    own = {name: changed.get(name) for name in ("valid_until", "other_guardian")}
    return Consent(
        given_on=given_on,
        given_by=given_by,
        disclosure_level=level or (before.disclosure_level if before else DisclosureLevel.L0),
        inform=tuple(inform) if inform is not None else (before.inform if before else ()),
        purposes=tuple(changed.get("purposes") or ()),
        **own,
    )


def without_consent(consent: Consent) -> Consent:
    """What is left of a consent that is over: nobody reads back, nobody else is told."""
    return replace(consent, disclosure_level=DisclosureLevel.L0, inform=(), purposes=())


def uninformed(consent: Consent, organisations: Collection[UUID]) -> Consent:
    """The same for all but these organisations."""
    left = tuple(each for each in consent.inform if each not in organisations)
    return replace(consent, inform=left)


def _given_back(state: Any) -> dict[str, Any]:
    """Whoever was to answer sees it no more: it is its sender's alone, as when it came in."""
    if state.status not in UNANSWERED:
        return {}
    gone = {"organisation": None, "left": state.organisation, "question": ""}
    nothing = dict.fromkeys(("offered_on", "reason", "asked_on"))
    return {"status": ReferralStatus.RECEIVED, **gone, **nothing}


def _ended(state: Any, event: Any) -> dict[str, Any]:
    """By which corrections a consent has ended, for somebody or everybody."""
    return {"consent_ends": state.consent_ends | {event.correction_id}}


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
