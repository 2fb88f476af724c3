"""What a request must carry before anything is changed: the version it has seen, or its key.

Both are checked before the route's own code runs, so that a caller who forgot learns it first,
whatever else is wrong. A route's method and answers decide which of them it needs, here and in
the OpenAPI document (`shared.web.openapi.operations`).
"""

import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from flask import request
from werkzeug.exceptions import BadRequest, PreconditionRequired

from shared.kernel.aggregate import NotFound
from shared.web.idempotency import KEY, LONGEST_KEY
from shared.web.sentences import Sentence

TAG = re.compile(r'(W/)?("[!#-~]*"|[0-9]+)')  # RFC 9110, section 8.8.3; ours also without quotes
OURS = re.compile(r"([0-9]{1,18})(-[0-9a-f]{12})?")  # version, and what else the answer showed
NEVER = -1  # a version
CHANGES = frozenset({"PUT", "PATCH", "DELETE"})
View = Callable[..., Any]


def if_match() -> int:
    """The version the caller last saw, from If-Match; one that nothing has when it is not ours.

    428 when the header names none, 400 for what is no ETag.
    """
    sent = request.headers.get("If-Match", "").strip()
    if sent in ("", "*"):
        raise PreconditionRequired(Sentence("Send If-Match with the ETag you last read."))
    if not TAG.fullmatch(sent):
        raise BadRequest(Sentence("Send one ETag as If-Match, as you read it."))
    ours = OURS.fullmatch(sent.removeprefix("W/").strip('"'))
    return int(ours[1]) if ours else NEVER


def sent_key() -> str:
    """The caller's Idempotency-Key, without quotes; 400 when there is no good one."""
    sent = request.headers.get("Idempotency-Key", "")
    if not KEY.match(sent):
        raise BadRequest(
            Sentence(
                "Send an Idempotency-Key of 1 to {most} visible ASCII characters.",
                most=LONGEST_KEY,
            )
        )
    return sent.strip('"')


def require_conditions(view: View, methods: Iterable[str]) -> View:
    """The view behind a check of its requests, and of names that nothing can have."""
    check = _condition(view, set(methods))

    @wraps(view)
    def checked(*args: Any, **values: Any) -> Any:
        if any("\0" in value for value in values.values() if isinstance(value, str)):
            raise NotFound  # no database can look for it
        if check is not None:
            check()
        return view(*args, **values)

    return checked


def _condition(view: View, methods: set[str]) -> Callable[[], object] | None:
    if methods & CHANGES:
        return if_match
    makes = 201 in getattr(view, "_apidoc", {}).get("response", {}).get("responses", {})
    return sent_key if "POST" in methods and makes else None
