"""What is put right in the two records of one family: the sender's, and the provider's register.

The sender corrects its own record, and by it the provider's once there is one; the provider's
corrections stay in its register. A non-disclosure order binds both, whoever hears of it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from services.common.codes import ConsentEnd
from services.referral.corrections import events
from services.referral.corrections.rules import (
    OF_REFERRER,
    Correction,
    band,
    changes,
    names_of,
    uninformed,
    without_consent,
)
from services.referral.families.events import Consent
from services.referral.families.rules import children_of
from shared.kernel.aggregate import Refused


class Described(Protocol):
    """A family as a record describes it."""

    @property
    def subject_id(self) -> UUID: ...
    @property
    def family(self) -> dict[str, Any]: ...


class Sent(Described, Protocol):
    """The sender's record: what it wrote, the newest."""

    @property
    def referrer_id(self) -> UUID: ...
    @property
    def place(self) -> str: ...
    @property
    def concerned(self) -> tuple[UUID, ...]: ...
    @property
    def consent(self) -> Consent: ...


class Registered(Described, Protocol):
    """The provider's record, of a family that it has accepted."""

    @property
    def case_id(self) -> UUID: ...
    @property
    def organisation(self) -> UUID: ...


@dataclass(frozen=True)
class Records:
    """Both records of one referral; each method returns the events that put something right."""

    referral_id: UUID
    sender: UUID
    referred_on: date
    sent: Sent
    registered: Registered | None = None  # None before acceptance

    def correct(
        self, correction: Correction, values: Mapping[str, Any]
    ) -> list[events.CorrectionEvent]:
        """The values that are other than before, in the records that they belong to."""
        before = self._facts_of(correction.by)
        changed = changes(values, before)
        if not changed:
            return []
        hides: Mapping[str, Any] = {"non_disclosure": True} if changed.get("non_disclosure") else {}
        own = changed if correction.by == self.sender else hides
        facts = {"place": self.sent.place} | before | changed
        place = None if facts["non_disclosure"] else facts["place"]
        disclosed = self._disclosed(correction, names_of(changed), changed, place)
        if not own:
            return disclosed
        corrected = events.ReferralCorrected(
            referral_id=self.referral_id,
            correction_id=correction.id,
            organisation=correction.by,
            changed=names_of(own),
            municipality=place,
            on=correction.on,
        )
        return [corrected, self._redescribed(correction, own), *disclosed]

    def correct_consent(
        self, correction: Correction, consent: Consent, child_view: str | None = None
    ) -> list[events.CorrectionEvent]:
        """Another consent in the place of the one written down."""
        corrected = events.ConsentCorrected(
            referral_id=self.referral_id,
            correction_id=correction.id,
            subject_id=self.sent.subject_id,
            consent=consent,
            on=correction.on,
            reason=correction.reason,
            child_view=child_view,
        )
        gone = [each for each in self.sent.consent.inform if each not in consent.inform]
        ended = self._informing_ended(correction, gone, ConsentEnd.CORRECTED)
        return [corrected, *ended, *self._consent_disclosed(correction, consent)]

    def withdraw_consent(
        self, correction: Correction, organisations: Collection[UUID] = ()
    ) -> list[events.CorrectionEvent]:
        """The sender hears no more of it, and nobody else is told; or these alone are not."""
        self._facts_of(correction.by)  # refuses who is neither side
        explained, informed = self.explained(correction), self.sent.consent.inform
        if organisations:
            gone = [each for each in informed if each in organisations]
            ended = self._informing_ended(correction, gone, ConsentEnd.WITHDRAWN)
            left = uninformed(self.sent.consent, gone)
            return [*ended, explained, *self._consent_disclosed(correction, left)] if gone else []
        withdrawn = events.ConsentWithdrawn(
            referral_id=self.referral_id,
            correction_id=correction.id,
            on=correction.on,
            given_back=self.registered is None,
        )
        ended = self._informing_ended(correction, informed, ConsentEnd.WITHDRAWN)
        disclosed = self._consent_disclosed(correction, without_consent(self.sent.consent))
        return [withdrawn, explained, *ended, *disclosed]

    def lapse_consent(self, correction: Correction) -> list[events.CorrectionEvent]:
        """Its last day is over: nobody said no, and nobody hears more until it is renewed."""
        lapsed = events.ConsentLapsed(
            referral_id=self.referral_id, correction_id=correction.id, on=correction.on
        )
        ended = self._informing_ended(correction, self.sent.consent.inform, ConsentEnd.LAPSED)
        disclosed = self._consent_disclosed(correction, without_consent(self.sent.consent))
        return [lapsed, *ended, *disclosed]

    def _informing_ended(
        self, correction: Correction, gone: Sequence[UUID], reason: ConsentEnd
    ) -> list[events.CorrectionEvent]:
        if not gone:
            return []
        about: dict[str, Any] = {"referral_id": self.referral_id, "correction_id": correction.id}
        about |= {"organisations": tuple(gone), "reason": reason, "on": correction.on}
        return [events.InformingEnded(**about)]

    def explained(self, correction: Correction) -> events.CorrectionExplained:
        """Why, in the words of whoever did it."""
        return events.CorrectionExplained(
            referral_id=self.referral_id,
            correction_id=correction.id,
            subject_id=self.sent.subject_id,
            reason=correction.reason,
        )

    def _facts_of(self, by: UUID) -> dict[str, Any]:
        sent, registered = self.sent, self.registered
        if by == self.sender:
            own = {name: getattr(sent, name) for name in OF_REFERRER}
            return sent.family | own | {"place": sent.place}
        if registered is None or registered.organisation != by:
            raise Refused("Only the sender can do this.", code="not-sender")
        return registered.family

    def _redescribed(
        self, correction: Correction, changed: Mapping[str, Any]
    ) -> events.ReferralRedescribed:
        sent = self.sent
        own = {name: getattr(sent, name) for name in OF_REFERRER}
        facts = sent.family | own | {"place": sent.place} | dict(changed)
        concerned = (self.sender,) if facts["non_disclosure"] else sent.concerned
        return events.ReferralRedescribed(
            referral_id=self.referral_id,
            correction_id=correction.id,
            referrer_id=sent.referrer_id,
            age_band=band(facts["date_of_birth"], on=self.referred_on),
            concerned=concerned,
            reason=correction.reason,
            **facts,
        )

    def _disclosed(
        self,
        correction: Correction,
        names: tuple[str, ...],
        changed: Mapping[str, Any],
        place: str | None,
        consent: Consent | None = None,
    ) -> list[events.CorrectionEvent]:
        """The same for the provider's register, if the family is in it."""
        registered, holds = self.registered, consent or self.sent.consent
        if registered is None:
            return []
        family = registered.family
        facts = family | {name: value for name, value in changed.items() if name in family}
        counted = self._counted(correction, family, facts)
        return [
            *counted,
            events.CorrectionDisclosed(
                referral_id=self.referral_id,
                case_id=registered.case_id,
                correction_id=correction.id,
                organisation=correction.by,
                provider=registered.organisation,
                changed=names,
                municipality=place,
                disclosure_level=holds.disclosure_level,
                inform=holds.inform,
                on=correction.on,
                reason=correction.reason,
                **facts,
            ),
        ]

    def _counted(
        self, correction: Correction, before: Mapping[str, Any], now: Mapping[str, Any]
    ) -> list[events.CorrectionEvent]:
        """How many children it is for now, where that is another number than before."""
        was, children = (
            children_of(facts["subject_kind"], facts["siblings"], on=correction.on)
            for facts in (before, now)
        )
        if children == was:
            return []
        return [
            events.ChildrenCounted(
                referral_id=self.referral_id,
                correction_id=correction.id,
                children=children,
                on=correction.on,
            )
        ]

    def _consent_disclosed(
        self, correction: Correction, consent: Consent
    ) -> list[events.CorrectionEvent]:
        hides = self.sent.family["non_disclosure"]
        place = None if hides else self.sent.place
        return self._disclosed(correction, ("consent",), {}, place, consent)
