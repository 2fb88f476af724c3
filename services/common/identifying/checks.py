"""The refusals of what would tell who a family is before anybody may know."""

from collections.abc import Iterable

from services.common.identifying.contacts import Contact, contact_in
from services.common.identifying.names import Naming, naming_in
from shared.kernel.aggregate import Invalid
from shared.web.fields import LEAVE_OUT, identity_code_in
from shared.web.i18n import N_

CODE = "identifying-text"
MAYBE = "possible-name"
CONTACTS = {
    Contact.PHONE: N_("Leave the phone number out until the referral has been accepted."),
    Contact.MAIL: N_("Leave the e-mail address out until the referral has been accepted."),
    Contact.STREET: N_("Leave the street address out until the referral has been accepted."),
}

HIDDEN = {
    Contact.PHONE: N_(
        "Non-disclosure order: leave the phone number out. It belongs to the family's details."
    ),
    Contact.MAIL: N_(
        "Non-disclosure order: leave the e-mail address out. It belongs to the family's details."
    ),
    Contact.STREET: N_(
        "Non-disclosure order: leave the street address out. It belongs to the family's details."
    ),
}

NAMELESS = {
    Contact.PHONE: N_("The text holds a phone number. Leave it out: nobody is called about this."),
    Contact.MAIL: N_("The text holds an e-mail address. Leave it out: the answer comes here."),
    Contact.STREET: N_(
        "The text holds a street address. Leave it out: what kind of home it is says enough."
    ),
}


def check_nameless(text: str, names: Iterable[str] = (), *, field: str = "text") -> None:
    """Refuse what would tell who somebody is, where nobody is ever to know, and say how else."""
    if identity_code_in(text):
        raise Invalid(
            N_("The text holds a personal identity code. Leave it out: an age is enough."),
            code=CODE,
            field=field,
        )
    if contact := contact_in(text):
        raise Invalid(NAMELESS[contact], code=CODE, field=field)
    match naming_in(text, names):
        case Naming.YES:
            raise Invalid(
                N_("The text names somebody. Write “the mother” or “the child” instead."),
                code=CODE,
                field=field,
            )
        case Naming.MAYBE:
            raise Invalid(
                N_("A word of the text is also a name in the family. Say it in other words."),
                code=CODE,
                field=field,
            )


def check_tells_no_place(text: str, *, non_disclosure: bool, field: str = "text") -> None:
    """Refuse what more people would read than are named, where a non-disclosure order hides it."""
    if non_disclosure and (contact := contact_in(text)):
        raise Invalid(HIDDEN[contact], code=CODE, field=field)


def check_anonymous(
    text: str, names: Iterable[str], *, field: str = "text", not_a_name: str | None = None
) -> None:
    """Refuse what would tell who the family is, of the text that stands in this field.

    Whether a word is a name is the writer's to say, with a reason: `not_a_name`. Where nobody
    is asked for one (None), such a word is written otherwise.
    """
    if identity_code_in(text):
        raise Invalid(LEAVE_OUT, code=CODE, field=field)
    if contact := contact_in(text):
        raise Invalid(CONTACTS[contact], code=CODE, field=field)
    match naming_in(text, names):
        case Naming.MAYBE if not_a_name is None:
            raise Invalid(
                N_("A word of the text is also a name in the family. Say it in other words."),
                code=CODE,
                field=field,
            )
        case Naming.YES:
            raise Invalid(
                N_("Leave the family's names out until the referral has been accepted."),
                code=CODE,
                field=field,
            )
        case Naming.MAYBE if not not_a_name:
            raise Invalid(
                N_(
                    "A word of the text is also a name in the family. Say it in other words, or "
                    "write why it is not the name."
                ),
                code=MAYBE,
                field="not_a_name",
            )
