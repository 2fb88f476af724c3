"""A mother's request, by day, for tests of rules."""

from datetime import date
from typing import Any
from uuid import UUID

from services.common.codes import IdentityCheck, Requester, RightsKind
from services.referral.rights.domain import RightsRequest
from services.referral.rights.events import IdentityConfirmed, RequestReceived

REQUEST, REFERRAL, HOME = UUID(int=1), UUID(int=2), UUID(int=3)
CAME = date(2026, 1, 31)


def received(**changed: Any) -> RequestReceived:
    values: dict[str, Any] = {
        "request_id": REQUEST,
        "kind": RightsKind.ACCESS,
        "referral_id": REFERRAL,
        "volunteer_id": None,
        "organisation": HOME,
        "requester": Requester.GUARDIAN,
        "received_on": CAME,
        "requester_name": "Maija Mallinen",
        "text": "Kuka on katsonut?",
    }
    return RequestReceived(**values | changed)


CONFIRMED = IdentityConfirmed(request_id=REQUEST, method=IdentityCheck.KNOWN_PERSON, on=CAME)


def request(*history: Any) -> RightsRequest:
    state = RightsRequest(REQUEST)
    for event in (received(), *history):
        state = state.evolve(event)
    return state
