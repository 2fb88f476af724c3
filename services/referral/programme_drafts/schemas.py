"""What is asked of whoever makes a programme."""

from services.common.programme.strictyaml import LONGEST
from shared.web.api import Body
from shared.web.fields import Text, named
from shared.web.i18n import N_


class NewDraftSchema(Body):
    basis = named(
        N_("Begin as"),
        Text(most=60, load_default=""),
        hint=N_("The text of another programme, which you then change."),
    )
    code = named(
        N_("Code of the new programme"),
        Text(most=60, load_default=""),
        hint=N_("Small letters, digits and hyphens, such as koirapolku."),
    )
    title = named(N_("Its name in Finnish"), Text(most=200, load_default=""))


class DraftTextSchema(Body):
    yaml = named(N_("The programme as YAML"), Text(most=LONGEST, least=1, required=True))


class NothingSchema(Body):
    """A button alone."""
