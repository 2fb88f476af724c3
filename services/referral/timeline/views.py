"""What a reader may read of a referral's history: their own side's values, the other's steps.

The values that the sender put right are the sender's to read, and the provider's as far as they
reached its register; the provider's own never reach the sender.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.common.codes import DisclosureLevel
from services.common.disclosing import least_level
from services.common.phrases import FACTS, TELL_PLACES
from services.referral.corrections import events as corrections
from services.referral.referrals import events
from services.referral.referrals.events import ContactShown
from services.referral.referrals.queries import ReferralView
from services.referral.timeline import queries, texts
from services.referral.timeline.queries import Happening
from shared.web.formats import format_date, format_datetime
from shared.web.parts import Moment
from shared.work import Work

IN_WORDS = (  # which may name the family
    corrections.ReferralRedescribed,
    corrections.CorrectionExplained,
    corrections.ConsentCorrected,
)
DAYS = ("on", "referred_on", "offered_on", "accepted_on")


@dataclass(frozen=True)
class Reader:
    """Who reads: of which organisation, and on which side of the referral."""

    view: ReferralView
    organisation: UUID | None
    names: Mapping[UUID, str]  # of organisations

    def may_read(self, event: Any) -> bool:
        if isinstance(event, corrections.InformingEnded):
            return self.view.is_sender or self.view.is_disclosed
        if isinstance(event, ContactShown):  # each side reads who of its own has looked
            return event.organisation == self.organisation
        if self.view.sees_all:
            return True
        least = least_level(event)
        is_outside = self.view.is_provider and not self.view.is_sender  # the case's team
        if is_outside and isinstance(event, IN_WORDS):
            return False
        return least is not None and self.view.reads(DisclosureLevel(least))


def moments(work: Work, reader: Reader) -> list[Moment]:
    """What has happened, newest first, each with its day, by whom and why."""
    happenings = queries.happenings(work, reader.view.referral.id)
    details = _details(happenings, reader)
    drawn = [
        Moment(at=_day(each), text=_text(each, details, reader), by=_author(each, reader))
        for each in happenings
        if reader.may_read(each.event) and not _is_told_by_another(each, happenings)
    ]
    return [moment for moment in reversed(drawn) if moment.text]


def _text(happening: Happening, details: Mapping[UUID, list[str]], reader: Reader) -> str:
    event = happening.event
    if isinstance(event, corrections.InformingEnded):
        ended = (reader.names.get(each, "–") for each in event.organisations)
        return texts.informing_ended(sorted(ended))
    organisation = getattr(event, "organisation", None)
    text = texts.sentence(event, reader.names.get(organisation, "") if organisation else "")
    correction = getattr(event, "correction_id", None)
    return " · ".join([text, *details.get(correction, [])]) if text and correction else text


def _is_told_by_another(happening: Happening, happenings: list[Happening]) -> bool:
    """What reached a register is said by the public correction, where there is one.

    How the support stands is said by the public event too, which more readers may read.
    """
    event = happening.event
    if isinstance(event, events.ReferralProgressed):
        stands = (event.business_status, event.on)
        return any(
            (each.event.business_status, each.event.on) == stands
            for each in happenings
            if isinstance(each.event, events.ReferralAdvanced)
        )
    return isinstance(event, corrections.CorrectionDisclosed) and any(
        not isinstance(other.event, corrections.CorrectionDisclosed)
        and getattr(other.event, "correction_id", None) == event.correction_id
        for other in happenings
    )


def _day(happening: Happening) -> str:
    """The day of the fact, or of its record where it says none."""
    days = (getattr(happening.event, name, None) for name in DAYS)
    fact: date | None = next((day for day in days if day), None)
    return format_date(fact, "d.M.yyyy") if fact else format_datetime(happening.at, "d.M.yyyy")


def _author(happening: Happening, reader: Reader) -> str:
    """A colleague by name, anybody else by their organisation."""
    person = happening.by
    if person is None or person.organisation is None:
        return ""
    name = person.name if person.organisation == reader.organisation else ""
    home = reader.names.get(person.organisation, "")
    return ", ".join(part for part in (name, home) if part)


def _details(happenings: list[Happening], reader: Reader) -> dict[UUID, list[str]]:
    """Of each correction what stood there, what stands there now, and why."""
    details: dict[UUID, list[str]] = {}
    for happening in happenings:
        event = happening.event
        correction: UUID | None = getattr(event, "correction_id", None)
        reason = getattr(event, "reason", "")
        if correction is None or isinstance(event, corrections.InformingEnded):
            continue
        lines = details.setdefault(correction, [])
        changes = _differences(happening, reader.view)
        lines += [change for change in changes if change not in lines]
        if reason and reason not in lines and _reads_reason(event, reader):
            lines.append(reason)
    return details


def _reads_reason(event: Any, reader: Reader) -> bool:
    is_registers = isinstance(event, corrections.CorrectionDisclosed)
    return reader.view.is_disclosed if is_registers else reader.may_read(event)


def _differences(happening: Happening, view: ReferralView) -> list[str]:
    """Before → after, of the record that the reader may read."""
    event, before = happening.event, happening.before
    match event:
        case corrections.ConsentCorrected(consent=consent) if before.described:
            return [f"{texts.consent(before.described.consent)} → {texts.consent(consent)}"]
        case corrections.ReferralRedescribed() if view.is_sender:
            return _changed(before.described, event, view)
        case corrections.CorrectionDisclosed() if view.is_disclosed and not view.is_sender:
            return _changed(before.disclosed, event, view)
        case _:
            return []


def _changed(before: Any, now: Any, view: ReferralView) -> list[str]:
    names = [name for name in FACTS if hasattr(before, name) and hasattr(now, name)]
    return [
        texts.difference(name, getattr(before, name), getattr(now, name))
        if view.shows_contact or name not in TELL_PLACES
        else texts.hidden_difference(name)
        for name in names
        if getattr(before, name) != getattr(now, name)
    ]
