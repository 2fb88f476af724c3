"""Who takes a contact in, until when it is answered, and for how long it is kept."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from services.common import workdays
from services.common.codes import (
    ConsentGiver,
    ContactWriter,
    ReferrerKind,
    Register,
    RetentionMoment,
    SubjectKind,
    Urgency,
)
from services.common.erasure.rules import Moments
from services.common.erasure.schedule import schedule_of
from services.common.programme import Programme
from services.common.programme.usual import PROMISE_DAYS
from services.referral.family_contacts.domain import FamilyContact
from services.referral.family_contacts.events import ContactReceived

LONGEST_NOTES = 4000  # characters, as of every referral
OWN_ROUTES = (ReferrerKind.HOME, ReferrerKind.SELF)


def is_open_to_families(programme: Programme) -> bool:
    """May a family turn to it by itself, with nothing settled by an authority before?"""
    routes = programme.routes
    takes_families = not routes or not {*routes}.isdisjoint(OWN_ROUTES)
    needs_authority = bool(programme.audience.client_statuses or programme.preconditions)
    return programme.referable and takes_families and not needs_authority


def taker(
    programmes: Iterable[Programme],
    answering: Mapping[str, Sequence[UUID]],
    chosen: str | None,
) -> UUID | None:
    """Who takes it in: the chosen programme's provider, else who provides most of what is there.

    `answering` are those who answer for a programme, the provider that it names first: where
    nobody of it answers, it is a member of its network.
    """
    tally: dict[UUID, int] = {}
    for programme in programmes:
        provider = answering[programme.code][0]
        if programme.code == chosen:
            return provider
        tally[provider] = tally.get(provider, 0) + 1
    return None if chosen else min(tally, key=lambda each: (-tally[each], each), default=None)


def due_on(since: date, programme: Programme | None) -> date:
    """The last day of the promise."""
    return workdays.due(since, programme.promise_days if programme else PROMISE_DAYS)


def referrer_kind(writer: str, programme: Programme) -> ReferrerKind:
    """As whom they send it: home or self, as far as the programme expects it."""
    is_own = writer == ContactWriter.YOUNG_PERSON
    wanted = OWN_ROUTES[::-1] if is_own else OWN_ROUTES
    expected = [kind for kind in wanted if kind in programme.routes]
    return expected[0] if expected else wanted[0]


def consent_giver(writer: str, subject: SubjectKind) -> ConsentGiver:
    """Who of the family consents."""
    if writer == ContactWriter.YOUNG_PERSON:
        return ConsentGiver.SELF
    return ConsentGiver.PARENT if subject is SubjectKind.PARENT else ConsentGiver.GUARDIAN


def moments(contact: FamilyContact) -> Moments:
    """From the last message on, also where nobody has answered."""
    latest = contact.latest
    return {} if latest is None else {RetentionMoment.CONTACT_LAST_WRITTEN: latest}


def as_referral(
    contact: FamilyContact,
    received: ContactReceived,
    programme: Programme,
    who: Mapping[str, Any],
    *,
    on: date,
) -> dict[str, Any]:
    """The body of the referral, as if a coordinator had written it down."""
    kind = SubjectKind(who["subject"]["kind"])
    tongue = who["subject"]["service_language"] or received.language
    return {
        "source_reference": f"contact-{contact.id}",
        "referred_on": on,
        "programme": programme.code,
        "themes": (),
        "municipality": received.municipality,
        "referrer": {
            "kind": referrer_kind(received.writer, programme),
            "name": received.calling_name,
            "email": received.email,
            "phone": received.phone,
        },
        "subject": {**who["subject"], "service_language": tongue},
        "wishes": {"interests": (), "availability": ()},
        "siblings": [],
        "needs": (),
        "client_status": who["client_status"],
        "urgency": Urgency.NORMAL,
        "preconditions": {},
        "consent": _consent(consent_giver(received.writer, kind), on),
        "override": None,
        "notes": notes(contact),
    }


def kept_until(contact: FamilyContact) -> date | None:
    """The last day on which what was written can be read."""
    (kept,) = schedule_of(Register.CONTACTS)
    return kept.until(contact.latest) if contact.latest else None


def notes(contact: FamilyContact) -> str:
    """What the family wrote, as the referral's notes."""
    received = contact.received
    theirs = [letter.text or "" for letter in contact.letters if letter.by_family]
    own = [received.experience or ""] if received else []
    return "\n\n".join(text for text in (*theirs[:1], *own, *theirs[1:]) if text)[:LONGEST_NOTES]


def _consent(given_by: ConsentGiver, on: date) -> dict[str, Any]:
    return {"given_on": on, "given_by": given_by, "disclosure_level": None, "inform": []}
