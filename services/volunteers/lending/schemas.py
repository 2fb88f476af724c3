"""What is asked about lending."""

from shared.web.api import Body
from shared.web.fields import Day, Id, Text, YesNo, named
from shared.web.i18n import N_


class LoanAskedSchema(Body):
    organisation = named(N_("Whom do you ask?"), Id(required=True))
    programme = named(N_("Programme"), Text(most=60, least=1, required=True), example="kaveri")
    starts_on = named(N_("First day"), Day(required=True))
    ends_on = named(N_("Last day"), Day(required=True))


class LoanOfferedSchema(Body):
    organisation = named(N_("To whom?"), Id(required=True))
    volunteer = named(N_("Who could help?"), Id(required=True))
    programme = named(N_("Programme"), Text(most=60, least=1, required=True), example="kaveri")
    starts_on = named(N_("First day"), Day(required=True))
    ends_on = named(N_("Last day"), Day(required=True))


class LoanPersonSchema(Body):
    volunteer = named(N_("Who could help?"), Id(required=True))


class LoanConsentSchema(Body):
    given = named(N_("Yes or no"), YesNo(required=True))
