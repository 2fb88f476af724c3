"""The referral service's letters over HTTP."""

from services.common.letters import Mailbox, inbox_api
from services.referral.inbox import texts
from services.referral.inbox.texts import (
    ACKNOWLEDGEMENT,
    AGREEMENT,
    CONTACT,
    DEADLINE,
    RIGHTS,
    ROUTINGS,
    WISH,
)
from shared.inbox import Letter


def page(letter: Letter) -> str:
    """Where the letter is read."""
    if letter.thing == RIGHTS:
        return f"/referral/privacy/requests/{letter.thing_id}"
    if letter.thing == AGREEMENT:
        return "/referral/directory"
    if letter.thing == DEADLINE:
        return "/referral/deadlines"
    if letter.thing == CONTACT:
        return f"/referral/family-contacts/{letter.thing_id}"
    if letter.thing == ACKNOWLEDGEMENT:
        return f"/referral/acknowledgements/{letter.thing_id}"
    if letter.thing == WISH:
        return f"/referral/consent-wishes/{letter.thing_id}"
    if letter.thing == ROUTINGS:
        return "/referral/directory/routings"
    return f"/referral/referrals/{letter.thing_id}"


api = inbox_api("referral", Mailbox(texts.sentence, page))
