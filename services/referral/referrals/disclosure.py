"""What acceptance hands over: the agreed data, as a new person of the controller's register."""

from datetime import date
from uuid import UUID, uuid4

from services import catalogue
from services.common.families import family_of
from services.referral.directory import queries as directory
from services.referral.referrals.domain import Referral
from services.referral.referrals.events import ReferralDescribed, ReferralDisclosed
from shared.aggregate import Refused
from shared.work import Work

PURPOSE = "REFERRAL_ACCEPTED"


def prepare(work: Work, referral: Referral, *, by: UUID, on: date) -> ReferralDisclosed:
    """The data agreed on, for the case that this acceptance opens."""
    told = referral.described
    if told is None or referral.received is None or referral.programme is None:
        raise Refused("There is no such referral.")
    programme = catalogue.programme(work.db, referral.programme)
    if programme is None:
        raise Refused("The programme of this referral is not known here.")
    sender = catalogue.organisation(work.db, referral.received.sender)
    return ReferralDisclosed(
        referral_id=referral.id,
        case_id=uuid4(),
        organisation=by,
        controller=_controller(work, told, by=by, programme=referral.programme, on=on),
        sender=referral.received.sender,
        sender_name=sender.name if sender else "",
        programme=programme.code,
        programme_version=programme.version,
        accepted_on=on,
        disclosure_level=referral.disclosure_level,
        purpose=PURPOSE,
        subject_id=uuid4(),
        municipality=None if told.non_disclosure else told.place,
        inform=told.consent.inform,
        **family_of(told),
    )


def _controller(work: Work, told: ReferralDescribed, *, by: UUID, programme: str, on: date) -> UUID:
    """Whose register the record belongs to, as the agreement names it."""
    return directory.controller_of(work.db, programme, told.place, provider=by, on=on)
