"""The only table from errors to answers (RFC 9457 for programs).

Refusals are written for people. Every unforeseen error is logged once, here, with the request's id,
which the answer names; the answer itself does not show the cause.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

import structlog
from flask import current_app
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from shared.kernel import request_ids
from shared.kernel.aggregate import Invalid, NotFound, Refused, Word
from shared.kernel.outages import is_outage
from shared.web.formats import format_date, format_number
from shared.web.i18n import N_, gettext, language
from shared.web.idempotency import KeyAtWork, KeyReused
from shared.web.sentences import in_words
from shared.work import Stale

log = structlog.get_logger(__name__)
RETRY_AFTER = "5"  # seconds
TITLES = {
    400: N_("This request cannot be read."),
    401: N_("Sign in first."),
    403: N_("Your role does not include this."),
    404: N_("There is nothing here that you may see."),
    405: N_("This address does not take such a request."),
    413: N_("This is too large."),
    415: N_("Send the body as application/json."),
    422: N_("Something is missing or wrong."),
    428: N_("Say which version you have seen."),
    429: N_("There were too many requests; wait a moment."),
    503: N_("The service cannot answer right now. Nothing was lost; try again soon."),
}
OTHER_TITLE = N_("This request cannot be done.")


@runtime_checkable
class Translated(Protocol):
    """A value of a refusal that says itself in the reader's language."""

    def translated(self) -> str: ...


@runtime_checkable
class InLanguages(Protocol):
    """A name that exists in the languages of the platform, such as a programme's."""

    def said_in(self, locale: str) -> str: ...


@dataclass(frozen=True)
class Problem:
    status: int
    slug: str  # last part of the stable type
    title: str
    detail: str = ""
    extra: dict[str, Any] = field(default_factory=dict)  # errors, missing, rule …
    headers: dict[str, str] = field(default_factory=dict)

    def body(self, instance: str) -> dict[str, Any]:
        """As RFC 9457 names its members."""
        members = {
            "type": f"/problems/{self.slug}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": instance,
        }
        return members | self.extra


def problem_of(error: Exception) -> Problem:
    """The answer to an error; an error that is not in the table is a 500 and is logged."""
    match error:
        case Refused():
            return _refused(error)
        case NotFound():
            return Problem(404, "not-found", gettext("There is nothing here that you may see."))
        case Stale(seen=None):
            return Problem(
                409, "busy", gettext("Somebody else was changing this. Try again."), str(error)
            )
        case Stale():
            return Problem(
                412, "stale", gettext("It has changed since you read it. Read again."), str(error)
            )
        case KeyAtWork():
            return Problem(409, "key-at-work", gettext("The same request is still being done."))
        case KeyReused():
            return Problem(
                422, "key-reused", gettext("This Idempotency-Key was used with another body.")
            )
        case HTTPException():
            return _http(error)
        case _ if is_outage(error):
            log.error("database.away", kind=type(error).__name__)
            return unavailable()
        case _:
            return _unforeseen(error)


def unavailable() -> Problem:
    text = gettext("The service cannot answer right now. Nothing was lost; try again soon.")
    return Problem(503, "unavailable", text, headers={"Retry-After": RETRY_AFTER})


def say(refused: Refused) -> str:
    """The refusal in the reader's language."""
    if not refused.values:
        return gettext(refused.message)
    values = {name: _in_words(value) for name, value in refused.values.items()}
    return gettext(refused.message, **values)


def _in_words(value: Any) -> Any:
    """A value of a refusal as its reader writes it: a day, a code's label, a name, a list."""
    match value:
        case Word():
            return gettext(value)
        case Translated():
            return value.translated()
        case InLanguages():
            return value.said_in(language())
        case StrEnum():
            return _label(value)
        case date():
            return format_date(value)
        case tuple() | list():
            return ", ".join(str(_in_words(item)) for item in value)
        case float() | Decimal():
            return format_number(value)
    return value


def _label(code: StrEnum) -> str:
    """What people read for a code; the code itself where its list has no labels."""
    try:
        labels = dict(current_app.extensions["code_labels"](type(code), language()))
    except KeyError:
        return str(code)
    return str(labels.get(code, code))


def _refused(error: Refused) -> Problem:
    status = 422 if isinstance(error, Invalid) else 409
    extra: dict[str, Any] = {"code": error.code}
    if error.missing:
        extra["missing"] = list(error.missing)
    detail = say(error)
    if error.field:
        extra["errors"] = {error.field: [detail]}
    extra |= in_words(error.more)
    return Problem(status, error.slug, gettext("A rule says no."), detail, extra)


def _http(error: HTTPException) -> Problem:
    status = error.code or 500
    extra: dict[str, Any] = {}
    messages = getattr(error, "data", {}).get("messages")
    if messages:
        by_field = messages.get("json", messages) if isinstance(messages, dict) else messages
        extra["errors"] = in_words(by_field)
    headers = {k: v for k, v in error.get_headers() if k not in ("Content-Type", "Content-Length")}
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        headers["Allow"] = ", ".join(sorted(error.valid_methods))
    is_ours = error.description != type(error).description  # the library's own says nothing more
    detail = in_words(error.description) if is_ours and not extra else ""
    title = gettext(TITLES.get(status, OTHER_TITLE))
    return Problem(status, f"http-{status}", title, detail, extra, headers)


def _unforeseen(error: Exception) -> Problem:
    number = request_ids.current()
    log.error("request.failed", number=number, kind=type(error).__name__, exc_info=error)
    text = gettext("Something went wrong on our side. Nothing was half-written.")
    return Problem(500, "unforeseen", text, extra={"number": number})
