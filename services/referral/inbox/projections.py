"""A letter for the other side of a referral, for everything that it should read.

A letter goes to people of the organisation by their roles; whoever caused it reads none. Which
organisations the sides are lies beside the letters, as both come from the same stream.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from services.common.accesses.projections import tell_officers
from services.common.codes import DisclosureLevel
from services.common.erasure.events import PersonErased
from services.referral.booking_letters import projections as bookings
from services.referral.clock_letters.projections import tell_of_clock
from services.referral.consent_wishes.projections import tell_coordinators
from services.referral.consents.projections import tell_asked
from services.referral.consultation_letters import projections as consultations
from services.referral.corrections import events as corrections
from services.referral.family_contacts.projections import tell_takers
from services.referral.feedback.projections import tell_no_more
from services.referral.inbox.rules import (
    ANSWER_NOTICES,
    CONTACT_NOTICES,
    FEEDBACK_NOTICES,
    NOTICES,
    OF_BOOKINGS,
    OF_CONSULTATIONS,
    OF_PACKAGES,
    OF_PAIRWORK,
    REPLY_NOTICES,
    WISH_NOTICES,
)
from services.referral.inbox.texts import (
    ACKNOWLEDGEMENT,
    BOOKING,
    BOOKINGS,
    CONSULTATION,
    CONTACT,
    DEADLINE,
    OPEN_EVENT,
    PACKAGE,
    PAIRWORK,
    PARTNERSHIP,
    PROGRAMME,
    RIGHTS,
    ROUTINGS,
    SUMMARY,
    WISH,
    LetterKind,
)
from services.referral.mailing.projections import tell_owner
from services.referral.mailing.texts import MAIL
from services.referral.package_letters import projections as packages
from services.referral.pairwork_letters import projections as pairwork
from services.referral.partnerships.projections import Kinds, tell_other_party
from services.referral.programme_endings.projections import tell_of_endings
from services.referral.referrals import events
from services.referral.registration_letters.projections import tell_of_seats
from services.referral.rights.projections import tell_of_requests
from services.referral.routes.events import OfferDeclined, OfferRecalled
from services.referral.sides import projections as sides
from services.referral.summaries.projections import tell_sender
from shared import inbox
from shared.consumer.subscription import Projection
from shared.inbox import Letter
from shared.store import Recorded

ANSWERS: dict[type, LetterKind] = {
    events.ReferralAccepted: LetterKind.ACCEPTED,
    events.ReferralWaitlisted: LetterKind.WAITLISTED,
    events.ReferralRejected: LetterKind.REJECTED,
}
BOTH: dict[type, LetterKind] = {
    corrections.ConsentCorrected: LetterKind.CONSENT,
    corrections.ConsentWithdrawn: LetterKind.CONSENT,
    corrections.ConsentLapsed: LetterKind.CONSENT,
    corrections.ReferralEnteredInError: LetterKind.IN_ERROR,
    corrections.ReferralReopened: LetterKind.REOPENED,
}
letters = Projection(
    "inbox",
    inbox.metadata,
    sides.metadata,
    bookings.metadata,
    consultations.metadata,
    pairwork.metadata,
    packages.metadata,
)
tell_officers(letters)
tell_asked(letters, LetterKind.CONSENT_ENDED, ACKNOWLEDGEMENT, sides.SENDERS)
tell_of_requests(
    letters, LetterKind.RIGHTS, RIGHTS, due=(LetterKind.RIGHTS_DUE, LetterKind.RIGHTS_LATE)
)
tell_of_endings(
    letters,
    ends=LetterKind.PROGRAMME_ENDS,
    goes_on=LetterKind.PROGRAMME_GOES_ON,
    thing=PROGRAMME,
    senders=sides.SENDERS,
)
tell_other_party(
    letters,
    Kinds(
        proposed=LetterKind.EMPHASIS_PROPOSED,
        countered=LetterKind.EMPHASIS_COUNTERED,
        agreed=LetterKind.EMPHASIS_AGREED,
        declined=LetterKind.EMPHASIS_DECLINED,
        withdrawn=LetterKind.EMPHASIS_WITHDRAWN,
    ),
    thing=PARTNERSHIP,
)
tell_coordinators(letters, WISH, *WISH_NOTICES)
tell_takers(letters, LetterKind.CONTACT, CONTACT, *CONTACT_NOTICES)
tell_no_more(letters, *FEEDBACK_NOTICES)
tell_owner(letters, LetterKind.MAIL_FAILED, MAIL)
tell_sender(letters, LetterKind.SUMMARY, SUMMARY, sides.SENDERS)
tell_of_clock(letters, NOTICES)
bookings.tell_of_bookings(letters, OF_BOOKINGS, BOOKING, BOOKINGS)
consultations.tell_of_consultations(letters, OF_CONSULTATIONS, CONSULTATION)
tell_of_seats(letters, LetterKind.SEAT_GIVEN, OPEN_EVENT)
consultations.tell_of_guidance(letters, OF_CONSULTATIONS, CONSULTATION)
pairwork.tell_of_requests(letters, OF_PAIRWORK, PAIRWORK)
pairwork.tell_of_lost_offers(letters, OF_PAIRWORK, PAIRWORK)
pairwork.tell_of_meetings(letters, OF_PAIRWORK, PAIRWORK)
packages.tell_of_requests(letters, OF_PACKAGES, PACKAGE)
packages.tell_of_plans(letters, OF_PACKAGES, PACKAGE)
packages.tell_of_words(letters, OF_PACKAGES, PACKAGE)
packages.tell_of_ends(letters, OF_PACKAGES, PACKAGE)


@letters.on(PersonErased)
def forget(db: Connection, event: PersonErased) -> None:
    """Nothing is left to read of what was erased at the end of its time."""
    bookings.forget(db, event.person_id, OF_BOOKINGS)
    consultations.forget(db, event.person_id, OF_CONSULTATIONS)
    pairwork.forget(db, event.person_id, OF_PAIRWORK)


@letters.on(events.ReferralReceived)
def know_sender(db: Connection, event: events.ReferralReceived) -> None:
    sides.keep(db, event.referral_id, sender=event.sender)


@letters.on(events.ReferralDescribed)
def know_level(db: Connection, event: events.ReferralDescribed) -> None:
    sides.keep(db, event.referral_id, disclosure_level=event.consent.disclosure_level)


@letters.on_message(events.ReferralOffered)
def know_provider(db: Connection, event: events.ReferralOffered, message: Recorded) -> None:
    """Who had it until now, and has not given it back, hears that it is somebody else's."""
    row = sides.of(db, event.referral_id)
    if row.provider not in (None, event.organisation):
        to, kind = sides.provider(row), LetterKind.ELSEWHERE
        _write(db, event.referral_id, message, kind, to, thing=ROUTINGS)
        inbox.take_back(db, event.referral_id, *ANSWER_NOTICES, *REPLY_NOTICES)
    sides.keep(db, event.referral_id, provider=event.organisation, is_asked=False)


