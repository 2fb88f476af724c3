"""What somebody chooses of mail, as a form and over HTTP."""

from typing import Any

from marshmallow import validate

from services.common.codes import MailPace
from services.common.mailing.rules import QUIET_FROM, QUIET_UNTIL
from services.common.retention import STAFF
from services.referral.mailing.domain import MailChoice
from shared.web.api import Body, personal
from shared.web.fields import Code, Count, Email, Text, YesNo, named
from shared.web.i18n import N_
from shared.web.shell import LANGUAGE_NAMES

OF_PERSON = {"of": "person", "retention": STAFF}
HOURS = 23


class MailChoiceSchema(Body):
    email = named(
        N_("Your work e-mail address"),
        personal(Email(load_default=""), **OF_PERSON),
        hint=N_("Leave it empty, and you get no mail."),
    )
    language = named(
        N_("Language of the mails"),
        Text(required=True, validate=validate.OneOf(list(LANGUAGE_NAMES))),
    )
    urgent = named(N_("Urgent matters"), Code(MailPace, required=True))
    deadlines = named(N_("Deadlines"), Code(MailPace, required=True))
    news = named(N_("Messages and decisions"), Code(MailPace, required=True))
    quiet_from = named(
        N_("No mail from"),
        Count(least=0, most=HOURS, required=True),
        unit=N_("o'clock"),
    )
    quiet_until = named(
        N_("No mail until"),
        Count(least=0, most=HOURS, required=True),
        unit=N_("o'clock"),
        hint=N_("The day's mail goes out at this hour."),
    )
    quiet_weekends = named(N_("No mail on weekends and holidays"), YesNo(load_default=False))


class MailCodeSchema(Body):
    code = named(
        N_("The code from the mail"),
        Text(most=40, required=True),
        hint=N_("Dashes and small letters do not matter."),
    )


def as_form(choice: MailChoice, language: str) -> dict[str, Any]:
    """What was chosen, or what holds where nothing was."""
    chosen = choice.chosen
    if chosen is None:
        return {
            "language": language,
            "urgent": MailPace.AT_ONCE,
            "deadlines": MailPace.DAILY,
            "news": MailPace.DAILY,
            "quiet_from": QUIET_FROM,
            "quiet_until": QUIET_UNTIL,
            "quiet_weekends": True,
        }
    return {name: getattr(chosen, name) for name in MailChoiceSchema().fields}
