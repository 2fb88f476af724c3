"""Registration for open events over HTTP, for anybody's web site; the sister of the public form."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.typing import ResponseReturnValue

from services.referral.open_registrations import views
from services.referral.open_registrations.schemas import OpenToRegistrationSchema
from services.referral.public_registrations.resources import FAMILY
from services.referral.registration_codes.views import answer
from services.referral.registrations import commands
from services.referral.registrations.schemas import RegistrationCodeSchema, RegistrationSchema
from shared.identity.access import PUBLIC
from shared.kernel.aggregate import Invalid
from shared.web.api import Blueprint, read_only
from shared.web.conditions import sent_key
from shared.web.rates import take_public
from shared.work import Actor, Work

ROOT = "/referral/api/v1/open-events"
RULE = "/<uuid:happening_id>/registration"
SHORTEST_KEY = 22  # characters: whoever guessed it could be answered with somebody's code
api = Blueprint("open_registrations_api", ROOT, "Open events", shows_people=False)


@api.get(RULE, may=PUBLIC)
@api.response(200, OpenToRegistrationSchema)
def show(happening_id: UUID) -> ResponseReturnValue:
    """For which times anybody can register now, and which of them are full."""
    return read_only(lambda work: views.state(work, happening_id))


@api.post(RULE, may=PUBLIC)
@api.arguments(RegistrationSchema)
@api.alt_response(201, schema=RegistrationCodeSchema, description="They are registered.")
def register(data: dict[str, Any], happening_id: UUID) -> Response:
    """Register somebody; the answer holds the code that they come back with. As often as the form
    may be sent from one address, and with an Idempotency-Key of chance, such as a UUID."""
    if len(sent_key()) < SHORTEST_KEY:
        raise Invalid(
            "Send an Idempotency-Key of chance, such as a UUID: %(least)s characters at least.",
            code="key",
            least=SHORTEST_KEY,
        )
    organisation = read_only(lambda work: views.organisation(work, happening_id))
    take_public()

    def act(work: Work, key: str) -> UUID:
        _, registration_id = commands.register(work, key, happening_id, **data)
        return registration_id

    stranger = Actor(FAMILY, organisation)
    return answer(act, FAMILY, f"{ROOT}/{happening_id}/registration", by=stranger)
