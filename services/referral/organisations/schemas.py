"""How an organisation is reached, on the wire and in the form."""

from shared.web.api import Body
from shared.web.fields import Email, Phone, Text, named
from shared.web.i18n import N_


class OrganisationContactSchema(Body):
    phone = named(
        N_("Coordinator's phone"),
        Phone(load_default=""),
        hint=N_("The number of the work, not anybody's own. Families and senders see it."),
        example="+358400000101",
    )
    email = named(N_("E-mail"), Email(load_default=""), example="tuki@jarjesto.example")
    address = named(
        N_("Postal or visiting address"),
        Text(most=300, load_default=""),
        example="Testikatu 1, 20100 Turku",
    )
