"""What can be asked of mail: everybody chooses for themselves."""

from typing import Any
from uuid import UUID

from services.referral.mailing.domain import MailChoice
from services.referral.mailing.events import MailChosen
from shared.work import Work


def choose(work: Work, person_id: UUID, *, email: str, **chosen: Any) -> None:
    """Where mail goes, about what and how soon; without an address there is none."""
    event = MailChosen(person_id=person_id, has_address=bool(email), email=email, **chosen)
    work.change(MailChoice(person_id), lambda choice: choice.choose(event))
