"""What is asked when somebody is named."""

from shared.web.api import Body
from shared.web.fields import Id, named
from shared.web.i18n import N_


class NamedReaderSchema(Body):
    """As the form sends it: the person is one of its fields."""

    person_id = named(N_("Who?"), Id(required=True, data_key="person"))
