"""What an applicant reads: what the role asks, what is done with their data, how it goes on."""

from collections.abc import Iterator

from services.common.codes import VettingRegime
from services.common.programme import Per, Programme, Step
from shared.web.i18n import gettext, ngettext

NOTICE_VERSION = 1  # of the privacy notice for applicants; raise it when a sentence changes


def asks(programme: Programme) -> Iterator[str]:
    """What the role asks, told before anybody writes anything."""
    yield gettext("You are at least %(age)s years old.", age=programme.supporter.age_min)
    if Step.INTERVIEW in programme.policy:
        yield gettext("We talk with you first.")
    if Step.REFERENCES in programme.policy:
        yield gettext("We ask somebody who knows you for a reference.")
    if Step.TRAINING in programme.policy:
        yield gettext("You take part in a training. It is free, and does not oblige you to go on.")
    if programme.commitment_months:
        yield ngettext(
            "You take part for at least %(num)s month.",
            "You take part for at least %(num)s months.",
            programme.commitment_months,
        )
    if programme.frequency:
        most = programme.frequency.max
        each = programme.frequency.per
        yield (
            ngettext("You meet %(num)s time a month.", "You meet %(num)s times a month.", most)
            if each is Per.MONTH
            else ngettext("You meet %(num)s time a week.", "You meet %(num)s times a week.", most)
        )
    yield gettext("You keep what you come to know to yourself.")


def extract(programme: Programme) -> str:
    """Whether a criminal record extract will be checked: the law has it announced."""
    if Step.EXTRACT_CHECK not in programme.policy:
        return gettext("No criminal record extract is asked for this role.")
    if programme.vetting.regime is VettingRegime.ORGANISER_MAY_148_2014:
        return gettext(
            "A criminal record extract will be checked, with your written consent (act 148/2014)."
            " The organisation orders it and gives it to you at once. Only its date is kept."
        )
    return gettext("You show a criminal record extract before you begin (act 504/2002).")


def notice(organisation: str) -> list[str]:
    """The privacy notice for applicants."""
    return [
        gettext("%(name)s keeps the register and answers for it.", name=organisation),
        gettext(
            "Your data is used to get to know you, to train you, and to find the family that you"
            " suit. It rests on your application and on the organisation's voluntary work."
        ),
        gettext(
            "The organisation's coordinators see it. A family hears your name only when you have"
            " both agreed. Nobody outside gets it."
        ),
        gettext(
            "An application that does not lead on is erased in six months; a support person's"
            " data three years after they stop."
        ),
        gettext(
            "You may see, correct and have erased what is kept about you, and complain to the Data"
            " Protection Ombudsman (tietosuoja.fi)."
        ),
    ]
