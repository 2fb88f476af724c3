"""The answer to a program that registers somebody; the code in it is stored nowhere.

What is kept of an answer to be given again holds no code: it is made anew from the same key.
"""

from collections.abc import Callable
from uuid import UUID

from flask import Response, json, url_for

from services.referral.registrations import queries
from shared.web import return_codes
from shared.web.api import Created, idempotent, read_only
from shared.web.conditions import sent_key
from shared.work import Actor, Work

Register = Callable[[Work, str], UUID]  # with the key of its form; the registration's id


def answer(register: Register, client: str, location: str, *, by: Actor | None = None) -> Response:
    """Register once, and tell the code to whoever sent the request, each time."""

    def key(work: Work) -> str:
        return return_codes.key_of_request(work.sealing, client, sent_key())

    def make(work: Work) -> Created:
        return Created(location, {"id": str(register(work, key(work)))}, 1)

    response = idempotent(make, by=by)
    response.set_data(json.dumps(read_only(lambda work: _shown(work, key(work)))))
    return response


def _shown(work: Work, key: str) -> dict[str, str]:
    code = return_codes.code_of(work.sealing, key)
    view, grouped = queries.by_code(work, code), return_codes.in_groups(code)
    return {
        "id": str(view.registration.id),
        "status": view.status,
        "code": grouped,
        "page": url_for("public_registrations.follow", code=grouped),
    }
