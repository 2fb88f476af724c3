"""The request as the form sends it: the interface's own, with a reference of the form's."""

from typing import Any

from marshmallow import ValidationError, post_load

from services.referral.families.schemas import SUBJECT
from services.referral.intake.schemas import NewReferralSchema
from shared.web.api import personal
from shared.web.fields import Answers, Text, named
from shared.web.i18n import N_
from shared.web.sentences import NEEDED

OWN_REFERENCE = N_("To find it again by, such as a number of yours. No names.")


class RecordedSchema(NewReferralSchema):
    """One's own reference may be left out: the form has one, so that it is recorded once."""

    form_key = named(N_("Reference of this form"), Text(most=40, load_default=""))
    source_reference = named(
        N_("Own reference"), Text(most=200, load_default=""), hint=OWN_REFERENCE
    )
    preconditions = named(
        N_("What has to be so first"), personal(Answers(load_default=dict), **SUBJECT)
    )

    @post_load
    def as_sent(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        body = dict(data)
        body["source_reference"] = body["source_reference"] or body["form_key"]
        if not body.pop("form_key") and not body["source_reference"]:
            raise ValidationError(NEEDED, "source_reference")
        return body
