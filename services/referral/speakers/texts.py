"""How a speaker is said, in the reader's language."""

from services.common.codes import SpeakerRole
from services.common.labels import label
from services.referral.speakers.domain import Speaker, Speakers
from shared.web.i18n import language


def role(speaker: Speaker) -> str:
    return label(SpeakerRole(speaker.role), language())


def public_lines(state: Speakers) -> list[str]:
    """What everybody reads of those who speak: the role, and the name of whoever agrees."""
    return [
        f"{each.public_name}, {role(each).lower()}" if each.public_name else role(each)
        for each in state.speakers.values()
    ]
