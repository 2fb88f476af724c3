"""What the public application asks. Nothing about criminal records, and no field for it."""

from typing import Any

from marshmallow import ValidationError, post_load, validates_schema

from services.common.retention import APPLICATION
from services.volunteers.people.schemas import PersonSchema
from shared.web.api import Body, personal
from shared.web.fields import Text, YesNo, named
from shared.web.i18n import N_
from shared.web.sentences import Sentence

REACHED = Sentence("Write a phone number or an e-mail address, so that we can answer.")
MUST_AGREE = Sentence("We can go on when you agree to this.")
AGREED = ("pledge", "notice")


class OwnApplicationSchema(PersonSchema):
    """Somebody applies by themselves."""

    motivation = named(
        N_("Why would you like to do this?"),
        personal(Text(most=1000, load_default=""), of="volunteer", retention=APPLICATION),
        hint=N_("A few words are enough."),
    )
    pledge = named(N_("I promise this"), YesNo(load_default=False))
    notice = named(N_("I have read what is done with my data"), YesNo(load_default=False))
    form_key = named(N_("Reference of this form"), Text(most=40, load_default=""))

    @validates_schema(skip_on_field_errors=False)
    def can_be_answered(self, data: dict[str, Any], **_: Any) -> None:
        contact = data.get("contact") or {}
        if not contact.get("phone") and not contact.get("email"):
            raise ValidationError({"contact": {"phone": [REACHED]}})

    @validates_schema(skip_on_field_errors=False)
    def agrees(self, data: dict[str, Any], **_: Any) -> None:
        if lacking := {name: [MUST_AGREE] for name in AGREED if not data.get(name)}:
            raise ValidationError(dict(lacking))

    @post_load
    def without_agreements(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {name: each for name, each in data.items() if name not in (*AGREED, "form_key")}


class CodeSchema(Body):
    code = named(N_("Your code"), Text(most=60, required=True), hint=N_("For example K7QM-2XVA-…"))