@letters.on_message(OfferRecalled)
def tell_recall(db: Connection, event: OfferRecalled, message: Recorded) -> None:
    to = sides.provider(sides.of(db, event.referral_id))
    _write(db, event.referral_id, message, LetterKind.ELSEWHERE, to, thing=ROUTINGS)
    forget_provider(db, event)


@letters.on(OfferDeclined)
def forget_provider(db: Connection, event: OfferDeclined | OfferRecalled) -> None:
    inbox.take_back(db, event.referral_id, *ANSWER_NOTICES, *REPLY_NOTICES)
    sides.keep(db, event.referral_id, provider=None)


@letters.on(events.InformationRequested)
def await_reply(db: Connection, event: events.InformationRequested) -> None:
    sides.keep(db, event.referral_id, is_asked=True)
    inbox.take_back(db, event.referral_id, *ANSWER_NOTICES)


@letters.on(events.InformationGiven)
def have_reply(db: Connection, event: events.InformationGiven) -> None:
    sides.keep(db, event.referral_id, is_asked=False)
    inbox.take_back(db, event.referral_id, *REPLY_NOTICES)


@letters.on_message(events.MessageSent)
def tell_message(db: Connection, event: events.MessageSent, message: Recorded) -> None:
    """A question while the sender is asked, its reply, or just a message."""
    row = sides.of(db, event.referral_id)
    is_senders = event.organisation == row.sender
    kind = LetterKind.MESSAGE
    if row.is_asked:
        kind = LetterKind.REPLY if is_senders else LetterKind.QUESTION
    _write(
        db,
        event.referral_id,
        message,
        kind,
        sides.provider(row) if is_senders else sides.sender(row),
    )


