"""The referral service's letters over HTTP."""

from services.common.letters import Mailbox, inbox_api
from services.referral.inbox import texts
from services.referral.inbox.texts import (
    ACKNOWLEDGEMENT,
    AGREEMENT,
    BOOKING,
    BOOKINGS,
    CONSULTATION,
    CONTACT,
    DEADLINE,
    FEEDBACK,
    OPEN_EVENT,
    PACKAGE,
    PAIRWORK,
    PARTNERSHIP,
    PROGRAMME,
    RIGHTS,
    ROUTINGS,
    SUMMARY,
    WISH,
)
from services.referral.mailing.texts import MAIL
from shared.inbox import Letter

PAGES = {  # by the kind of thing: the address, with its id where it has a page of its own
    RIGHTS: "/referral/privacy/requests/{}",
    AGREEMENT: "/referral/directory/agreements/{}",
    DEADLINE: "/referral/deadlines",
    CONTACT: "/referral/family-contacts/{}",
    FEEDBACK: "/referral/feedback-received/{}",
    MAIL: "/referral/mail",
    ACKNOWLEDGEMENT: "/referral/acknowledgements/{}",
    WISH: "/referral/consent-wishes/{}",
    PARTNERSHIP: "/referral/directory/agreements/{}",
    PROGRAMME: "/referral/directory/programmes/{}/end",
    ROUTINGS: "/referral/directory/routings",
    CONSULTATION: "/referral/consultations/{}",
    PAIRWORK: "/referral/professionals/pair-work/{}",
    PACKAGE: "/referral/professionals/packages/{}",
    BOOKINGS: "/referral/reception/bookings",
    BOOKING: "/referral/reception/bookings/{}",
    OPEN_EVENT: "/referral/happenings/{}/registrations",
    SUMMARY: "/referral/summaries/{}",
}


def page(letter: Letter) -> str:
    """Where the letter is read."""
    return PAGES.get(letter.thing, "/referral/referrals/{}").format(letter.thing_id)


api = inbox_api("referral", Mailbox(texts.sentence, page))
