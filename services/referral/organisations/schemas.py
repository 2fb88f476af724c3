"""What is asked of an organisation, on the wire and in the forms."""

from services.common.codes import OrganisationKind
from shared.web.api import Body
from shared.web.fields import Code, Email, Phone, Text, named
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


class OrganisationNamesSchema(Body):
    name = named(N_("Name in Finnish"), Text(most=200, least=2, required=True), example="Kela")
    name_sv = named(
        N_("Name in Swedish"),
        Text(most=200, load_default=""),
        hint=N_("Left empty, it is called as in Finnish."),
        example="FPA",
    )
    name_en = named(
        N_("Name in English"),
        Text(most=200, load_default=""),
        hint=N_("Left empty, it is called as in Finnish."),
        example="Kela",
    )


AREA = named(
    N_("Municipality or county"),
    Text(most=20, load_default=None, allow_none=True),
    hint=N_("Of a municipality or a wellbeing county: whose inhabitants it is there for."),
    example="853",
)


class OrganisationKindSchema(Body):
    kind = named(N_("Kind"), Code(OrganisationKind, required=True))
    area = AREA


class NewOrganisationSchema(OrganisationNamesSchema):
    code = named(
        N_("Code"),
        Text(most=60, least=2, required=True),
        hint=N_("Short, such as “mll-vs”: programmes name their provider by it. It stays."),
        example="uusi-jarjesto",
    )
    kind = named(N_("Kind"), Code(OrganisationKind, required=True), example="MUNICIPALITY")
    area = AREA