@letters.on_message(*ANSWERS)
def tell_answer(db: Connection, event: Any, message: Recorded) -> None:
    row = sides.of(db, event.referral_id)
    inbox.take_back(db, event.referral_id, *ANSWER_NOTICES)
    _write(db, event.referral_id, message, ANSWERS[type(event)], sides.sender(row))


@letters.on_message(events.ReferralWithdrawn)
def tell_withdrawal(db: Connection, event: events.ReferralWithdrawn, message: Recorded) -> None:
    row = sides.of(db, event.referral_id)
    inbox.take_back(db, event.referral_id, *ANSWER_NOTICES)
    _write(db, event.referral_id, message, LetterKind.WITHDRAWN, sides.provider(row))


@letters.on_message(events.ReferralCompleted, events.ReferralFailed)
def tell_end(
    db: Connection, event: events.ReferralCompleted | events.ReferralFailed, message: Recorded
) -> None:
    """At level L0 the sender hears no more than that it was answered."""
    row = sides.of(db, event.referral_id)
    if (row.disclosure_level or DisclosureLevel.L0) > DisclosureLevel.L0:
        _write(db, event.referral_id, message, LetterKind.ENDED, sides.sender(row))


@letters.on_message(corrections.ReferralCorrected)
def tell_correction(
    db: Connection, event: corrections.ReferralCorrected, message: Recorded
) -> None:
    row = sides.of(db, event.referral_id)
    hides = "non_disclosure" in event.changed and event.municipality is None
    kind = LetterKind.NON_DISCLOSURE if hides else LetterKind.CORRECTED
    others = sides.provider(row) if event.organisation == row.sender else sides.sender(row)
    _write(db, event.referral_id, message, kind, others, urgent=hides)


@letters.on_message(*BOTH)
def tell_both(db: Connection, event: Any, message: Recorded) -> None:
    """Either side may have done it; whoever did is its author, and has nothing to read."""
    row = sides.of(db, event.referral_id)
    both = [*sides.provider(row), *sides.sender(row)]
    if isinstance(event, (corrections.ConsentWithdrawn, corrections.ConsentLapsed)):
        sides.keep(db, event.referral_id, disclosure_level=DisclosureLevel.L0)
    if isinstance(event, corrections.ConsentWithdrawn) and event.given_back:
        _take_from_provider(db, event.referral_id, message)
        both = sides.sender(row)
    if isinstance(event, corrections.ConsentCorrected):
        sides.keep(db, event.referral_id, disclosure_level=event.consent.disclosure_level)
    _write(db, event.referral_id, message, BOTH[type(event)], both)


def _take_from_provider(db: Connection, referral_id: UUID, message: Recorded) -> None:
    """Its page is theirs no more: the letter leads to what is still due."""
    to = sides.provider(sides.of(db, referral_id))
    _write(db, referral_id, message, LetterKind.WITHDRAWN, to, thing=DEADLINE)
    inbox.take_back(db, referral_id, *ANSWER_NOTICES, *REPLY_NOTICES)
    sides.keep(db, referral_id, provider=None, is_asked=False)


def _write(
    db: Connection,
    referral_id: UUID,
    message: Recorded,
    kind: LetterKind,
    recipients: Iterable[str],
    *,
    urgent: bool = False,
    thing: str = "referral",
) -> None:
    """A letter; where the page of the referral is theirs no more, it leads to another thing."""
    by, at = message.metadata["actor"], message.recorded_at
    inbox.send(db, Letter(message.id, kind, thing, referral_id, by, at, urgent), recipients)
