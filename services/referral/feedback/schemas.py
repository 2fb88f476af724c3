"""What is asked of whoever gives feedback, and of whoever answers it."""

from services.common.retention import CONTACT
from shared.web.api import Body, personal
from shared.web.fields import Text, named
from shared.web.i18n import N_

OF_FEEDBACK = {"of": "feedback", "retention": CONTACT}


class FeedbackSchema(Body):
    text = named(
        N_("What does not work for you, or could be better?"),
        personal(Text(most=2000, least=2, required=True), **OF_FEEDBACK),
        hint=N_("You need not say who you are."),
    )
    page = named(
        N_("Which page is it about?"),
        personal(Text(most=300, load_default=""), **OF_FEEDBACK),
    )
    form_key = named(N_("Reference of this form"), Text(most=40, load_default=""))


class FeedbackAnswerSchema(Body):
    text = named(
        N_("Your answer"),
        personal(Text(most=2000, least=2, required=True), **OF_FEEDBACK),
        hint=N_("Whoever wrote reads it with their code."),
    )
