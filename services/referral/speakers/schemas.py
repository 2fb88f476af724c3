"""What is asked of whoever says who speaks, and how speakers read."""

from typing import Any

from marshmallow import Schema, fields

from services.common.codes import SpeakerRole
from services.common.retention import CONTACT
from services.referral.speakers.queries import SpeakersView
from shared.web.api import Body, personal
from shared.web.fields import Code, Day, Text, YesNo, named
from shared.web.i18n import N_

OF_SPEAKER = {"of": "speaker_id", "retention": CONTACT}


class NameAgreementSchema(Body):
    agrees = named(N_("They agree that everybody reads their name"), YesNo(load_default=False))
    agreed_on = named(
        N_("On which day did they agree?"),
        Day(load_default=None, allow_none=True),
        hint=N_("Left empty: today."),
    )


class SpeakerSchema(NameAgreementSchema):
    role = named(N_("As what do they speak?"), Code(SpeakerRole, required=True))
    name = named(
        N_("Name of the speaker"), personal(Text(most=100, least=1, required=True), **OF_SPEAKER)
    )


class ListedSpeakerSchema(Schema):
    id = fields.UUID(required=True)
    role = Code(SpeakerRole, required=True)
    name = fields.String(required=True)
    agreed_on = fields.Date(
        allow_none=True, metadata={"description": "null: everybody reads the role alone."}
    )


class SpeakersSchema(Schema):
    id = fields.UUID(required=True)
    speakers = fields.List(fields.Nested(ListedSpeakerSchema), required=True)


def as_json(view: SpeakersView) -> dict[str, Any]:
    names = ("id", "role", "name", "agreed_on")
    return {
        "id": view.happening.id,
        "speakers": [
            {name: getattr(each, name) for name in names}
            for each in view.speakers.speakers.values()
        ],
    }
