"""What can be asked of speakers. Each function runs in the caller's one transaction."""

from datetime import date
from uuid import UUID, uuid4

from services.common.codes import Register, RetentionMoment
from services.common.erasure.commands import at_its_end
from services.referral.happenings.domain import Happening
from services.referral.speakers import projections
from services.referral.speakers.domain import Speakers
from services.referral.speakers.events import SpeakerAdded
from shared.kernel.aggregate import Invalid
from shared.work import Work


def add(
    work: Work,
    happening_id: UUID,
    *,
    role: str,
    name: str,
    agrees: bool,
    agreed_on: date | None,
) -> tuple[UUID, int]:
    """Say that somebody speaks, and whether they agree that everybody reads the name."""
    happening, _ = work.load(Happening(happening_id))
    speakers, version = work.load(Speakers(happening_id))
    if alike := speakers.same(role, name):
        return alike, version
    speaker_id = uuid4()
    added = SpeakerAdded(
        happening_id=happening_id,
        organisation=happening.plan_of_today.organisation,
        speaker_id=speaker_id,
        role=role,
        agreed_on=_agreed(work, agrees=agrees, on=agreed_on),
        on=work.today,
        name=name,
    )
    _, version = work.change(speakers, lambda each: each.add(added))
    return speaker_id, version


def agree(
    work: Work, happening_id: UUID, *, speaker_id: UUID, agrees: bool, agreed_on: date | None
) -> None:
    """Say that a speaker agrees that everybody reads the name, or does not any more."""
    day = _agreed(work, agrees=agrees, on=agreed_on)
    if day:
        work.change(Speakers(happening_id), lambda each: each.agree(speaker_id, on=day))
    else:
        work.change(
            Speakers(happening_id),
            lambda each: each.withdraw_agreement(speaker_id, on=work.today),
        )


def remove(work: Work, happening_id: UUID, *, speaker_id: UUID) -> None:
    """Say that somebody does not speak there."""
    work.change(Speakers(happening_id), lambda each: each.remove(speaker_id, on=work.today))


def expire(work: Work, speaker_id: UUID, *, preview: bool = False) -> tuple[str, ...]:
    """Erase a speaker's name at the end of its time; the classes left of it."""
    happening_id = projections.happening_of(work.db, speaker_id)
    if happening_id is None:
        return ()
    happening, _ = work.load(Happening(happening_id))
    last = max(happening.calendar.times, default=None)
    return at_its_end(
        work,
        Register.CONTACTS,
        speaker_id,
        persons=(speaker_id,),
        moments={RetentionMoment.CONTACT_LAST_WRITTEN: last} if last else {},
        preview=preview,
    )


def _agreed(work: Work, *, agrees: bool, on: date | None) -> date | None:
    """The day on which they agreed; None: they do not."""
    if not agrees:
        if on is not None:
            raise Invalid("Say whether they agree.", code="agrees", field="agrees")
        return None
    return work.day(on)
